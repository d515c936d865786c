import Charts
import Results
import Statistics

/// The state of the screen *Histogram*.
struct HistogramState: Equatable, Sendable {
  /// The bin under the cursor.
  var bin = 0
  /// Whether the cursor is on the candidate's bar of the bin.
  var isOnCandidate = false
  /// Whether bars are as long as shares rather than counts.
  var showsShares = false
  /// The panel under the cursor.
  var panel = GridPlace(row: 0, column: 0)
}

extension Job.Slot {
  static let accuracy = Job.Slot("accuracy")
  static let histogramGrid = Job.Slot("histogram grid")
}

/// The two compared runs by accuracy, each by itself and together.
struct AccuracyFindings: Sendable {
  let baseline: AccuracyBins?
  let candidate: AccuracyBins?
  /// `nil` without two runs on one benchmark.
  let flow: AccuracyFlow?
}

extension App {
  /// Baseline and candidate, as far as they are there.
  var histogramRuns: (baseline: Run?, candidate: Run?) {
    (
      selection.baseline.flatMap { snapshot.run($0) },
      selection.candidate.flatMap { snapshot.run($0) }
    )
  }

  mutating func refreshHistogram() -> [Effect] {
    view == .histogramGrid ? refreshHistogramGrid() : refreshAccuracy()
  }

  /// Asks for the problems of baseline and candidate by accuracy, where they are not at hand.
  mutating func refreshAccuracy() -> [Effect] {
    let (baseline, candidate) = histogramRuns
    let runs = [baseline, candidate].compactMap(\.self)
    guard !runs.isEmpty else { return [] }
    return board.ask(
      .accuracy, of: "\(baseline?.id ?? "")\n\(candidate?.id ?? "")",
      version: Fingerprint.of(runs)
    ) { _ in
      var flow: AccuracyFlow?
      if let baseline, let candidate, baseline.benchmark == candidate.benchmark {
        flow = AccuracyFlow(baseline: baseline, candidate: candidate)
      }
      return AccuracyFindings(
        baseline: baseline.map(AccuracyBins.init), candidate: candidate.map(AccuracyBins.init),
        flow: flow)
    }
  }

  /// The newest findings on baseline and candidate; `nil` while there are none.
  var accuracyFindings: AccuracyFindings? {
    let (baseline, candidate) = histogramRuns
    guard baseline != nil || candidate != nil else { return nil }
    return board.latest(.accuracy, as: AccuracyFindings.self)?.value
  }

  /// The run whose bar the cursor is on, and its bins.
  var chosenBins: (run: Run, bins: AccuracyBins)? {
    let (baseline, candidate) = histogramRuns
    let (first, second) = (accuracyFindings?.baseline, accuracyFindings?.candidate)
    if let candidate, let second, histogram.isOnCandidate || baseline == nil {
      return (candidate, second)
    }
    if let baseline, let first { return (baseline, first) }
    return nil
  }

  mutating func performInHistogram(_ command: Command) -> [Effect] {
    switch command {
    case .percent: histogram.showsShares.toggle()
    case .back:
      if view == .histogramGrid { views[.histogram] = .histogram } else { screen = .runs }
    case .deeper: return view == .histogramGrid ? zoomIntoPanel() : openBin()
    default:
      if view == .histogramGrid { moveInGrid(command) } else { moveOverBins(command) }
    }
    return []
  }

  private mutating func moveOverBins(_ command: Command) {
    let last = AccuracyHistogram.labels.count - 1
    switch command {
    case .left: histogram.bin = max(0, histogram.bin - 1)
    case .right: histogram.bin = min(last, histogram.bin + 1)
    case .first: histogram.bin = 0
    case .last: histogram.bin = last
    case .up: histogram.isOnCandidate = false
    case .down: histogram.isOnCandidate = true
    default: break
    }
  }

  private mutating func openBin() -> [Effect] {
    guard let (run, bins) = chosenBins, let ids = bins.ids[safe: histogram.bin], !ids.isEmpty
    else {
      notice = "no problem is in this bin"
      return []
    }
    let label = AccuracyHistogram.labels[histogram.bin]
    let title = "accuracy \(label) in \(shortName(of: run, among: markedRuns))"
    return listProblems(ProblemSubset(title: title, ids: Set(ids)), in: run)
  }

  /// Shows some problems, and nothing else, on *Problems*.
  mutating func listProblems(_ subset: ProblemSubset, in run: Run? = nil) -> [Effect] {
    problems.subset = subset
    problems.run = run?.id ?? problems.run
    views[.problems] = .problems
    return open(ScreenName.problems)
  }
}
