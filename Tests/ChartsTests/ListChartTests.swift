import Charts
import TerminalUI
import Testing

/// Charts of rows and of cells: what lies under the mouse, and what stays in sight.
@Suite struct ListChartTests {
  private let frame = Rect(x: 3, y: 2, width: 70, height: 9)

  @Test func aRowIsFoundWhereItIsDrawn() throws {
    var chart = Examples.dumbbells
    for index in chart.rows.indices {
      chart.cursor = index
      let y = try #require(lineOfCursor(chart))
      #expect(chart.row(at: y, in: frame) == index)
    }
    #expect(chart.row(at: frame.y, in: frame) == nil && chart.row(at: 99, in: frame) == nil)
  }

  @Test func theCursorStaysInSight() {
    var bars = Examples.algorithms
    bars.rows = (0..<40).map { .init("row \($0)", values: [.init(Double($0)), .init(1)]) }
    for cursor in [0, 5, 20, 39] {
      bars.cursor = cursor
      #expect(bars.rowsShown(in: frame).contains(cursor))
      let y = lineOfCursor(bars)
      #expect(y.flatMap { bars.row(at: $0, in: frame) } == cursor)
    }
    bars.cursor = nil
    bars.firstRow = 100
    #expect(bars.rowsShown(in: frame) == 32..<40)
  }

  @Test func intersectionsAreSortedAndFound() throws {
    var sets = Examples.sets
    #expect(sets.intersections.map(\.count) == [361, 48, 34, 21, 15, 12, 5, 4])
    let tall = Rect(x: 0, y: 0, width: 60, height: 12)
    sets.cursor = 3
    let y = try #require(lineOfCursor(sets, tall))
    #expect(sets.row(at: y, in: tall) == 3)
    #expect(sets.rowsShown(in: tall).count == 8)
  }

  @Test func aHeatMapFindsItsCellsAndScrolls() throws {
    var map = Examples.heat
    map.rows = (0..<50).map(String.init)
    map.columns = (0..<40).map(String.init)
    map.values = Array(repeating: Array(repeating: 0.5, count: 40), count: 50)
    map.cellWidth = 3
    map.cursor = .init(row: 30, column: 35)
    let shown = map.shown(in: frame)
    #expect(shown.rows.contains(30) && shown.columns.contains(35))
    let bracket = try #require(place(of: "[", map))
    #expect(map.cell(atX: bracket.x + 1, y: bracket.y, in: frame) == map.cursor)
    #expect(map.cell(atX: frame.x, y: bracket.y, in: frame) == nil)
  }

  @Test func directionsOfDifferencesAreToldApartWithoutColor() {
    for level in GlyphLevel.allCases {
      let scale = DifferenceScale(level: level, limit: 0.1)
      let texts = [-0.2, -0.05, 0, 0.05, 0.1, nil].map { scale.cell($0, width: 1).text }
      #expect(Set(texts).count == 6, "\(level)")
      #expect(scale.cell(-0.2, width: 2).role == .baseline)
      #expect(scale.cell(0.01, width: 2).role == .candidate)
      #expect(scale.cell(.nan, width: 1) == scale.cell(nil, width: 1))
    }
  }

  @Test func aMatrixAddsUpAndFindsItsCells() throws {
    let text = Examples.drawing(80, 6, .ascii) { buffer, frame in
      Examples.coverage.draw(into: &buffer, frame: frame, level: .ascii)
    }.text
    #expect(text.contains("467   93.4%") && text.contains("500  100.0%"))
    let bracket = try #require(place(of: "[", Examples.coverage))
    let cell = Examples.coverage.cell(atX: bracket.x + 1, y: bracket.y, in: frame)
    #expect(cell == Examples.coverage.cursor)
    #expect(Examples.coverage.cell(atX: bracket.x + 30, y: bracket.y, in: frame) == nil)
  }

  @Test func panelsAreFoundAndPaged() throws {
    var grid = Examples.grid
    let small = Rect(x: 1, y: 1, width: 46, height: 15)
    grid.cursor = .init(row: 2, column: 2)
    let shown = grid.shown(in: small)
    #expect(shown.rows == 1..<3 && shown.columns == 1..<3)
    let mark = try #require(place(of: "▌", grid, small))
    #expect(grid.panel(atX: mark.x + 2, y: mark.y + 2, in: small) == grid.cursor)
    #expect(grid.panel(atX: 0, y: 0, in: small) == nil)
  }

