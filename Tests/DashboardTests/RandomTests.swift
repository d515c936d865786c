import Dashboard
import Reader
import Results
import TerminalUI
import TestSupport
import Testing

/// Keys at random on screens of random sizes, with news in between.
@Suite struct RandomTests {
  private static let keys: [Key] =
    [
      .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home, .end,
      .pageUp, .pageDown, .function(1), .control("u"), .control("d"), .control("l"), .control("w"),
    ]
    + "+-><E%dXHVvjkhlgGbcrusSiwnN/?0123456789a qxé🙂pRmtTLfzZeAM{}[]CIFDyYo|.()'\"=".map(
      Key.character)

  @Test(arguments: [1, 2, 3, 4])
  func nothingTrapsAndNothingLoops(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var story = Story()
    for step in 0..<1500 {
      story.tell(action(using: &random))
      // An answer may ask for one thing more, and that is the end of it.
      for round in 0...3 {
        let answers = story.effects.flatMap { answer(to: $0, using: &random) }
        guard !answers.isEmpty else { break }
        if round == 3 { Issue.record("effects go on at step \(step) of seed \(seed)") }
        for answer in answers { story.tell(answer) }
      }
      guard step % 4 == 0 else { continue }
      let drawn = story.app.render()
      if drawn.size != story.app.size { Issue.record("a drawing of another size at \(step)") }
      if let cursor = drawn.cursor, !drawn.bounds.contains(x: cursor.x, y: cursor.y) {
        Issue.record("the cursor is at \(cursor.x),\(cursor.y) at step \(step) of seed \(seed)")
      }
      if drawn.text.unicodeScalars.contains(where: { $0 != "\n" && isHostile($0.value) }) {
        Issue.record("something unsafe is drawn at step \(step) of seed \(seed)")
      }
    }
  }

  private func isHostile(_ value: UInt32) -> Bool {
    value < 0x20 || (0x7F...0x9F).contains(value) || (0x202A...0x202E).contains(value)
      || (0x200B...0x200F).contains(value) || value == 0xFEFF
  }

  private func action(using random: inout SplitMix64) -> Action {
    switch Int.random(in: 0..<40, using: &random) {
    case 0: .resized(size(using: &random))
    case 1: .snapshot(snapshot(using: &random))
    case 2: .failed("something")
    case 3, 4:
      .key(
        .click(x: .random(in: -1...210, using: &random), y: .random(in: -1...61, using: &random)))
    case 5: .key(.wheelDown(x: .random(in: 0...99, using: &random), y: 12))
    case 6: .key(.wheelUp(x: .random(in: 0...99, using: &random), y: 12))
    default: .key(Self.keys[Int.random(in: 0..<Self.keys.count, using: &random)])
    }
  }

  private func size(using random: inout SplitMix64) -> Size {
    let isTiny = Int.random(in: 0..<4, using: &random) == 0
    return isTiny
      ? Size(
        columns: .random(in: 0...45, using: &random), rows: .random(in: 0...13, using: &random))
      : Size(
        columns: .random(in: 40...130, using: &random), rows: .random(in: 12...44, using: &random))
  }

  private func snapshot(using random: inout SplitMix64) -> Snapshot {
    var snapshot = Fixture.snapshot
    snapshot.runs = snapshot.runs.shuffled(using: &random)
    snapshot.runs.removeLast(Int.random(in: 0...5, using: &random))
    snapshot.files = snapshot.files.shuffled(using: &random)
    snapshot.files.removeLast(Int.random(in: 0...6, using: &random))
    if Bool.random(using: &random) { snapshot.rejects = [] }
    snapshot.progress.filesDone = Int.random(in: 0...6, using: &random)
    return snapshot
  }

  private func answer(to effect: Effect, using random: inout SplitMix64) -> [Action] {
    switch effect {
    case .loadSamples(let run, let problem):
      let count = Int.random(in: 0...40, using: &random)
      return [.samples(run: run.id, problem: problem, Fixture.samples(count))]
    case .loadText(let reference), .loadPairText(let reference):
      let isRead = Int.random(in: 0..<4, using: &random) > 0
      return [
        .text(
          reference, isRead ? .success(ReaderText(Fixture.text)) : .failure(.init("gone\u{1B}")))
      ]
    case .work(let job):
      return [.answered(JobAnswer(of: job, value: job.work(PatientWorld())))]
    case .search(let query):
      var progress = Fixture.progress(of: query)
      progress.isDone = Bool.random(using: &random)
      return Int.random(in: 0..<4, using: &random) > 0
        ? [.searched(query, .success(progress))]
        : [.searched(query, .failure(.init("no such expression\u{1B}")))]
    case .quit, .redraw, .setFact, .editConfiguration, .export, .readFirst, .copy, .pipe, .edit,
      .exportSamples, .stopSearch, .mark:
      return []
    }
  }
}
