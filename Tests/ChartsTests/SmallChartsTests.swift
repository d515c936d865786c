import Charts
import TerminalUI
import Testing

@Suite struct HeatScaleTests {
  @Test(arguments: GlyphLevel.allCases)
  func everyStepLooksDifferentWithoutColor(_ level: GlyphLevel) {
    let scale = HeatScale(level: level)
    let shares: [Double?] = [nil, 0, 0.1, 0.3, 0.5, 0.7, 0.9, 1]
    let texts = shares.map { scale.cell($0, width: 2).text }
    #expect(Set(texts).count == shares.count)
    #expect(texts.allSatisfy { $0.columns(unicode: level.unicode) == 2 })
  }

  @Test(arguments: [
    (0.0, Role.heat0), (1e-9, .heat1), (0.2, .heat1), (0.2001, .heat2), (0.6, .heat3),
    (0.8, .heat4), (0.801, .heat5), (0.999, .heat5), (1, .heat6), (7, .heat6), (-1, .heat0),
  ])
  func sharesHaveSteps(_ share: Double, _ role: Role) {
    #expect(HeatScale(level: .block).cell(share, width: 1).role == role)
  }

  @Test func noDataIsNotZero() {
    let scale = HeatScale(level: .block)
    #expect(scale.cell(.nan, width: 1) == scale.cell(nil, width: 1))
    #expect(scale.cell(nil, width: 1) != scale.cell(0, width: 1))
  }

  @Test func theLegendNamesEveryGlyph() {
    var buffer = Buffer(size: Size(columns: 80, rows: 1), unicode: false)
    HeatScale(level: .ascii).drawLegend(into: &buffer, x: 0, y: 0, width: 80)
    #expect(
      buffer.text == ". 0  1 <=20%  3 <=40%  5 <=60%  7 <=80%  9 <100%  # 100%  - no data")
  }
}

@Suite struct ProgressBarTests {
  @Test(arguments: [
    (0.0, "········"), (0.5, "████····"), (0.55, "████▍···"), (0.999, "███████▉"),
    (1, "████████"), (9, "████████"), (-1, "········"), (.nan, "········"),
  ])
  func fillsByEighths(_ share: Double, _ text: String) {
    var buffer = Buffer(size: Size(columns: 8, rows: 1))
    ProgressBar(share: share).draw(into: &buffer, x: 0, y: 0, width: 8, level: .block)
    #expect(buffer.text == text)
  }

  @Test func isPlainInASCII() {
    var buffer = Buffer(size: Size(columns: 8, rows: 1), unicode: false)
    ProgressBar(share: 0.5).draw(into: &buffer, x: 0, y: 0, width: 8, level: .ascii)
    #expect(buffer.text == "####....")
  }
}

@Suite struct SparklineTests {
  @Test func heightsFollowTheValues() {
    #expect(Sparkline([1, 2, 4, 3]).text(width: 4, level: .block) == "▁▃█▆")
    #expect(Sparkline([1, 2, 4, 3]).text(width: 2, level: .ascii) == "#_")
    #expect(Sparkline([0, .nan, 1], range: 0...2).text(width: 9, level: .block) == "▁ ▅")
    #expect(Sparkline([]).text(width: 4, level: .block) == "")
    #expect(Sparkline([5, 5]).text(width: 4, level: .block) == "▅▅")
  }
}
