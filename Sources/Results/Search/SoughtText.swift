/// A text or a regular expression that is looked for in texts.
package struct SoughtText: Hashable, Sendable {
  /// Which letters are taken for equal.
  package enum LetterCase: Hashable, Sendable {
    /// Upper and lower case are equal unless a capital letter is asked for.
    case smart
    case exact
    case ignored
  }

  package var text: String
  /// Whether the text is a regular expression as PCRE2 and Perl read it.
  package var isRegularExpression: Bool
  package var letterCase = LetterCase.smart

  package init(_ text: String = "", isRegularExpression: Bool = false) {
    self.text = text
    self.isRegularExpression = isRegularExpression
  }

  package var isEmpty: Bool { text.isEmpty }

  /// The text as sentences have it: in quotes, or between slashes where it is an expression.
  package var shown: String { isRegularExpression ? "/\(text)/" : "'\(text)'" }

  /// Whether upper and lower case are taken for equal.
  ///
  /// With `.smart`, a letter behind a backslash of a regular expression says nothing: `\W` is no
  /// capital letter.
  package var ignoresCase: Bool {
    switch letterCase {
    case .ignored: true
    case .exact: false
    case .smart: !hasCapital
    }
  }

  private var hasCapital: Bool {
    var isEscaped = false
    for character in text {
      if isRegularExpression, !isEscaped, character == "\\" {
        isEscaped = true
        continue
      }
      if character.isUppercase, !isEscaped { return true }
      isEscaped = false
    }
    return false
  }
}

/// All places of what is looked for in one text.
package struct TextPlaces: Equatable, Sendable {
  /// In bytes, in order, none within another; none is empty.
  package let ranges: [Range<Int>]
  /// Whether there are more, which were not looked for.
  package let isCut: Bool

  package init(_ ranges: [Range<Int>], isCut: Bool = false) {
    self.ranges = ranges
    self.isCut = isCut
  }
}
