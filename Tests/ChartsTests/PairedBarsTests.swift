import Charts
import TerminalUI
import Testing

@Suite struct PairedBarsTests {
  @Test(arguments: GlyphLevel.allCases)
  func drawsAHistogramUprightAndInRows(_ level: GlyphLevel) {
    for (columns, rows) in [(80, 24), (80, 26), (120, 40), (60, 14)] {
      let drawn = Examples.drawing(columns, rows, level) { buffer, frame in
        Examples.histogram.draw(into: &buffer, frame: frame, level: level)
      }
      expectGolden(drawn.text, "bars-\(columns)x\(rows)-\(level.rawValue)")
    }
  }

  @Test func oneSeriesHasTheWholeWidth() {
    let bars = PairedBars(
      categories: ["0", "1"], baseline: nil,
      candidate: .init("rl", role: .candidate, counts: [1, 3]))
    #expect(
      text(bars, 30, 4, .block) == """
        ██ rl (4)
        0 │██████ 1  25.0%
        1 │██████████████████ 3  75.0%
        """ + "\n")
  }

  @Test func saysHowManyCategoriesAreNotShown() {
    #expect(text(Examples.histogram, 40, 5, .ascii).hasSuffix("\n+9 more"))
  }

  @Test func survivesAnyDataInAnySize() {
    let empty = PairedBars(categories: [], baseline: nil, candidate: nil)
    var missing = Examples.histogram
    missing.baseline = nil
    missing.candidate?.counts = [0, -4, .max / 4]
    for bars in [empty, missing, Examples.histogram] {
      checkAllSizes { bars.draw(into: &$0, frame: $1, level: $2) }
    }
  }

  private func text(
    _ bars: PairedBars, _ columns: Int, _ rows: Int, _ level: GlyphLevel
  ) -> String {
    Examples.drawing(columns, rows, level) { buffer, frame in
      bars.draw(into: &buffer, frame: frame, level: level)
    }.text
  }
}
