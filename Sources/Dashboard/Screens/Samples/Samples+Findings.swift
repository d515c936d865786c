import Reader
import Results

extension Job.Slot {
  static let findings = Job.Slot("findings")
  static let findingsBeside = Job.Slot("findings beside")
}

extension App {
  /// What was found in an open text; `nil` while that is worked out.
  func findings(of pane: ReaderPane) -> TextFindings? {
    let isRight = pane.reference != samples.pane.reference
    return board.latest(isRight ? .findingsBeside : .findings, as: TextFindings.self)?.value
  }

  /// Asks what there is to be found in the open texts, and tells it who waits for that.
  mutating func refreshFindings() -> [Effect] {
    let effects = askForFindings(.findings, in: samples.pane)
    let others = samples.pair.map { askForFindings(.findingsBeside, in: $0.pane) } ?? []
    if samples.toldRemarks != samples.pane.subject { samples.toldRemarks = nil }
    if samples.toldRemarks != nil, let findings = findings(of: samples.pane) {
      samples.toldRemarks = nil
      notice = findings.sentence
    }
    return effects + others
  }

  private mutating func askForFindings(_ slot: Job.Slot, in pane: ReaderPane) -> [Effect] {
    guard let text = pane.text, let subject = pane.subject else { return [] }
    return board.ask(slot, of: subject, version: 0) { _ in TextFindings(text) }
  }
}

extension TextFindings {
  /// What words of reflection and what loops there are, in a sentence.
  fileprivate var sentence: String {
    guard !remarks.isEmpty || !loops.isEmpty else {
      return "no word of reflection and no loop in this sample"
    }
    let words = remarks.prefix(5).map { "\($0.word) \($0.count)" }
    return (words + [loops[...].loopsText].compactMap { $0 }).joined(separator: ", ")
  }
}

extension ArraySlice<Repetition> {
  /// The loop that matters most, and how many others there are; `nil` where there is none.
  var loopsText: String? {
    guard
      let chosen = last?.isAtEnd == true ? last : self.max(by: { $0.range.count < $1.range.count })
    else { return nil }
    let start = chosen.isAtEnd ? "ends in a loop" : "a loop"
    let others = count > 1 ? ", \(Format.count(count - 1, "other loop"))" : ""
    return "\(start): \(Format.count(chosen.period, "byte")) \(Format.count(chosen.count)) times"
      + others
  }
}
