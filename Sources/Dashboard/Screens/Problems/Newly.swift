import Charts
import Results
import Statistics
import TerminalUI

extension Job.Slot {
  static let turnover = Job.Slot("turnover")
}

/// One line of *newly*: a step from one checkpoint to the next, or a problem under it.
private enum NewlyLine {
  case stage(Turnover.Stage)
  case change(Turnover.Change, place: Int)
}

extension App {
  /// Asks which problems are newly lost or won over the candidate's training.
  mutating func refreshTurnover() -> [Effect] {
    guard let checkpoints = problems.checkpoints.value, checkpoints.runs.count > 1 else {
      return []
    }
    return board.ask(
      .turnover, of: checkpoints.runs.map(\.id).joined(separator: "\n"),
      version: Fingerprint.of(checkpoints.runs)
    ) { _ in Turnover(checkpoints) }
  }

  private var turnover: Turnover? {
    guard let checkpoints = problems.checkpoints.value, checkpoints.runs.count > 1 else {
      return nil
    }
    return board.latest(.turnover, as: Turnover.self)?.value
  }

  /// Changes by the step and the problem.
  private func changeIDs(_ turnover: Turnover) -> [String] {
    turnover.stages.flatMap { stage in stage.changes.map { stage.after.id + "\n" + $0.id } }
  }

  mutating func settleChanges() {
    guard view == .newly, let turnover else { return }
    let ids = changeIDs(turnover)
    problems.changes.settle(in: ids, height: listHeight(of: .problems))
    guard let place = problems.changes.position(in: ids) else { return }
    selection.problem = turnover.changes[safe: place]?.id ?? selection.problem
  }

  mutating func performInNewly(_ command: Command) -> [Effect] {
    guard let turnover else { return [] }
    let ids = changeIDs(turnover)
    if problems.changes.move(command, page: listHeight(of: .problems), in: ids) { return [] }
    guard command == .deeper, let place = problems.changes.position(in: ids) else { return [] }
    let all = turnover.stages.flatMap { stage in stage.changes.map { (stage, $0) } }
    guard let (stage, change) = all[safe: place] else { return [] }
    // The samples of the checkpoint that solves it.
    problems.showsSteps = true
    problems.run = change.isLost ? stage.before.id : stage.after.id
    selection.problem = change.id
    screen = .samples
    return openSamples(of: change.id)
  }

  /// What each step of the training newly loses and wins.
  var newlyExhibit: Exhibit? {
    guard let turnover else { return nil }
    return Exhibit(
      "newly", title: newlyTitle, sentences: [turnover.sentence], chart: newlyChart(turnover),
      tables: [turnover.table])
  }

  private var newlyTitle: String {
    let names = problems.checkpoints.value?.headings ?? []
    return "problems newly lost or won"
      + (names.count > 1 ? " over steps " + names.joined(separator: ", ") : "")
  }

  /// How many problems each step loses and wins.
  private func newlyChart(_ turnover: Turnover) -> PairedBars {
    PairedBars(
      categories: turnover.stages.map(stageName),
      baseline: .init(
        "newly lost", role: .incorrect,
        counts: turnover.stages.map { $0.changes.count { $0.isLost } }),
      candidate: .init(
        "newly won", role: .correct,
        counts: turnover.stages.map { $0.changes.count { !$0.isLost } }))
  }

  private func stageName(_ stage: Turnover.Stage) -> String {
    "\(stage.before.facts[.step] ?? "0")>\(stage.after.facts[.step] ?? "?")"
  }

  func drawNewly(into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    drawHead(newlyTitle, into: &buffer, row: rest.takeTop(1))
    guard let turnover else {
      let text =
        (problems.checkpoints.value?.runs.count ?? 0) > 1
        ? "Comparing the checkpoints."
        : "The candidate's training has one checkpoint alone: there is nothing to follow."
      return drawEmpty(text, into: &buffer, frame: rest)
    }
    let lines = sentenceLines([turnover.sentence], width: frame.width)
    drawSentences(
      lines, into: &buffer, frame: rest.takeBottom(min(lines.count, max(0, rest.height / 4))))
    drawChanges(turnover, into: &buffer, frame: rest)
  }

  /// The changes below their steps, as far as they fit round the cursor.
  private func drawChanges(_ turnover: Turnover, into buffer: inout Buffer, frame: Rect) {
    let ids = changeIDs(turnover)
    let chosen = problems.changes.position(in: ids)
    var lines: [NewlyLine] = []
    var place = 0
    for stage in turnover.stages {
      lines.append(.stage(stage))
      for change in stage.changes {
        lines.append(.change(change, place: place))
        place += 1
      }
    }
    let cursor = lines.firstIndex { if case .change(_, chosen) = $0 { true } else { false } } ?? 0
    let top = max(0, min(cursor - frame.height / 2, lines.count - frame.height))
    for (row, line) in lines.dropFirst(top).prefix(frame.height).enumerated() {
      let y = frame.y + row
      switch line {
      case .stage(let stage): drawStage(stage, into: &buffer, frame: frame, y: y)
      case .change(let change, let place):
        drawChange(change, isChosen: place == chosen, into: &buffer, frame: frame, y: y)
      }
    }
  }

  private func drawStage(_ stage: Turnover.Stage, into buffer: inout Buffer, frame: Rect, y: Int) {
    let names = [stage.before, stage.after].map { shortName(of: $0, among: [$0]) }
    let lost = stage.changes.count { $0.isLost }
    let text =
      "\(names[0]) \(symbols.right) \(names[1]): \(Format.count(lost)) newly lost, "
      + "\(Format.count(stage.changes.count - lost)) newly won of "
      + Format.count(stage.shared, "problem")
    buffer.write(
      text, x: frame.x + 1, y: y, style: Style(.heading, bold: true), width: frame.width - 2)
  }

  private func drawChange(
    _ change: Turnover.Change, isChosen: Bool, into buffer: inout Buffer, frame: Rect, y: Int
  ) {
    let role: Role = isChosen ? .selection : change.isLost ? .incorrect : .correct
    if isChosen {
      buffer.fill(Rect(x: frame.x, y: y, width: frame.width, height: 1), style: Style(.selection))
      buffer.write(symbols.selected, x: frame.x, y: y, style: Style(.selection))
      buffer.cursor = Buffer.Cursor(x: frame.x, y: y, isVisible: false)
    }
    let text = Style(isChosen ? .selection : .text)
    buffer.write(change.isLost ? "lost" : "won", x: frame.x + 2, y: y, style: Style(role))
    let name = problemNameWidth
    buffer.write(change.id, x: frame.x + 7, y: y, style: text, width: min(name, frame.width - 8))
    buffer.write(
      "\(rateText(change.before)) \(symbols.right) \(rateText(change.after))   "
        + "Fisher " + PValueText.equation(change.p), x: frame.x + name + 9, y: y, style: text,
      width: frame.width - name - 10)
  }

  private func rateText(_ tally: TallyCounts.Key) -> String {
    tally.c == 0 ? RateText.words(tally) : RateText.count(tally)
  }
}
