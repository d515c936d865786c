extension Filter {
  /// The filter as a question to rows, with every field looked up once.
  ///
  /// A row that lacks a value fulfils no comparison with it. `!=` and `!~` are `=` and `~` turned
  /// round, and so hold for such a row, as `not` does. A field that there is no more, such as one
  /// of a run that has lost its mark, is absent.
  package func test<Row>(_ fields: FilterFields<Row>) -> (Row) -> Bool {
    condition?.test(fields) ?? { _ in true }
  }
}

extension FilterCondition {
  fileprivate func test<Row>(_ fields: FilterFields<Row>) -> (Row) -> Bool {
    switch self {
    case .text(let text):
      let (sought, holds) = (Sought(text), fields.holds)
      return { holds($0, sought) }
    case .compares(let field, let comparison, let literal):
      return literal.test(comparison).on(fields.value(of: field))
    case .isIn(let field, let low, let high):
      let (first, second) = (low.test(.greaterOrEqual), high.test(.lessOrEqual))
      return FilterTest { first.holds($0) && second.holds($0) }.on(fields.value(of: field))
    case .matches(let field, let pattern): return pattern.test.on(fields.value(of: field))
    case .differs(let field, let pattern): return pattern.test.negated.on(fields.value(of: field))
    case .not(let condition):
      let test = condition.test(fields)
      return { !test($0) }
    case .all(let conditions):
      let tests = conditions.map { $0.test(fields) }
      return { row in tests.allSatisfy { $0(row) } }
    case .any(let conditions):
      let tests = conditions.map { $0.test(fields) }
      return { row in tests.contains { $0(row) } }
    }
  }
}

extension FilterFields {
  fileprivate func value(of field: FilterField) -> (Row) -> FilterValue {
    entry(field.name)?.value ?? { _ in .absent }
  }
}

/// A question to the value of a field.
private struct FilterTest {
  let holds: (FilterValue) -> Bool

  init(_ holds: @escaping (FilterValue) -> Bool) { self.holds = holds }

  /// Asks the text; of several texts one that fits is enough, and a number is none.
  static func text(_ holds: @escaping (String) -> Bool) -> FilterTest {
    FilterTest { value in
      switch value {
      case .text(let text): holds(text)
      case .texts(let texts): texts.contains(where: holds)
      case .number, .absent: false
      }
    }
  }

  var negated: FilterTest {
    let holds = holds
    return FilterTest { !holds($0) }
  }

  func on<Row>(_ value: @escaping (Row) -> FilterValue) -> (Row) -> Bool {
    let holds = holds
    return { holds(value($0)) }
  }
}

extension FilterLiteral {
  /// The question whether a value compares with this one.
  fileprivate func test(_ comparison: FilterComparison) -> FilterTest {
    if comparison == .notEqual { return test(.equal).negated }
    switch self {
    case .nothing: return FilterTest(Self.isNothing)
    case .number(let number): return Self.test(comparison, number)
    case .date(let date): return .text { Self.compare($0, with: date, comparison) }
    case .text(let text):
      guard comparison == .equal else { return Self.order(comparison, text) }
      let lowercase = text.lowercased()
      return .text { $0.lowercased() == lowercase }
    }
  }

  private static func isNothing(_ value: FilterValue) -> Bool {
    switch value {
    case .number: false
    case .text(let text): text.isEmpty
    case .texts(let texts): texts.allSatisfy(\.isEmpty)
    case .absent: true
    }
  }

  private static func test(_ comparison: FilterComparison, _ number: Double) -> FilterTest {
    FilterTest { value in
      let own: Double? =
        switch value {
        case .number(let own): own
        case .text(let text): Self.level(text)
        case .texts, .absent: nil
        }
      guard let own else { return false }
      return comparison.holds(isLess: own < number, isGreater: own > number)
    }
  }

  /// The number that a level is or ends in, such as that of `Level 5`.
  private static func level(_ text: String) -> Double? {
    if let number = Double(text) { return number }
    guard let space = text.utf8.lastIndex(of: UInt8(ascii: " ")) else { return nil }
    return Double(text[text.utf8.index(after: space)...])
  }

  /// Texts in the order in which people expect names with numbers, whatever the case.
  private static func order(_ comparison: FilterComparison, _ text: String) -> FilterTest {
    let other = text.lowercased()
    return .text { text in
      let own = text.lowercased()
      return comparison.holds(
        isLess: NaturalOrder.precedes(own, other), isGreater: NaturalOrder.precedes(other, own))
    }
  }

  /// Compares as far as the expression says: all days of August 2024 are `2024-08`.
  ///
  /// A date that says less is not known to be before, in or after it, and fulfils nothing.
  private static func compare(
    _ text: String, with date: String, _ comparison: FilterComparison
  ) -> Bool {
    guard FilterDate.isDate(text) else { return false }
    let own = FilterDate.canonical(text).prefix(date.count)
    if own.count < date.count, date.hasPrefix(own) { return false }
    return comparison.holds(isLess: own < date, isGreater: own > date)
  }
}

extension FilterPattern {
  fileprivate var test: FilterTest {
    switch self {
    case .text(let text): return Self.test(text)
    case .regex(let pattern):
      // One without signs of its own is a text, which is found faster.
      if !pattern.contains(where: { #"\^$.|?*+()[]{}"#.contains($0) }) { return Self.test(pattern) }
      guard let regex = try? Regex(pattern).ignoresCase() else {
        return FilterTest { _ in false }
      }
      return .text { (try? regex.firstMatch(in: $0)) != nil }
    }
  }

  private static func test(_ text: String) -> FilterTest {
    let sought = Sought(text)
    return .text { sought.isIn($0) }
  }
}
