import Charts
import Results
import Statistics

extension App {
  var problemsExhibit: Exhibit? {
    switch view {
    case .dumbbells: dumbbellsExhibit
    case .flow: flowExhibit
    case .newly: newlyExhibit
    case .problem: problemExhibit
    case .strata: strataExhibit
    default: heatMapExhibit
    }
  }

  /// The problems as they are listed, with their tallies in the runs shown.
  private var heatMapExhibit: Exhibit? {
    let (list, runs) = (problems.rows.value, problemRuns)
    guard list.count > 0 else { return nil }
    let headings = problemHeadings
    let names = zip(headings, runs).map { "\($0) is \($1.id)" }.joined(separator: ", ")
    return Exhibit(
      "problems", title: "accuracy c/n of " + problemCountText,
      sentences: ["\(names)."] + problems.sentences.value,
      chart: HeatMap(
        rows: (0..<list.count).map { list[$0].problem.name }, columns: headings,
        values: (0..<list.count).map { list[$0].tallies.map { $0?.accuracy } },
        rowTitle: "problem", columnTitle: problems.showsSteps ? "step" : "run"),
      tables: [heatTable(headings)])
  }

  /// What each column is called: a marked run's letter, or a checkpoint's step.
  var problemHeadings: [String] {
    if problems.showsSteps, let checkpoints = problems.checkpoints.value {
      return checkpoints.headings
    }
    return problemRuns.map { String((mark(of: $0.id) ?? RunMark.unmarked).letter) }
  }

  /// How many of the problems listed each run never solves, and none does.
  var heatSentence: String {
    let list = problems.rows.value
    let unsolved = list.unsolved
    let least = unsolved.least
    let parts = zip(problemHeadings, unsolved.byRun).map { "\($0): \(Format.count($1))" }
    let zero = TallyCounts.Key(n: least, c: 0)
    let limit =
      least < .max ? "; \(RateText.count(zero)) says no more than \(RateText.range(zero))" : ""
    return "Without a correct sample, of \(Format.count(list.count, "problem")): "
      + parts.joined(separator: ", ") + "; in all runs: \(Format.count(unsolved.byAll))\(limit)."
  }

  private func heatTable(_ headings: [String]) -> DataTable {
    var columns: [DataTable.Column] = [
      .init("problem", isWords: true), .init("level", isWords: true),
      .init("subject", isWords: true),
    ]
    for heading in headings {
      columns += [
        .init("n_\(heading)", "n \(heading)"), .init("c_\(heading)", "c \(heading)"),
        .init("ungraded_\(heading)", "ungraded"),
      ]
    }
    var table = DataTable("problems", columns: columns)
    let list = problems.rows.value
    for place in 0..<list.count {
      let row = list[place]
      table.append(
        [
          .text(row.problem.id), DataValue(text: row.problem.level),
          DataValue(text: row.problem.subject),
        ]
          + row.tallies.flatMap {
            [DataValue(count: $0?.n), DataValue(count: $0?.c), DataValue(count: $0?.ungraded)]
          })
    }
    return table
  }

  /// How many problems the runs shown have, those that do not count among them.
  private var allProblemCount: Int {
    let first = problemRuns.first.flatMap { whole.run($0.id) }
    let left = problems.merged.value.problems.count
    if restriction.only != nil { return max(left, first?.problems.count ?? 0) }
    return left + (restriction.guessable?.ids[first?.benchmark ?? ""]?.count ?? 0)
  }

  /// How many problems are listed, and of how many: `18 of 30 problems`.
  var problemCountText: String {
    let shown = problems.rows.value.count
    let all = allProblemCount
    return all > shown
      ? "\(Format.count(shown)) of \(Format.count(all, "problem"))"
      : Format.count(shown, "problem")
  }
}
