import Statistics

extension Recheck {
  /// What the merged samples say, a sentence each.
  ///
  /// - Parameter name: Whose samples they are: `the baseline`.
  package func sentences(name: String) -> [String] {
    guard let least = rows.map(\.merged.n).min() else { return [] }
    let most = rows.map(\.merged.n).max() ?? least
    let n = least == most ? Format.count(least) : "\(Format.count(least)) to \(Format.count(most))"
    let before = rows.filter { ($0.own?.c ?? 0) > 0 }.count
    var text =
      "With \(n) samples a problem \(name) solves \(Format.count(solved)) of "
      + "\(Format.count(rows.count)); with its own it solves \(Format.count(before)). "
    text += "Merged: \(([own] + sources.map(\.title)).joined(separator: "; "))."
    let unsolved = rows.filter { $0.merged.c == 0 }
    guard let fewest = unsolved.map(\.merged.n).min(),
      let limit = ZeroSuccesses.upperLimit(trials: fewest)
    else { return [text] }
    let rest = unsolved.count == 1 ? "The one left has" : "The \(unsolved.count) left have"
    return [
      text,
      "\(rest) a mean rate of up to \(RateText.limitText(limit)) over these settings (0 of "
        + "\(Format.count(fewest)), 95%, one-sided).",
    ]
  }

  /// The tallies of each problem in each run, and merged.
  package var table: DataTable {
    let parts = [("own", own)] + sources.enumerated().map { ("other_\($0 + 1)", $1.title) }
    var columns = [DataTable.Column("problem", isWords: true)]
    for (key, title) in parts + [("merged", "merged")] {
      columns += [.init(key + "_n", "n, " + title), .init(key + "_c", "c, " + title)]
    }
    var table = DataTable("rechecked with other runs", columns: columns)
    for row in rows {
      let tallies = [row.own] + row.others + [row.merged]
      table.append(
        [.text(row.id)]
          + tallies.flatMap { [DataValue(count: $0?.n), DataValue(count: $0?.c)] })
    }
    return table
  }
}
