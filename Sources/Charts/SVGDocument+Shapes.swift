import TerminalUI

/// A place on a page.
struct SVGPoint: Equatable, Sendable {
  var x: Double
  var y: Double
}

/// How a line is drawn.
struct SVGStroke: Equatable, Sendable {
  var color: String
  var width = 1.5
  /// Lengths of dashes and gaps; empty for a solid line.
  var dash = ""

  init(_ color: String, width: Double = 1.5, dash: String = "") {
    (self.color, self.width, self.dash) = (color, width, dash)
  }

  init(_ role: Role, width: Double = 1.5, dash: String = "") {
    self.init(SVGPalette.color(role), width: width, dash: dash)
  }

  static let axis = SVGStroke("#333333", width: 1)
  static let grid = SVGStroke("#dddddd", width: 0.75)

  fileprivate var attributes: String {
    let dashes = dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\""
    return "stroke=\"\(color)\" stroke-width=\"\(SVGText.number(width))\"\(dashes)"
  }
}

/// Which part of a text lies at its place.
enum SVGAnchor: String {
  case start, middle, end
}

extension SVGDocument {
  mutating func line(_ start: SVGPoint, _ end: SVGPoint, _ stroke: SVGStroke) {
    add(
      "<line x1=\"\(n(start.x))\" y1=\"\(n(start.y))\" x2=\"\(n(end.x))\" y2=\"\(n(end.y))\" "
        + stroke.attributes + "/>")
  }

  mutating func polyline(_ points: [SVGPoint], _ stroke: SVGStroke) {
    guard points.count > 1 else { return }
    add(
      "<polyline points=\"\(list(points))\" fill=\"none\" stroke-linejoin=\"round\" "
        + stroke.attributes + "/>")
  }

  mutating func polygon(
    _ points: [SVGPoint], fill: String, opacity: Double = 1, stroke: SVGStroke? = nil
  ) {
    guard points.count > 2 else { return }
    let edge = stroke.map { " " + $0.attributes } ?? ""
    add("<polygon points=\"\(list(points))\" fill=\"\(fill)\"\(opacityText(opacity))\(edge)/>")
  }

  mutating func rect(
    _ rect: SVGRect, fill: String, opacity: Double = 1, stroke: SVGStroke? = nil
  ) {
    let edge = stroke.map { " " + $0.attributes } ?? ""
    add(
      "<rect x=\"\(n(rect.x))\" y=\"\(n(rect.y))\" width=\"\(n(rect.width))\" "
        + "height=\"\(n(rect.height))\" fill=\"\(fill)\"\(opacityText(opacity))\(edge)/>")
  }

  mutating func circle(
    _ center: SVGPoint, radius: Double, fill: String, opacity: Double = 1,
    stroke: SVGStroke? = nil
  ) {
    let edge = stroke.map { " " + $0.attributes } ?? ""
    add(
      "<circle cx=\"\(n(center.x))\" cy=\"\(n(center.y))\" r=\"\(n(radius))\" "
        + "fill=\"\(fill)\"\(opacityText(opacity))\(edge)/>")
  }

  /// Writes a line of text whose base line is at `place`.
  mutating func text(
    _ text: String, _ place: SVGPoint, anchor: SVGAnchor = .start, color: String = "#111111",
    size: Double = SVGText.size, bold: Bool = false, isUpward: Bool = false
  ) {
    guard !text.isEmpty else { return }
    var attributes = " fill=\"\(color)\""
    if anchor != .start { attributes += " text-anchor=\"\(anchor.rawValue)\"" }
    if size != SVGText.size { attributes += " font-size=\"\(n(size))\"" }
    if bold { attributes += " font-weight=\"bold\"" }
    if isUpward { attributes += " transform=\"rotate(-90 \(n(place.x)) \(n(place.y)))\"" }
    add(
      "<text x=\"\(n(place.x))\" y=\"\(n(place.y))\"\(attributes)>\(SVGText.escaped(text))</text>")
  }

  /// Draws parts of which nothing is seen outside a rectangle.
  mutating func clipped(to rect: SVGRect, _ draw: (inout SVGDocument) -> Void) {
    clips += 1
    let name = "clip\(clips)"
    add("<clipPath id=\"\(name)\">")
    self.rect(rect, fill: "#000000")
    add("</clipPath>")
    add("<g clip-path=\"url(#\(name))\">")
    draw(&self)
    add("</g>")
  }

  /// Draws the sign of a series: series differ in it as well as in color.
  mutating func marker(_ shape: Int, _ center: SVGPoint, _ role: Role, isHollow: Bool = false) {
    let color = SVGPalette.color(role)
    let fill = isHollow ? "#ffffff" : color
    let stroke = SVGStroke(color, width: 1.2)
    let corners = SVGMarker.corners(shape)
    guard !corners.isEmpty else {
      return circle(center, radius: 3.2, fill: fill, stroke: stroke)
    }
    let points = corners.map { SVGPoint(x: center.x + $0.x, y: center.y + $0.y) }
    polygon(points, fill: fill, stroke: stroke)
  }

  private mutating func add(_ element: String) { body += element + "\n" }

  private func n(_ value: Double) -> String { SVGText.number(value) }

  private func list(_ points: [SVGPoint]) -> String {
    points.map { "\(n($0.x)),\(n($0.y))" }.joined(separator: " ")
  }

  private func opacityText(_ opacity: Double) -> String {
    opacity < 1 ? " fill-opacity=\"\(n(opacity))\"" : ""
  }
}

/// The signs of series: circle, square, triangle, diamond, triangle downwards, cross, bar, bow.
enum SVGMarker {
  /// The corners around a center; none for the circle.
  static func corners(_ shape: Int) -> [SVGPoint] {
    let all = Self.all
    return all[((shape % all.count) + all.count) % all.count]
  }

  /// The sign of a role, so that a series has the same one in every panel.
  static func shape(of role: Role) -> Int {
    role == .baseline ? 0 : (Role.series.firstIndex(of: role) ?? -1) + 2
  }

  private static let all: [[SVGPoint]] = [
    [],
    points((-3, -3), (3, -3), (3, 3), (-3, 3)),
    points((0, -3.8), (3.6, 2.8), (-3.6, 2.8)),
    points((0, -4.2), (3.6, 0), (0, 4.2), (-3.6, 0)),
    points((0, 3.8), (3.6, -2.8), (-3.6, -2.8)),
    points(
      (-1.2, -3.6), (1.2, -3.6), (1.2, -1.2), (3.6, -1.2), (3.6, 1.2), (1.2, 1.2), (1.2, 3.6),
      (-1.2, 3.6), (-1.2, 1.2), (-3.6, 1.2), (-3.6, -1.2), (-1.2, -1.2)),
    points((-3.8, -1.5), (3.8, -1.5), (3.8, 1.5), (-3.8, 1.5)),
    points((-3.4, -3.2), (3.4, 3.2), (3.4, -3.2), (-3.4, 3.2)),
  ]

  private static func points(_ corners: (Double, Double)...) -> [SVGPoint] {
    corners.map { SVGPoint(x: $0.0, y: $0.1) }
  }
}
