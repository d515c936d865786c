import Charts
import TerminalUI
import Testing

/// Marks, the strip of states, rules, forms of series and zoom.
@Suite struct CurvePartsTests {
  @Test func aMarkHasItsIntervalBelowTheAxis() {
    var chart = chart()
    chart.marks = [.init(x: 8, interval: 2...32, label: "k* 8 (2-32)")]
    let rows = rows(chart, 50, 14)
    #expect(rows.last == "          |-------+--------| k* 8 (2-32)")
    #expect(rows.contains { $0.contains("!") })
  }

  @Test(arguments: [
    (2...Double.infinity, "|-", ">"), (-Double.infinity...4, "<", "-|"),
    (0.5...2048, "<", ">"), (2...4, "|-", "-|"),
  ])
  func anOpenEndIsAnArrow(_ interval: ClosedRange<Double>, _ start: String, _ end: String) {
    var chart = chart()
    chart.marks = [.init(x: 3, interval: interval, label: "")]
    let last = rows(chart, 50, 14).last ?? ""
    #expect(last.drop { $0 == " " }.hasPrefix(start) && last.hasSuffix(end), "\(last)")
  }

  @Test func statesAreToldApartWithoutColor() {
    var chart = chart()
    chart.strip = .init(
      states: [
        .init("up", glyph: "B", role: .candidate), .init("down", glyph: "A", role: .baseline),
      ], spans: [.init(1...8, state: 0), .init(8...1024, state: 1), .init(1...2, state: 9)])
    let rows = rows(chart, 50, 14)
    #expect(rows.suffix(1) == ["      B up   A down"])
    let band = rows[rows.count - 2].filter { $0 != " " }
    #expect(band.first == "B" && band.last == "A" && Set(band) == ["A", "B"])
  }

  @Test func aRuleCrossesThePlotWithItsName() {
    var chart = chart()
    chart.rules = [.init(y: 0.5, label: "half")]
    #expect(rows(chart, 50, 14).contains { $0.contains("---- half -") })
  }

  @Test func aPublishedCurveHasASmallLetterAndNoBand() {
    var chart = chart()
    chart.series[0].points = chart.series[0].points.map {
      .init(x: $0.x, y: $0.y, low: $0.y - 0.2, high: $0.y + 0.2)
    }
    #expect(rows(chart, 50, 14).joined().contains("/"))
    chart.series[0].isReference = true
    let text = rows(chart, 50, 14).joined()
    #expect(!text.contains("/") && text.contains("s run") && !text.contains("S"))
  }

  @Test func whatIsExtrapolatedHasFewDotsAndNoLetters() {
    var chart = chart()
    chart.showsLegend = false
    let letters = rows(chart, 60, 14).joined().filter { $0 == "S" }.count
    chart.series[0].extrapolatedFrom = 16
    let drawn = rows(chart, 60, 14).joined()
    #expect(letters == 11 && drawn.filter { $0 == "S" }.count == 5)
    #expect(drawn.contains("1024"))
  }

  @Test func rawPointsAreFaintAndHaveNoLetters() {
    var chart = chart()
    chart.showsLegend = false
    chart.series[0].form = .dots
    let drawn = rows(chart, 60, 14).joined()
    #expect(drawn.filter { $0 == "," }.count == 11 && !drawn.contains("S"))
  }

  @Test func aZoomLeavesOutLettersBeyondIt() {
    var chart = chart()
    chart.showsLegend = false
    chart.xAxis.range = 4...64
    #expect(rows(chart, 60, 14).joined().filter { $0 == "S" }.count == 5)
    chart.yAxis.range = 0.3...0.4
    #expect(rows(chart, 60, 14).joined().filter { $0 == "S" }.count == 2)
  }

  @Test func differencesHaveTheirSign() {
    let text = rows(Examples.difference, 80, 24).joined(separator: "\n")
    #expect(text.contains("+20%") && text.contains(" 0%") && text.contains("-10%"))
    #expect(!text.contains("+0%"))
  }

  @Test func marksBeyondTheAxisAreSafe() {
    var chart = chart()
    chart.marks = [
      .init(x: 1e9, interval: 1e8...1e10, label: "far"), .init(x: .nan, label: "none"),
      .init(x: 4, interval: -5...0, label: "below"),
    ]
    chart.strip = .init(
      states: [.init("s", glyph: "#", role: .dim)], spans: [.init(-1e300...1e300, state: 0)])
    chart.rules = [.init(y: .nan), .init(y: 1e300)]
    checkAllSizes(step: 3) { chart.draw(into: &$0, frame: $1, level: $2) }
    #expect(rows(chart, 60, 20).joined().contains("far"))
  }

  private func chart() -> LineChart {
    LineChart(
      xAxis: Axis("k", scale: .log2), yAxis: Axis("", format: .percent, range: 0...1),
      series: [
        .init(
          "run", role: .series0, marker: "S",
          points: (0...10).map { .init(x: Double(1 << $0), y: 0.2 + 0.06 * Double($0)) })
      ])
  }

  private func rows(_ chart: LineChart, _ columns: Int, _ rows: Int) -> [String] {
    Examples.drawing(columns, rows, .ascii) { buffer, frame in
      chart.draw(into: &buffer, frame: frame, level: .ascii)
    }.text.split(separator: "\n").map(String.init)
  }
}
