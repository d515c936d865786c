import Charts
import TerminalUI
import Testing

@Suite struct LineChartTests {
  @Test(arguments: GlyphLevel.allCases)
  func drawsFourCrossingCurvesWithBands(_ level: GlyphLevel) {
    for (columns, rows) in [(80, 24), (120, 40), (200, 60)] {
      let drawn = Examples.drawing(columns, rows, level) { buffer, frame in
        Examples.crossing.draw(into: &buffer, frame: frame, level: level)
      }
      expectGolden(drawn.text, "curves-\(columns)x\(rows)-\(level.rawValue)")
    }
  }

  @Test func drawsASmallChartInASCII() {
    let chart = chart([.init(x: 1, y: 0.2), .init(x: 2, y: 0.4), .init(x: 4, y: 0.6)])
    #expect(
      text(chart, 26, 8, .ascii) == """
        pass@k                 A s
        60% +   -   -   -   -   .A
            |            ...''''
        40% +   -   ..'A'   -   -
            |   ..''
        20% +A''-   -   -   -   -
            ++---------+---------+
          k  1         2         4
        """)
  }

  @Test(arguments: [
    (70, "pass@k                     A base  B rl-step100  C instruct  D distill"),
    (50, "pass@k        A base  B rl-st…  C instr…  D disti…"),
    (24, "pass@k        A  B  C  D"),
    (18, "pass@k"),
  ])
  func theLegendNamesEverySeriesOrNone(_ columns: Int, _ head: String) {
    #expect(text(Examples.crossing, columns, 10, .braille).hasPrefix(head + "\n"))
  }

  @Test func leavesAGapWhereAPointIsNotANumber() {
    var chart = chart([
      .init(x: 1, y: 0.5), .init(x: 2, y: .nan), .init(x: 4, y: 0.5), .init(x: 8, y: 0.5),
    ])
    chart.yAxis.range = 0...1
    let drawn = text(chart, 30, 3, .ascii)
    #expect(drawn == "\nA                  A.........A\n")
  }

  @Test func bandsAreSeenWithoutColor() {
    for level in GlyphLevel.allCases {
      var chart = Examples.crossing
      let with = text(chart, 80, 24, level)
      chart.showsBands = false
      let without = text(chart, 80, 24, level)
      #expect(with != without, "\(level)")
      let shades: Set<Character> = level.unicode ? ["░"] : ["/", "\\", "~", ","]
      #expect(with.contains(where: shades.contains), "\(level)")
      #expect(!without.contains(where: shades.contains), "\(level)")
    }
  }

  @Test func sharedBandsAreDarkerWithoutColor() {
    var chart = Examples.crossing
    #expect(!text(chart, 80, 24, .braille).contains("▒"))
    chart.hasColor = false
    #expect(text(chart, 80, 24, .braille).contains("▒"))
  }

  @Test func equalCurvesShowBothLetters() {
    var chart = chart([.init(x: 1, y: 0.2), .init(x: 4, y: 0.4), .init(x: 16, y: 0.6)])
    chart.series.append(.init("t", role: .series1, marker: "B", points: chart.series[0].points))
    chart.showsLegend = false
    let drawn = text(chart, 60, 12, .braille)
    #expect(drawn.contains("A") && drawn.contains("B"))
  }

  @Test func theCursorLeavesCurvesVisibleAndNamesItsValue() {
    let drawn = Examples.drawing(200, 60, .braille) { buffer, frame in
      Examples.crossing.draw(into: &buffer, frame: frame, level: .braille)
    }
    let layout = Examples.crossing.layout(in: drawn.bounds)
    let column = layout.column(of: 37) ?? 0
    let roles = (layout.plot.y..<layout.plot.maxY).compactMap { drawn[column, $0]?.style.role }
    #expect(roles.contains(.cursor))
    #expect(Set(roles).isSuperset(of: [.baseline, .candidate, .series0, .series1]))
    #expect(drawn.text.contains(" 37 "))
  }

  @Test func dashedPartsHaveFewerDots() {
    var chart = chart([.init(x: 1, y: 0.5), .init(x: 1024, y: 0.5)])
    let solid = text(chart, 60, 10, .braille).dots
    chart.series[0].dashedFrom = 32
    let dashed = text(chart, 60, 10, .braille).dots
    #expect(abs(dashed - solid * 3 / 4) <= 4)
  }

  @Test func drawsNoUnicodeIntoADrawingWithoutIt() {
    var buffer = Buffer(size: Size(columns: 60, rows: 20), unicode: false)
    Examples.crossing.draw(into: &buffer, frame: buffer.bounds, level: .braille)
    #expect(buffer.text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func survivesAnyDataInAnySize() {
    let series: [[LineChart.Point]] = [
      [], [.init(x: 1, y: 0.5, low: 0.4, high: 0.6)],
      [.init(x: 1, y: 0.5), .init(x: 2, y: 0.5)], [.init(x: .nan, y: .nan, low: .nan, high: 1)],
      [.init(x: 0, y: -1e300), .init(x: 4, y: 1e300), .init(x: 1e300, y: .infinity)],
      [.init(x: 1, y: 0.9, low: 0.95, high: 0.1), .init(x: 2, y: 0.1, low: .infinity, high: 1)],
    ]
    for points in series {
      for scale in [Axis.Scale.linear, .log2] {
        var chart = chart(points)
        chart.xAxis.scale = scale
        chart.cursor = 3
        checkAllSizes(step: 5) { chart.draw(into: &$0, frame: $1, level: $2) }
        chart.xAxis.range = 2...2
        chart.yAxis.range = 0.5...0.5
        checkAllSizes(step: 5) { chart.draw(into: &$0, frame: $1, level: $2) }
      }
    }
    checkAllSizes { Examples.crossing.draw(into: &$0, frame: $1, level: $2) }
  }

  private func chart(_ points: [LineChart.Point]) -> LineChart {
    LineChart(
      xAxis: Axis("k", scale: .log2), yAxis: Axis("pass@k", format: .percent),
      series: [.init("s", role: .series0, marker: "A", points: points)])
  }

  private func text(
    _ chart: LineChart, _ columns: Int, _ rows: Int, _ level: GlyphLevel
  ) -> String {
    Examples.drawing(columns, rows, level) { buffer, frame in
      chart.draw(into: &buffer, frame: frame, level: level)
    }.text
  }
}

extension String {
  /// How many Braille dots there are in the text.
  fileprivate var dots: Int {
    unicodeScalars.reduce(0) {
      $0 + ((0x2800...0x28FF) ~= $1.value ? ($1.value & 255).nonzeroBitCount : 0)
    }
  }
}

/// Draws in every small rectangle amid a larger drawing and expects all around it untouched.
func checkAllSizes(
  step: Int = 1, sourceLocation: SourceLocation = #_sourceLocation,
  _ draw: (inout Buffer, Rect, GlyphLevel) -> Void
) {
  for level in GlyphLevel.allCases {
    for width in stride(from: 1, through: 30, by: step) {
      for height in stride(from: 1, through: 12, by: step) {
        var buffer = Buffer(size: Size(columns: width + 4, rows: height + 4), unicode: true)
        let frame = Rect(x: 2, y: 2, width: width, height: height)
        draw(&buffer, frame, level)
        buffer.fill(frame, style: Style(.text))
        let isClean = buffer == Buffer(size: buffer.size)
        #expect(isClean, "\(width)x\(height) \(level)", sourceLocation: sourceLocation)
      }
    }
  }
}
