/// Why a file lacks samples that its evaluation was to have, by what it says of itself.
package struct Unfinished: Equatable, Hashable, Sendable {
  package enum Cause: Int, Sendable {
    /// Nothing tells that it has ended: it runs, or it was killed.
    case noEnd
    /// A person stopped it.
    case cancelled
    /// An error stopped it.
    case error
    /// It is a compressed file whose stream has no end: its writer has it open, or was killed.
    case packed
  }

  package let cause: Cause
  /// The command of its program that draws what is missing.
  package let retry: String

  package init(_ cause: Cause, retry: String = "") {
    self.cause = cause
    self.retry = retry
  }

  /// What became of the evaluation, in a word or a few.
  package var label: String {
    switch cause {
    case .noEnd: "unfinished"
    case .cancelled: "cancelled"
    case .error: "ended in an error"
    case .packed: "compressed file without an end"
    }
  }

  /// What that means and what can be done, as a clause.
  package var sentence: String { meaning + "; " + cure }

  package var meaning: String {
    switch cause {
    case .noEnd: "the evaluation runs or was killed: samples may be missing"
    case .cancelled: "the evaluation was cancelled: samples may be missing"
    case .error: "the evaluation ended in an error: samples may be missing"
    case .packed: "the compressed file has no end yet: samples may be missing"
    }
  }

  package var cure: String {
    switch cause {
    case .noEnd: "wait for its end, or run it again"
    case .cancelled, .error: "\(retry) draws the rest"
    case .packed: "wait until its writer closes it, or copy or pack it anew"
    }
  }
}
