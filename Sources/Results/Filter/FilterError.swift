/// What is wrong with an expression, and where.
package struct FilterError: Error, Equatable, CustomStringConvertible {
  package enum Problem: Equatable, Sendable {
    case unknownField(String, closest: String?, names: [String])
    case unknownRun(String, runs: [String])
    case unknownValue(of: String, String, values: [String])
    case noNumber(field: String, String)
    case noDate(field: String, String)
    case noRange(String)
    case emptyRange(String, String)
    case notRanged(field: String)
    case noPattern(field: String)
    case nothingIsOrdered(String)
    case noRegex(String)
    case endless(String)
    case unclosed
    case unopened
    case emptyParentheses
    case foreignOperator(String, String)
    case noField(of: String)
    case noValue(of: String, example: String)
    case noCondition(of: String, side: String)
    case tooDeep
  }

  /// Which character it stands at, from 1.
  package let column: Int
  package let problem: Problem

  package var description: String { "column \(column): \(problem.description)" }
}

extension FilterError.Problem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownField(let name, let closest?, _):
      "'\(name)' is no field here; did you mean '\(closest)'?"
    case .unknownField(let name, nil, let names):
      "'\(name)' is no field here; use \(Self.list(names)), or quotes to look for a text"
    case .unknownRun(let name, let runs):
      runs.isEmpty
        ? "no run is '\(name)' here; mark one on Runs, or use a field without a dot"
        : "no run is '\(name)' here; use \(Self.list(runs))"
    case .unknownValue(let run, let name, let values):
      "'\(run)' has no '\(name)'; use \(Self.list(values.map { "\(run).\($0)" }))"
    case .noNumber(let field, let text):
      "'\(field)' is a number and '\(text)' is none; write one such as 4 or 5%"
    case .noDate(let field, let text):
      "'\(field)' is a date and '\(text)' is none; write one such as 2024-08 or 2024-08-31"
    case .noRange(let text): "'\(text)' is no range; write one such as 3..5"
    case .emptyRange(let low, let high): "the range \(low)..\(high) is empty; write \(high)..\(low)"
    case .notRanged(let field):
      "'\(field)' is a text and has no ranges; compare it with = != < <= > >= or ~"
    case .noPattern(let field):
      "'\(field)' is a number and ~ looks into texts; compare it with = != < <= > >= or in"
    case .nothingIsOrdered(let sign): "\(sign) compares with something; only = and != take \"\""
    case .noRegex(let pattern):
      "/\(pattern)/ is no regular expression; put a backslash before signs that stand for themselves"
    case .endless(let sign): "there is no \(sign) that ends it; add one"
    case .unclosed: "this parenthesis is not closed; add a )"
    case .unopened: "this parenthesis closes none; take it out"
    case .emptyParentheses: "there is nothing between the parentheses; take them out"
    case .foreignOperator(let sign, let ours): "\(sign) has no meaning here; write \(ours)"
    case .noField(let sign): "\(sign) needs a field on its left, such as level"
    case .noValue(let sign, let example): "\(sign) needs a value on its right, such as \(example)"
    case .noCondition(let word, let side):
      "'\(word)' needs a condition on its \(side); put it in quotes to look for it"
    case .tooDeep: "more than \(FilterParser.deepest) parentheses are open; use fewer"
    }
  }

  /// Words with commas and a last "or"; the first of many.
  private static func list(_ words: [String]) -> String {
    let shown = words.prefix(7)
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
    let start = shown.dropLast().joined(separator: ", ")
    return words.count > shown.count ? "\(start), \(last) and so on" : "\(start) or \(last)"
  }
}
