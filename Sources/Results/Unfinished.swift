/// Why a file lacks samples that its evaluation was to have, by what it says of itself.
package struct Unfinished: Equatable, Hashable, Sendable {
  package enum Cause: Int, Sendable {
    /// Nothing tells that it has ended: it runs, or it was killed.
    case noEnd
    /// A person stopped it.
    case cancelled
    /// An error stopped it.
    case error
  }

  package let cause: Cause
  /// The command of its program that draws what is missing.
  package let retry: String

  package init(_ cause: Cause, retry: String) {
    self.cause = cause
    self.retry = retry
  }

  /// What became of the evaluation, in a word or a few.
  package var label: String {
    switch cause {
    case .noEnd: "unfinished"
    case .cancelled: "cancelled"
    case .error: "ended in an error"
    }
  }

  /// What that means and what can be done, as a clause.
  package var sentence: String { meaning + "; " + cure }

  package var meaning: String {
    let what =
      switch cause {
      case .noEnd: "runs or was killed"
      case .cancelled: "was cancelled"
      case .error: "ended in an error"
      }
    return "the evaluation \(what): samples may be missing"
  }

  package var cure: String {
    cause == .noEnd ? "wait for its end, or run it again" : "\(retry) draws the rest"
  }
}
