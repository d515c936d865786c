import Charts
import Glibc
import TerminalUI

/// Charts that several tests draw.
enum Examples {
  /// A curve over k = 1, 2, 4 … that rises from one share to another.
  static func curve(
    from start: Double, to end: Double, bend: Double, spread: Double, last: Int = 10
  ) -> [LineChart.Point] {
    (0...last).map { exponent in
      let part = Double(exponent) / 10
      let y = start + (end - start) * (1 - exp(-bend * part)) / (1 - exp(-bend))
      let half = spread * (0.7 + 0.6 * part)
      return LineChart.Point(
        x: Double(1 << exponent), y: y, low: max(0, y - half), high: min(1, y + half))
    }
  }

  /// Four curves of which three cross, one dashed from 256 on, one that ends early.
  static let crossing = LineChart(
    xAxis: Axis("k", scale: .log2), yAxis: Axis("pass@k", format: .percent),
    series: [
      .init(
        "base", role: .baseline, marker: "A",
        points: curve(from: 0.18, to: 0.93, bend: 0.8, spread: 0.045)),
      .init(
        "rl-step100", role: .candidate, marker: "B",
        points: curve(from: 0.42, to: 0.80, bend: 1.6, spread: 0.04), dashedFrom: 256),
      .init(
        "instruct", role: .series0, marker: "C",
        points: curve(from: 0.30, to: 0.86, bend: 1.2, spread: 0.035)),
      .init(
        "distill", role: .series1, marker: "D",
        points: curve(from: 0.55, to: 0.76, bend: 2.4, spread: 0.03, last: 8)),
    ], cursor: 37)

  /// The accuracy of 500 problems before and after training.
  static let histogram = PairedBars(
    categories: [
      "0", "(0,.1]", "(.1,.2]", "(.2,.3]", "(.3,.4]", "(.4,.5]", "(.5,.6]", "(.6,.7]", "(.7,.8]",
      "(.8,.9]", "(.9,1)", "1",
    ],
    baseline: .init(
      "base", role: .baseline, counts: [45, 60, 52, 41, 38, 33, 40, 36, 41, 37, 42, 35]),
    candidate: .init(
      "rl", role: .candidate, counts: [82, 27, 21, 18, 22, 19, 28, 31, 35, 40, 58, 119]))

  static func drawing(
    _ columns: Int, _ rows: Int, _ level: GlyphLevel, _ draw: (inout Buffer, Rect) -> Void
  ) -> Buffer {
    var buffer = Buffer(size: Size(columns: columns, rows: rows), unicode: level.unicode)
    draw(&buffer, buffer.bounds)
    return buffer
  }
}
