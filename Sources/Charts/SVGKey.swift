import TerminalUI

/// The key of a chart: samples with names, on as many lines as it takes.
struct SVGKey {
  enum Sample {
    case line(shape: Int, Role, isReference: Bool)
    case box(fill: String)
    case sign(Character, Role)
  }

  struct Entry {
    let sample: Sample
    let name: String
    let role: Role
  }

  let entries: [Entry]

  static let lineHeight = 16.0

  /// The entries of each line, at most `width` wide.
  private func lines(_ width: Double) -> [[Int]] {
    var lines: [[Int]] = []
    var room = 0.0
    for index in entries.indices {
      let needed = Self.width(entries[index].name)
      if lines.isEmpty || needed > room {
        lines.append([])
        room = width
      }
      lines[lines.count - 1].append(index)
      room -= needed
    }
    return lines
  }

  private static func width(_ name: String) -> Double { 30 + SVGText.width(name) + 14 }

  func height(_ width: Double) -> Double {
    entries.isEmpty ? 0 : Double(lines(width).count) * Self.lineHeight + 4
  }

  /// Draws the key at the top of a rectangle.
  func draw(into document: inout SVGDocument, _ frame: SVGRect) {
    for (number, line) in lines(frame.width).enumerated() {
      var x = frame.x
      let y = frame.y + Double(number) * Self.lineHeight + 8
      for index in line {
        draw(entries[index].sample, SVGPoint(x: x, y: y), into: &document)
        document.text(entries[index].name, SVGPoint(x: x + 28, y: y + 4))
        x += Self.width(entries[index].name)
      }
    }
  }

  private func draw(_ sample: Sample, _ place: SVGPoint, into document: inout SVGDocument) {
    switch sample {
    case .line(let shape, let role, let isReference):
      document.line(
        place, SVGPoint(x: place.x + 24, y: place.y),
        SVGStroke(role, dash: isReference ? SVGText.dotted : ""))
      let middle = SVGPoint(x: place.x + 12, y: place.y)
      document.marker(shape, middle, role, isHollow: isReference)
    case .box(let fill):
      document.rect(
        SVGRect(x: place.x + 6, y: place.y - 5, width: 16, height: 10), fill: fill, stroke: .axis)
    case .sign(let sign, let role):
      document.text(
        String(sign), SVGPoint(x: place.x + 14, y: place.y + 4), anchor: .middle,
        color: SVGPalette.color(role), bold: true)
    }
  }
}
