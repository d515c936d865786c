import Results
import TerminalUI

/// The samples that are dealt to a reader, and the one that is read.
struct QueueWalk: Equatable, Sendable {
  let queue: MarkQueue
  var place = 0
  /// What the reader said of them, by place.
  var said: [Int: ReasoningVerdict] = [:]

  var item: MarkQueue.Item? { queue.items[safe: place] }
}

extension App {
  /// Deals the samples that are still to be judged.
  mutating func startQueue() -> [Effect] {
    guard let queue = marksReport?.queue, !queue.items.isEmpty else {
      notice = "there is nothing left to judge"
      return []
    }
    return deal(QueueWalk(queue: queue))
  }

  /// Opens the sample that a walk is at.
  private mutating func deal(_ walk: QueueWalk) -> [Effect] {
    guard let item = walk.item, let run = snapshot.run(item.run) else {
      notice = "the run of this sample is gone"
      return []
    }
    let effects = openSamples(of: item.problem, in: run)
    (samples.pair, samples.filter, samples.answer) = (nil, ListFilter(), nil)
    (samples.showsAnswers, samples.follows, samples.isReading) = (false, false, true)
    samples.queue = walk
    samples.pane.open(item.reference)
    return effects
  }

  private mutating func moveInQueue(by step: Int) -> [Effect] {
    guard var walk = samples.queue else { return [] }
    guard walk.queue.items.indices.contains(walk.place + step) else {
      notice = step > 0 ? "this is the last sample to be judged" : "this is the first one"
      return []
    }
    walk.place += step
    return deal(walk)
  }

  /// Does what a command asks while samples are dealt; `nil` where it asks the same as ever.
  mutating func performInQueue(_ command: Command) -> [Effect]? {
    switch command {
    case .nextSample, .nextProblem: return moveInQueue(by: 1)
    case .previousSample, .previousProblem: return moveInQueue(by: -1)
    case .markValid: return judge(.valid)
    case .markInvalid: return judge(.invalid)
    case .markUnsure: return judge(.unsure)
    case .undo: return unjudge()
    case .back:
      samples.queue = nil
      return open(ViewName.marks)
    case .nextCorrect, .nextIncorrect, .nextTruncated, .randomSample, .beside, .otherBeside,
      .listFilter, .answers, .follow, .sort, .reverse, .left:
      notice = "these samples are dealt one by one; Esc ends that"
      return []
    default: return nil
    }
  }

  /// Keeps what the reader says and goes on to the next sample.
  private mutating func judge(_ verdict: ReasoningVerdict) -> [Effect] {
    guard var walk = samples.queue, let item = walk.item else { return [] }
    let effect = Effect.mark(
      item.reference, run: item.run, problem: item.problem, verdict: verdict, note: nil)
    walk.said[walk.place] = verdict
    samples.queue = walk
    guard walk.queue.items.indices.contains(walk.place + 1) else {
      notice = "that was the last one; Esc shows what all marks say"
      return [effect]
    }
    walk.place += 1
    return [effect] + deal(walk)
  }

  /// Takes back what was said of this sample, or of the one before it.
  private mutating func unjudge() -> [Effect] {
    guard var walk = samples.queue else { return [] }
    let place = walk.said[walk.place] == nil ? walk.place - 1 : walk.place
    guard walk.said.removeValue(forKey: place) != nil else {
      notice = "there is no mark to take back"
      return []
    }
    walk.place = place
    guard let item = walk.item else { return [] }
    let effects = deal(walk)
    notice = "the mark is taken back"
    return [
      .mark(item.reference, run: item.run, problem: item.problem, verdict: nil, note: nil)
    ] + effects
  }

  /// Opens the line for a note to the reader's own mark.
  mutating func openNote() {
    let isRight = samples.pair?.isRight ?? false
    let sample = isRight ? samples.pair?.sample(of: samples) : samples.sample
    let run = isRight ? samples.pair?.run ?? samples.run : samples.run
    guard let sample, let run, let problem = samples.problem else { return }
    let content = samples.queue?.item?.content ?? sample.content
    let own = content.flatMap { snapshot.marks.last(of: snapshot.reader, on: $0) }
    guard let verdict = own?.verdict else {
      notice = "a note goes with a mark: v, x or z marks the sample"
      return
    }
    prompt = Prompt(
      .note(sample.reference, run: run, problem: problem, verdict), text: own?.note ?? "")
  }

  /// What readers say of a sample, with their notes; `nil` where nobody says anything.
  func marksSentence(of sample: Sample) -> String? {
    guard let content = sample.content else { return nil }
    let said = snapshot.marks.marks(of: content).map { mark in
      "\(mark.reader): \(mark.verdict?.rawValue ?? "")" + (mark.note.map { " (\($0))" } ?? "")
    }
    return said.isEmpty ? nil : said.joined(separator: ", ")
  }

  func drawQueueHead(_ walk: QueueWalk, _ layout: SamplesLayout, into buffer: inout Buffer) {
    var rest = layout.head
    let count = Format.count(walk.queue.items.count)
    drawRule(
      "judging \(Format.count(walk.place + 1)) of \(count)", into: &buffer, row: rest.takeTop(1))
    let row = rest.takeTop(1)
    guard !row.isEmpty else { return }
    let text = "Is the reasoning valid? v yes, x no, z cannot be told; } passes, u takes back"
    buffer.write(text, x: 1, y: row.y, style: Style(.text), width: row.width - 2)
  }

  /// Which sample is judged: of which run only where the reader may know.
  func queueTitle(_ walk: QueueWalk) -> String {
    var title = "problem \(walk.item?.problem ?? "")"
    if !walk.queue.isBlind, let run = walk.item.flatMap({ snapshot.run($0.run) }) {
      title += ", \(label(of: run))"
    }
    let own = walk.item.flatMap { snapshot.marks.last(of: snapshot.reader, on: $0.content) }
    if let verdict = own?.verdict ?? walk.said[walk.place] {
      title += ", marked \(verdict.rawValue)" + (own?.note.map { " (\($0))" } ?? "")
    }
    return title
  }
}
