/// Why a search cannot be made, or was given up.
package enum SearchFailure: Error, Equatable, Sendable, CustomStringConvertible {
  case empty
  /// What PCRE2 says of a regular expression, and at which character, from 1.
  case invalid(reason: String, column: Int)
  /// One text takes the expression more steps, or more memory, than a search may take.
  case tooHard(problem: String?)

  package var description: String {
    switch self {
    case .empty: "nothing to look for: type a word or a regular expression"
    case .invalid(let reason, let column):
      "the regular expression has an error at character \(column): \(reason); correct it there, or "
        + "search for the plain text instead"
    case .tooHard(let problem):
      "the regular expression takes too many steps on a sample"
        + (problem.map { " of problem \($0)" } ?? "")
        + ": it can match one text in too many ways; avoid repeats within repeats, such as (a+)+"
    }
  }
}
