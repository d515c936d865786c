import Results
import Statistics
import TerminalUI

extension Job.Slot {
  static let steps = Job.Slot("steps")
}

/// One training that is drawn, with its letter.
struct ShownTraining {
  let look: RunMark
  let name: String
  let steps: TrainingSteps
}

/// A published training that is drawn beside them.
struct ShownPublication {
  let look: RunMark
  let name: String
  let steps: PublishedSteps
}

extension App {
  /// The benchmarks on which there is something by step, in the order of the runs.
  var stepBenchmarks: [String] {
    let measured = snapshot.runs.filter { $0.role != .base && $0.facts.number(.step) != nil }
    let printed = publishedSteps.compactMap(\.benchmark)
    return (measured.map { $0.benchmark ?? "" } + printed).uniqued()
  }

  var publishedSteps: [PublishedSteps] { PublishedSteps.all(of: training.published.value) }

  /// The benchmark that is looked at: the chosen one, else the candidate's, else the first.
  var stepBenchmark: String? {
    let all = stepBenchmarks
    let wanted = [
      training.benchmark, selection.candidate.flatMap { snapshot.run($0)?.benchmark },
    ]
    return wanted.compactMap(\.self).first { all.contains($0) } ?? all.first
  }

  /// Of which runs the trainings are looked at: the candidate first, then the marked ones; all on
  /// the benchmark where none of these is.
  private var stepRuns: [String] {
    let benchmark = stepBenchmark
    let trained = snapshot.runs.filter {
      ($0.benchmark ?? "") == benchmark && $0.role != .base && $0.facts.number(.step) != nil
    }
    let ids = Set(trained.map(\.id))
    let chosen = ([selection.candidate].compactMap(\.self) + selection.order).uniqued()
      .filter(ids.contains)
    return chosen.isEmpty ? trained.map(\.id) : chosen
  }

  mutating func refreshSteps() -> [Effect] {
    let (runs, ids, k) = (snapshot.runs, stepRuns, selection.k)
    let baseline = comparedBaseline
    // Powers of two and the n of runs are worked out in any case.
    let isUsual = k & (k - 1) == 0 || selection.budgets(of: runs).contains(k)
    let subject = ids + [baseline?.id ?? "", "\(isUsual ? 0 : k)"]
    let effects = board.ask(
      .steps, of: subject.joined(separator: "\n"), version: Fingerprint.of(runs)
    ) { world in
      let origins = Origins(runs)
      return TrainingSteps.series(of: runs, with: ids).map { series in
        let own = series.runs.first.flatMap(origins.baseline)
        let isUsable = baseline.map { base in
          base.benchmark == series.benchmark && !series.contains(base.id)
        }
        return TrainingSteps(series, baseline: isUsable == true ? baseline : own, k: k)
      }
    }
    if let k = proposedStepBudget { selection.proposeBudget(k) }
    return effects
  }

  /// The baseline, where it is a model that others were trained from.
  private var comparedBaseline: Run? {
    selection.baseline.flatMap(snapshot.run).flatMap { $0.role == .base ? $0 : nil }
  }

  private var trainings: [TrainingSteps] {
    board.latest(.steps, as: [TrainingSteps].self)?.value ?? []
  }

  /// The largest k that all checkpoints of the first training have, or that are printed.
  private var proposedStepBudget: Int? {
    if let first = trainings.first { return max(1, first.commonN) }
    return shownPublications.first.map(\.steps.largestBudget)
  }

  /// The k of all that is drawn.
  var stepBudgets: [Int] {
    let printed = shownPublications.flatMap { $0.steps.steps.flatMap { $0.run.points.map(\.k) } }
    return Set(trainings.flatMap(\.budgets) + printed).sorted()
  }

  /// The trainings that are drawn, that of the candidate first.
  var shownTrainings: [ShownTraining] {
    let all = trainings
    var taken = 0
    return all.enumerated().map { place, steps in
      let marks = steps.series.runs.filter { $0.id != selection.baseline }.compactMap {
        mark(of: $0.id)
      }
      let own = marks.first { $0.letter == "C" } ?? marks.first
      let look =
        place == 0 && own == nil ? RunMark(letter: "C", role: .candidate) : own ?? .other(taken + 8)
      if own == nil { taken += 1 }
      return ShownTraining(
        look: look, name: steps.series.name(among: all.map(\.series)), steps: steps)
    }
  }

  /// Published trainings on the benchmark: those of the family and size of what is drawn.
  var shownPublications: [ShownPublication] {
    guard training.showsReferences, let benchmark = stepBenchmark else { return [] }
    let own = trainings.first?.series.runs.first?.facts
    let found = publishedSteps.filter { steps in
      guard steps.benchmark == benchmark else { return false }
      return [FactName.family, .size].allSatisfy { name in
        guard let stated = steps.facts[name], let known = own?[name] else { return true }
        return stated == known
      }
    }
    return found.enumerated().map { place, steps in
      let letters = Array("pqrstuvwxyz")
      return ShownPublication(
        look: RunMark(
          letter: letters[place % letters.count], role: Role.series[(place + 3) % Role.series.count]
        ),
        name: "published: \(steps.name)", steps: steps)
    }
  }

  // Keys.

  /// The steps of what is drawn first: measured, else published.
  var stepValues: [Double] {
    trainings.first?.steps.map(\.step) ?? shownPublications.first?.steps.steps.map(\.step) ?? []
  }

  /// The place of the step under the cursor among `stepValues`.
  var stepPlace: Int? {
    let steps = stepValues
    guard let step = training.step else { return steps.indices.last }
    return steps.indices.min { abs(steps[$0] - step) < abs(steps[$1] - step) }
  }

  /// The run of the step under the cursor.
  private var stepRun: String? {
    guard let place = stepPlace else { return nil }
    return trainings.first?.steps[safe: place]?.run.id
  }

  mutating func performInSteps(_ command: Command) -> [Effect] {
    switch command {
    case .left, .right, .first, .last: moveStep(command)
    case .up, .down:
      let step = command == .up ? -1 : 1
      if view == .stepHeat { moveBudget(by: step) } else { moveBenchmark(by: step) }
    case .difference: training.showsDifference.toggle()
    case .deeper: return openCurves(of: stepRun)
    case .candidate: makeCandidate(stepRun)
    default: break
    }
    return []
  }

  private mutating func moveStep(_ command: Command) {
    let steps = stepValues
    guard let place = stepPlace else { return }
    let moved =
      [Command.left: -1, .right: 1, .first: -steps.count, .last: steps.count][command] ?? 0
    training.step = steps[max(0, min(steps.count - 1, place + moved))]
  }

  private mutating func moveBenchmark(by step: Int) {
    let all = stepBenchmarks
    guard let place = all.firstIndex(of: stepBenchmark ?? "") else { return }
    training.benchmark = all[max(0, min(all.count - 1, place + step))]
    training.step = nil
  }
}
