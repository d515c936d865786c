/// Reads the tokens of an expression, from left to right, with one token of foresight.
struct FilterParser {
  /// How many parentheses and `not`s may be open: each takes some of the stack.
  static let deepest = 64

  private let tokens: [FilterToken]
  private let end: Int
  private let names: FilterNames
  private var index = 0
  private var depth = 0

  /// - Parameter end: The column behind the expression.
  init(tokens: [FilterToken], end: Int, names: FilterNames) {
    self.tokens = tokens
    self.end = end
    self.names = names
  }

  mutating func parse() throws(FilterError) -> FilterCondition? {
    guard !tokens.isEmpty else { return nil }
    let condition = try either()
    guard index == tokens.count else { throw error(.unopened) }
    return condition
  }

  private var token: FilterToken? { tokens[safe: index] }

  /// The keyword that stands here; `in` is none where a condition may start.
  private var keyword: FilterKeyword? {
    guard case .word(let text) = token?.kind, let keyword = FilterKeyword(text) else { return nil }
    return keyword == .in ? nil : keyword
  }

  /// Behind the last token where there is none.
  private var column: Int { token?.column ?? end }

  private func error(_ problem: FilterError.Problem) -> FilterError {
    FilterError(column: column, problem: problem)
  }

  private mutating func either() throws(FilterError) -> FilterCondition {
    var parts = [try both()]
    while keyword == .or {
      advance()
      try needCondition(of: "or")
      parts.append(try both())
    }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func both() throws(FilterError) -> FilterCondition {
    try refuseLeading()
    var parts = [try single()]
    while let token, token.kind != .close, keyword != .or {
      if keyword == .and {
        advance()
        try needCondition(of: "and")
      }
      parts.append(try single())
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private func refuseLeading() throws(FilterError) {
    guard let keyword, keyword != .not else { return }
    throw error(.noCondition(of: keyword.rawValue, side: "left"))
  }

  private func needCondition(of word: String) throws(FilterError) {
    if token == nil || token?.kind == .close || keyword == .and || keyword == .or {
      throw error(.noCondition(of: word, side: "right"))
    }
  }

  private mutating func single() throws(FilterError) -> FilterCondition {
    guard let token else { throw error(.emptyParentheses) }
    switch token.kind {
    case .open: return try parenthesis()
    case .close: throw error(.unopened)
    case .comparison, .match, .regex: throw error(.noField(of: token.sign ?? "~"))
    case .quoted(let text):
      advance()
      if let sign = self.token?.sign { throw error(.noField(of: sign)) }
      return .text(text)
    case .word(let text):
      if keyword == .not { return try negation() }
      advance()
      return try condition(text, at: token.column)
    }
  }

  private mutating func negation() throws(FilterError) -> FilterCondition {
    try deepen()
    advance()
    try needCondition(of: "not")
    let condition = try single()
    depth -= 1
    return .not(condition)
  }

  private mutating func parenthesis() throws(FilterError) -> FilterCondition {
    let opening = error(.unclosed)
    try deepen()
    advance()
    if token?.kind == .close {
      throw FilterError(column: opening.column, problem: .emptyParentheses)
    }
    guard token != nil else { throw opening }
    let condition = try either()
    guard token?.kind == .close else { throw opening }
    advance()
    depth -= 1
    return condition
  }

  private mutating func deepen() throws(FilterError) {
    depth += 1
    if depth > Self.deepest { throw error(.tooDeep) }
  }

  private mutating func advance() { index += 1 }

  /// A field with its operator, or a word to be looked for.
  private mutating func condition(
    _ word: String, at column: Int
  ) throws(FilterError) -> FilterCondition {
    if let sign = token?.sign {
      let field = try field(word, at: column)
      let kind = token?.kind
      advance()
      if case .comparison(let comparison) = kind {
        return .compares(field, comparison, try literal(of: field, comparison))
      }
      let pattern = try pattern(of: field, sign)
      return sign == "~" ? .matches(field, pattern) : .differs(field, pattern)
    }
    guard isRange(after: word) else { return .text(word) }
    let field = try field(word, at: column)
    advance()
    return try range(of: field)
  }

  private func field(_ word: String, at column: Int) throws(FilterError) -> FilterField {
    if let field = names.field(word) { return field }
    throw FilterError(column: column, problem: names.problem(with: word))
  }

  /// Whether `in` stands here and a range or a field beside it makes it an operator.
  private func isRange(after word: String) -> Bool {
    guard case .word(let text) = token?.kind, FilterKeyword(text) == .in else { return false }
    if names.field(word) != nil { return true }
    guard case .word(let next) = tokens[safe: index + 1]?.kind else { return false }
    return next.contains("..")
  }

  /// The word or text behind an operator.
  private mutating func value(
    of sign: String, example: String
  ) throws(FilterError) -> (text: String, isQuoted: Bool) {
    switch token?.kind {
    case .quoted(let text):
      advance()
      return (text, true)
    case .word(let text) where keyword == nil:
      advance()
      return (text, false)
    default: throw error(.noValue(of: sign, example: example))
    }
  }

  private mutating func literal(
    of field: FilterField, _ comparison: FilterComparison
  ) throws(FilterError) -> FilterLiteral {
    let place = column
    let (text, isQuoted) = try value(of: comparison.rawValue, example: field.kind.example)
    guard text.isEmpty else {
      return try FilterLiteral.read(text, isQuoted: isQuoted, for: field, at: place)
    }
    if comparison == .equal || comparison == .notEqual { return .nothing }
    throw FilterError(column: place, problem: .nothingIsOrdered(comparison.rawValue))
  }

  private mutating func range(of field: FilterField) throws(FilterError) -> FilterCondition {
    if field.kind == .text {
      throw FilterError(column: tokens[index - 1].column, problem: .notRanged(field: field.name))
    }
    let place = column
    let (text, _) = try value(of: "in", example: field.kind == .date ? "2024-08..2025-01" : "3..5")
    guard let dots = text.firstRange(of: "..") else {
      throw FilterError(column: place, problem: .noRange(text))
    }
    let ends = [String(text[..<dots.lowerBound]), String(text[dots.upperBound...])]
    guard !ends[0].isEmpty, !ends[1].isEmpty else {
      throw FilterError(column: place, problem: .noRange(text))
    }
    let second = place + ends[0].count + 2
    let low = try FilterLiteral.read(ends[0], isQuoted: false, for: field, at: place)
    let high = try FilterLiteral.read(ends[1], isQuoted: false, for: field, at: second)
    if case .text = low { throw FilterError(column: place, problem: .noRange(text)) }
    if case .text = high { throw FilterError(column: place, problem: .noRange(text)) }
    if high.precedes(low) {
      throw FilterError(column: place, problem: .emptyRange(ends[0], ends[1]))
    }
    return .isIn(field, low, high)
  }

  private mutating func pattern(
    of field: FilterField, _ sign: String
  ) throws(FilterError) -> FilterPattern {
    if field.kind == .number {
      throw FilterError(
        column: tokens[index - 1].column, problem: .noPattern(field: field.name))
    }
    guard case .regex(let pattern) = token?.kind else {
      return .text(try value(of: sign, example: "/wait/ or wait").text)
    }
    guard (try? Regex(pattern)) != nil else { throw error(.noRegex(pattern)) }
    advance()
    return .regex(pattern)
  }
}
