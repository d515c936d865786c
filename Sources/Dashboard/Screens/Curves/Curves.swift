import Charts
import Results
import Statistics

/// The state of the screen *Curves*.
struct CurvesState: Sendable {
  var showsIntervals = true
  /// Whether y is logarithmic; small values are told apart then.
  var isLogarithmic = false
  /// Whether the widest gap between the curves is left out of y.
  var isFolded = false
  /// How often x was halved round the cursor.
  var zoom = 0
  /// Whether curves go on beyond n, as a model expects.
  var extends = false
  /// Whether published curves are drawn beside the runs that they may be of.
  var showsReferences = true
  var metric = CurveMetric.passAtK
  var counting = SampleCounting.asGraded
  /// Whether x is the tokens that k samples take, rather than k.
  var countsTokens = false
  /// The panel under the cursor.
  var panel = GridPlace(row: 0, column: 0)
  /// The run under the cursor, where one is shown alone.
  var run: String?
  /// What the panels are of.
  var grid = Derived<GridKey, RunGrid>(RunGrid([], marked: []))

  struct GridKey: Equatable, Sendable {
    let revision: Int
    let marked: [String]
  }
}

extension App {
  mutating func refreshCurves() -> [Effect] {
    switch view {
    case .panels:
      refreshGrid()
      return []
    case .together: return refreshTogether()
    default: return refreshComparison() + refreshLines() + refreshExtrapolation()
    }
  }

  mutating func performInCurves(_ command: Command) -> [Effect] {
    if performOnChart(command) { return [] }
    switch command {
    case .left, .right, .first, .last: moveAlongChart(command)
    case .up, .down: moveUpOrDown(command == .up ? -1 : 1)
    case .deeper: return openFromCurves()
    case .back: goBackFromCurves()
    default: break
    }
    return []
  }

  /// Changes how the curves are drawn; `false` where the command is not of that kind.
  private mutating func performOnChart(_ command: Command) -> Bool {
    switch command {
    case .bands: curves.showsIntervals.toggle()
    case .logarithmic: curves.isLogarithmic.toggle()
    case .fold: curves.isFolded.toggle()
    case .zoomIn: curves.zoom = min(8, curves.zoom + 1)
    case .zoomOut: curves.zoom = max(0, curves.zoom - 1)
    case .extend: curves.extends.toggle()
    case .references: curves.showsReferences.toggle()
    case .metric: changeMetric()
    case .counting: curves.counting = curves.counting.next
    case .tokens: curves.countsTokens.toggle()
    default: return false
    }
    return true
  }

  private mutating func changeMetric() {
    let all = CurveMetric.all
    let place = all.firstIndex(of: curves.metric) ?? 0
    curves.metric = all[(place + 1) % all.count]
    notice = "\(curves.metric.name): \(curves.metric.help)"
  }

  private mutating func moveAlongChart(_ command: Command) {
    if view == .panels {
      let columns = runGrid.families.count
      switch command {
      case .left: curves.panel.column = max(0, curves.panel.column - 1)
      case .right: curves.panel.column = min(columns - 1, curves.panel.column + 1)
      case .first: curves.panel = GridPlace(row: 0, column: 0)
      default: curves.panel = GridPlace(row: runGrid.benchmarks.count - 1, column: columns - 1)
      }
      return
    }
    let steps = [Command.left: -1, .right: 1, .first: -1000, .last: 1000][command] ?? 0
    selection.moveBudget(by: steps, in: snapshot.runs)
  }

  private mutating func moveUpOrDown(_ step: Int) {
    switch view {
    case .panels:
      let last = runGrid.benchmarks.count - 1
      curves.panel.row = max(0, min(last, curves.panel.row + step))
    case .together:
      let ids = markedRuns.map(\.id)
      let place = ids.firstIndex { $0 == togetherRun?.id } ?? 0
      curves.run = ids[safe: max(0, min(ids.count - 1, place + step))]
    default: break
    }
  }

  /// Enter on a panel compares its runs; elsewhere it leads to the problems.
  private mutating func openFromCurves() -> [Effect] {
    guard view == .panels else { return open(ScreenName.problems) }
    let place = curves.panel
    guard let cell = runGrid[place.row, place.column] else {
      notice = "there is nothing in this panel"
      return []
    }
    guard !cell.runs.isEmpty else {
      notice = "this panel holds published curves alone; there is no run to compare"
      return []
    }
    selection.choose(
      cell.runs.map(\.id), baseline: cell.baseline?.id, candidate: cell.candidate?.id)
    selection.settle(in: snapshot.runs)
    views[.curves] = .curves
    return []
  }

  private mutating func goBackFromCurves() {
    if curves.zoom > 0 {
      curves.zoom = 0
    } else if view == .curves {
      screen = .runs
    } else {
      views[.curves] = .curves
    }
  }
}
