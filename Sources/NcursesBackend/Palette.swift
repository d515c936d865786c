import TerminalUI

/// How a cell is drawn: colors of the terminal by number, -1 being its default, and attributes.
struct Pen: Equatable, Sendable {
  var foreground: Int32 = -1
  var background: Int32 = -1
  var isBold = false
  var isDim = false
  var isUnderlined = false
  var isReversed = false
}

/// The colors that a terminal has, and how those of a theme are fitted to them.
///
/// Terminals have none, 8, 16 or 256 colors; those with direct color take red, green
/// and blue as one number.
struct Palette: Equatable, Sendable {
  /// The number of colors, as the terminal's type tells.
  let colors: Int

  func pen(for look: Look) -> Pen {
    var pen = Pen(
      isBold: look.isBold, isDim: look.isDim, isUnderlined: look.isUnderlined,
      isReversed: look.isReversed)
    guard colors >= 8 else { return pen }
    pen.foreground = look.foreground.map(number) ?? -1
    pen.background = look.background.map(number) ?? -1
    if colors < 16 { reduce(&pen) }
    return pen
  }

  /// The number of a color; 0 to 15 on a terminal of eight, too.
  private func number(_ color: Color) -> Int32 {
    switch (color, colors) {
    case (.terminal(let index), 0...256):
      Int32(index % 16)
    case (.indexed(let index), 256):
      Int32(index)
    case (.rgb, 256):
      Int32(Self.nearest(RGB(color), of: 16..<256))
    case (_, 0..<256):
      Int32(fewColors(RGB(color)))
    case (.terminal(let index), _) where index < 8:
      Int32(index)
    default:
      direct(RGB(color))
    }
  }

  /// The nearest of 16 colors.
  ///
  /// A color that is not gray stays one, so that series of a chart can be told apart; and
  /// dark gray, as bold black, cannot be seen on many terminals of eight.
  private func fewColors(_ color: RGB) -> Int {
    if color.chroma > 40 {
      return Self.nearest(color, of: [1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 14])
    }
    return Self.nearest(color, of: colors < 16 ? [0, 7, 15] : [0, 7, 8, 15])
  }

  /// The number of a color where numbers are red, green and blue; 1 to 7 mean something else there.
  private func direct(_ color: RGB) -> Int32 {
    let value = Int32(color.red << 16 | color.green << 8 | color.blue)
    return (1..<8).contains(value) ? 8 : value
  }

  /// Makes bright colors of a terminal of eight bold ones; a background cannot be bright there.
  private func reduce(_ pen: inout Pen) {
    if pen.foreground >= 8 {
      pen.foreground -= 8
      pen.isBold = true
    }
    if pen.background >= 8 { pen.background -= 8 }
    guard pen.foreground >= 0, pen.foreground == pen.background else { return }
    pen.foreground = pen.background == 7 ? 0 : 7
  }
}

/// Red, green and blue from 0 to 255.
private struct RGB {
  var red: Int
  var green: Int
  var blue: Int

  init(_ red: Int, _ green: Int, _ blue: Int) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  init(_ color: Color) {
    switch color {
    case .terminal(let index): self = Palette.table[Int(index % 16)]
    case .indexed(let index): self = Palette.table[Int(index)]
    case .rgb(let red, let green, let blue): self.init(Int(red), Int(green), Int(blue))
    }
  }

  /// How far the color is from gray.
  var chroma: Int { max(red, green, blue) - min(red, green, blue) }

  func distance(to other: RGB) -> Int {
    let (red, green, blue) = (red - other.red, green - other.green, blue - other.blue)
    // The eye tells greens apart best, blues least.
    return 3 * red * red + 4 * green * green + 2 * blue * blue
  }
}

extension Palette {
  /// The 256 colors as xterm shows them: 16 of the terminal, a cube of 6³, and 24 grays.
  fileprivate static let table: [RGB] = {
    var table: [RGB] = []
    for bits in 0..<8 {
      let level = { (bit: Int) in bits & bit == 0 ? 0 : 205 }
      table.append(RGB(level(1), level(2), level(4)))
    }
    table.append(RGB(127, 127, 127))
    for bits in 1..<8 {
      let level = { (bit: Int) in bits & bit == 0 ? 0 : 255 }
      table.append(RGB(level(1), level(2), level(4)))
    }
    let steps = [0, 95, 135, 175, 215, 255]
    for red in steps {
      for green in steps {
        for blue in steps { table.append(RGB(red, green, blue)) }
      }
    }
    for gray in 0..<24 { table.append(RGB(8 + 10 * gray, 8 + 10 * gray, 8 + 10 * gray)) }
    return table
  }()

  fileprivate static func nearest(_ color: RGB, of numbers: some Sequence<Int>) -> Int {
    numbers.min { color.distance(to: table[$0]) < color.distance(to: table[$1]) } ?? 0
  }
}

/// The pens of all styles of a theme, found by index rather than computed for each cell.
struct Pens: Sendable {
  private let pens: [Pen]

  init(theme: Theme, palette: Palette) {
    let theme = palette.colors >= 8 ? theme : theme.withoutColor
    pens = Role.allCases.flatMap { role in
      (0..<8).map { flags in
        let style = Style(
          role, bold: flags & 1 != 0, reversed: flags & 2 != 0, underlined: flags & 4 != 0)
        return palette.pen(for: theme.look(of: style))
      }
    }
  }

  subscript(style: Style) -> Pen {
    let flags =
      (style.isBold ? 1 : 0) + (style.isReversed ? 2 : 0) + (style.isUnderlined ? 4 : 0)
    return pens[Int(style.role.rawValue) * 8 + flags]
  }
}
