import FoundationEssentials
import Statistics

/// The numbers of a snapshot as `kscope report` gives them.
///
/// Facts that are not known are absent, never 0 or an empty text.
package struct Report: Equatable, Sendable, Encodable {
  package let kscope: String
  /// What its problems had to pass; absent where all are in it.
  package let filter: FilterReport?
  package let runs: [RunReport]
  /// Runs that differ in their training seed alone.
  package let trainingSeeds: [SeedReport]
  package let comparisons: [ComparisonReport]
  /// Analyses of several runs, as far as there is something to say.
  package let sections: [ReportSection]
  package let rejects: [RejectReport]

  /// - Parameter budgets: The k of `pass_at_k`; without them powers of two up to n, and n.
  package init(
    _ snapshot: Snapshot, version: String, budgets: [Int]? = nil, comparisons: [Comparison] = [],
    sections: [ReportSection] = [], filter: FilterReport? = nil
  ) {
    kscope = version
    self.filter = filter
    runs = snapshot.runs.map { RunReport($0, budgets: budgets) }
    trainingSeeds = SeedGroup.all(of: snapshot.runs).map(SeedReport.init)
    self.comparisons = comparisons.map { ComparisonReport($0, among: snapshot.runs) }
    self.sections = sections
    rejects = snapshot.rejects.map(RejectReport.init)
  }

  private enum CodingKeys: String, CodingKey {
    case kscope, filter, runs, comparisons, sections, rejects
    case trainingSeeds = "training_seeds"
  }

  /// JSON with sorted keys and a line end: the same bytes for the same snapshot.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}

/// One run of a report.
package struct RunReport: Equatable, Sendable, Encodable {
  package let id: String
  package let name: String
  package let model: String?
  package let role: String?
  package let benchmark: String?
  package let step: Int?
  package let temperature: Double?
  package let files: [String]
  package let format: String
  package let problems: Int
  package let samples: Int
  package let correct: Int
  package let ungraded: Int
  package let truncated: Int?
  package let nMin: Int?
  package let nMax: Int?
  package let meanAccuracy: Double?
  /// How scores become verdicts, such as `score >= 1`; a stated verdict goes before a score.
  package let rule: String
  /// The verdict that counts where samples have several, and all of them.
  package let metric: String?
  package let metrics: [String]?
  /// Different responses, over all problems; absent with the next two where there is no text.
  package let distinctResponses: Int?
  /// Samples that are copies of others and do not count.
  package let duplicatesDropped: Int?
  /// Samples that their copies call right and wrong; each is one ungraded sample.
  package let conflicts: Int?
  /// Why files of it lack samples, each reason once; absent where none says so.
  package let unfinished: [String]?
  package let unsolved: Int
  /// Absent without graded samples.
  package let solved: Solved?
  package let passAtK: [Point]
  /// What the writer says of the same samples; absent where it says nothing.
  package let stated: [StatedReport]?

  /// The share of problems with a correct sample, with its interval of Wilson.
  ///
  /// For few problems: the intervals of `pass_at_k` are rough there.
  package struct Solved: Equatable, Sendable, Encodable {
    package let problems: Int
    package let share: Double
    package let low: Double
    package let high: Double

    init?(_ totals: Run.Totals, of problems: Int) {
      let graded = problems - totals.missing
      let solved = graded - totals.unsolved
      guard let interval = WilsonInterval.bounds(successes: solved, trials: graded) else {
        return nil
      }
      self.problems = solved
      share = Double(solved) / Double(graded)
      (low, high) = (interval.lowerBound, interval.upperBound)
    }
  }

  package struct Point: Equatable, Sendable, Encodable {
    package let k: Int
    package let value: Double
    package let low: Double?
    package let high: Double?
    package let standardError: Double?
    /// With problems of one group moving together; absent without groups.
    package let clusteredStandardError: Double?
    package let problems: Int

    private enum CodingKeys: String, CodingKey {
      case k, value, low, high, problems
      case standardError = "standard_error"
      case clusteredStandardError = "clustered_standard_error"
    }

    init(_ point: CurvePoint, clustered: ClusteredError?) {
      k = point.k
      value = point.value
      low = point.interval?.lowerBound
      high = point.interval?.upperBound
      standardError = point.standardError
      clusteredStandardError = clustered?.clustered
      problems = point.problems
    }
  }

  private enum CodingKeys: String, CodingKey {
    case id, name, model, role, benchmark, step, temperature, files, format, problems, samples
    case correct, ungraded, truncated, rule, metric, metrics, unsolved, solved, stated, conflicts
    case unfinished
    case distinctResponses = "distinct_responses"
    case duplicatesDropped = "duplicates_dropped"
    case nMin = "n_min"
    case nMax = "n_max"
    case meanAccuracy = "mean_accuracy"
    case passAtK = "pass_at_k"
  }

  init(_ run: Run, budgets: [Int]?) {
    id = run.id
    name = run.name
    model = run.facts[.model]
    role = run.facts[.role]
    benchmark = run.facts[.benchmark]
    step = run.facts.integer(.step)
    temperature = run.facts.number(.temperature)
    files = run.files
    format = run.format
    problems = run.problems.count
    let totals = run.totals
    (samples, correct, ungraded) = (totals.samples, totals.correct, totals.ungraded)
    truncated = totals.truncated
    (nMin, nMax) = (totals.nMin, totals.nMax)
    meanAccuracy = totals.meanAccuracy
    unsolved = totals.unsolved
    unfinished = run.unfinished.isEmpty ? nil : run.unfinished.map(\.sentence).uniqued()
    rule = run.rule.condition
    metric = run.metric
    metrics = run.metrics.isEmpty ? nil : run.metrics
    distinctResponses = run.repeats.distinct
    duplicatesDropped = run.repeats.distinct.map { _ in run.repeats.dropped }
    conflicts = run.repeats.distinct.map { _ in run.repeats.conflictCount }
    solved = Solved(totals, of: run.problems.count)
    let points = budgets.map { Curve.points(of: run.tallies, at: $0) } ?? run.curve
    passAtK = points.map { Point($0, clustered: run.clusteredError(at: $0.k)) }
    stated = run.statedFigures.isEmpty ? nil : run.statedFigures.map(StatedReport.init)
  }
}

/// One reject of a report; a reject of a whole file has no line.
package struct RejectReport: Equatable, Sendable, Encodable {
  package let file: String
  package let line: Int?
  package let reason: String

  init(_ reject: FileReject) {
    file = reject.file
    line = reject.line == 0 ? nil : reject.line
    reason = reject.reason
  }
}
