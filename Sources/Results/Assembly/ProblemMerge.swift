/// Joins the problems of the files of one run.
enum ProblemMerge {
  /// One rule for the whole run: a negative score anywhere tells how its scores are meant.
  ///
  /// - Parameter threshold: The least score that is right, where a person says so.
  static func rule(of parts: [FilePart], threshold: Double?) -> VerdictRule {
    let rules = parts.map(\.rule)
    return VerdictRule(
      prefersStatement: rules.allSatisfy(\.prefersStatement),
      isPositiveRight: rules.contains(where: \.isPositiveRight), threshold: threshold)
  }

  /// The format that the tallies come from: tallies in numbers go before samples.
  static func format(of group: RunGroup, files: [SourceFile]) -> String {
    let contents = group.members.map { files[$0.file].contents }
    let chosen = contents.first { $0.kind == .counts } ?? contents.first
    return chosen?.format ?? ""
  }

  /// The problems of all files, by id.
  ///
  /// Samples of several files add up. Tallies that a file holds as numbers cover
  /// the samples beside them, of which only some kept their text: the larger of
  /// the two is taken, never the sum. Samples that repeat others count once; those that
  /// only another metric has a verdict for are ungraded.
  static func problems(
    of group: RunGroup, files: [SourceFile], rule: VerdictRule,
    repeats: FoundRepeats = FoundRepeats(), unscored: [Unscored] = []
  ) -> [ProblemResult] {
    var merged: [Entry] = []
    var indexes: [String: Int] = [:]
    // Most files of a run list the same problems: then one look at their names is enough.
    var places: [UInt64: [Int]] = [:]
    var isPlain = unscored.isEmpty
    var first: ProblemTable?
    // What is counted of the same problems is added up before it is looked at.
    var sum: TallyTable?
    for (number, member) in group.members.enumerated()
    where repeats.omissions[safe: number]?.isAll != true {
      let contents = files[member.file].contents
      let part = contents.parts[member.part]
      let table = part.table
      let representatives = table.representatives
      let known = representatives == nil ? places[table.identity] : nil
      let changes = repeats.changes[safe: number] ?? [:]
      if let known, let first, table.sharesProblems(with: first) {
        // The same descriptions, not only equal ones: nothing of them can be new.
        if contents.kind == .samples, changes.isEmpty, part.isCounted(by: rule) {
          if sum?.add(table.counts) == nil { sum = table.counts }
          continue
        }
        let tallies = part.tallies(by: rule)
        for (index, place) in known.enumerated() {
          let tally = tallies[index] + (changes[UInt32(index)] ?? Tally())
          merged[place].add(tally, kind: contents.kind)
        }
        continue
      }
      first = first ?? table
      let tallies = part.tallies(by: rule)
      let own = table.problems.indices.map { index -> Int in
        let problem = table.problems[representatives.map { Int($0[index]) } ?? index]
        let place = known?[index] ?? indexes[problem.id] ?? merged.count
        if place == merged.count {
          indexes[problem.id] = place
          merged.append(Entry(problem: problem))
        }
        let tally = tallies[index] + (changes[UInt32(index)] ?? Tally())
        merged[place].problem.complete(with: problem)
        merged[place].add(tally, kind: contents.kind)
        return place
      }
      isPlain = isPlain && representatives == nil
      if representatives == nil { places[table.identity] = own }
    }
    if let sum, let first, let places = places[first.identity] {
      for (place, tally) in zip(places, sum.tallies(by: rule)) {
        merged[place].add(tally, kind: .samples)
      }
    }
    for one in unscored {
      let place = indexes[one.problem.id] ?? merged.count
      if place == merged.count {
        indexes[one.problem.id] = place
        merged.append(Entry(problem: one.problem))
      }
      merged[place].unscored += one.samples
    }
    return sorted(merged, identity: isPlain && places.count == 1 ? places.first?.key : nil)
  }

