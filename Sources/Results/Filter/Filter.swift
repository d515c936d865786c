/// Which rows of a list to show: one expression, read once and tried on each row.
///
///     base.c = 0 and rl.c > 0 and level >= 4 and text ~ /wait/
///
/// The language is the same for every list; what differs is the fields. `docs/filters.md` is
/// written for those who use it. In short:
///
///     either    = both { "or" both }
///     both      = single { ["and"] single }
///     single    = "not" single | "(" either ")" | condition | text
///     condition = field ("=" | "!=" | "<" | "<=" | ">" | ">=") value
///               | field ("~" | "!~") (text | "/" regex "/") | field "in" value ".." value
///     text      = word | '"' characters '"'
package struct Filter: Equatable, Sendable {
  /// What a row must fulfil; `nil` lets every row through.
  package let condition: FilterCondition?

  package static let all = Filter(nil)

  package init(_ condition: FilterCondition?) { self.condition = condition }

  /// Reads an expression; an empty one lets every row through.
  ///
  /// - Throws: What is wrong with it, and at which character.
  package static func parse<Row>(
    _ text: String, fields: FilterFields<Row>
  ) throws(FilterError) -> Filter {
    var parser = FilterParser(
      tokens: try FilterLexer.tokens(of: text), end: text.count + 1, names: fields.names)
    return Filter(try parser.parse())
  }

  package var isEmpty: Bool { condition == nil }

  /// The fields that it asks for, each once, in the order of the expression.
  package var fields: [FilterField] {
    var seen: Set<FilterField> = []
    return (condition?.fields ?? []).filter { seen.insert($0).inserted }
  }
}

/// A piece of an expression that holds for a row or does not.
package indirect enum FilterCondition: Equatable, Sendable {
  /// One of the row's texts holds it, whatever the case.
  case text(String)
  case compares(FilterField, FilterComparison, FilterLiteral)
  /// Both ends are in it.
  case isIn(FilterField, FilterLiteral, FilterLiteral)
  case matches(FilterField, FilterPattern)
  case differs(FilterField, FilterPattern)
  case not(FilterCondition)
  /// At least two.
  case all([FilterCondition])
  case any([FilterCondition])

  fileprivate var fields: [FilterField] {
    switch self {
    case .text: []
    case .compares(let field, _, _), .isIn(let field, _, _), .matches(let field, _),
      .differs(let field, _):
      [field]
    case .not(let condition): condition.fields
    case .all(let conditions), .any(let conditions): conditions.flatMap(\.fields)
    }
  }
}

/// A field of a list's rows, under its one name.
package struct FilterField: Hashable, Sendable {
  /// What it holds, which decides how it is compared.
  package enum Kind: Hashable, Sendable {
    case number
    case text
    /// A text that mostly is or ends in a number, such as `5`, `Level 5` or `hard`.
    case level
    /// A text such as `2024-08-31`, or the start of one.
    case date
  }

  package let name: String
  package let kind: Kind

  package init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// The run in `C.acc`, and what it is asked for.
  package var parts: (run: Substring, value: Substring)? {
    guard let dot = name.firstIndex(of: ".") else { return nil }
    return (name[..<dot], name[name.index(after: dot)...])
  }
}

/// How a field is compared with a value.
package enum FilterComparison: String, CaseIterable, Sendable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  /// Whether it holds between two values of which it is known which precedes the other.
  func holds(isLess: Bool, isGreater: Bool) -> Bool {
    switch self {
    case .equal: !isLess && !isGreater
    case .notEqual: isLess || isGreater
    case .less: isLess
    case .lessOrEqual: !isGreater
    case .greater: isGreater
    case .greaterOrEqual: !isLess
    }
  }
}

/// What a field is compared with.
package enum FilterLiteral: Equatable, Sendable {
  /// Finite.
  case number(Double)
  /// Not empty.
  case text(String)
  /// A date as far as it is said: `2024`, `2024-08`, `2024-08-31`.
  case date(String)
  /// `""`: the row has no such value.
  case nothing
}

/// What is looked for in a field.
package enum FilterPattern: Equatable, Sendable {
  case text(String)
  /// A regular expression, known to be one.
  case regex(String)
}
