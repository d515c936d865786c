import Charts
import TerminalUI
import Testing

@Suite struct ChartLayoutTests {
  @Test func ticksLieExactlyAtPowersOfTwo() {
    let layout = layout(80, 1...1024)
    #expect(
      layout.xTicks.compactMap(\.label) == [
        "1", "2", "4", "8", "16", "32", "64", "128", "256", "512", "1024",
      ])
    #expect(layout.xTicks.first?.position == layout.plot.x)
    #expect(layout.xTicks.last?.position == layout.plot.maxX - 1)
  }

  @Test(arguments: [
    (40, ["1", "4", "16", "64", "256", "1024"]),
    (20, ["1", "8", "64", "512"]),
    (14, ["1", "64"]),
  ])
  func labelsAreThinnedInNarrowFrames(_ columns: Int, _ labels: [String]) {
    #expect(layout(columns, 1...1024).xTicks.compactMap(\.label) == labels)
  }

  @Test func largePowersOfTwoAreShortened() {
    #expect(
      layout(80, 4096...65536).xTicks.compactMap(\.label) == [
        "4096", "8192", "16k", "32k", "64k",
      ])
  }

  @Test func largeStepsShareAUnit() {
    let layout = ChartLayout(
      frame: Rect(x: 0, y: 0, width: 60, height: 12), xAxis: Axis("step", range: 0...20000),
      yAxis: Axis("loss", range: 0...1))
    #expect(layout.xTicks.compactMap(\.label) == ["0", "5k", "10k", "15k", "20k"])
  }

  @Test func labelsNeverTouch() {
    for columns in stride(from: 1, through: 160, by: 3) {
      for range in [1.0...1024.0, 1.0...2.0, 3.0...70000.0, 0.25...1048576.0] {
        for scale in [Axis.Scale.log2, .linear] {
          var buffer = Buffer(size: Size(columns: columns, rows: 10))
          let chart = LineChart(
            xAxis: Axis("", scale: scale, range: range),
            yAxis: Axis("", format: .percent, range: 0...1), series: [])
          chart.draw(into: &buffer, frame: buffer.bounds, level: .braille)
          let layout = chart.layout(in: buffer.bounds)
          let row = buffer.text.split(separator: "\n", omittingEmptySubsequences: false).last
          let labels = layout.axisRow == nil ? [] : layout.xTicks.compactMap(\.label)
          #expect(row?.split(separator: " ").map(String.init) == labels, "\(columns) \(range)")
        }
      }
    }
  }

  @Test func columnsAndValuesAreInverse() throws {
    let layout = layout(100, 1...1024)
    for column in layout.plot.x..<layout.plot.maxX {
      #expect(layout.column(of: try #require(layout.x(at: column))) == column)
    }
    for row in layout.plot.y..<layout.plot.maxY {
      #expect(layout.row(of: try #require(layout.y(at: row))) == row)
    }
    #expect(layout.x(at: layout.plot.x - 1) == nil && layout.y(at: layout.plot.maxY) == nil)
    #expect(layout.column(of: 2048) == nil && layout.column(of: 0) == nil)
    #expect(layout.row(of: 1.01) == nil && layout.row(of: .nan) == nil)
  }

  private func layout(_ columns: Int, _ range: ClosedRange<Double>) -> ChartLayout {
    ChartLayout(
      frame: Rect(x: 3, y: 2, width: columns, height: 20),
      xAxis: Axis("k", scale: .log2, range: range),
      yAxis: Axis("pass@k", format: .percent, range: 0...1))
  }
}
