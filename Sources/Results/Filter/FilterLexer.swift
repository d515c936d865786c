/// A word, text or sign of an expression.
struct FilterToken: Equatable {
  enum Kind: Equatable {
    case word(String)
    case quoted(String)
    case regex(String)
    case comparison(FilterComparison)
    /// `~`, or `!~`.
    case match(isNegated: Bool)
    case open
    case close
  }

  let kind: Kind
  /// Which character it starts at, from 1.
  let column: Int

  /// The sign of an operator that compares or matches.
  var sign: String? {
    switch kind {
    case .comparison(let comparison): comparison.rawValue
    case .match(let isNegated): isNegated ? "!~" : "~"
    default: nil
    }
  }
}

/// Cuts an expression into tokens.
struct FilterLexer {
  private let characters: [Character]
  private var index = 0
  private var tokens: [FilterToken] = []

  static func tokens(of text: String) throws(FilterError) -> [FilterToken] {
    var lexer = FilterLexer(text)
    while try lexer.next() {}
    return lexer.tokens
  }

  private init(_ text: String) { characters = Array(text) }

  private func peek(_ offset: Int = 0) -> Character? { characters[safe: index + offset] }

  private mutating func next() throws(FilterError) -> Bool {
    while let space = peek(), space.isWhitespace { index += 1 }
    guard let first = peek() else { return false }
    let column = index + 1
    let kind = try kind(from: first, column)
    tokens.append(FilterToken(kind: kind, column: column))
    return true
  }

  private mutating func kind(
    from first: Character, _ column: Int
  ) throws(FilterError) -> FilterToken.Kind {
    if first == "(" || first == ")" {
      index += 1
      return first == "(" ? .open : .close
    }
    if first == "\"" { return .quoted(try enclosed(by: first, column)) }
    if first == "/", case .match = tokens.last?.kind {
      return .regex(try enclosed(by: first, column))
    }
    if let sign = sign() {
      index += sign.count
      return try Self.operators(sign, column)
    }
    return try word(column)
  }

  /// The longest run of signs at a place that looks like an operator, here or elsewhere.
  private func sign() -> String? {
    let first = peek().map(String.init) ?? ""
    let both = first + (peek(1).map(String.init) ?? "")
    if Self.known.contains(both) || Self.foreign[both] != nil { return both }
    return Self.known.contains(first) ? first : nil
  }

  private static func operators(
    _ sign: String, _ column: Int
  ) throws(FilterError) -> FilterToken.Kind {
    if let comparison = FilterComparison(rawValue: sign) { return .comparison(comparison) }
    if sign == "~" || sign == "!~" { return .match(isNegated: sign == "!~") }
    throw FilterError(column: column, problem: .foreignOperator(sign, foreign[sign] ?? "="))
  }

  private static let known: Set = ["=", "!=", "<", "<=", ">", ">=", "~", "!~"]
  /// What other languages write.
  private static let foreign = ["==": "=", "<>": "!=", "=~": "~", "=<": "<=", "=>": ">="]
  private static let foreignWords = ["&": "and", "&&": "and", "|": "or", "||": "or", "!": "not"]

  /// A text up to the sign that it began with; a backslash takes what follows as it is.
  ///
  /// In a regular expression the backslash is one of its own signs, but before a slash.
  private mutating func enclosed(by end: Character, _ column: Int) throws(FilterError) -> String {
    var text = ""
    index += 1
    while let character = peek() {
      index += 1
      if character == end { return text }
      guard character == "\\", let next = peek() else {
        text.append(character)
        continue
      }
      index += 1
      if end == "/", next != "/" { text.append(character) }
      text.append(next)
    }
    throw FilterError(column: column, problem: .endless(String(end)))
  }

  private mutating func word(_ column: Int) throws(FilterError) -> FilterToken.Kind {
    var text = ""
    while let character = peek(), !character.isWhitespace, character != "(", character != ")",
      sign() == nil
    {
      text.append(character)
      index += 1
    }
    guard let ours = Self.foreignWords[text] else { return .word(text) }
    throw FilterError(column: column, problem: .foreignOperator(text, ours))
  }

  /// Whether a text stands for itself when it is written without quotes.
  static func isWord(_ text: String) -> Bool {
    guard let tokens = try? tokens(of: text) else { return false }
    return tokens == [FilterToken(kind: .word(text), column: 1)]
      && FilterKeyword(text) == nil
  }
}

/// A word that is not looked for.
enum FilterKeyword: String {
  case and, or, not
  /// Only behind a field, or before a range.
  case `in`

  init?(_ text: String) { self.init(rawValue: text.lowercased()) }
}
