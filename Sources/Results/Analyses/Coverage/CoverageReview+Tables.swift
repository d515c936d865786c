import Statistics

extension CoverageReview {
  /// The table of two by two as rows, ready for a paper.
  package var cellTable: DataTable {
    var rows = DataTable(
      "who solves what at k = \(k)" + (table.isWhole ? "" : ", expected"),
      columns: [
        .init("solved_by", "solved by", isWords: true), .init("problems"), .init("share"),
        .init("low", "95% low"), .init("high", "95% high"),
      ])
    for cell in CoverageCell.allCases { rows.append([.text(cell.title)] + values(count(cell))) }
    rows.append([.text("baseline")] + values(table.both + table.baselineOnly))
    rows.append([.text("candidate")] + values(table.both + table.candidateOnly))
    rows.append(
      [.text("all"), .count(table.problems), .share(1), .missing, .missing])
    return rows
  }

  /// A count, its share, and the interval of Wilson where the count is whole.
  private func values(_ count: Double) -> [DataValue] {
    let bounds =
      table.isWhole ? WilsonInterval.bounds(successes: Int(count), trials: table.problems) : nil
    return [
      table.isWhole ? .count(Int(count)) : .number(count, decimals: 1),
      .share(count / Double(table.problems)), DataValue(share: bounds?.lowerBound),
      DataValue(share: bounds?.upperBound),
    ]
  }

  /// A rate that follows from the table.
  package struct Measure: Equatable, Sendable {
    package let name: String
    package let value: DataValue
    /// What it is a share of, with the numbers.
    package let meaning: String
  }

  /// SRR, NDR, SDS and NSCR of Wu et al., arXiv 2507.14843, and the p of McNemar.
  package var measures: [Measure] {
    let solved = [table.both + table.baselineOnly, table.both + table.candidateOnly].map(number)
    let both = number(table.both)
    let (lost, won) = (number(table.baselineOnly), number(table.candidateOnly))
    let either = number(table.both + table.baselineOnly + table.candidateOnly)
    return [
      Measure(
        name: "SRR", value: DataValue(share: table.retention),
        meaning: "retained: \(both) of \(solved[0]) that the baseline solves"),
      Measure(
        name: "NDR", value: DataValue(share: table.discovery),
        meaning: "discovered: \(won) of \(solved[1]) that the candidate solves"),
      Measure(
        name: "SDS", value: DataValue(share: table.retentionAndDiscovery),
        meaning: "harmonic mean of SRR and NDR"),
      Measure(
        name: "NSCR", value: DataValue(difference: table.netChange),
        meaning: "net change in points: \(won) won less \(lost) lost of \(either) that any solves"),
      Measure(
        name: "p", value: DataValue(text: table.mcNemarP.map(PValueText.words)),
        meaning: table.isWhole
          ? "exact McNemar test: \(lost) lost against \(won) won"
          : "no test: the counts are expected ones"),
    ]
  }

  package var measureTable: DataTable {
    var rows = DataTable(
      "measures of coverage",
      columns: [
        .init("measure", isWords: true), .init("value"), .init("meaning", isWords: true),
      ])
    for measure in measures {
      rows.append([.text(measure.name), measure.value, .text(measure.meaning)])
    }
    return rows
  }

  /// The problems of a cell with their tallies, as they are listed.
  package func problemTable(of cell: CoverageCell) -> DataTable {
    var rows = DataTable(
      "problems: \(cell.title)",
      columns: [
        .init("problem", isWords: true), .init("baseline_n", "n baseline"),
        .init("baseline_c", "c baseline"), .init("candidate_n", "n candidate"),
        .init("candidate_c", "c candidate"), .init("chance", "chance at k"),
        .init("fisher_p", "Fisher p"),
      ])
    for entry in problems(in: cell) {
      let (first, second) = (entry.tallies.baseline, entry.tallies.candidate)
      rows.append([
        .text(entry.id), .count(first.n), .count(first.c), .count(second.n), .count(second.c),
        .share(entry.chance), .number(entry.p, decimals: 4),
      ])
    }
    return rows
  }
}

extension CoverageIndex {
  /// Each list with its size and its ids in ranges.
  package func table(dash: String = "–") -> DataTable {
    var rows = DataTable(
      "solvable problems",
      columns: [
        .init("list", isWords: true), .init("problems"), .init("share"),
        .init("ids", "problems by id", isWords: true),
      ])
    for list in List.allCases {
      let ids = self[list]
      rows.append([
        .text(list.title), .count(ids.count),
        DataValue(share: problems > 0 ? Double(ids.count) / Double(problems) : nil),
        ids.isEmpty ? .missing : .text(CompactList.text(ids, dash: dash)),
      ])
    }
    return rows
  }

  /// What a solved problem is here, and whether the lists are fair.
  package var sentences: [String] {
    let what =
      "Of \(Format.count(problems, "problem")) the baseline solves "
      + "\(Format.count(self[.baseline].count)) and the candidate "
      + "\(Format.count(self[.candidate].count)): at least one correct sample of all (\(budget))."
    guard !isEqual else { return [what] }
    return [
      what,
      "Numbers of samples differ, and a run with more of them solves more by chance: compare the "
        + "counts at one k instead.",
    ]
  }
}
