import Dashboard
import Reader
import Results
import TerminalUI
import TestSupport

/// Results of a small experiment, with all that makes a screen's life hard.
enum Fixture {
  /// Text that would do harm if it reached a terminal as it is.
  static let hostile = "\u{1B}]0;owned\u{7}\u{9B}2J\u{202E}evil\u{200B}\u{FEFF}"

  static let baseID = "base/math/step_0/t0.6"
  static let earlyID = "rl/math/step_50/t0.6"
  static let lateID = "rl/math/step_100/t0.6"
  static let distillID = "distill/math/t0.6"
  static let strangeID = "模型-🙂e\u{301}/\(hostile)/t1"

  static var snapshot: Snapshot {
    var snapshot = Snapshot()
    snapshot.runs = [base, distill, early, late, strange]
    snapshot.files = files
    snapshot.foreignFiles = 3
    snapshot.rejects = [
      FileReject(file: "rl/broken.jsonl", line: 7, reason: "not JSON: unexpected 'x' at column 3"),
      FileReject(file: "rl/broken.jsonl", line: 12, reason: "no problem id\(hostile)"),
      FileReject(file: "denied.jsonl", line: 0, reason: "permission denied"),
    ]
    snapshot.progress.filesFound = 6
    snapshot.progress.filesDone = 6
    snapshot.progress.bytesFound = 9_000_000
    snapshot.progress.bytesDone = 9_000_000
    snapshot.watching = "inotify"
    snapshot.reader = "ann"
    snapshot.today = ClockMinute(year: 2026, month: 3, day: 1, hour: 12, minute: 0)
    return snapshot
  }

  static var base: Run {
    run(
      baseID, .base, model: "org/tiny-base", step: "0",
      tallies: (0..<12).map { (64, [0, 1, 3, 9][$0 % 4]) })
  }

  static var early: Run {
    var run = run(
      earlyID, .rl, model: "org/tiny-grpo", step: "50",
      tallies: (0..<12).map { (64, [0, 4, 20, 40][$0 % 4]) })
    run.rate = 12.5
    return run
  }

  static var late: Run {
    run(
      lateID, .rl, model: "org/tiny-grpo", step: "100",
      tallies: (0..<12).map { ($0 < 9 ? 64 : 32, [0, 0, 24, 32][$0 % 4]) }, ungraded: 2)
  }

  /// Half of the problems, and one of its own.
  static var distill: Run {
    run(
      distillID, .distill, model: "org/tiny-distill", step: nil,
      tallies: (0..<6).map { (16, [16, 8, 0][$0 % 3]) }, extra: "m13")
  }

  static var strange: Run {
    var facts = Facts([.benchmark: "数学\(hostile)", .temperature: "1"], source: .folder)
    facts.set(.model, "模型-🙂e\u{301}-\(hostile)-with-a-name-that-is-far-too-long", source: .file)
    var problem = Problem(id: "問題\(hostile)")
    problem.title = "What is \(hostile)?\n\t🙂 e\u{301}"
    problem.level = hostile
    problem.subject = hostile
    return Run(
      id: strangeID, name: "名\(hostile)", facts: facts, files: ["dir\(hostile)/文件.jsonl"],
      format: hostile,
      problems: [
        ProblemResult(problem: problem, tally: Tally(n: 3, c: 1), samplesWithText: 2)
      ])
  }

  static func run(
    _ id: String, _ role: ModelRole, model: String, step: String?, tallies: [(n: Int, c: Int)],
    ungraded: Int = 0, extra: String? = nil
  ) -> Run {
    var facts = Facts(
      [.model: model, .benchmark: "math", .temperature: "0.6", .maxTokens: "4096"],
      source: .sidecar)
    facts.set(.role, role.rawValue, source: .token)
    if let step { facts.set(.step, step, source: .convention) }
    var problems = tallies.enumerated().map { index, tally in
      result("m\(index + 1)", n: tally.n, c: tally.c, ungraded: index == 2 ? ungraded : 0)
    }
    if let extra { problems.append(result(extra, n: 16, c: 1, ungraded: 0)) }
    return Run(
      id: id, name: id.replacing("/", with: "__"), facts: facts, files: ["\(id)/samples.jsonl"],
      format: "kscope", problems: ProblemResults(problems),
      lastChange: ClockMinute(year: 2026, month: 3, day: 1, hour: 9, minute: 5),
      sources: [RunSource(path: "/data/\(id)/samples.jsonl", part: 0)])
  }

  private static func result(_ id: String, n: Int, c: Int, ungraded: Int) -> ProblemResult {
    var problem = Problem(id: id)
    problem.title = "Prove that \(id) is so."
    problem.level = "5"
    problem.subject = "algebra"
    var tally = Tally(n: n, c: c)
    (tally.ungraded, tally.truncated, tally.finished) = (ungraded, c / 4, n)
    return ProblemResult(problem: problem, tally: tally, samplesWithText: n / 2)
  }