  /// By id; problems of one identity are in one order, which is found once.
  private static func sorted(_ merged: [Entry], identity: UInt64?) -> [ProblemResult] {
    func order() -> [Int] {
      merged.indices.sorted { precedes(merged[$0].problem, merged[$1].problem) }
    }
    guard let identity else { return order().map { merged[$0].result } }
    let key = OrderKey(identity: identity, count: merged.count)
    return orders.value(for: key, make: order).map { merged[$0].result }
  }

  private struct OrderKey: Hashable {
    let identity: UInt64
    let count: Int
  }

  private static let orders = Memo<OrderKey, [Int]>(capacity: 4096)

  /// Samples of a problem to which the metric that counts gives no verdict, but another does.
  struct Unscored {
    let problem: Problem
    let samples: Int
  }

  /// The samples that some metric of their file has more of than the chosen one.
  ///
  /// A file without the chosen metric adds none: its samples may be those of another file.
  ///
  /// - Parameters:
  ///   - group: The parts of all metrics.
  ///   - counted: The files of which samples count.
  static func unscored(
    in group: RunGroup, files: [SourceFile], metric chosen: String?, counted: Set<Int>
  ) -> [Unscored] {
    let members = group.members.filter { counted.contains($0.file) }
      .map { ($0.file, files[$0.file].contents.parts[$0.part]) }
      .filter { $0.1.metric != nil }
    guard let chosen, members.contains(where: { $0.1.metric != chosen }) else { return [] }
    return Dictionary(grouping: members, by: \.0).sorted { $0.key < $1.key }
      .flatMap { unscored(in: $0.value.map(\.1), metric: chosen) }
  }

  private static func unscored(in parts: [FilePart], metric chosen: String) -> [Unscored] {
    guard parts.contains(where: { $0.metric == chosen }) else { return [] }
    var problems: [String: Problem] = [:]
    var order: [String] = []
    var counts: [String: [String: Int]] = [:]
    for part in parts {
      let metric = part.metric ?? ""
      let representatives = part.table.representatives
      for index in part.table.problems.indices {
        let problem = part.table.problems[representatives.map { Int($0[index]) } ?? index]
        if problems.updateValue(problem, forKey: problem.id) == nil { order.append(problem.id) }
        counts[problem.id, default: [:]][metric, default: 0] += part.table.counts.total(of: index)
      }
    }
    return order.compactMap { id in
      guard let problem = problems[id], let counts = counts[id] else { return nil }
      let missing = (counts.values.max() ?? 0) - (counts[chosen] ?? 0)
      return missing > 0 ? Unscored(problem: problem, samples: missing) : nil
    }
  }

  /// By id; those without one come last, by their prompts.
  private static func precedes(_ first: Problem, _ second: Problem) -> Bool {
    if first.isHashed != second.isHashed { return second.isHashed }
    if first.isHashed, first.title != second.title {
      return NaturalOrder.precedes(first.title, second.title)
    }
    return NaturalOrder.precedes(first.id, second.id)
  }

  private struct Entry {
    var problem: Problem
    var samples = Tally()
    var counts = Tally()
    var unscored = 0

    init(problem: Problem) { self.problem = problem }

    mutating func add(_ tally: Tally, kind: FileKind) {
      if kind == .counts {
        counts = counts + tally
      } else {
        samples = samples + tally
      }
    }

    var result: ProblemResult {
      var tally = counts.samples >= samples.samples ? counts : samples
      if tally.finished == 0 {
        tally.truncated = samples.truncated
        tally.finished = samples.finished
      }
      tally.ungraded += unscored
      return ProblemResult(problem: problem, tally: tally, samplesWithText: samples.samples)
    }
  }
}

extension Problem {
  /// Fills in what the other description of the same problem knows.
  fileprivate mutating func complete(with other: Problem) {
    // Nothing is set that is there: this is done for every problem of every file.
    if title.isEmpty, !other.title.isEmpty { title = other.title }
    if group == nil, other.group != nil { group = other.group }
    if level == nil, other.level != nil { level = other.level }
    if subject == nil, other.subject != nil { subject = other.subject }
    if date == nil, other.date != nil { date = other.date }
    if directAnswer == nil { directAnswer = other.directAnswer }
  }
}
