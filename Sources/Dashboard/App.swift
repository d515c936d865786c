import Results
import TerminalUI

/// The whole state of the dashboard.
///
/// It changes only in `reduce`, one action at a time, and is drawn from nothing
/// but itself: no clock, no file, no thread.
package struct App: Sendable {
  package internal(set) var snapshot = Snapshot()
  /// Everything that was read, where `snapshot` has runs over some of their problems alone.
  var whole = Snapshot()
  var wholeRevision = 0
  var restriction = RestrictionState()
  /// Grows with each change of the marks.
  var marksNumber: UInt64 = 0
  /// Grows with each snapshot: what is worked out of it names the one it is of.
  var revision = 0
  package internal(set) var size: Size
  package internal(set) var glyphs: GlyphLevel
  package internal(set) var screen = ScreenName.runs
  package internal(set) var selection = Selection()
  var labels = RunLabels()
  /// The view that each screen shows; a screen that is not in it shows its first.
  var views: [ScreenName: ViewName] = [:]
  var history = History()
  /// What is worked out beside the main thread.
  var board = JobBoard()
  package internal(set) var search = SearchState()
  var marks = MarksState()
  var runs = RunsState()
  var curves = CurvesState()
  var histogram = HistogramState()
  var coverage = CoverageState()
  var problems = ProblemsState()
  var samples = SamplesState()
  var sweeps = SweepsState()
  var training = TrainingState()
  var perplexity = PerplexityState()
  var files = FilesState()
  var prompt: Prompt?
  /// What rows were filtered by when the prompt was opened, for Esc.
  var filterBefore = ListFilter()
  var help: HelpState?
  /// The files that were asked to be read first.
  private var wishedFor: [String] = []
  /// A sentence about what just happened; gone with the next key.
  var notice: String?
  let keymap = Keymap.standard
  /// Whether colors can be seen; without them charts tell more by glyphs.
  let hasColor: Bool

  package init(size: Size, glyphs: GlyphLevel = .braille, hasColor: Bool = true) {
    self.size = size
    self.glyphs = glyphs
    self.hasColor = hasColor
  }

  /// Takes in what happened; answers with what is to be done.
  package mutating func reduce(_ action: Action) -> [Effect] {
    let effects = take(action)
    return effects + refreshRestriction() + refresh() + wishes()
  }

  private mutating func take(_ action: Action) -> [Effect] {
    switch action {
    case .key(let key): return press(key)
    case .resized(let size): self.size = size
    case .snapshot(let snapshot): return take(snapshot)
    case .samples(let run, let problem, let list): return take(list, of: problem, in: run)
    case .text(let reference, let result):
      samples.pane.take(result, of: reference)
      samples.pair?.pane.take(result, of: reference)
    case .answered(let answer):
      board.take(answer)
      return answer.slot == .restriction ? adoptRestriction() : []
    case .searched(let query, let result): search.take(result, of: query)
    case .failed(let message), .told(let message): notice = message
    }
    return []
  }

  /// Works out what the open screen lists, as far as it is not at hand; what takes long
  /// is asked for.
  private mutating func refresh() -> [Effect] {
    refreshRuns()
    switch screen {
    case .curves: return refreshCurves()
    case .histogram: return refreshHistogram()
    case .coverage: return refreshCoverage()
    case .problems: return refreshProblems()
    case .samples: return refreshSamples()
    case .sweeps: return refreshSweeps()
    case .training: return refreshTraining()
    case .perplexity: return refreshPerplexity()
    case .files: refreshFiles()
    case .runs: return refreshRunDetails() + refreshTrends()
    }
    return []
  }

  /// While files wait to be read: those of the runs on the screen first, the one under the cursor
  /// before the others.
  private mutating func wishes() -> [Effect] {
    guard !snapshot.progress.isDone else { return [] }
    let marked = selection.order.compactMap(snapshot.run)
    let rows = runs.list.window(of: runIDs, height: listHeight(of: .runs))
    let onScreen =
      screen == .runs ? [selectedRun].compactMap { $0 } + rows.compactMap(run(inRow:)) : []
    let paths = (onScreen + marked).flatMap { $0.sources.map(\.path) }.uniqued()
    guard paths != wishedFor else { return [] }
    wishedFor = paths
    return paths.isEmpty ? [] : [.readFirst(paths)]
  }

  private func run(inRow row: Int) -> Run? {
    if case .run(let run)? = runs.rows.value.rows[safe: row] { run } else { nil }
  }

  /// A new snapshot changes what is shown and leaves the cursors on their rows.
  private mutating func take(_ new: Snapshot) -> [Effect] {
    let shown = snapshot.runs
    let areMarksNew = new.marks != whole.marks
    if areMarksNew { marksNumber += 1 }
    (whole, snapshot) = (new, new)
    wholeRevision += 1
    guard !restriction.isEmpty else {
      let effects = show(new.runs, before: shown)
      return effects.isEmpty && areMarksNew ? reloadSamples() : effects
    }
    // The runs stay as they are until the new ones are over the problems that count.
    snapshot.runs = shown
    return areMarksNew ? reloadSamples() : []
  }

  /// Asks anew for the open samples: they say what marks hold on to only where there are marks.
  private func reloadSamples() -> [Effect] {
    guard let run = samples.run.flatMap(snapshot.run), let problem = samples.problem else {
      return []
    }
    return [.loadSamples(run: run, problem: problem)]
  }

  /// Shows these runs, which are all that there are, over some or all of their problems.
  mutating func show(_ runs: [Run], before shown: [Run]? = nil) -> [Effect] {
    let before = samples.run.flatMap { id in (shown ?? snapshot.runs).first { $0.id == id } }
    snapshot.runs = runs
    revision += 1
    labels = RunLabels(runs)
    self.runs.trends.take(runs)
    selection.settle(in: runs)
    guard let id = samples.run, let run = snapshot.run(id), let problem = samples.problem else {
      return []
    }
    let isGrown = run.totals != before?.totals || run.sources != before?.sources
    return isGrown ? [.loadSamples(run: run, problem: problem)] : []
  }

  private mutating func take(_ list: [Sample], of problem: String, in run: String) -> [Effect] {
    guard samples.problem == problem else { return [] }
    if samples.run == run { samples.take(list) } else { takeOthers(list, in: run) }
    return []
  }

  private mutating func press(_ key: Key) -> [Effect] {
    notice = nil
    if prompt != nil { return pressInPrompt(key) }
    if help != nil { return pressInHelp(key) }
    switch key {
    case .wheelUp(let x, let y): return wheel(by: -3, x: x, y: y)
    case .wheelDown(let x, let y): return wheel(by: 3, x: x, y: y)
    case .click(let x, let y): return click(x: x, y: y)
    default: break
    }
    guard let command = keymap.command(for: key, in: view) else { return [] }
    let before = spot
    let effects = perform(command)
    let isTravel = command == .backInHistory || command == .forwardInHistory
    if spot.view != before.view, !isTravel { history.leave(before) }
    return effects
  }

  /// Does what a command asks on the screen that is open.
  mutating func perform(_ command: Command) -> [Effect] {
    switch command {
    case .quit: return [.quit]
    case .redraw: return [.redraw]
    case .help: help = HelpState()
    case .open(let name): return open(name)
    case .nextScreen: return open(neighbour(1))
    case .previousScreen: return open(neighbour(-1))
    case .glyphs: glyphs = glyphs.next
    case .filter: openFilter()
    case .search: openSearch()
    case .marks: return openMarks()
    case .nextView: changeView(by: 1)
    case .previousView: changeView(by: -1)
    case .backInHistory: return travel(back: true)
    case .forwardInHistory: return travel(back: false)
    case .smallerBudget: moveBudget(by: -1)
    case .largerBudget: moveBudget(by: 1)
    case .export: openExport()
    case .guessable: return toggleGuessable()
    case .only: return toggleOnly()
    default: return performOnScreen(command)
    }
    return []
  }

  /// Does what a command asks that means something else on each screen.
  private mutating func performOnScreen(_ command: Command) -> [Effect] {
    switch screen {
    case .runs: return performInRuns(command)
    case .curves: return performInCurves(command)
    case .histogram: return performInHistogram(command)
    case .coverage: return performInCoverage(command)
    case .problems: return performInProblems(command)
    case .samples: return performInSamples(command)
    case .sweeps: return performInSweeps(command)
    case .training: return performInTraining(command)
    case .perplexity: return performInPerplexity(command)
    case .files: performInFiles(command)
    }
    return []
  }

  private func neighbour(_ step: Int) -> ScreenName {
    let all = ScreenName.allCases
    let index = all.firstIndex(of: screen) ?? 0
    return all[(index + step + all.count) % all.count]
  }

  /// Opens a screen; *Samples* shows the problem under the cursor of *Problems* when it is
  /// opened from there, or when it has none that still is.
  mutating func open(_ name: ScreenName) -> [Effect] {
    if name == .samples { views[.samples] = .samples }
    let isLinked = screen == .problems || samples.run.flatMap { snapshot.run($0) } == nil
    screen = name
    guard name == .samples, isLinked else { return [] }
    let effects = refreshProblems()
    return effects + openSamples(of: problems.list.selected ?? problemIDs.first)
  }
}
