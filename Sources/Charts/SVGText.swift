import TerminalUI

/// Text and numbers as they stand in a document.
enum SVGText {
  /// The size of ordinary text, in pixels.
  static let size = 11.0
  static let dashed = "7 4"
  static let dotted = "1.5 3"
  static let sparse = "1.5 7"

  /// About how wide a text is: fonts differ, so this is a little more than most take.
  static func width(_ text: String, size: Double = size) -> Double {
    Double(text.columns()) * size * 0.62
  }

  /// The text between tags or in an attribute; controls and hidden characters are made visible.
  static func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    for scalar in text.sanitized().unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default:
        if isAllowed(scalar) { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }

  /// Whether XML 1.0 allows the character (its production 2).
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// A coordinate with two decimals at most; what is not finite or far away is brought near.
  static func number(_ value: Double) -> String {
    NumberText.short(value.isFinite ? min(max(value, -1e5), 1e5) : 0, decimals: 2)
  }
}
