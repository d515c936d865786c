import Results
import TerminalUI

extension App {
  /// Keeps what the person says of the reasoning of the sample that is read; `nil` takes it back.
  mutating func mark(_ verdict: ReasoningVerdict?) -> [Effect] {
    let isRight = samples.pair?.isRight ?? false
    let sample = isRight ? samples.pair?.sample(of: samples) : samples.sample
    guard let sample, let problem = samples.problem,
      let run = isRight ? samples.pair?.run ?? samples.run : samples.run
    else { return [] }
    if verdict == nil, markText(of: sample) == nil {
      notice = "this sample has no mark to take back"
      return []
    }
    notice =
      verdict.map { "marked: the reasoning is \($0.sentencePart)" } ?? "the mark is taken back"
    return [
      .mark(sample.reference, run: run, problem: problem, verdict: verdict, note: nil)
    ]
  }

  /// What readers say of a sample's reasoning, in a word; `nil` where nobody says anything.
  func markText(of sample: Sample) -> String? {
    guard let content = sample.content, let verdict = snapshot.marks.verdict(of: content) else {
      return nil
    }
    return verdict.rawValue
  }

  /// Whether any sample of the list has a mark, so that a column is for them.
  var hasMarks: Bool { samples.samples?.contains { markText(of: $0) != nil } ?? false }
}

extension ReasoningVerdict {
  fileprivate var sentencePart: String {
    switch self {
    case .valid: "valid"
    case .invalid: "not valid"
    case .unsure: "unsure"
    }
  }
}