  private static var files: [FileStatus] {
    var good = FileStatus(path: "\(baseID)/samples.jsonl", state: .read, bytes: 1_234_567)
    (good.format, good.kind, good.records) = ("kscope", .samples, 768)
    good.mapping = ["problem": "id", "response": "text\(hostile)"]
    var broken = FileStatus(path: "rl/broken.jsonl", state: .read, bytes: 4096)
    (broken.format, broken.kind, broken.records, broken.rejects) = ("verl", .samples, 10, 2)
    let denied = FileStatus(path: "denied.jsonl", state: .failed("permission denied"), bytes: 9)
    let growing = FileStatus(path: "\(earlyID)/samples.jsonl", state: .reading(500), bytes: 1000)
    let strange = FileStatus(
      path: "dir\(hostile)/文件.jsonl", state: .ignored("a model\(hostile)"), bytes: 5)
    let queued = FileStatus(path: "later.jsonl", state: .queued, bytes: 0)
    return [good, broken, denied, growing, strange, queued]
  }

  static func samples(_ count: Int = 9, of problem: String = "m2") -> [Sample] {
    (0..<count).map { index in
      var sample = Sample(
        reference: SampleReference(
          path: "/data/s.jsonl", shownPath: "dir/s\(index == 3 ? hostile : "").jsonl",
          offset: UInt64(index * 100), length: 100, element: 0),
        verdict: [.correct, .incorrect, .ungraded][index % 3])
      sample.finish = [.stop, .length, .other, .unknown][index % 4]
      sample.tokens = index % 4 == 3 ? nil : 100 + index * 911
      sample.score = index % 2 == 0 ? 1 : nil
      sample.entropy = Double(index) / 10
      sample.content = SampleContent(problem: problem, response: "response \(index)")
      return sample
    }
  }

  /// What readers have said of the samples of m2: of six both, of one of them differently.
  static var marked: Snapshot {
    var snapshot = Fixture.snapshot
    let said: [(String, Int, ReasoningVerdict)] = [
      ("ann", 0, .valid), ("bob", 0, .valid), ("ann", 3, .invalid), ("bob", 3, .invalid),
      ("ann", 1, .valid), ("bob", 1, .invalid), ("ann", 2, .unsure), ("bob", 2, .valid),
      ("ann", 4, .valid), ("bob", 4, .valid), ("bob", 6, .valid),
    ]
    for (number, (reader, place, verdict)) in said.enumerated() {
      guard let content = samples()[place].content else { continue }
      snapshot.marks.add(
        Mark(
          reader: reader, time: Int64(number), sample: content, run: baseID, problem: "m2",
          verdict: verdict, note: number == 2 ? "a guess\(hostile)" : nil))
    }
    return snapshot
  }

  /// Two of three samples of each verdict of a query's runs, of which some are told of.
  static func progress(of query: SampleQuery) -> SearchProgress {
    var progress = SearchProgress()
    (progress.bytesDone, progress.bytesTotal, progress.isDone) = (1 << 20, 1 << 20, true)
    for (place, run) in query.runs.enumerated() {
      for verdict in [Verdict.correct, .incorrect, .ungraded] {
        var count = SearchProgress.Count(run: run, verdict: verdict)
        (count.samples, count.matched) = (300 * (place + 1), 200)
        progress.counts.append(count)
      }
      for (number, sample) in samples().enumerated() where number % 2 == 1 {
        let text =
          number == 3 ? "wait" : String(repeating: "so ", count: 30) + "wait, \(hostile) no"
        progress.hits.append(
          SampleHit(
            reference: sample.reference, verdict: sample.verdict, run: run, problem: "m2",
            rank: SampleHit.Rank(run: place, problem: 1),
            match: TextMatch(field: .response, range: 0..<4),
            snippet: SampleHit.Snippet(
              text: text, range: number == 3 ? 0..<4 : 90..<94)))
      }
    }
    return progress
  }

  /// The text of a sample: of all but the first its number stands in it, too.
  static func text(of reference: SampleReference) -> SampleText {
    var text = text
    if reference.offset > 0 {
      text.response = text.response?.replacing("Line 9:", with: "Line nine of \(reference.offset):")
    }
    return text
  }

  static var text: SampleText {
    var text = SampleText()
    text.prompt = "What is 6 × 7?"
    text.gold = "42"
    text.answer = "42\(hostile)"
    text.response =
      (1...40).map { "Line \($0): six times seven, 六乘七 🙂 e\u{301}, is wait 42." }
      .joined(separator: "\n") + "\nThe end\(hostile)\r\n\tdone "
      + String(repeating: "x", count: 300)
    return text
  }
}

/// A world in which somebody waits for every answer.
struct PatientWorld: JobWorld {
  let isCancelled = false

