import Charts
import TerminalUI
import Testing

@Suite struct FoldTests {
  private let axis = Axis("pass@k", format: .percent, range: 0.1...0.7, fold: 0.35...0.62)

  @Test func rowsAndValuesAreInverseInBothParts() throws {
    for rows in [12, 20, 41] {
      let layout = layout(rows)
      #expect(layout.windows.count == 2)
      for row in layout.plot.y..<layout.plot.maxY where row != layout.breakRow {
        #expect(layout.row(of: try #require(layout.y(at: row))) == row)
      }
      let broken = try #require(layout.breakRow)
      #expect(layout.y(at: broken) == nil)
    }
  }

  @Test func endsOfThePartsLieAtTheirEdges() throws {
    let layout = layout(24)
    let broken = try #require(layout.breakRow)
    #expect(layout.row(of: 0.7) == layout.plot.y)
    #expect(layout.row(of: 0.62) == broken - 1)
    #expect(layout.row(of: 0.35) == broken + 1)
    #expect(layout.row(of: 0.1) == layout.plot.maxY - 1)
    #expect(layout.row(of: 0.5) == nil && layout.row(of: 0.71) == nil)
  }

  @Test func eachPartHasTicksOfItsOwn() {
    let labels = layout(30).yTicks.compactMap(\.label)
    #expect(labels.contains("10%") && labels.contains("30%"))
    #expect(labels.contains("64%") && labels.contains("68%"))
    #expect(!labels.contains("50%"))
  }

  @Test(arguments: [
    Axis("", range: 0...1, fold: 0.5...2), Axis("", range: 0...1, fold: -1...0.5),
    Axis("", range: 0...1, fold: 0.5...0.5), Axis("", scale: .log10, range: 0...1, fold: 0.2...0.5),
  ])
  func aFoldThatLeavesNoTwoPartsIsNone(_ axis: Axis) {
    let layout = ChartLayout(
      frame: Rect(x: 0, y: 0, width: 40, height: 20), xAxis: Axis("", range: 0...1), yAxis: axis)
    #expect(layout.windows.count == 1 && layout.breakRow == nil)
  }

  @Test func lowChartsAreNotBroken() { #expect(layout(8).windows.count == 1) }

  @Test func theLargestGapIsProposed() throws {
    let axis = Axis("", format: .percent)
    let fold = try #require(axis.proposedFold(for: [0.1, 0.2, 0.3, 0.65, 0.69, 0.66]))
    #expect(fold.lowerBound >= 0.3 && fold.upperBound <= 0.65)
    #expect(fold.upperBound - fold.lowerBound > 0.25)
    #expect(axis.proposedFold(for: [0.1, 0.2, 0.3, 0.4, 0.5]) == nil)
    #expect(axis.proposedFold(for: [0.1, 0.9]) == nil)
    #expect(axis.proposedFold(for: [.nan, .infinity]) == nil)
    #expect(axis.proposedFold(for: [0.1, 0.2, 0.3, 0.42], share: 0.3) != nil)
  }

  @Test func valuesOfALogarithmicAxisAreComparedByFactors() {
    let axis = Axis("", scale: .log10)
    #expect(axis.proposedFold(for: [1, 10, 100, 1000]) == nil)
    #expect(axis.proposedFold(for: [1, 2, 3, 1000, 1500]) != nil)
  }

  private func layout(_ rows: Int) -> ChartLayout {
    ChartLayout(
      frame: Rect(x: 2, y: 1, width: 60, height: rows),
      xAxis: Axis("k", scale: .log2, range: 1...256), yAxis: axis)
  }
}

@Suite struct DecadesTests {
  @Test(arguments: [
    (0.001...1.0, 5, [0.001, 0.01, 0.1, 1]),
    (1.0...100.0, 8, [1, 2, 5, 10, 20, 50, 100]),
    (1.0...100.0, 6, [1, 10, 100]),
    (1.0...1e8, 5, [1, 100, 1e4, 1e6, 1e8]),
    (3.0...4.0, 6, [3, 3.2, 3.4, 3.6, 3.8, 4]),
  ])
  func ticksAreDecadesOrTheirParts(_ range: ClosedRange<Double>, _ count: Int, _ values: [Double]) {
    #expect(Ticks.log10(range: range, count: count).values == values)
  }

  @Test func sharesKeepTheirDigits() {
    let layout = ChartLayout(
      frame: Rect(x: 0, y: 0, width: 60, height: 24), xAxis: Axis("", range: 0...1),
      yAxis: Axis("", scale: .log10, format: .percent, range: 0.001...1))
    #expect(layout.yTicks.compactMap(\.label) == ["0.1%", "1%", "10%", "100%"])
  }

  @Test func valuesAndFractionsAreInverse() throws {
    let axis = Axis("", scale: .log10, range: 0.002...500)
    for part in [0, 0.1, 0.5, 0.93, 1] {
      #expect(abs(try #require(axis.fraction(of: axis.value(at: part))) - part) < 1e-12)
    }
    #expect(axis.fraction(of: 0) == nil && axis.fraction(of: -1) == nil)
  }

  @Test func rangesAreRoundedOutwards() {
    let axis = Axis("", scale: .log10)
    #expect(axis.fitted(to: [0.003, 70], isRounded: true).range == 0.002...100)
    #expect(axis.fitted(to: [0, -1, 5, 20], isRounded: true).range == 5...20)
    #expect(axis.fitted(to: [3, 70], isRounded: false).range == 3...70)
  }
}
