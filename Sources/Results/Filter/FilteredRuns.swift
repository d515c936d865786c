/// Runs that are restricted to the problems a filter lets through.
///
/// A problem of a run is asked for with the run's own tally as `n`, `c` and so on, and with that
/// of the run of each role as `base.c`: the run itself where it has the role, otherwise the one
/// of that role on the same benchmark that is most like it, as in comparisons.
package struct FilteredRuns: Equatable, Sendable {
  /// Why a filter says nothing about these runs.
  package enum Problem: Error, Equatable, CustomStringConvertible {
    case noRole(String)
    case nothingLeft(String)

    package var description: String {
      switch self {
      case .noRole(let role): "no run has the role \(role); give it to one with --role"
      case .nothingLeft(let filter): "'\(filter)' lets no problem through; loosen it"
      }
    }
  }

  /// How many of a benchmark's problems are left in some run.
  package struct Share: Equatable, Sendable {
    /// `nil` for runs of which it is not known.
    package let benchmark: String?
    package let problems: Int
    package let all: Int
  }

  /// A run that a role stood for although others had it, too.
  package struct Choice: Equatable, Sendable {
    package let role: ModelRole
    package let run: String
    package let chosen: String
    /// How many were as much alike.
    package let alike: Int
  }

  package let filter: Filter
  package private(set) var runs: [Run] = []
  package private(set) var shares: [Share] = []
  package private(set) var choices: [Choice] = []

  /// - Throws: That no run has a role the filter names, or that no problem is left.
  package init(_ all: [Run], by filter: Filter) throws(Problem) {
    self.filter = filter
    let named = filter.fields.compactMap { $0.parts.map { String($0.run) } }
    for role in ModelRole.allCases where named.contains(role.rawValue) {
      if !all.contains(where: { $0.role == role }) { throw .noRole(role.rawValue) }
      choices += all.compactMap { Self.choice(of: role, for: $0, among: all) }
    }
    runs = all.map { $0.filtered(by: filter, among: all) }
    shares = Self.shares(all, runs)
    guard runs.contains(where: { !$0.problems.isEmpty }) else {
      throw .nothingLeft(filter.description)
    }
  }

  private static func choice(
    of role: ModelRole, for run: Run, among all: [Run]
  ) -> Choice? {
    let alike = candidates(of: role, for: run, among: all)
    guard alike.count > 1, let chosen = alike.first else { return nil }
    return Choice(role: role, run: run.id, chosen: chosen.id, alike: alike.count)
  }

  /// The runs that a role may stand for beside a run; the first of them does.
  static func candidates(of role: ModelRole, for run: Run, among all: [Run]) -> [Run] {
    run.role == role ? [run] : ComparisonPlan.closest(all.filter { $0.role == role }, to: run)
  }

  private static func shares(_ all: [Run], _ left: [Run]) -> [Share] {
    var benchmarks: [String?] = []
    for run in all where !benchmarks.contains(run.benchmark) { benchmarks.append(run.benchmark) }
    return benchmarks.map { benchmark in
      func count(_ runs: [Run]) -> Int {
        let own = runs.filter { $0.benchmark == benchmark }
        return Set(own.flatMap { $0.problems.list.map(\.id) }).count
      }
      return Share(benchmark: benchmark, problems: count(left), all: count(all))
    }
  }
}

extension FilterFields where Row == ProblemResult {
  /// The fields of a run's problems where there is no screen.
  ///
  /// - Parameter roles: The run that each role stands for; `nil` where no run does.
  package static func results(_ roles: (ModelRole) -> Run? = { _ in nil }) -> FilterFields {
    var fields = FilterFields.problems(\.problem)
    fields.addTally { $0.tally }
    for role in ModelRole.allCases {
      let problems = roles(role)?.problems ?? []
      let tallies = Dictionary(
        problems.map { ($0.problem.id, $0.tally) }, uniquingKeysWith: { first, _ in first })
      fields.addTally(of: role.rawValue) { tallies[$0.problem.id] }
    }
    return fields
  }
}

extension Run {
  /// The run with those of its problems that a filter lets through.
  ///
  /// What was said of all its problems together is left out: figures of its writer, and how many
  /// responses repeat others.
  package func filtered(by filter: Filter, among runs: [Run]) -> Run {
    let named = Set(filter.fields.compactMap { $0.parts.map { String($0.run) } })
    let test = filter.test(
      FilterFields.results { role in
        guard named.contains(role.rawValue) else { return nil }
        return FilteredRuns.candidates(of: role, for: self, among: runs).first
      })
    var run = Run(
      id: id, name: name, facts: facts, files: files, format: format,
      problems: ProblemResults(problems.filter(test)), rule: rule, lastChange: lastChange,
      sources: sources)
    (run.metrics, run.metric, run.hasPartialScores) = (metrics, metric, hasPartialScores)
    (run.unfinished, run.rate) = (unfinished, rate)
    return run
  }
}
