import TerminalUI

extension LineChart {
  package func svg(into document: inout SVGDocument, frame: SVGRect) {
    let key = SVGKey(entries: showsLegend ? keyEntries : [])
    let top = key.height(frame.width) + 4
    let hasStrip = strip?.states.isEmpty == false
    let plot = SVGPlot(
      frame: frame, xAxis: fittedX, yAxis: yAxis.fitted(to: drawnY, isRounded: true), top: top,
      bottom: (hasStrip ? 34 : 0) + 16 * Double(marks.count))
    key.draw(
      into: &document,
      SVGRect(x: plot.plot.x, y: frame.y, width: plot.plot.width, height: top))
    plot.draw(into: &document)
    for window in plot.windows {
      document.clipped(to: window.rect) { document in
        if showsBands { drawBands(into: &document, plot, window) }
        drawRules(into: &document, plot, window)
        drawMarkLines(into: &document, plot, window)
        for series in paintingOrder { drawLine(of: series, into: &document, plot, window) }
      }
      drawMarkers(into: &document, plot, window)
    }
    drawFoot(into: &document, plot)
  }

  var keyEntries: [SVGKey.Entry] {
    series.map { series in
      let sample: SVGKey.Sample =
        series.form == .dots
        ? .sign("·", series.role)
        : .line(
          shape: SVGMarker.shape(of: series.role), series.role, isReference: series.isReference)
      return SVGKey.Entry(sample: sample, name: series.name, role: series.role)
    }
  }

  /// The intervals as areas, one for each run of points that have one.
  private func drawBands(
    into document: inout SVGDocument, _ plot: SVGPlot, _ window: SVGPlot.Window
  ) {
    for series in series where !series.isReference {
      var (upper, lower): ([SVGPoint], [SVGPoint]) = ([], [])
      for point in series.points + [Point(x: .nan, y: .nan)] {
        if point.y.isFinite, let x = plot.x(of: point.x), let low = point.low.flatMap(window.y),
          let high = point.high.flatMap(window.y)
        {
          upper.append(SVGPoint(x: x, y: high))
          lower.append(SVGPoint(x: x, y: low))
        } else {
          document.polygon(
            upper + lower.reversed(), fill: SVGPalette.color(series.role), opacity: 0.16)
          (upper, lower) = ([], [])
        }
      }
    }
  }

  private func drawRules(
    into document: inout SVGDocument, _ plot: SVGPlot, _ window: SVGPlot.Window
  ) {
    for rule in rules {
      guard let y = window.y(of: rule.y) else { continue }
      document.line(
        SVGPoint(x: plot.plot.x, y: y), SVGPoint(x: plot.plot.maxX, y: y),
        SVGStroke(rule.role, width: 1))
      document.text(
        rule.label, SVGPoint(x: plot.plot.maxX - 4, y: y - 4), anchor: .end,
        color: SVGPalette.color(rule.role), size: 10)
    }
  }

  private func drawMarkLines(
    into document: inout SVGDocument, _ plot: SVGPlot, _ window: SVGPlot.Window
  ) {
    for mark in marks {
      guard let x = plot.x(of: mark.x) else { continue }
      document.line(
        SVGPoint(x: x, y: window.rect.y), SVGPoint(x: x, y: window.rect.maxY),
        SVGStroke(mark.role, width: 1, dash: "4 3"))
    }
  }

  /// The curve in pieces of one rhythm each, cut where a point has no place.
  private func drawLine(
    of series: Series, into document: inout SVGDocument, _ plot: SVGPlot, _ window: SVGPlot.Window
  ) {
    guard series.form == .line || series.form == .linePoints else { return }
    var piece: [SVGPoint] = []
    var dash = ""
    func flush(_ document: inout SVGDocument) {
      document.polyline(piece, SVGStroke(series.role, width: 1.8, dash: dash))
    }
    var last: Point?
    for point in series.points {
      guard let x = plot.x(of: point.x), let y = window.y(of: point.y) else {
        flush(&document)
        (piece, last) = ([], nil)
        continue
      }
      for bend in bends(of: series, from: last?.x, to: point.x) {
        if let start = piece.last, let x0 = plot.x(of: bend.x), x > start.x {
          let part = (x0 - start.x) / (x - start.x)
          piece.append(SVGPoint(x: x0, y: start.y + (y - start.y) * part))
        }
        flush(&document)
        (piece, dash) = (piece.suffix(1), bend.dash)
      }
      piece.append(SVGPoint(x: x, y: y))
      last = point
    }
    flush(&document)
  }

  /// The places after one point up to another at which a curve changes its rhythm.
  private func bends(
    of series: Series, from start: Double?, to end: Double
  ) -> [(x: Double, dash: String)] {
    let first = series.isReference ? SVGText.dotted : ""
    var bends: [(x: Double, dash: String)] = start == nil ? [(end, first)] : []
    let later = [
      (series.dashedFrom, series.isReference ? SVGText.dotted : SVGText.dashed),
      (series.extrapolatedFrom, SVGText.sparse),
    ]
    for (x, dash) in later {
      guard let x else { continue }
      if let start, start <= x, x < end { bends.append((x, dash)) }
      if start == nil, x < end { bends.append((end, dash)) }
    }
    return bends.sorted { $0.x < $1.x }
  }

  private func drawMarkers(
    into document: inout SVGDocument, _ plot: SVGPlot, _ window: SVGPlot.Window
  ) {
    for series in series {
      let distance = Double(series.points.count) > plot.plot.width / 6 ? 72.0 : 18
      var last = -Double.infinity
      for point in series.points where !series.isExtrapolated(point.x) {
        guard let x = plot.x(of: point.x), let y = window.y(of: point.y) else { continue }
        let place = SVGPoint(x: x, y: y)
        guard plot.contains(place, window) else { continue }
        if series.form == .dots {
          document.circle(place, radius: 1.3, fill: SVGPalette.color(series.role), opacity: 0.5)
        } else if series.form != .line || abs(x - last) >= distance {
          document.marker(
            SVGMarker.shape(of: series.role), place, series.role, isHollow: series.isReference)
          last = x
        }
      }
    }
  }
}
