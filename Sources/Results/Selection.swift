import Statistics

/// What all screens look at: some marked runs, two of which are compared, and a budget k.
///
/// Until a person marks a run the choice follows what there is: of the benchmark
/// with most runs the base model's run, the trained one that has come furthest, and
/// one for each other role under the same temperature.
package struct Selection: Equatable, Sendable {
  /// Ids of the marked runs, in the order of marking.
  package private(set) var marked: [String] = []
  package private(set) var baseline: String?
  package private(set) var candidate: String?
  /// The budget under the cursor.
  package var k: Int {
    get { budget }
    set { (budget, isBudgetChosen) = (newValue, true) }
  }
  private var budget = 1
  /// Whether a person has moved the budget.
  package private(set) var isBudgetChosen = false
  /// The id of the problem that was looked at last.
  package var problem: String?
  /// The ids of published curves that are drawn beside the runs.
  package var references: [String] = []
  /// Whether a person has chosen anything.
  private var isChosen = false

  package init() {}

  /// Takes in a change of the runs: what is gone is no longer chosen.
  package mutating func settle(in runs: [Run]) {
    let ids = Set(runs.map(\.id))
    if isChosen {
      marked.removeAll { !ids.contains($0) }
      if let baseline, !ids.contains(baseline) { self.baseline = nil }
      if let candidate, !ids.contains(candidate) { self.candidate = nil }
    } else {
      propose(from: runs)
    }
    settleBudget(in: runs)
  }

  package mutating func toggle(_ id: String) {
    isChosen = true
    if let index = marked.firstIndex(of: id) {
      marked.remove(at: index)
      if baseline == id { baseline = nil }
      if candidate == id { candidate = nil }
    } else {
      marked.append(id)
    }
  }

  package mutating func setBaseline(_ id: String) {
    isChosen = true
    if candidate == id { candidate = baseline }
    baseline = id
    if !marked.contains(id) { marked.append(id) }
  }

  package mutating func setCandidate(_ id: String) {
    isChosen = true
    if baseline == id { baseline = candidate }
    candidate = id
    if !marked.contains(id) { marked.append(id) }
  }

  /// Marks these runs and no others; the first two of them are compared unless others are named.
  package mutating func choose(_ ids: [String], baseline: String? = nil, candidate: String? = nil) {
    isChosen = true
    marked = ids
    self.baseline = baseline ?? ids.first { $0 != candidate }
    self.candidate = candidate ?? ids.first { $0 != self.baseline }
    for id in [self.baseline, self.candidate].compactMap(\.self) where !marked.contains(id) {
      marked.append(id)
    }
  }

  /// Draws a published curve beside the runs, or takes it away.
  package mutating func toggleReference(_ id: String) {
    if let place = references.firstIndex(of: id) {
      references.remove(at: place)
    } else {
      references.append(id)
    }
  }

  /// The ids of the marked runs, baseline and candidate first.
  package var order: [String] { [baseline, candidate].compactMap { $0 } + others }

  /// The ids of the marked runs that are neither.
  package var others: [String] { marked.filter { $0 != baseline && $0 != candidate } }

  /// The marked runs, baseline and candidate first.
  package func markedRuns(of runs: [Run]) -> [Run] {
    order.compactMap { id in runs.first { $0.id == id } }
  }

  /// Moves the budget to where a view says most, unless a person has moved it.
  package mutating func proposeBudget(_ k: Int) {
    if !isBudgetChosen { budget = k }
  }

  /// Moves the budget to the next or the previous one of the marked runs.
  package mutating func moveBudget(by steps: Int, in runs: [Run]) {
    let budgets = budgets(of: runs)
    guard let index = budgets.firstIndex(where: { $0 >= k }) ?? budgets.indices.last else { return }
    k = budgets[max(0, min(budgets.count - 1, index + steps))]
  }

  /// The budgets of the marked runs' curves.
  package func budgets(of runs: [Run]) -> [Int] {
    Set(markedRuns(of: runs).flatMap { $0.curve.map(\.k) }).sorted()
  }

  private mutating func settleBudget(in runs: [Run]) {
    let budgets = budgets(of: runs)
    if let largest = budgets.last, k > largest { budget = largest }
  }

  private mutating func propose(from runs: [Run]) {
    (marked, baseline, candidate) = ([], nil, nil)
    let groups = Dictionary(grouping: runs) { $0.benchmark ?? "" }
    let largest = groups.max { first, second in
      (first.value.count, second.key) < (second.value.count, first.key)
    }
    guard let all = largest?.value else { return }
    let bases = all.filter { $0.role == .base }
    // One with most samples and nothing to compare it with, such as a recheck, is not the first.
    let paired = bases.filter { base in
      all.contains {
        $0.role == .rl && $0.facts[.temperature] == base.facts[.temperature]
      }
    }
    let first =
      best(paired) ?? best(bases) ?? all.first { $0.role != .rl } ?? all.first
    guard let first else { return }
    let alike = all.filter {
      $0.id != first.id && $0.facts[.temperature] == first.facts[.temperature]
    }
    let second = best(alike.filter { $0.role == .rl }) ?? alike.first
    let others = [ModelRole.instruct, .distill, .teacher].compactMap { role in
      best(alike.filter { $0.role == role && $0.id != second?.id })
    }
    baseline = first.id
    candidate = second?.id
    marked = ([first] + [second].compactMap { $0 } + others).map(\.id)
  }

  /// The run with most samples, of the latest step.
  private func best(_ runs: [Run]) -> Run? {
    runs.max { first, second in
      (first.totals.nMax ?? 0, first.facts.number(.step) ?? -1, second.id)
        < (second.totals.nMax ?? 0, second.facts.number(.step) ?? -1, first.id)
    }
  }
}
