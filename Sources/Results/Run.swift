import Statistics

/// How many samples of one problem one run has, and how many are right.
package struct Tally: Equatable, Sendable {
  /// Graded samples.
  package var n = 0
  /// Correct samples.
  package var c = 0
  package var ungraded = 0
  /// Samples cut at the token limit.
  package var truncated = 0
  /// Samples that say why they ended.
  package var finished = 0

  package init() {}

  package init(n: Int, c: Int) {
    self.n = n
    self.c = c
  }

  /// All samples, graded or not.
  package var samples: Int { n + ungraded }
  /// c/n, or `nil` without graded samples.
  package var accuracy: Double? { n == 0 ? nil : Double(c) / Double(n) }

  static func + (first: Tally, second: Tally) -> Tally {
    var sum = Tally(n: first.n + second.n, c: first.c + second.c)
    sum.ungraded = first.ungraded + second.ungraded
    sum.truncated = first.truncated + second.truncated
    sum.finished = first.finished + second.finished
    return sum
  }
}

/// A minute on the wall clock of the person who looks.
package struct ClockMinute: Hashable, Comparable, Sendable {
  package let year: Int, month: Int, day: Int, hour: Int, minute: Int

  package init(year: Int, month: Int, day: Int, hour: Int, minute: Int) {
    (self.year, self.month, self.day, self.hour, self.minute) = (year, month, day, hour, minute)
  }

  package static func < (first: ClockMinute, second: ClockMinute) -> Bool {
    (first.year, first.month, first.day, first.hour, first.minute)
      < (second.year, second.month, second.day, second.hour, second.minute)
  }
}

/// The samples of one model checkpoint on one benchmark under one sampling setting.
package struct Run: Equatable, Sendable {
  /// The facts joined by `/`: the same at every start.
  package var id: String
  package var name: String
  package var facts: Facts
  /// Paths relative to what was opened.
  package var files: [String]
  /// Where its samples lie.
  package var sources: [RunSource] = []
  /// The format of the files that the tallies come from.
  package var format: String
  /// In natural order of their ids.
  package var problems: ProblemResults
  package var rule: VerdictRule
  /// The verdicts that its samples have, where there are several, and the one that counts.
  package var metrics: [String] = []
  package var metric: String?
  /// Whether samples without a verdict have scores that are neither 0 nor ±1.
  package var hasPartialScores = false
  /// What its writers say of the same samples, beside kscope's values.
  package var statedFigures: [ComparedFigure] = []
  /// Why files of it are not whole, once for each of them.
  package var unfinished: [Unfinished] = []
  package var lastChange: ClockMinute?
  /// What its samples repeat, and which of them are left out for it.
  package var repeats = Repeats()
  /// Samples a second in the last seconds, while the run grows; `nil` while it does not.
  package var rate: Double?
  /// Samples a second over the last minutes in which it grew; `nil` where it has not yet.
  package var pace: Double?

  /// Sums over the problems, computed once.
  package private(set) var totals: Totals
  private var curves: RunCurves

  package struct Totals: Equatable, Sendable {
    package var samples = 0
    package var correct = 0
    package var ungraded = 0
    package var truncated: Int?
    package var unsolved = 0
    package var samplesWithText = 0
    package var nMin: Int?
    package var nMax: Int?
    /// The mean over problems of c/n; `nil` without graded samples.
    package var meanAccuracy: Double?
    /// Problems without a graded sample.
    package var missing = 0
  }

  package init(
    id: String, name: String, facts: Facts, files: [String], format: String,
    problems: ProblemResults, rule: VerdictRule = VerdictRule(), lastChange: ClockMinute? = nil,
    sources: [RunSource] = []
  ) {
    self.id = id
    self.name = name
    self.facts = facts
    self.files = files
    self.format = format
    self.problems = problems
    self.rule = rule
    self.lastChange = lastChange
    self.sources = sources
    totals = Self.totals(of: problems)
    fingerprint = Fingerprint.of(problems)
    curves = RunCurves.known(problems)
  }

  /// pass@k at the powers of two up to the largest n, and at that.
  package var curve: [CurvePoint] { curves.curve }
  /// pass@k at four budgets an octave, for charts.
  package var fineCurve: [CurvePoint] { curves.fine }
  /// The first point of the curve, and the last, which cost less than the whole.
  package var passAtOne: CurvePoint? { curves.first }
  package var passAtMost: CurvePoint? { curves.last }

  package var tallies: TallyCounts { Self.tallies(of: problems) }

  /// A checksum over the problems and what their samples came to: equal for equal numbers.
  package internal(set) var fingerprint: UInt64

  /// The standard error of pass@k that lets problems of one group move together.
  ///
  /// A problem without a group is one of its own; `nil` where no group has two problems.
  package func clusteredError(at k: Int) -> ClusteredError? {
    let reached = problems.filter { $0.tally.n >= k }
    guard reached.contains(where: { $0.problem.group != nil }) else { return nil }
    let groups = reached.map {
      $0.problem.group.map { "group " + $0 } ?? "problem " + $0.problem.id
    }
    guard Set(groups).count < groups.count else { return nil }
    let values = reached.map { PassAtK.estimate(n: $0.tally.n, c: $0.tally.c, k: k) }
    return ClusteredError(of: values, groups: groups)
  }

  package var role: ModelRole? { facts[.role].flatMap(ModelRole.init) }
  package var benchmark: String? { facts[.benchmark] }

  private static func tallies(of problems: ProblemResults) -> TallyCounts {
    var counts = TallyCounts()
    for tally in problems.tallies { counts.add(n: tally.n, c: tally.c) }
    return counts
  }

  private static func totals(of problems: ProblemResults) -> Totals {
    var totals = Totals()
    var accuracy = 0.0
    var graded = 0
    var finished = 0
    var truncated = 0
    for index in problems.indices {
      let tally = problems.tallies[index]
      totals.samples += tally.samples
      totals.correct += tally.c
      totals.ungraded += tally.ungraded
      totals.samplesWithText += problems.tallies.samplesWithText(at: index)
      finished += tally.finished
      truncated += tally.truncated
      guard let share = tally.accuracy else {
        totals.missing += 1
        continue
      }
      graded += 1
      accuracy += share
      if tally.c == 0 { totals.unsolved += 1 }
      totals.nMin = min(totals.nMin ?? tally.n, tally.n)
      totals.nMax = max(totals.nMax ?? tally.n, tally.n)
    }
    if graded > 0 { totals.meanAccuracy = accuracy / Double(graded) }
    if finished > 0 { totals.truncated = truncated }
    return totals
  }
}
