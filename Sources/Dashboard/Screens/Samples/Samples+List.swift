import Reader
import Results
import TerminalUI

/// What the samples of a problem are sorted by.
enum SampleOrder: CaseIterable, Sendable {
  case file, tokens, entropy, logProbability, score

  /// What the list's heading calls it; the order of the files has none.
  var title: String? {
    switch self {
    case .file: nil
    case .tokens: "tokens"
    case .entropy: "entropy"
    case .logProbability: "logprob"
    case .score: "score"
    }
  }

  func number(of sample: Sample) -> Double? {
    switch self {
    case .file: nil
    case .tokens: Double(sample.length)
    case .entropy: sample.entropy
    case .logProbability: sample.logProbability
    case .score: sample.score
    }
  }
}

extension Sample {
  /// Its tokens, or where the file does not count them the bytes of its record.
  var length: Int { tokens ?? Int(clamping: reference.length) }
}

/// The samples with one answer.
struct AnswerGroup: Equatable, Sendable {
  /// What an answer is known by: its text, or before it is read its hash.
  enum Key: Hashable, Sendable {
    case text(String)
    case hash(UInt32)
    case none
  }

  let key: Key
  /// Places among all samples, in the order of the list.
  var samples: [Int] = []
  var correct = 0
  var incorrect = 0

  mutating func add(_ sample: Sample, at place: Int) {
    samples.append(place)
    switch sample.verdict {
    case .correct: correct += 1
    case .incorrect: incorrect += 1
    case .ungraded: break
    }
  }
}

/// The samples that are listed, and their answers.
struct SampleListing: Sendable {
  var rows: [Int] = []
  var groups: [AnswerGroup] = []
}

/// The answers of the samples of a problem, as far as they are read.
struct SampleAnswers: Sendable {
  /// By place among the samples; where there is none, the sample has no answer.
  var texts: [Int: String] = [:]
}

extension Job.Slot {
  static let answers = Job.Slot("answers")
}

extension App {
  /// The answers that are read; `nil` before.
  var sampleAnswers: JobBoard.Finding<SampleAnswers>? {
    board.latest(.answers, as: SampleAnswers.self)
  }

  func answerKey(of sample: Sample, at place: Int, in answers: SampleAnswers?) -> AnswerGroup.Key {
    if let text = answers?.texts[place] { return .text(text) }
    return sample.answer.map { .hash($0) } ?? .none
  }

  /// Filters and sorts the samples, and keeps the cursor on its own.
  mutating func refreshSampleList() -> [Effect] {
    guard let all = samples.samples else { return [] }
    let effects = askForAnswers(all)
    let answers = sampleAnswers
    let key = SamplesState.ListKey(
      number: samples.listNumber, filter: samples.filter.filter, order: samples.order,
      isReversed: samples.isReversed, answer: samples.answer,
      answers: answers.map { UInt64($0.value.texts.count) << 1 | ($0.isCurrent ? 1 : 0) } ?? 0)
    guard !samples.listed.isCurrent(for: key) else { return effects }
    let before = (samples.pane.reference, samples.groups[safe: samples.row]?.key)
    samples.listed.set(listing(of: all, answers?.value), for: key)
    keepPlace(sample: before.0, group: before.1)
    return effects
  }

  private func listing(of all: [Sample], _ answers: SampleAnswers?) -> SampleListing {
    let test = samples.filter.filter.test(.samples(all, answers))
    var listing = SampleListing()
    listing.rows = all.indices.filter(test)
    if samples.order != .file {
      let order = samples.order
      listing.rows = listing.rows.stableSorted(byNumber: { order.number(of: all[$0]) })
    }
    if samples.isReversed { listing.rows.reverse() }
    var places: [AnswerGroup.Key: Int] = [:]
    for row in listing.rows {
      let key = answerKey(of: all[row], at: row, in: answers)
      let place = places[key] ?? listing.groups.count
      if place == listing.groups.count {
        places[key] = place
        listing.groups.append(AnswerGroup(key: key))
      }
      listing.groups[place].add(all[row], at: row)
    }
    listing.groups = listing.groups.stableSorted(byNumber: { -Double($0.samples.count) })
    if let answer = samples.answer {
      listing.rows = listing.groups.first { $0.key == answer }?.samples ?? []
    }
    return listing
  }

