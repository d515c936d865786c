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
  /// the two is taken, never the sum. Samples that repeat others count once.
  static func problems(
    of group: RunGroup, files: [SourceFile], rule: VerdictRule,
    repeats: FoundRepeats = FoundRepeats()
  ) -> [ProblemResult] {
    var merged: [Entry] = []
    var indexes: [String: Int] = [:]
    for (number, member) in group.members.enumerated()
    where repeats.omissions[safe: number]?.isAll != true {
      let contents = files[member.file].contents
      let part = contents.parts[member.part]
      let table = part.table
      let counts = part.counts(by: rule)
      let representatives = table.representatives
      for index in table.problems.indices {
        let problem = table.problems[representatives.map { Int($0[index]) } ?? index]
        let change = repeats.changes[safe: number]?[UInt32(index)] ?? Tally()
        let tally = tally(table, index, counts[index]) + change
        if let place = indexes[problem.id] {
          merged[place].add(tally, of: problem, kind: contents.kind)
        } else {
          indexes[problem.id] = merged.count
          merged.append(Entry(problem: problem))
          merged[merged.count - 1].add(tally, of: problem, kind: contents.kind)
        }
      }
    }
    return merged.map(\.result).sorted { precedes($0.problem, $1.problem) }
  }

  private static func tally(
    _ table: ProblemTable, _ index: Int,
    _ counts: (correct: Int, incorrect: Int, ungraded: Int)
  ) -> Tally {
    var tally = Tally(n: counts.correct + counts.incorrect, c: counts.correct)
    tally.ungraded = counts.ungraded
    tally.truncated = Int(table.truncated[index])
    tally.finished = Int(table.finished[index])
    return tally
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

    init(problem: Problem) { self.problem = problem }

    mutating func add(_ tally: Tally, of other: Problem, kind: FileKind) {
      problem.complete(with: other)
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
      return ProblemResult(problem: problem, tally: tally, samplesWithText: samples.samples)
    }
  }
}

extension Problem {
  /// Fills in what the other description of the same problem knows.
  fileprivate mutating func complete(with other: Problem) {
    if title.isEmpty { title = other.title }
    group = group ?? other.group
    level = level ?? other.level
    subject = subject ?? other.subject
    date = date ?? other.date
    directAnswer = directAnswer ?? other.directAnswer
  }
}
