import Results
import Statistics
import TerminalUI

extension Job.Slot {
  static let marks = Job.Slot("marks")
}

/// The state of the view *Marks*.
struct MarksState: Sendable {
  /// Whether samples are dealt without saying which run they are of.
  var isBlind = true
  /// The view that Esc leads back to.
  var origin = ViewName.runs
}

extension App {
  mutating func openMarks() -> [Effect] {
    if view != .marks { marks.origin = view }
    return open(ViewName.marks)
  }

  /// What readers say; `nil` while it is being worked out.
  var marksReport: MarksReport? { board.latest(.marks, as: MarksReport.self)?.value }

  mutating func refreshMarks() -> [Effect] {
    let (runs, book, reader, isBlind) =
      (markedRuns, snapshot.marks, snapshot.reader, marks.isBlind)
    guard !runs.isEmpty else { return [] }
    return board.ask(
      .marks, of: runs.map(\.id).joined(separator: "\n") + "\n\(isBlind)",
      version: Fingerprint.of(runs) &+ marksNumber
    ) { world in
      MarksReport(
        runs, book, reader: reader, isBlind: isBlind, reasoning: { world.reasoning(of: $0, book) },
        samples: { world.isCancelled ? [] : world.samples(of: $1, in: $0) })
    }
  }

  mutating func performInMarks(_ command: Command) -> [Effect] {
    switch command {
    case .blind:
      marks.isBlind.toggle()
      notice = marks.isBlind ? "samples are dealt blind" : "samples are dealt run by run"
    case .deeper: return startQueue()
    case .back: return open(marks.origin)
    default: break
    }
    return []
  }

  var marksExhibit: Exhibit? {
    guard let report = marksReport else { return nil }
    return Exhibit(
      "marks", title: "marks of reasoning", sentences: marksSentences(report),
      tables: [readersTable(report), reasoningTable(report)])
  }

  private func marksSentences(_ report: MarksReport) -> [String] {
    report.agreements.map(\.sentence)
      + report.runs.prefix(2).map { found in
        found.hard.sentence(name: snapshot.run(found.run).map { label(of: $0) } ?? found.run)
      }
  }

  private func readersTable(_ report: MarksReport) -> DataTable {
    var table = DataTable(
      "readers",
      columns: [
        .init("reader", isWords: true), .init("marks"), .init("valid"), .init("invalid"),
        .init("unsure"),
      ])
    for reader in report.readers {
      table.append([
        .text(reader.name), .count(reader.marks), .count(reader.valid), .count(reader.invalid),
        .count(reader.unsure),
      ])
    }
    return table
  }

  /// CoT-pass@k counts samples that nobody judged as not valid: the most it can be stands beside it.
  private func reasoningTable(_ report: MarksReport) -> DataTable {
    let k = selection.k
    let budgets = k == 1 ? [1] : [1, k]
    var table = DataTable(
      "reasoning by run",
      columns: [
        .init("run", isWords: true), .init("hard"), .init("judged"), .init("valid"),
        .init("share"), .init("share_low", "from"), .init("share_high", "to"),
        .init("unsure_only", "unsure"),
      ]
        + budgets.flatMap {
          [.init("cot_pass_\($0)", "CoT-pass@\($0)"), .init("cot_pass_\($0)_most", "at most")]
        })
    for found in report.runs {
      let (hard, validity) = (found.hard, found.hard.validity)
      let points = found.reasoning.coTPassAtK(at: budgets)
      let name = snapshot.run(found.run).map { label(of: $0) } ?? found.run
      table.append(
        [
          .text(name), .count(hard.rows.count), .count(validity.counted), .count(validity.valid),
          DataValue(share: validity.ratio), DataValue(share: hard.interval?.lowerBound),
          DataValue(share: hard.interval?.upperBound), .count(found.reasoning.unsure),
        ]
          + budgets.flatMap { k in
            let point = points.first { $0.x == Double(k) }
            return [
              DataValue(share: point?.value),
              DataValue(share: point.map { $0.bounds?.upperBound ?? $0.value }),
            ]
          })
    }
    return table
  }

  func drawMarks(into buffer: inout Buffer, frame: Rect) {
    guard !markedRuns.isEmpty else {
      return drawEmpty(
        "No run is marked. Space on Runs (1) marks one.", into: &buffer, frame: frame)
    }
    guard let report = marksReport else {
      return drawEmpty("Reading what is to be judged.", into: &buffer, frame: frame)
    }
    var rest = frame
    drawRule("marks of reasoning", into: &buffer, row: rest.takeTop(1))
    let sentences = [queueSentence(report.queue)] + marksSentences(report)
    let lines = sentenceLines(sentences, width: frame.width)
    drawSentences(lines, into: &buffer, frame: rest.takeTop(min(lines.count, rest.height / 2)))
    if isRoomy { _ = rest.takeTop(1) }
    var yielding = ["unsure_only": 4, "share_low": 1, "share_high": 1]
    for k in [1, selection.k] { yielding["cot_pass_\(k)_most"] = 3 }
    drawRule("by run", into: &buffer, row: rest.takeTop(1))
    draw(
      reasoningTable(report), into: &buffer,
      frame: rest.takeTop(min(rest.height, report.runs.count + 1)),
      yielding: yielding)
    guard !report.readers.isEmpty else { return }
    if isRoomy { _ = rest.takeTop(1) }
    drawRule("by reader", into: &buffer, row: rest.takeTop(1))
    draw(readersTable(report), into: &buffer, frame: rest)
  }

  private func queueSentence(_ queue: MarkQueue) -> String {
    let reader = snapshot.reader
    guard !queue.items.isEmpty else {
      return
        "\(reader) has nothing left to judge: no correct sample of a hard problem (0 < c/n < 5 %) is without a mark."
    }
    let count = Format.count(queue.items.count, "correct sample")
    let how = queue.isBlind ? "without saying of which run" : "run by run"
    return
      "\(count) of hard problems (0 < c/n < 5 %) \(queue.items.count == 1 ? "is" : "are") still to be judged by \(reader): Enter deals them, \(how) (b)."
  }
}