  /// Leaves the cursor on the sample or the answer that it was on.
  private mutating func keepPlace(sample: SampleReference?, group: AnswerGroup.Key?) {
    if samples.follows, !samples.isListOfAnswers {
      let newest = samples.rows.max() ?? 0
      samples.select(samples.rows.firstIndex(of: newest) ?? 0)
    } else if samples.isListOfAnswers {
      // Before the answers are read groups stand for nothing yet.
      let isRead = if case .text = group { true } else { false }
      let row = isRead ? samples.groups.firstIndex { $0.key == group } : nil
      samples.select(row ?? samples.row)
    } else if let sample,
      let row = samples.rows.firstIndex(where: { samples.samples?[$0].reference == sample })
    {
      samples.select(row)
    } else {
      samples.select(samples.row)
    }
    samples.openSelected()
  }

  // Filter.

  mutating func openSampleFilter() {
    filterBefore = samples.filter
    prompt = Prompt(.filter(.samples), text: samples.filter.text)
  }

  mutating func setSampleFilter(_ text: String, isDone: Bool) {
    let all = samples.samples ?? []
    samples.filter.set(
      text, isDone: isDone, fields: .samples(all, sampleAnswers?.value), rows: all.indices)
  }

  // Answers.

  /// Asks for the texts of answers while they are shown or filtered by.
  private mutating func askForAnswers(_ all: [Sample]) -> [Effect] {
    let isFiltered = samples.filter.filter.fields.contains { $0.name == "answer" }
    guard samples.showsAnswers || isFiltered, let run = samples.run, let problem = samples.problem
    else { return [] }
    return board.ask(
      .answers, of: "\(run)\n\(problem)",
      version: UInt64(all.count) << 20 ^ (all.last?.reference.offset ?? 0)
    ) { world in SampleAnswers(of: all, in: world) }
  }

  mutating func toggleAnswers() {
    samples.showsAnswers.toggle()
    samples.answer = nil
    samples.isReading = false
    samples.select(samples.isListOfAnswers ? 0 : samples.row)
    samples.openSelected()
  }

  mutating func enterAnswer() {
    guard let group = samples.groups[safe: samples.row] else { return }
    samples.answer = group.key
    samples.select(0)
  }

  mutating func leaveAnswer() {
    let answer = samples.answer
    samples.answer = nil
    samples.select(samples.groups.firstIndex { $0.key == answer } ?? 0)
    samples.openSelected()
  }
}

extension SampleAnswers {
  /// Reads one text for each answer that the files tell apart, and all of those where they do not.
  init(of samples: [Sample], in world: any JobWorld) {
    var known: [UInt32: String] = [:]
    for (place, sample) in samples.enumerated() {
      if world.isCancelled { return }
      if let hash = sample.answer {
        if known[hash] == nil {
          known[hash] = world.text(of: sample.reference)?.answer.map(Self.line) ?? ""
        }
        texts[place] = known[hash].flatMap { $0.isEmpty ? nil : $0 }
      } else if let text = world.text(of: sample.reference) {
        texts[place] = (text.answer ?? text.response.flatMap(BoxedAnswer.last)).map(Self.line)
      }
    }
  }

  private static func line(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.utf8.count <= 200 ? words : String(words.prefix(200))
  }
}

extension FilterFields where Row == Int {
  /// The fields of samples, by their places; a bare word is looked for in answer and file.
  static func samples(_ all: [Sample], _ answers: SampleAnswers?) -> FilterFields {
    var fields = FilterFields { place, sought in
      sought.isIn(answers?.texts[place]) || sought.isIn(all[place].verdict.filterName)
        || sought.isIn(all[place].reference.shownPath)
    }
    fields.add("verdict", .text) { .text(all[$0].verdict.filterName) }
    fields.add("finish", .text) { FilterValue(all[$0].finish.filterName) }
    fields.add("tokens", .number, alias: "length") { FilterValue(all[$0].tokens) }
    fields.add("bytes", .number) { FilterValue(Int(clamping: all[$0].reference.length)) }
    fields.add("entropy", .number) { FilterValue(all[$0].entropy) }
    fields.add("logprob", .number) { FilterValue(all[$0].logProbability) }
    fields.add("score", .number) { FilterValue(all[$0].score) }
    fields.add("answer", .text) { FilterValue(answers?.texts[$0]) }
    fields.add("number", .number) { .number(Double($0 + 1)) }
    fields.add("file", .text) { .text(all[$0].reference.shownPath) }
    return fields
  }
}

extension Verdict {
  fileprivate var filterName: String {
    switch self {
    case .correct: "correct"
    case .incorrect: "incorrect"
    case .ungraded: "ungraded"
    }
  }
}

extension FinishReason {
  fileprivate var filterName: String? {
    switch self {
    case .unknown: nil
    case .stop: "stop"
    case .length: "length"
    case .other: "other"
    }
  }
}
