import Reader
import Results
import TerminalUI

/// A sample beside the one that is read.
struct SamplePair: Sendable {
  /// Which sample stands beside the first.
  enum Partner: CaseIterable, Sendable {
    /// The next of the same run whose verdict is another.
    case otherVerdict
    /// One of the other run that is compared.
    case otherRun
    /// The next of the same run, whatever its verdict.
    case another
  }

  var partner: Partner
  /// The run of the second sample; that of the first where it is `nil`.
  var run: String?
  /// The samples of the other run; `nil` while they are being read.
  var others: [Sample]?
  var pane = ReaderPane()
  /// Whether keys that go to another sample are for the second.
  var isRight = false

  /// The samples that the second one is among.
  func samples(of state: SamplesState) -> [Sample]? { run == nil ? state.samples : others }

  func sample(of state: SamplesState) -> Sample? {
    samples(of: state)?.first { $0.reference == pane.reference }
  }
}

extension Job.Slot {
  static let wordDifference = Job.Slot("word difference")
}

extension App {
  /// Puts another sample beside this one, or takes it away.
  mutating func toggleBeside() {
    guard samples.pair == nil else {
      samples.pair = nil
      return
    }
    guard samples.sample != nil else { return }
    // The first kind of partner that there is.
    for partner in SamplePair.Partner.allCases {
      samples.pair = SamplePair(partner: partner)
      choosePartner()
      if samples.pair?.pane.reference != nil || samples.pair?.run != nil { return }
    }
    samples.pair = nil
    notice = "there is no other sample to put beside this one"
  }

  /// Goes on to another kind of partner.
  mutating func changePartner() {
    guard let partner = samples.pair?.partner else { return toggleBeside() }
    samples.pair = SamplePair(partner: partner.next)
    choosePartner()
  }

  /// Finds the second sample.
  mutating func choosePartner() {
    guard let pair = samples.pair, let first = samples.sample else { return }
    switch pair.partner {
    case .otherVerdict:
      let all = samples.samples ?? []
      let second = all.first { $0.verdict != first.verdict && $0.verdict != .ungraded }
      samples.pair?.pane.open(second?.reference)
      if second == nil { notice = "all samples of this problem have one verdict" }
    case .another:
      let all = samples.samples ?? []
      let place = samples.place ?? 0
      let second = (all[min(place + 1, all.count)...] + all[..<min(place, all.count)]).first
      samples.pair?.pane.open(second?.reference)
    case .otherRun:
      let other = otherComparedRun?.id
      samples.pair?.run = other
      if other == nil {
        samples.pair?.pane.open(nil)
        notice = "no other run is compared; b and c on Runs (1) choose two"
      }
    }
  }

  /// Of the two runs that are compared, the one that is not read; it must have the problem.
  private var otherComparedRun: Run? {
    [selection.candidate, selection.baseline].compactMap { $0 }
      .filter { $0 != samples.run }
      .compactMap { snapshot.run($0) }
      .first { run in run.problems.list.contains { $0.id == samples.problem } }
  }

  /// Takes in the samples of the other run: the second sample is one of another verdict than the
  /// first, where there is one.
  mutating func takeOthers(_ list: [Sample], in run: String) {
    guard samples.pair?.run == run, let first = samples.sample else { return }
    samples.pair?.others = list
    guard samples.pair?.pane.reference == nil else { return }
    let second = list.first { $0.verdict != first.verdict } ?? list.first
    samples.pair?.pane.open(second?.reference)
  }

  /// Asks for what the pair needs: samples of the other run, and the difference.
  mutating func refreshPair() -> [Effect] {
    guard let pair = samples.pair, let problem = samples.problem else { return [] }
    if let run = pair.run, pair.others == nil, let run = snapshot.run(run) {
      samples.pair?.others = []
      return [.loadSamples(run: run, problem: problem)]
    }
    guard let first = samples.pane.text, let second = pair.pane.text else { return [] }
    return board.ask(
      .wordDifference, of: pairSubject, version: 0
    ) { _ in
      WordDifference(
        first.bytes[first.response ?? 0..<0], second.bytes[second.response ?? 0..<0])
    }
  }

  private var pairSubject: String {
    "\(samples.pane.number) \(samples.pair?.pane.number ?? 0) \(samples.run ?? "") "
      + "\(samples.problem ?? "")"
  }

  /// Where the texts of the pair differ; `nil` while that is worked out.
  var wordDifference: WordDifference? {
    guard samples.pair?.pane.text != nil, samples.pane.text != nil else { return nil }
    return board.latest(.wordDifference, as: WordDifference.self)?.value
  }

  /// Brings the place onto the screen where the two part.
  mutating func showPart() {
    guard samples.pair != nil, let difference = wordDifference else {
      notice = "d puts another sample beside this one"
      return
    }
    changePanes { pane in
      guard let response = pane.text?.response else { return }
      pane.show(byte: min(response.upperBound - 1, response.lowerBound + difference.prefix))
    }
  }
}
