/// What one reader said of one sample at one time.
package struct Mark: Hashable, Sendable {
  /// Who said it.
  package let reader: String
  /// Milliseconds since 1970, UTC.
  package let time: Int64
  package let sample: SampleContent
  /// Where the sample was when it was marked: hints for people.
  package let run: String
  package let problem: String
  /// `nil` takes back what was said before.
  package let verdict: ReasoningVerdict?
  package let note: String?

  package init(
    reader: String, time: Int64, sample: SampleContent, run: String, problem: String,
    verdict: ReasoningVerdict?, note: String? = nil
  ) {
    (self.reader, self.time, self.sample) = (reader, time, sample)
    (self.run, self.problem, self.verdict, self.note) = (run, problem, verdict, note)
  }

  /// Whether it was said before another; of two of one time it is the same in whatever order they
  /// are read.
  func precedes(_ other: Mark) -> Bool { order < other.order }

  private var order: (Int64, String, String) { (time, verdict?.rawValue ?? "", note ?? "") }
}
