extension Report {
  /// The report as aligned tables, with rejects below them.
  package var text: String {
    var blocks: [[String]] = runs.isEmpty ? [] : [runTable.aligned]
    blocks += comparisons.flatMap { comparison -> [[String]] in
      let text = ComparisonText(comparison)
      var lines = [text.title, ""] + text.sentences.map { "  " + $0 }
      for table in text.tables { lines += [""] + table.aligned.map { "  " + $0 } }
      if !text.notes.isEmpty { lines += [""] + text.notes.map { "  " + $0 } }
      return [lines]
    }
    if !rejects.isEmpty {
      blocks.append(["rejects: \(rejects.count)"] + rejects.map { "  " + $0.text })
    }
    guard !blocks.isEmpty else { return "" }
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// The report in Markdown, ready for an appendix.
  package var markdown: String {
    var blocks: [[String]] = []
    if !runs.isEmpty { blocks += [["## Runs"], runTable.markdown] }
    if !comparisons.isEmpty { blocks.append(["## Comparisons"]) }
    for comparison in comparisons {
      let text = ComparisonText(comparison)
      blocks.append(["### " + Markdown.escaped(text.title)])
      blocks.append([text.sentences.map(Markdown.escaped).joined(separator: " ")])
      blocks += text.tables.map(\.markdown)
      if !text.notes.isEmpty { blocks.append(text.notes.map { "- " + Markdown.escaped($0) }) }
    }
    if !rejects.isEmpty {
      blocks += [["## Rejects"], rejects.map { "- " + Markdown.escaped($0.text) }]
    }
    guard !blocks.isEmpty else { return "" }
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
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

extension RejectReport {
  fileprivate var text: String { file + (line.map { ":\($0)" } ?? "") + ": " + reason }
}
