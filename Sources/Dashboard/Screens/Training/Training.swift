import Results
import Statistics

/// The state of the screen *Training*.
struct TrainingState: Sendable {
  var showsIntervals = true
  /// Whether published curves are drawn beside the runs.
  var showsReferences = true
  /// The benchmark that is looked at; `nil` follows the candidate.
  var benchmark: String?
  /// The step under the cursor; `nil` is the last.
  var step: Double?
  /// Whether the map of steps shows the difference from the base model.
  var showsDifference = false
  /// The steps over which logs are averaged.
  var window = 1
  /// The log and its step under the cursor; `nil` is the first log, and the last step.
  var log: String?
  var logStep: Int?
  /// The files of logs that are not drawn.
  var hiddenLogs: Set<String> = []
  /// What checkpoints are ranked by; `nil` is the first fact that differs.
  var fact: FactName?
  var measure = Ranking.Measure.gap
  /// Whether the rows are in the order of the fact's values, not of the measure.
  var sortsByValue = false
  var isReversed = false
  /// Whether every checkpoint has a row.
  var isWhole = false
  var row = 0
  var column = 0
  /// Published runs, worked out once a snapshot.
  var published = Derived<Int, [PublishedRun]>([])

  static let windows = [1, 5, 11, 21]
}

extension App {
  mutating func refreshTraining() -> [Effect] {
    if !training.published.isCurrent(for: revision) {
      training.published.set(PublishedRun.all(of: snapshot.references), for: revision)
    }
    switch view {
    case .dynamics, .entropyReward: return refreshDynamics()
    case .algorithms: return refreshRanking()
    default: return refreshSteps()
    }
  }

  mutating func performInTraining(_ command: Command) -> [Effect] {
    switch command {
    case .back: screen = .runs
    case .bands: training.showsIntervals.toggle()
    case .references: training.showsReferences.toggle()
    default:
      switch view {
      case .dynamics, .entropyReward: performInDynamics(command)
      case .algorithms: return performInRanking(command)
      default: return performInSteps(command)
      }
    }
    return []
  }

  /// Moves the budget among those that the open view has; the marked runs' elsewhere.
  mutating func moveBudget(by step: Int) {
    let budgets = screen == .training ? trainingBudgets : []
    guard !budgets.isEmpty else { return selection.moveBudget(by: step, in: snapshot.runs) }
    let place = budgets.firstIndex { $0 >= selection.k } ?? budgets.count - 1
    selection.k = budgets[max(0, min(budgets.count - 1, place + step))]
  }

  private var trainingBudgets: [Int] {
    switch view {
    case .training, .stepHeat: stepBudgets
    case .algorithms: rankingBudgets
    default: []
    }
  }

  /// Makes a run the candidate and opens its curves.
  mutating func openCurves(of run: String?) -> [Effect] {
    guard let run else {
      notice = "there is no run here to open"
      return []
    }
    if run != selection.baseline { selection.setCandidate(run) }
    return open(ScreenName.curves)
  }

  mutating func makeCandidate(_ run: String?) {
    guard let run, run != selection.baseline else {
      notice = "there is no run here to make the candidate"
      return
    }
    selection.setCandidate(run)
  }
}
