/// A way in which a screen shows its runs, by the name that `kscope plot` knows it by.
package enum ViewName: String, CaseIterable, Sendable {
  case runs
  case curves, difference, panels
  case curveTable = "curve-table"
  case together
  case histogram
  case histogramGrid = "histogram-grid"
  case coverage, sets, lists, validity
  case problems, dumbbells, flow, newly, problem, strata
  case samples, search, marks
  case sweeps, entropy
  case entropyMatch = "entropy-match"
  case temperaturePanels = "temperature-panels"
  case temperatureTable = "temperature-table"
  case training, dynamics
  case entropyReward = "entropy-reward"
  case stepHeat = "step-heat"
  case algorithms
  case perplexity
  case perplexityMatrix = "perplexity-matrix"
  case perplexitySteps = "perplexity-steps"
  case files

  /// The screen that it belongs to.
  package var screen: ScreenName {
    switch self {
    case .runs: .runs
    case .curves, .difference, .panels, .curveTable, .together: .curves
    case .histogram, .histogramGrid: .histogram
    case .coverage, .sets, .lists, .validity: .coverage
    case .problems, .dumbbells, .flow, .newly, .problem, .strata: .problems
    case .samples, .search, .marks: .samples
    case .sweeps, .entropy, .entropyMatch, .temperaturePanels, .temperatureTable: .sweeps
    case .training, .dynamics, .entropyReward, .stepHeat, .algorithms: .training
    case .perplexity, .perplexityMatrix, .perplexitySteps: .perplexity
    case .files: .files
    }
  }

  /// What help calls it where keys hold in it and not on all of its screen.
  package var place: String {
    switch self {
    case .search: "Search"
    case .marks: "Marks"
    default: screen.title
    }
  }

  /// What it is called on its screen, beside the screen's other views.
  package var title: String {
    switch self {
    case .runs: "table"
    case .curves: "curves"
    case .difference: "difference"
    case .panels: "panels"
    case .curveTable: "table"
    case .together: "together"
    case .histogram: "pair"
    case .histogramGrid: "grid"
    case .coverage: "2×2"
    case .sets: "sets"
    case .lists: "lists"
    case .validity: "valid"
    case .problems: "heat map"
    case .dumbbells: "dumbbells"
    case .flow: "flow"
    case .newly: "newly"
    case .problem: "one"
    case .strata: "strata"
    case .samples: "reader"
    case .search: "search"
    case .marks: "marks"
    case .sweeps: "temperature"
    case .entropy: "entropy"
    case .entropyMatch: "match"
    case .temperaturePanels: "panels"
    case .temperatureTable: "table"
    case .training: "steps"
    case .dynamics: "logs"
    case .entropyReward: "entropy"
    case .stepHeat: "heat map"
    case .algorithms: "algorithms"
    case .perplexity: "boxes"
    case .perplexityMatrix: "matrix"
    case .perplexitySteps: "steps"
    case .files: "files"
    }
  }

  /// The views of a screen, in the order in which keys go through them.
  package static func all(of screen: ScreenName) -> [ViewName] {
    allCases.filter { $0.screen == screen }
  }
}
