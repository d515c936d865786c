import TerminalUI

extension LineChart {
  /// A cell of the plot that one or more series have a point in.
  private struct Spot: Hashable {
    let column: Int
    let row: Int
  }

  /// The letters at points: what keeps series apart without color.
  ///
  /// Points closer than a few columns to the last letter of their series get none. Where points
  /// of several series meet in a cell they take turns from one such cell to the next, so that
  /// two equal curves show both letters.
  func drawMarkers(into buffer: inout Buffer, _ layout: ChartLayout) {
    var spots: [Spot] = []
    var owners: [Spot: [Int]] = [:]
    for (index, series) in series.enumerated() {
      for spot in markedSpots(series, layout) {
        if owners[spot] == nil { spots.append(spot) }
        owners[spot, default: []].append(index)
      }
    }
    var shared = 0
    for spot in spots {
      guard let candidates = owners[spot] else { continue }
      let owner = series[candidates[shared % candidates.count]]
      if candidates.count > 1 { shared += 1 }
      buffer.write(
        String(owner.marker), x: spot.column, y: spot.row, style: Style(owner.role, bold: true),
        inside: Rect(x: spot.column, y: spot.row, width: 1, height: 1))
    }
  }

  private func markedSpots(_ series: Series, _ layout: ChartLayout) -> [Spot] {
    var spots: [Spot] = []
    for point in series.points {
      guard let column = layout.column(of: point.x), let row = layout.row(of: point.y) else {
        continue
      }
      if let last = spots.last, abs(column - last.column) < Self.markerDistance { continue }
      spots.append(Spot(column: column, row: row))
    }
    return spots
  }

  /// The least columns between two letters of a series: the curve must be seen between them.
  private static let markerDistance = 4
}
