import Charts
import TerminalUI
import Testing

/// What holds for every chart.
@Suite struct ChartTests {
  static let charts: [(name: String, chart: any Chart, sizes: [(Int, Int)])] = [
    ("boundary", Examples.boundary, [(80, 24), (120, 40)]),
    ("folded", Examples.folded, [(80, 24), (60, 14)]),
    ("difference", Examples.difference, [(80, 24), (60, 12)]),
    ("training", Examples.training, [(80, 24), (120, 40)]),
    ("decades", Examples.decades, [(80, 24), (60, 14)]),
    ("bar-list", Examples.algorithms, [(80, 8), (50, 14)]),
    ("heat-map", Examples.heat, [(80, 14), (40, 9)]),
    ("differences", Examples.differences, [(80, 14), (50, 12)]),
    ("boxes", Examples.boxes, [(80, 18), (50, 12)]),
    ("dumbbells", Examples.dumbbells, [(80, 10), (48, 7)]),
    ("coverage", Examples.coverage, [(80, 6), (40, 6)]),
    ("flow", Examples.flow, [(80, 18), (120, 18)]),
    ("sets", Examples.sets, [(80, 14), (40, 8)]),
    ("panels", Examples.grid, [(80, 24), (120, 40)]),
    ("bar-panels", Examples.barGrid, [(80, 24), (52, 16)]),
    ("compact-bars", Examples.histogram, [(60, 9), (24, 6)]),
  ]

  @Test(arguments: GlyphLevel.allCases)
  func drawsAsExpected(_ level: GlyphLevel) {
    for (name, chart, sizes) in Self.charts {
      for (columns, rows) in sizes {
        let drawn = Examples.drawing(columns, rows, level) { buffer, frame in
          chart.draw(into: &buffer, frame: frame, level: level)
        }
        expectGolden(drawn.text, "\(name)-\(columns)x\(rows)-\(level.rawValue)")
      }
    }
  }

  @Test(arguments: charts.map(\.name))
  func drawsNothingOutsideItsFrameInAnySize(_ name: String) {
    for example in Self.charts where example.name == name {
      checkAllSizes(step: 2) { example.chart.draw(into: &$0, frame: $1, level: $2) }
    }
  }

  @Test func drawsNoUnicodeIntoADrawingWithoutIt() {
    for (name, chart, _) in Self.charts {
      for rows in [5, 12, 24] {
        var buffer = Buffer(size: Size(columns: 80, rows: rows), unicode: false)
        chart.draw(into: &buffer, frame: buffer.bounds, level: .braille)
        #expect(buffer.text.utf8.allSatisfy { $0 < 0x80 }, "\(name)")
      }
    }
  }
}
