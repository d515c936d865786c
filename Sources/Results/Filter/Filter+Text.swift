// Expressions as text: what is read of it again is the same.

extension Filter: CustomStringConvertible {
  package var description: String { condition?.description ?? "" }
}

extension FilterCondition: CustomStringConvertible {
  package var description: String {
    switch self {
    case .text(let text): Self.quoted(text)
    case .compares(let field, let comparison, let literal):
      "\(field.name) \(comparison.rawValue) \(literal.text(in: field))"
    case .isIn(let field, let low, let high):
      "\(field.name) in \(low.text(in: field))..\(high.text(in: field))"
    case .matches(let field, let pattern): "\(field.name) ~ \(pattern.description)"
    case .differs(let field, let pattern): "\(field.name) !~ \(pattern.description)"
    case .not(let condition): "not " + condition.enclosed
    case .all(let conditions): conditions.map(\.enclosed).joined(separator: " and ")
    case .any(let conditions):
      conditions.map { if case .any = $0 { $0.enclosed } else { $0.description } }
        .joined(separator: " or ")
    }
  }

  private var enclosed: String {
    switch self {
    case .all, .any: "(" + description + ")"
    default: description
    }
  }

  /// A text with quotes where it would be read as something else.
  fileprivate static func quoted(_ text: String, always: Bool = false) -> String {
    if !always, FilterLexer.isWord(text) { return text }
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"" + escaped + "\""
  }
}

extension FilterLiteral {
  fileprivate func text(in field: FilterField) -> String {
    switch self {
    case .number(let number): Facts.formatted(number)
    case .date(let date): date
    case .nothing: "\"\""
    case .text(let text):
      FilterCondition.quoted(text, always: field.kind == .level && Self.number(text) != nil)
    }
  }
}

extension FilterPattern: CustomStringConvertible {
  package var description: String {
    switch self {
    // A slash at the start would make it a regular expression.
    case .text(let text): FilterCondition.quoted(text, always: text.hasPrefix("/"))
    case .regex(let pattern): "/" + pattern.replacing("/", with: "\\/") + "/"
    }
  }
}
