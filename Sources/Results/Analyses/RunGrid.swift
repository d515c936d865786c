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
  /// marked run's are left out where there are some under that.
  package init(_ runs: [Run], marked: [Run]) {
    let benchmarks = runs.map { $0.benchmark ?? "" }.uniqued()
    let families = runs.map(Self.family).uniqued()
    let models = Set(marked.compactMap { $0.facts[.model] })
    let temperature = marked.first?.facts[.temperature]
    let groups = Dictionary(grouping: runs) { [$0.benchmark ?? "", Self.family(of: $0)] }
    self.benchmarks = benchmarks
    self.families = families
    cells = benchmarks.map { benchmark in
      families.map { family in
        groups[[benchmark, family]].map { found in
          let alike = found.filter { $0.facts[.temperature] == temperature }
          return Self.cell(
            benchmark, family, of: alike.isEmpty ? found : alike, models: models,
            marked: marked)
        }
      }
    }
  }

  private static func cell(
    _ benchmark: String, _ family: String, of runs: [Run], models: Set<String>, marked: [Run]
  ) -> Cell {
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
      baseline: baseline, candidate: candidate)
  }

  /// What a run's model was trained from; its own model where it is one to train from.
  package static func family(of run: Run) -> String {
    if let family = run.facts[.family] {
      return [family, run.facts[.size]].compactMap(\.self).joined(separator: " ")
    }
    if let base = run.facts[.baseModel] { return base }
    return run.role == .base ? run.facts[.model] ?? "" : ""
  }

  /// The cell in a row and a column; `nil` outside and where there is no run.
  package subscript(row: Int, column: Int) -> Cell? {
    cells.indices.contains(row) && cells[row].indices.contains(column) ? cells[row][column] : nil
  }
}
