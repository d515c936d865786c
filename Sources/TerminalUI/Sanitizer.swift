import CUnicode

/// Turns any text into glyphs that are safe to send to a terminal.
///
/// Model output, file names and field names are hostile: nothing in them may
/// move the cursor, change a title, write to the clipboard or reorder what is
/// read. Every drawing passes here, so there is no second way to the terminal.
/// Controls become caret notation, C1 and unprintable code points `<U+009B>`,
/// bidirectional controls and zero-width characters likewise. In a drawing
/// without Unicode all beyond ASCII becomes `\u{…}`.
///
/// Terminals disagree about the columns of emoji that are put together: some draw a family or a
/// thumb with a skin tone in two columns, others one part after the other. What both draw alike is
/// drawn: the parts of a family side by side, without the joiners between; an emoji without its
/// skin tone, key and variation selector; a flag as its two letters.
package enum Sanitizer {
  /// Calls `emit` with each piece that takes columns; marks are added to the piece before.
  ///
  /// Tabs become spaces up to the next multiple of eight columns of `column`.
  package static func glyphs(
    of text: some StringProtocol, unicode: Bool, startingAt column: Int = 0,
    emit: (Glyph, _ width: Int) -> Bool
  ) {
    var pending: (glyph: Glyph, width: Int)?
    var column = column
    var emoji = EmojiState()
    func flush() -> Bool {
      guard let (glyph, width) = pending else { return true }
      pending = nil
      column += width
      return emit(glyph, width)
    }
    func put(_ ascii: String) -> Bool {
      for scalar in ascii.unicodeScalars {
        column += 1
        guard emit(Glyph(scalar), 1) else { return false }
      }
      return true
    }
    for scalar in text.unicodeScalars {
      if unicode, emoji.takes(scalar) {
        guard flush() else { return }
        continue
      }
      switch classify(scalar, unicode: unicode) {
      case .plain(let width):
        guard flush() else { return }
        pending = (Glyph(scalar), width)
      case .mark:
        add(scalar, to: &pending)
      case .tab:
        guard flush(), put(String(repeating: " ", count: 8 - column % 8)) else { return }
      case .visible(let name):
        guard flush(), put(name) else { return }
      }
    }
    _ = flush()
  }

  /// How many columns a text takes so far, a code point at a time.
  package struct Measure {
    package private(set) var column: Int
    private let unicode: Bool
    /// Whether a mark would be added to the code point before.
    private var hasBase = false
    private var emoji = EmojiState()

    package init(unicode: Bool, startingAt column: Int = 0) {
      self.unicode = unicode
      self.column = column
    }

    /// Takes in a code point; answers with the columns that it adds, 0 for a mark.
    package mutating func add(_ scalar: Unicode.Scalar) -> Int {
      if unicode, emoji.takes(scalar) {
        hasBase = false
        return 0
      }
      let width: Int
      let couldTakeMarks = hasBase
      hasBase = false
      switch classify(scalar, unicode: unicode) {
      case .plain(let columns): (width, hasBase) = (columns, true)
      case .mark: (width, hasBase) = (couldTakeMarks ? 0 : 1, true)
      case .tab: width = 8 - column % 8
      case .visible(let name): width = name.utf8.count
      }
      column += width
      return width
    }

    /// Begins a new line.
    package mutating func restart(at column: Int) {
      (self.column, hasBase, emoji) = (column, false, EmojiState())
    }
  }

  /// Which code points belong to the emoji before them.
  private struct EmojiState {
    private var base: Unicode.Scalar = " "
    /// What the emoji has had: in this order each of them once.
    private var stage = 0

    /// Whether a code point is a variation selector, key, skin tone or joiner of the emoji before it.
    mutating func takes(_ scalar: Unicode.Scalar) -> Bool {
      let found: Int
      switch scalar.value {
      case 0xFE0E, 0xFE0F: found = base.properties.isEmoji ? 1 : 0
      case 0x20E3: found = stage == 1 && base.isASCII ? 2 : 0
      case 0x1F3FB...0x1F3FF: found = base.properties.isEmojiModifierBase ? 2 : 0
      case 0x200D: found = base.value > 0xFF && base.properties.isEmoji ? 3 : 0
      default: found = 0
      }
      guard found > stage else {
        (base, stage) = (scalar, 0)
        return false
      }
      stage = found
      return true
    }
  }

  private enum Class {
    case plain(width: Int)
    case mark
    case tab
    case visible(String)
  }

  private static func classify(_ scalar: Unicode.Scalar, unicode: Bool) -> Class {
    let value = scalar.value
    switch value {
    case 0x20...0x7E: return .plain(width: 1)
    case 0x09: return .tab
    case 0x00...0x1F: return .visible("^" + String(UnicodeScalar(UInt8(value + 0x40))))
    case 0x7F: return .visible("^?")
    default: break
    }
    if !unicode { return .visible("\\u{" + String(value, radix: 16) + "}") }
    if isHidden(scalar) { return .visible(codePointName(value)) }
    let width = Int(kscope_unicode_width(value))
    if width > 0 { return .plain(width: width) }
    return scalar.properties.generalCategory.isMark ? .mark : .visible(codePointName(value))
  }

  /// Whether a code point changes what is read without being seen: C1 controls,
  /// bidirectional embeddings and isolates, zero-width and line separators, tags.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x80...0x9F, 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xFE00...0xFE0F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  private static func codePointName(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
  }

  private static func add(_ mark: Unicode.Scalar, to pending: inout (glyph: Glyph, width: Int)?) {
    if pending == nil { pending = (.space, 1) }
    if pending?.glyph.firstMark == 0 {
      pending?.glyph.firstMark = mark.value
    } else if pending?.glyph.secondMark == 0 {
      pending?.glyph.secondMark = mark.value
    }
  }
}

extension Unicode.GeneralCategory {
  fileprivate var isMark: Bool {
    self == .nonspacingMark || self == .enclosingMark || self == .spacingMark
  }
}

extension StringProtocol {
  /// The columns the text takes on a terminal once it is made safe.
  package func columns(unicode: Bool = true) -> Int {
    // Where the bytes lie together they are not asked for one by one: a hundred thousand names are
    // measured at once.
    let plain = utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy { (0x20...0x7E).contains($0) } ? bytes.count : nil
    }
    if let plain = plain ?? nil { return plain }
    var total = 0
    Sanitizer.glyphs(of: self, unicode: unicode) { _, width in
      total += width
      return true
    }
    return total
  }

  /// The text as it may be printed outside a drawing: hostile code points made visible, line ends kept.
  package func sanitized(unicode: Bool = true) -> String {
    var result = String.UnicodeScalarView()
    let lines = split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (index, line) in lines.enumerated() {
      if index > 0 { result.append("\n") }
      Sanitizer.glyphs(of: line, unicode: unicode) { glyph, _ in
        for value in [glyph.base, glyph.firstMark, glyph.secondMark] where value != 0 {
          if let scalar = Unicode.Scalar(value) { result.append(scalar) }
        }
        return true
      }
    }
    return String(result)
  }
}
