extension Report {
  /// The report as an aligned table, with rejects below it.
  package var text: String {
    guard !runs.isEmpty || !rejects.isEmpty else { return "" }
    let budgets = Set(runs.flatMap { $0.passAtK.map(\.k) }).sorted()
    let rows = [heading(budgets)] + runs.map { row($0, budgets) }
    var lines = runs.isEmpty ? [] : Self.aligned(rows)
    if !rejects.isEmpty {
      if !lines.isEmpty { lines.append("") }
      lines.append("rejects: \(rejects.count)")
      lines += rejects.map { reject in
        "  " + reject.file + (reject.line.map { ":\($0)" } ?? "") + ": " + reject.reason
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(_ budgets: [Int]) -> [String] {
    ["run", "role", "problems", "n", "samples", "unsolved", "ungraded"]
      + budgets.map { "pass@\($0)" }
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
        run.passAtK.first { $0.k == k }.map { Self.fixed($0.value) } ?? "-"
      }
  }

  /// A share in 0...1 with four decimals.
  private static func fixed(_ share: Double) -> String {
    let digits = String(Int((share * 10_000).rounded()))
    let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    return padded.dropLast(4) + "." + padded.suffix(4)
  }

  /// The first two columns to the left, numbers to the right.
  private static func aligned(_ rows: [[String]]) -> [String] {
    let columns = rows.first?.count ?? 0
    let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { column, text in
        let blank = String(repeating: " ", count: widths[column] - text.count)
        return column < 2 ? text + blank : blank + text
      }
      return cells.joined(separator: "  ").trimmingEnd()
    }
  }
}

extension String {
  fileprivate func trimmingEnd() -> String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
