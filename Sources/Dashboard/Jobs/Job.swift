import Results

/// What a job may ask of the world while it works.
package protocol JobWorld: Sendable {
  /// Whether nobody waits for the answer any longer: the job may end with any value.
  var isCancelled: Bool { get }
  /// What the samples of a run tell beside their verdicts; `nil` where the job was cancelled.
  func measures(of run: Run) -> RunMeasures?
  /// The log-probabilities that the samples of a run have; `nil` where the job was cancelled.
  func scores(of run: Run) -> ScoreTable?
  /// The texts of one sample; `nil` where they cannot be read.
  func text(of reference: SampleReference) -> SampleText?
  /// All places of what is looked for in a text of valid UTF-8.
  func places(of sought: SoughtText, in text: [UInt8]) -> Result<TextPlaces, SearchFailure>
  /// The samples of a problem in a run; of correct ones the texts are read, for what their marks
  /// hold on to.
  func samples(of problem: String, in run: Run) -> [Sample]
}

/// A piece of work too long for a key press, such as a band of four thousand draws.
///
/// `reduce` describes it, a thread beside the main one does it, and the answer comes back as an
/// action. Jobs are equal where they are of the same subject and data, whatever they do.
package struct Job: Equatable, Sendable {
  /// What the answer is for; of the jobs of a slot only the newest counts.
  package struct Slot: Hashable, Sendable {
    package let name: String
    package init(_ name: String) { self.name = name }
  }

  package let slot: Slot
  /// Of which runs and settings: an answer of another subject is never shown.
  package let subject: String
  /// Of which data: while files grow an answer of older data is shown, and said to be so.
  package let version: UInt64
  package let work: @Sendable (any JobWorld) -> any Sendable

  package static func == (first: Job, second: Job) -> Bool {
    first.slot == second.slot && first.subject == second.subject
      && first.version == second.version
  }
}

/// What came of a job.
package struct JobAnswer: Sendable {
  package let slot: Job.Slot
  package let subject: String
  package let version: UInt64
  package let value: any Sendable

  package init(of job: Job, value: any Sendable) {
    (slot, subject, version) = (job.slot, job.subject, job.version)
    self.value = value
  }
}

/// The answers at hand, and those that are waited for.
struct JobBoard: Sendable {
  private struct Entry: Sendable {
    var answer: JobAnswer?
    var subject: String
    var version: UInt64
  }

  private var entries: [Job.Slot: Entry] = [:]

  /// An answer, and whether it is of the newest data.
  struct Finding<Value: Sendable>: Sendable {
    let value: Value
    let isCurrent: Bool
  }

  /// Asks for an answer unless it is at hand or on its way.
  mutating func ask(
    _ slot: Job.Slot, of subject: String, version: UInt64,
    _ work: @escaping @Sendable (any JobWorld) -> any Sendable
  ) -> [Effect] {
    if let entry = entries[slot], entry.subject == subject, entry.version == version { return [] }
    let known = entries[slot]?.answer
    let kept = known?.subject == subject ? known : nil
    entries[slot] = Entry(answer: kept, subject: subject, version: version)
    return [.work(Job(slot: slot, subject: subject, version: version, work: work))]
  }

  /// Takes an answer in, unless something else was asked for since.
  mutating func take(_ answer: JobAnswer) {
    guard entries[answer.slot]?.subject == answer.subject else { return }
    entries[answer.slot]?.answer = answer
  }

  /// The newest answer to what was last asked for in a slot; `nil` while there is none.
  func latest<Value: Sendable>(_ slot: Job.Slot, as _: Value.Type) -> Finding<Value>? {
    guard let entry = entries[slot], let answer = entry.answer,
      let value = answer.value as? Value
    else { return nil }
    return Finding(value: value, isCurrent: answer.version == entry.version)
  }

  /// Whether an answer is on its way.
  func isWaiting(_ slot: Job.Slot) -> Bool {
    entries[slot].map { $0.answer?.version != $0.version } ?? false
  }

  /// Whether any answer is on its way.
  var isWaiting: Bool { entries.keys.contains(where: isWaiting) }
}