  /// Half of the tokens of a hundred for each sample, votes for two answers, and an entropy
  /// that rises with the temperature and is about half of that for a model that was trained.
  func measures(of run: Run) -> RunMeasures? {
    let heat = (run.facts.number(.temperature) ?? 0.6) / 0.6 * (run.role == .rl ? 0.52 : 1)
    return RunMeasures(
      problems: run.problems.enumerated().map { place, result in
        var measures = ProblemMeasures(problem: result.problem.id)
        let (n, c) = (result.tally.n, result.tally.c)
        measures.tokens = SampleSum(mean: 50, count: n)
        measures.entropy = SampleSum(mean: 0.25 * heat + Double(place % 3 - 1) / 50, count: n)
        measures.answers = AnswerCounts([
          AnswerCounts.Answer(correct: c), AnswerCounts.Answer(incorrect: n - c),
        ])
        return measures
      })
  }

  func scores(of run: Run) -> ScoreTable? { nil }

  /// Texts whatever the case, expressions by Swift.
  func places(of sought: SoughtText, in text: [UInt8]) -> Result<TextPlaces, SearchFailure> {
    guard sought.isRegularExpression else {
      return .success(TextPlaces(ByteSearch(sought.text).all(in: text, 0..<text.count)))
    }
    let string = String(decoding: text, as: UTF8.self)
    guard let regex = try? Regex(sought.text) else {
      return .failure(.invalid(reason: "missing closing parenthesis", column: 2))
    }
    let matches = string.matches(of: regex).filter { !$0.range.isEmpty }
    return .success(
      TextPlaces(
        matches.map { match in
          let start = string.utf8.distance(from: string.startIndex, to: match.range.lowerBound)
          return start..<start + string[match.range].utf8.count
        }))
  }

  func text(of reference: SampleReference) -> SampleText? {
    var text = Fixture.text
    text.answer = ["42", "7\(Fixture.hostile)", nil][Int(reference.offset / 100) % 3]
    if text.answer == nil { text.response = "no box" }
    return text
  }
  func samples(of problem: String, in run: Run) -> [Sample] {
    Fixture.samples(of: problem)
  }
}

/// An app that has been told things, for stories and pictures.
struct Story {
  var app: App
  private(set) var effects: [Effect] = []

  init(
    _ columns: Int = 80, _ rows: Int = 24, glyphs: GlyphLevel = .braille,
    snapshot: Snapshot? = Fixture.snapshot
  ) {
    app = App(size: Size(columns: columns, rows: rows), glyphs: glyphs)
    if let snapshot {
      tell(.snapshot(snapshot))
      answer()
    }
  }

  mutating func tell(_ action: Action) { effects = app.reduce(action) }

  /// Presses the keys of a script; samples and texts that are asked for come at once.
  mutating func press(_ script: String) {
    guard case .success(let keys) = Key.script(script) else { return }
    for key in keys {
      tell(.key(key))
      answer()
    }
  }

  /// Gives what the effects ask for.
  mutating func answer() {
    for effect in effects { answer(effect) }
  }

  mutating func answer(_ effect: Effect) {
    switch effect {
    case .loadSamples(let run, let problem):
      tell(.samples(run: run.id, problem: problem, Fixture.samples(of: problem)))
      answer()
    case .loadText(let reference), .loadPairText(let reference):
      tell(.text(reference, .success(ReaderText(Fixture.text(of: reference)))))
      answer()
    case .work(let job):
      tell(.answered(JobAnswer(of: job, value: job.work(PatientWorld()))))
      answer()
    case .search(let query):
      tell(.searched(query, .success(Fixture.progress(of: query))))
      answer()
    case .mark(let reference, let run, let problem, let verdict, let note):
      mark(reference, run, problem, verdict, note)
    case .quit, .redraw, .setFact, .editConfiguration, .export, .readFirst, .copy, .pipe, .edit,
      .exportSamples, .stopSearch:
      break
    }
  }

  /// Keeps a mark as the library does: a new snapshot has it.
  private mutating func mark(
    _ reference: SampleReference, _ run: String, _ problem: String, _ verdict: ReasoningVerdict?,
    _ note: String?
  ) {
    let all = Fixture.samples(of: problem)
    guard let content = all.first(where: { $0.reference == reference })?.content else { return }
    var snapshot = app.snapshot
    snapshot.marks.add(
      Mark(
        reader: snapshot.reader, time: Int64(1000 + snapshot.marks.marks.count), sample: content,
        run: run, problem: problem, verdict: verdict, note: note))
    let others = effects
    tell(.snapshot(snapshot))
    answer()
    effects = others + effects
  }

  var text: String { app.render().text }
  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
  var lastLine: String { String(lines.last ?? "") }

  /// The row under the cursor of a list, without the sign of the cursor.
  var selectedLine: String {
    guard let cursor = app.render().cursor, !cursor.isVisible else { return "" }
    return String(lines[cursor.y].dropFirst())
  }

  /// A line below the tabs and the words of the selection.
  func row(with text: String) -> String? {
    lines.dropFirst(2).first { $0.contains(text) }.map(String.init)
  }

  func line(with text: String) -> String? { lines.first { $0.contains(text) }.map(String.init) }
}
