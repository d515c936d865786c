extension Report {
  /// The report as aligned tables, with rejects below them.
  ///
  /// - Parameter isDetailed: Whether each comparison is given in full, below the table of all.
  package func text(isDetailed: Bool = false) -> String {
    var blocks: [[String]] = (filter.map { [$0.lines] } ?? [])
    if !runs.isEmpty { blocks.append(runTable.aligned) }
    if !unfinished.isEmpty { blocks.append(["unfinished:"] + unfinished.map { "  " + $0 }) }
    blocks += trainingSeeds.map { [$0.title + ":"] + $0.table.aligned }
    blocks += ComparisonSummary.all(of: comparisons).map { [$0.title + ":"] + $0.table.aligned }
    if isDetailed { blocks += comparisons.map { ComparisonText($0).lines } }
    blocks += sections.map(\.lines)
    if !rejects.isEmpty {
      blocks.append(["rejects: \(rejects.count)"] + rejects.map { "  " + $0.text })
    }
    guard !blocks.isEmpty else { return "" }
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// The report in Markdown, ready for an appendix.
  package var markdown: String {
    var blocks: [[String]] = []
    if let filter {
      blocks.append(filter.lines.map { "- " + Markdown.escaped($0.trimmingSpaces()) })
    }
    if !runs.isEmpty { blocks += [["## Runs"], runTable.markdown] }
    if !unfinished.isEmpty {
      blocks.append(unfinished.map { "- " + Markdown.escaped("unfinished: " + $0) })
    }
    for seeds in trainingSeeds {
      blocks += [["## " + Markdown.escaped(seeds.title)], seeds.table.markdown]
    }
    for summary in ComparisonSummary.all(of: comparisons) {
      blocks += [["## Runs " + Markdown.escaped(summary.title)], summary.table.markdown]
    }
    for comparison in comparisons {
      let text = ComparisonText(comparison)
      blocks.append(["### " + Markdown.escaped(text.title)])
      blocks.append([text.sentences.map(Markdown.escaped).joined(separator: " ")])
      blocks += text.tables.map(\.markdown)
      if !text.notes.isEmpty { blocks.append(text.notes.map { "- " + Markdown.escaped($0) }) }
    }
    blocks += sections.flatMap(\.markdown)
    if !rejects.isEmpty {
      blocks += [["## Rejects"], rejects.map { "- " + Markdown.escaped($0.text) }]
    }
    guard !blocks.isEmpty else { return "" }
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// What runs lack, a line for each of them.
  private var unfinished: [String] {
    runs.compactMap { run in
      run.unfinished.map { run.id + ": " + $0.joined(separator: "; ") }
    }
  }

  private var runTable: ReportTable {
    let budgets = Set(runs.flatMap { $0.passAtK.map(\.k) }).sorted()
    let headings =
      ["run", "role", "problems", "n", "samples", "unsolved", "ungraded"]
      + budgets.map { "pass@\($0)" }
    return ReportTable(headings: headings, words: 2, rows: runs.map { row($0, budgets) })
  }

  private func row(_ run: RunReport, _ budgets: [Int]) -> [String] {
    let n =
      run.nMin == run.nMax
      ? run.nMax.map(String.init) : "\(run.nMin ?? 0)-\(run.nMax ?? 0)"
    let facts = [
      run.id, run.role ?? "-", String(run.problems), n ?? "-", String(run.samples),
      String(run.unsolved), String(run.ungraded),
    ]
    return facts
      + budgets.map { k in
        run.passAtK.first { $0.k == k }.map { Format.fixed($0.value, 4) } ?? "-"
      }
  }
}

extension ComparisonText {
  /// The comparison in full, indented below its title.
  fileprivate var lines: [String] {
    var blocks = [sentences] + tables.map(\.aligned)
    if !notes.isEmpty { blocks.append(notes) }
    return [title + ":"] + blocks.flatMap { [""] + $0.map { "  " + $0 } }
  }
}

extension RejectReport {
  var text: String { file + (line.map { ":\($0)" } ?? "") + ": " + reason }
}
