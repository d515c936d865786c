import TerminalUI

/// A rhythm of dots set and left out, which goes on from one line to the next.
package struct Dash: Equatable, Sendable {
  package let on: Int
  package let off: Int
  private var position = 0

  package init(on: Int, off: Int) {
    self.on = on
    self.off = off
  }

  package static let solid = Dash(on: 1, off: 0)

  /// A rhythm whose gaps are wider than a cell, so that it cannot be taken for a thin line.
  package static func dashed(_ level: GlyphLevel) -> Dash {
    switch level {
    case .braille: Dash(on: 4, off: 4)
    case .block: Dash(on: 3, off: 3)
    case .ascii: Dash(on: 2, off: 2)
    }
  }

  /// Dots that stand alone, for curves to compare with.
  package static func dotted(_ level: GlyphLevel) -> Dash {
    switch level {
    case .braille: Dash(on: 1, off: 2)
    case .block: Dash(on: 1, off: 2)
    case .ascii: Dash(on: 1, off: 1)
    }
  }

  /// Dots two cells apart or more, for what was not measured.
  package static func sparse(_ level: GlyphLevel) -> Dash {
    switch level {
    case .braille, .block: Dash(on: 1, off: 5)
    case .ascii: Dash(on: 1, off: 3)
    }
  }

  /// Whether the next dot is set.
  mutating func next() -> Bool {
    defer { position = position + 1 < on + off ? position + 1 : 0 }
    return position < on
  }
}

/// A place on a canvas, in cells from its upper left corner.
package struct Place: Equatable, Sendable {
  package var x: Double
  package var y: Double

  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  /// The place a part of the way to another one.
  func toward(_ end: Place, _ part: Double) -> Place {
    Place(x: x + (end.x - x) * part, y: y + (end.y - y) * part)
  }
}

extension Canvas {
  /// Draws a straight line between two places given in cells.
  ///
  /// What is off the canvas is cut first: a line to far away costs no more than one across.
  package mutating func line(from start: Place, to end: Place, role: Role, dash: inout Dash) {
    guard let (start, end) = clipped(start, end) else { return }
    bresenham(from: dot(start), to: dot(end)) { canvas, x, y in
      if dash.next() { canvas.set(x: x, y: y, role: role) }
    }
  }

  /// Sets the dot at a place given in cells.
  package mutating func point(at place: Place, role: Role) {
    guard place.x.isFinite, place.y.isFinite, abs(place.x) < 1e6, abs(place.y) < 1e6 else { return }
    let (x, y) = dot(place)
    set(x: x, y: y, role: role)
  }

  private func dot(_ place: Place) -> (x: Int, y: Int) {
    (
      Int((place.x * Double(dotsPerCell.columns)).rounded(.down)),
      Int((place.y * Double(dotsPerCell.rows)).rounded(.down))
    )
  }

  private mutating func bresenham(
    from start: (x: Int, y: Int), to end: (x: Int, y: Int),
    visit: (inout Canvas, Int, Int) -> Void
  ) {
    let (width, height) = (abs(end.x - start.x), -abs(end.y - start.y))
    let (stepX, stepY) = (start.x < end.x ? 1 : -1, start.y < end.y ? 1 : -1)
    var (x, y) = start
    var error = width + height
    while true {
      visit(&self, x, y)
      if x == end.x, y == end.y { return }
      let doubled = 2 * error
      if doubled >= height {
        error += height
        x += stepX
      }
      if doubled <= width {
        error += width
        y += stepY
      }
    }
  }

  /// The part of a line that lies on the canvas (Liang and Barsky 1984).
  private func clipped(_ start: Place, _ end: Place) -> (Place, Place)? {
    let (width, height) = (end.x - start.x, end.y - start.y)
    guard width.isFinite, height.isFinite else { return nil }
    // Just inside, so that the last dot is on the canvas.
    let (right, bottom) = (Double(size.columns) - 1e-6, Double(size.rows) - 1e-6)
    var (enter, leave) = (0.0, 1.0)
    for (delta, room) in [
      (-width, start.x), (width, right - start.x), (-height, start.y), (height, bottom - start.y),
    ] {
      if delta == 0 {
        guard room >= 0 else { return nil }
      } else if delta < 0 {
        enter = max(enter, room / delta)
      } else {
        leave = min(leave, room / delta)
      }
    }
    guard enter <= leave else { return nil }
    return (start.toward(end, enter), start.toward(end, leave))
  }
}
