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
  func drawMarkers(
    into buffer: inout Buffer, _ layout: ChartLayout, _ level: GlyphLevel
  ) {
    drawSmallMarks(into: &buffer, layout, level)
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
        String(owner.letter), x: spot.column, y: spot.row, style: Style(owner.role, bold: true),
        inside: Rect(x: spot.column, y: spot.row, width: 1, height: 1))
    }
  }

  private func markedSpots(_ series: Series, _ layout: ChartLayout) -> [Spot] {
    var spots: [Spot] = []
    let distance = letterDistance(series, layout)
    for point in series.points where series.form != .dots && !series.isExtrapolated(point.x) {
      guard let column = layout.column(of: point.x), let row = layout.row(of: point.y) else {
        continue
      }
      if let last = spots.last, abs(column - last.column) < distance { continue }
      spots.append(Spot(column: column, row: row))
    }
    return spots
  }

  /// Faint dots at the points of series that have no line; drawn below all lines.
  func drawDots(into buffer: inout Buffer, _ layout: ChartLayout, _ level: GlyphLevel) {
    for series in series where series.form == .dots {
      let sign = series.sign(level.unicode).unicodeScalars.first ?? "."
      put(Glyph(sign), atPointsOf: series, into: &buffer, layout)
    }
  }

  private func drawSmallMarks(
    into buffer: inout Buffer, _ layout: ChartLayout, _ level: GlyphLevel
  ) {
    let glyph = Glyph(level.unicode ? "∘" : "o")
    for series in series where series.form == .linePoints {
      put(glyph, atPointsOf: series, into: &buffer, layout)
    }
  }

  private func put(
    _ glyph: Glyph, atPointsOf series: Series, into buffer: inout Buffer, _ layout: ChartLayout
  ) {
    for point in series.points where !series.isExtrapolated(point.x) {
      guard let x = layout.column(of: point.x), let y = layout.row(of: point.y) else { continue }
      buffer.put(glyph, x: x, y: y, style: Style(series.role))
    }
  }

  /// A dense series shows its course without letters: few of them are enough to name it.
  private func letterDistance(_ series: Series, _ layout: ChartLayout) -> Int {
    if series.form == .points { return 1 }
    return series.points.count > 2 * layout.plot.width ? 12 : Self.markerDistance
  }

  /// The least columns between two letters of a series: the curve must be seen between them.
  private static let markerDistance = 4
}

extension LineChart.Series {
  /// The letter as it is drawn: a small one for a curve to compare with.
  var letter: Character {
    isReference ? String(marker).lowercased().first ?? marker : marker
  }

  /// What stands before its name in the legend.
  func sign(_ unicode: Bool) -> Character {
    form == .dots ? (unicode ? "·" : ",") : letter
  }

  func isExtrapolated(_ x: Double) -> Bool { extrapolatedFrom.map { x > $0 } ?? false }
}
