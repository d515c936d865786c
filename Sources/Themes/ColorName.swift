import TerminalUI
import Wording

/// How a theme file names colors: a name, `#rrggbb`, or a number of the 256-color palette.
enum ColorName {
  /// The terminal's own 16 colors, in the order of their numbers.
  static let terminal: [String] = {
    let plain = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
    return plain + plain.map { "bright-" + $0 }
  }()

  /// The terminal's default color, which is no color of a look.
  static let none = "default"

  /// The color a text names, or `nil` when it names none.
  static func color(named name: String) -> Color? {
    if let index = terminal.firstIndex(of: name) { return .terminal(UInt8(index)) }
    if name.first == "#" { return hexadecimal(name.dropFirst()) }
    return UInt8(name).map(color(numbered:))
  }

  /// The first 16 of the 256 colors are the terminal's own.
  static func color(numbered number: UInt8) -> Color {
    number < 16 ? .terminal(number) : .indexed(number)
  }

  /// What a person may have meant by a text that names no color.
  static func closest(to name: String) -> String? {
    Spelling.closest(to: name, among: [none] + terminal)
  }

  private static func hexadecimal(_ digits: Substring) -> Color? {
    // Asked of each digit, since UInt32 would read a sign as well.
    guard digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit) else { return nil }
    guard let value = UInt32(digits, radix: 16) else { return nil }
    return .rgb(
      red: UInt8(value >> 16 & 0xFF), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
  }
}
