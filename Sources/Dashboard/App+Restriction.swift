import Results

extension Job.Slot {
  static let restriction = Job.Slot("restriction")
}

/// Which problems a person lets count on all screens.
struct RestrictionState: Sendable {
  var leavesOutGuessable = false
  /// Some problems of one benchmark that alone count.
  var only: (subset: ProblemSubset, benchmark: String)?
  /// Grows with each change, so that answers to others are known.
  var number = 0
  /// What was found guessable; `nil` while it is being looked for.
  var guessable: GuessableProblems?

  var isEmpty: Bool { !leavesOutGuessable && only == nil }
}

/// All runs over the problems that count.
struct RestrictedRuns: Sendable {
  let runs: [Run]
  let guessable: GuessableProblems?

  init(_ runs: [Run], _ state: RestrictionState) {
    var restriction = Restriction()
    guessable = state.leavesOutGuessable ? GuessableProblems(runs) : nil
    restriction.excluded = guessable?.ids ?? [:]
    if let only = state.only { restriction.only[only.benchmark] = only.subset.ids }
    self.runs = runs.map(restriction.restrict)
  }
}

extension App {
  /// Asks for the runs over the problems that count, where not all do.
  mutating func refreshRestriction() -> [Effect] {
    guard !restriction.isEmpty else { return [] }
    let (runs, state) = (whole.runs, restriction)
    return board.ask(
      .restriction, of: "\(state.number)", version: UInt64(wholeRevision)
    ) { _ in RestrictedRuns(runs, state) }
  }

  /// Shows the runs over the problems that count, once they are worked out.
  mutating func adoptRestriction() -> [Effect] {
    guard !restriction.isEmpty,
      let found = board.latest(.restriction, as: RestrictedRuns.self)?.value
    else { return [] }
    restriction.guessable = found.guessable
    if let guessable = found.guessable, guessable.count == 0 {
      notice =
        guessable.sources.isEmpty
        ? "no run answers directly, and no problem has a direct_answer: none is known to be guessed"
        : "no problem is guessed in more than 0 and less than 5% of direct answers"
      return toggleGuessable()
    }
    return show(found.runs)
  }

  /// Leaves out what direct answers sometimes guess, or lets it count again.
  mutating func toggleGuessable() -> [Effect] {
    restriction.leavesOutGuessable.toggle()
    restriction.guessable = nil
    restriction.number += 1
    return restriction.isEmpty ? show(whole.runs) : []
  }

  /// Lets the problems that are listed on *Problems* alone count everywhere, or all again.
  mutating func toggleOnly() -> [Effect] {
    restriction.number += 1
    if let only = restriction.only {
      problems.subset = only.subset
      restriction.only = nil
      return restriction.isEmpty ? show(whole.runs) : []
    }
    guard let subset = listedSubset, let run = problemRun else {
      notice = "all problems are listed; Enter on a bin, a cell or a stratum lists some"
      return []
    }
    restriction.only = (subset, run.benchmark ?? "")
    problems.subset = nil
    return []
  }

  /// The problems that alone are listed; `nil` where that is all of them.
  private var listedSubset: ProblemSubset? {
    if problems.filter.isEmpty { return problems.subset }
    let title = problems.subset.map { $0.title + ", filtered" } ?? "filtered"
    return ProblemSubset(title: title, ids: Set(problemIDs))
  }

  /// What does not count, in words; `nil` where everything does.
  var restrictionText: String? {
    var parts: [String] = []
    if restriction.leavesOutGuessable, let guessable = restriction.guessable {
      parts.append("without \(Format.count(guessable.count)) guessable")
    }
    if let only = restriction.only {
      parts.append("only \(Format.count(only.subset.ids.count)): \(only.subset.title)")
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
