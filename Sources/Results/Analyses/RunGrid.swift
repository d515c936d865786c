/// Runs in rows of benchmarks and columns of models: what small multiples show.
package struct RunGrid: Equatable, Sendable {
  /// One benchmark and one model, with the runs that belong there.
  package struct Cell: Equatable, Sendable {
    package let benchmark: String
    package let family: String
    /// Those to be shown, the base run first.
    package let runs: [Run]
    package let baseline: Run?
    package let candidate: Run?
    /// Published curves of pass@k, in the order of their files.
    package let references: [ReferenceCurve]
  }

  /// In the order of the runs; the name of a benchmark that is not known is empty.
  package let benchmarks: [String]
  /// The models that runs were trained from, or are.
  package let families: [String]
  /// By benchmark, then by family; `nil` where there is no run.
  package let cells: [[Cell?]]

  /// Groups runs, of which `marked` are shown wherever their models appear.
  ///
  /// A cell shows the runs of the models that are marked; one without any of these, what
  /// would be compared if nothing else were there. Runs under other temperatures than the first
  /// marked run's are left out where there are some under that, and published curves likewise.
  package init(_ runs: [Run], references: [ReferenceCurve] = [], marked: [Run]) {
    let curves = references.filter { $0.metric == ReferenceCurve.usualMetric }
    let facts = runs.map(\.facts) + curves.map(\.facts)
    let keys = Set(facts.map(Self.key))
    // Fullest first, so that what can be compared stands together.
    benchmarks = facts.map { $0[.benchmark] ?? "" }.uniqued()
      .sortedByFalling { name in keys.count { $0[0] == name } }
    families = facts.map(Self.family).uniqued()
      .sortedByFalling { name in keys.count { $0[1] == name } }
    let scene = Scene(
      models: Set(marked.compactMap { $0.facts[.model] }),
      temperature: marked.first?.facts[.temperature] ?? Self.commonest(facts, .temperature))
    let cellsOfRuns = Dictionary(grouping: runs) { Self.key($0.facts) }
    let cellsOfCurves = Dictionary(grouping: curves) { Self.key($0.facts) }
    let families = families
    cells = benchmarks.map { benchmark in
      families.map { family in
        scene.cell(
          benchmark, family, runs: cellsOfRuns[[benchmark, family]] ?? [],
          curves: cellsOfCurves[[benchmark, family]] ?? [])
      }
    }
  }

  private static func key(_ facts: Facts) -> [String] {
    [facts[.benchmark] ?? "", family(of: facts)]
  }

  private static func commonest(_ facts: [Facts], _ name: FactName) -> String? {
    let values = Dictionary(grouping: facts.compactMap { $0[name] }) { $0 }
    return values.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key
  }

  /// What decides on the runs of every cell.
  private struct Scene {
    let models: Set<String>
    let temperature: String?

    func cell(
      _ benchmark: String, _ family: String, runs: [Run], curves: [ReferenceCurve]
    ) -> Cell? {
      guard !runs.isEmpty || !curves.isEmpty else { return nil }
      let runs = alike(runs, \.facts)
      let chosen = runs.filter { $0.facts[.model].map(models.contains) ?? false }
      var proposal = Selection()
      proposal.settle(in: chosen.isEmpty ? runs : chosen)
      let shown = chosen.isEmpty ? proposal.markedRuns(of: runs) : chosen
      let baseline = shown.first { $0.id == proposal.baseline }
      let candidate = shown.first { $0.id == proposal.candidate }
      let ends = [baseline, candidate].compactMap(\.self)
      return Cell(
        benchmark: benchmark, family: family,
        runs: ends + shown.filter { run in !ends.contains { $0.id == run.id } },
        baseline: baseline, candidate: candidate, references: alike(curves, \.facts))
    }

    /// Those under the temperature that is looked at, where there are some.
    private func alike<Item>(_ items: [Item], _ facts: KeyPath<Item, Facts>) -> [Item] {
      let found = items.filter { $0[keyPath: facts][.temperature] == temperature }
      return found.isEmpty ? items : found
    }
  }

  /// What a run's model was trained from; its own model where it is one to train from.
  package static func family(of facts: Facts) -> String {
    if let family = facts[.family] {
      return [family, facts[.size]].compactMap(\.self).joined(separator: " ")
    }
    if let base = facts[.baseModel] { return base }
    return facts[.role] == ModelRole.base.rawValue ? facts[.model] ?? "" : ""
  }

  /// The cell in a row and a column; `nil` outside and where there is no run.
  package subscript(row: Int, column: Int) -> Cell? {
    cells.indices.contains(row) && cells[row].indices.contains(column) ? cells[row][column] : nil
  }
}

extension Array {
  /// Sorted by a falling count; equal ones keep their order.
  fileprivate func sortedByFalling(_ count: (Element) -> Int) -> [Element] {
    let counts = map(count)
    return indices.sorted { (counts[$1], $0) < (counts[$0], $1) }.map { self[$0] }
  }
}
