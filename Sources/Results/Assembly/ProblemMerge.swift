/// Joins the problems of the files of one run.
enum ProblemMerge {
  /// One rule for the whole run: a negative score anywhere tells how its scores are meant.
  ///
  /// - Parameter threshold: The least score that is right, where a person says so.
  static func rule(of members: [RepeatFinder.Member], threshold: Double?) -> VerdictRule {
    let rules = members.map { $0.part.rule }
    return VerdictRule(
      prefersStatement: rules.allSatisfy(\.prefersStatement),
      isPositiveRight: rules.contains(where: \.isPositiveRight), threshold: threshold)
  }

  /// The format that the tallies come from: tallies in numbers go before samples.
  static func format(of group: RunGroup, files: [SourceFile]) -> String {
    let chosen =
      group.members.first { files[$0.file].contents.kind == .counts } ?? group.members.first
    return chosen.map { files[$0.file].contents.format } ?? ""
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
  ) -> ProblemResults {
    if unscored.isEmpty, let alike = alike(of: group, files, rule, repeats) { return alike }
    var merged: [Entry] = []
    var indexes: [String: Int] = [:]
    // Most files of a run list the same problems: then one look at their names is enough.
    var places: [UInt64: [Int]] = [:]
    var isPlain = unscored.isEmpty
    for (number, member) in group.members.enumerated()
    where repeats.omissions[safe: number]?.isAll != true {
      let contents = files[member.file].contents
      let part = contents.parts[member.part]
      let table = part.table
      let representatives = table.representatives
      let known = representatives == nil ? places[table.identity] : nil
      let changes = repeats.changes[safe: number] ?? [:]
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
    for one in unscored {
      let place = indexes[one.problem.id] ?? merged.count
      if place == merged.count {
        indexes[one.problem.id] = place
        merged.append(Entry(problem: one.problem))
      }
      merged[place].unscored += one.samples
    }
    return ProblemResults(
      sorted(merged, identity: isPlain && places.count == 1 ? places.first?.key : nil))
  }

  /// The problems where all files list the very same ones, and are of one kind; `nil` elsewhere.
  ///
  /// Nothing of them is looked at but the numbers.
  private static func alike(
    of group: RunGroup, _ files: [SourceFile], _ rule: VerdictRule, _ repeats: FoundRepeats
  ) -> ProblemResults? {
    let counted = group.members.indices.filter { repeats.omissions[safe: $0]?.isAll != true }
    guard let first = counted.first.map({ group.members[$0] }) else { return nil }
    let table = files[first.file].contents.parts[first.part].table
    let kind = files[first.file].contents.kind
    guard table.representatives == nil, let ordered = table.ordered else { return nil }
    var sum = table.counts
    for number in counted {
      let member = group.members[number]
      let file = files[member.file]
      guard file.contents.kind == kind,
        file.contents.parts[member.part].table.sharesProblems(with: table),
        file.contents.parts[member.part].table.representatives == nil,
        file.contents.parts[member.part].isCounted(by: rule)
      else { return nil }
      if number != counted.first { sum.add(file.contents.parts[member.part].table.counts) }
    }
    var tallies = sum.tallies(by: rule)
    for number in counted {
      for (index, change) in repeats.changes[safe: number] ?? [:] {
        tallies[Int(index)] = tallies[Int(index)] + change
      }
    }
    return ProblemResults(
      ordered.problems, tallies, at: ordered.places, haveText: kind != .counts)
  }

  /// By id; problems of one identity are in one order, which is found once.
  private static func sorted(_ merged: [Entry], identity: UInt64?) -> [ProblemResult] {
    func order() -> [Int] {
      merged.indices.sorted { merged[$0].problem.precedes(merged[$1].problem) }
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
    guard let chosen else { return [] }
    let members = group.members.filter { counted.contains($0.file) }
      .map { ($0.file, files[$0.file].contents.parts[$0.part]) }
      .filter { $0.1.metric != nil }
    guard members.contains(where: { $0.1.metric != chosen }) else { return [] }
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
  /// By id; those without one come last, by their prompts.
  func precedes(_ other: Problem) -> Bool {
    if isHashed != other.isHashed { return other.isHashed }
    if isHashed, title != other.title { return NaturalOrder.precedes(title, other.title) }
    return NaturalOrder.precedes(id, other.id)
  }

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