  @Test func panelsOfARowShareTheirRange() {
    var grid = Examples.grid
    grid.sharesY = .row
    let wide = Rect(x: 0, y: 0, width: 130, height: 60)
    let rows = Examples.drawing(wide.width, wide.height, .ascii) { buffer, frame in
      grid.draw(into: &buffer, frame: frame, level: .ascii)
    }.text.split(separator: "\n")
    #expect(rows.contains { $0.split(separator: " ").filter { $0 == "100%" }.count == 3 })
  }

  @Test func aCategoryIsFoundInEveryForm() throws {
    for (columns, rows) in [(120, 40), (80, 26), (60, 14), (40, 9)] {
      var bars = Examples.histogram
      for index in [0, 4, 11] {
        bars.cursor = index
        let frame = Rect(x: 0, y: 0, width: columns, height: rows)
        let found = (0..<rows).flatMap { y in
          (0..<columns).map { bars.category(atX: $0, y: y, in: frame) }
        }
        #expect(found.contains(index), "\(columns)x\(rows)")
        let mark = try #require(place(of: "▲", bars, frame) ?? place(of: "▶", bars, frame))
        #expect(bars.category(atX: mark.x, y: mark.y, in: frame) == index, "\(columns)x\(rows)")
      }
    }
  }

  @Test func sharesMakeUnequalSeriesComparable() {
    var bars = Examples.histogram
    bars.baseline?.counts = Examples.histogram.candidate?.counts.map { $0 * 10 } ?? []
    bars.showsShares = true
    let text = Examples.drawing(180, 40, .block) { buffer, frame in
      bars.draw(into: &buffer, frame: frame, level: .block)
    }.text
    #expect(text.contains("20% ┤") && text.contains("23.8% 23.8%") && !text.contains("1190"))
  }

  private func lineOfCursor(_ chart: some Chart, _ frame: Rect? = nil) -> Int? {
    let left = (frame ?? self.frame).x
    return place(of: "▌", chart, frame, columns: left...left)?.y
  }

  /// Where a glyph is drawn first.
  private func place(
    of glyph: Unicode.Scalar, _ chart: some Chart, _ frame: Rect? = nil,
    columns: ClosedRange<Int> = 0...999
  ) -> (x: Int, y: Int)? {
    let frame = frame ?? self.frame
    var buffer = Buffer(size: Size(columns: frame.maxX + 2, rows: frame.maxY + 2))
    chart.draw(into: &buffer, frame: frame, level: .block)
    for y in 0..<buffer.size.rows {
      for x in 0..<buffer.size.columns
      where columns.contains(x) && buffer[x, y]?.glyph == Glyph(glyph) { return (x, y) }
    }
    return nil
  }
}

@Suite struct BoxSummaryTests {
  /// Quartiles as numpy.percentile(values, [25, 50, 75]) gives them.
  @Test func quartilesAreThoseOfNumPy() throws {
    let values = [2.1, 9.7, 3.3, 4.8, 1.2, 30.0, 5.5, 6.1, 4.4]
    let box = try #require(BoxSummary(values))
    #expect(box.count == 9)
    #expect(abs(box.lowerQuartile - 3.3) < 1e-12 && abs(box.median - 4.8) < 1e-12)
    #expect(abs(box.upperQuartile - 6.1) < 1e-12)
    #expect(box.lowerWhisker == 1.2 && box.upperWhisker == 9.7)
    let four = try #require(BoxSummary([1, 2, 4, 8]))
    #expect(four.lowerQuartile == 1.75 && four.median == 3 && four.upperQuartile == 5)
  }

  @Test func numbersThatAreNoneAreLeftOut() throws {
    #expect(BoxSummary([]) == nil && BoxSummary([.nan, .infinity]) == nil)
    let one = try #require(BoxSummary([.nan, 3]))
    #expect(one.count == 1 && one.lowerWhisker == 3 && one.upperWhisker == 3)
  }
}
