import Charts
import Results
import Statistics

/// The state of the screen *Perplexity*.
struct PerplexityState: Sendable {
  /// Whether one problem is looked at rather than all; which, says the selection.
  var isOfProblem = false
  var isLogarithmic = false
  var showsDots = true
  /// Whether the runs' own samples are looked at where there are files of scores, too.
  var isOfSamples = false
  /// The box under the cursor.
  var box = 0
  /// Of the files of scores, worked out once a snapshot.
  var checksum = Derived<Int, UInt64>(0)
}

extension Job.Slot {
  static let perplexity = Job.Slot("perplexity")
}

/// What there is of perplexities, as a job works it out.
struct PerplexityFinding: Sendable {
  let review: PerplexityReview
  let course: PerplexityCourse
  /// How many files, or runs, it is of.
  let tables: Int
  let isOfSamples: Bool
}

extension App {
  mutating func refreshPerplexity() -> [Effect] {
    let files = scoreFiles
    let effects =
      files.isEmpty || perplexity.isOfSamples
      ? refreshSampleScores() : refreshFileScores(files)
    settlePerplexity()
    return effects
  }

  /// The files of scores: of the benchmark that is looked at, and those that name none.
  private var scoreFiles: [ScoreTable] {
    let benchmark = markedRuns.first?.benchmark
    let fitting = snapshot.scores.filter { table in
      table.facts[.benchmark] == nil || benchmark == nil || table.facts[.benchmark] == benchmark
    }
    return fitting.isEmpty ? snapshot.scores : fitting
  }

  private mutating func refreshFileScores(_ files: [ScoreTable]) -> [Effect] {
    if !perplexity.checksum.isCurrent(for: revision) {
      perplexity.checksum.set(Fingerprint.of(snapshot.scores), for: revision)
    }
    return board.ask(
      .perplexity, of: "files\n" + files.map(\.file).joined(separator: "\n"),
      version: perplexity.checksum.value
    ) { _ in PerplexityFinding(files, isOfSamples: false) }
  }

  private mutating func refreshSampleScores() -> [Effect] {
    let runs = markedRuns
    guard !runs.isEmpty else { return [] }
    return board.ask(
      .perplexity, of: "samples\n" + runs.map(\.id).joined(separator: "\n"),
      version: Fingerprint.of(runs)
    ) { world in
      var tables: [ScoreTable] = []
      for run in runs where !world.isCancelled {
        if let table = world.scores(of: run), table.rows.count > 0 { tables.append(table) }
      }
      return PerplexityFinding(tables, isOfSamples: true)
    }
  }

  private mutating func settlePerplexity() {
    guard let review = perplexityFinding?.review else { return }
    if perplexity.isOfProblem, perplexityProblem == nil { perplexity.isOfProblem = false }
    let count = review.boxes(of: perplexityProblem).count
    perplexity.box = max(0, min(count - 1, perplexity.box))
  }

  var perplexityFinding: PerplexityFinding? {
    board.latest(.perplexity, as: PerplexityFinding.self)?.value
  }

  /// The problem that is looked at; `nil` for all together.
  var perplexityProblem: String? {
    guard perplexity.isOfProblem, let problem = selection.problem,
      perplexityFinding?.review.has(problem) ?? false
    else { return nil }
    return problem
  }

  mutating func performInPerplexity(_ command: Command) -> [Effect] {
    switch command {
    case .logarithmic: perplexity.isLogarithmic.toggle()
    case .bands: perplexity.showsDots.toggle()
    case .counting: changePerplexitySource()
    case .left: perplexity.box = max(0, perplexity.box - 1)
    case .right: perplexity.box += 1
    case .up: movePerplexityProblem(by: -1)
    case .down: movePerplexityProblem(by: 1)
    case .first: perplexity.isOfProblem = false
    case .last: movePerplexityProblem(by: .max)
    case .deeper: return openFromPerplexity()
    case .back: goBackFromPerplexity()
    default: break
    }
    return []
  }

  private mutating func changePerplexitySource() {
    guard !snapshot.scores.isEmpty else {
      notice = "there is no file of scores; what is shown are the samples of the marked runs"
      return
    }
    perplexity.isOfSamples.toggle()
    perplexity.box = 0
  }

  /// From all problems together to each of them.
  private mutating func movePerplexityProblem(by step: Int) {
    let ids = perplexityFinding?.review.problems ?? []
    guard !ids.isEmpty else { return }
    let place = perplexityProblem.flatMap { ids.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    let next = step == .max ? ids.count : max(0, min(ids.count, place + step))
    perplexity.isOfProblem = next > 0
    if next > 0 { selection.problem = ids[next - 1] }
  }

  /// Opens the samples of the problem that is looked at.
  private mutating func openFromPerplexity() -> [Effect] {
    guard let id = perplexityProblem else {
      notice = "all problems are looked at together; down goes to the first of them"
      return []
    }
    let runs = markedRuns.filter { run in run.problems.list.contains { $0.id == id } }
    guard let run = runs.first(where: { $0.id == selection.candidate }) ?? runs.first else {
      notice = "no marked run has the problem \(id)"
      return []
    }
    problems.run = run.id
    screen = .samples
    return openSamples(of: id, from: .perplexity)
  }

  private mutating func goBackFromPerplexity() {
    if perplexityProblem != nil {
      perplexity.isOfProblem = false
    } else if view == .perplexity {
      screen = .runs
    } else {
      views[.perplexity] = .perplexity
    }
  }
}

extension PerplexityFinding {
  /// Tables that follow a training are lines over steps, not boxes.
  fileprivate init(_ tables: [ScoreTable], isOfSamples: Bool) {
    let (single, courses) = ScoreSet.split(tables)
    review = PerplexityReview(ScoreSet(single))
    course = PerplexityCourse(ScoreSet(isOfSamples ? single : courses))
    self.tables = isOfSamples ? tables.count : single.count
    self.isOfSamples = isOfSamples
  }
}
