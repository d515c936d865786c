/// Why a record is set aside: what is wrong, and with what.
package enum RejectReason: Error, Equatable, Sendable, CustomStringConvertible {
  case malformed(ScanFailure)
  case noProblem(expected: [String])
  case noSamples
  case impossibleTally(n: Double, c: Double)
  case noTally
  case tooManySamples(Int)
  case unequalLists(String, Int, String, Int)
  case noScorer
  case noScore
  case noStep
  case tooLong(bytes: Int)

  package var description: String {
    switch self {
    case .malformed(let failure): failure.sentence
    case .noProblem(let expected):
      "no field names the problem; expected one of "
        + expected.prefix(4).joined(separator: ", ") + (expected.count > 4 ? ", …" : "")
    case .noSamples: "the lists of responses and verdicts are empty"
    case .impossibleTally(let n, let c):
      "\(Self.plain(c)) of \(Self.plain(n)) samples cannot be correct; c must be a whole number from 0 to n"
    case .noTally: "a tally needs the numbers n and c"
    case .tooManySamples(let n):
      "n = \(n) is more than the 10000000 samples that one tally may have"
    case .unequalLists(let first, let count, let second, let length):
      "\(first) has \(count) elements and \(second) \(length); which belong together cannot be told"
    case .noScorer: "every element of logprobs needs a text scorer and a number sum"
    case .noScore: "a row of log-probabilities needs a text scorer and a number logprob_sum"
    case .noStep: "a row of a training log needs a whole number step"
    case .tooLong(let bytes):
      "a line of \(bytes) bytes is longer than the \(LineFeed.longestLine) that are read; "
        + "split its samples over several lines"
    }
  }

  private static func plain(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? String(number)
  }
}

extension ScanFailure {
  /// What is wrong, as a clause.
  package var sentence: String {
    switch self {
    case .notAnObject: "not a JSON object"
    case .notUTF8: "not UTF-8"
    case .unclosedString: "a string is not closed; the line may be cut off"
    case .controlCharacter: "a string holds a control character that is not escaped"
    case .incomplete: "an object or a list is not closed; the line may be cut off"
    case .trailing: "more follows after the JSON object"
    case .malformed: "not valid JSON"
    case .memory: "too large for the memory there is"
    }
  }
}
