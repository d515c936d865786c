import Statistics

/// The problems of a run by their accuracy, in the twelve bins of `AccuracyHistogram`.
package struct AccuracyBins: Equatable, Sendable {
  /// The ids of the problems of each bin, in the order of the run.
  package let ids: [[String]]
  /// The n of the problems that were never solved; `nil` without any.
  package let unsolvedN: ClosedRange<Int>?

  /// Problems without graded samples are in no bin.
  package init(_ run: Run) {
    var ids = AccuracyHistogram.labels.map { _ in [String]() }
    var unsolvedN: ClosedRange<Int>?
    for result in run.problems where result.tally.n > 0 {
      let tally = result.tally
      ids[AccuracyHistogram.bin(n: tally.n, c: tally.c)].append(result.problem.id)
      if tally.c == 0 { unsolvedN = unsolvedN.holding(tally.n) }
    }
    self.ids = ids
    self.unsolvedN = unsolvedN
  }

  package var counts: [Int] { ids.map(\.count) }
  package var total: Int { ids.reduce(0) { $0 + $1.count } }

  /// The problems of a bin as text: `13 of 60 problems (21.7%, 95%: 13.1 to 33.6%)`.
  package func text(of bin: Int) -> String {
    let (count, all) = (ids[bin].count, total)
    guard let bounds = WilsonInterval.bounds(successes: count, trials: all) else {
      return "no graded problem"
    }
    return "\(Format.count(count)) of \(Format.count(all, "problem")) "
      + "(\(Format.percent(Double(count) / Double(all))), 95%: "
      + "\(Format.fixed(bounds.lowerBound * 100, 1)) to \(Format.percent(bounds.upperBound)))"
  }

  /// The bins of some runs beside each other, as counts and as shares with Wilson's interval.
  package static func table(_ runs: [(name: String, bins: AccuracyBins?)]) -> DataTable {
    var columns = [DataTable.Column("accuracy", isWords: true)]
    for run in runs {
      columns.append(.init(run.name))
      columns.append(.init(run.name + "_share", "share"))
      columns.append(.init(run.name + "_low", "95% low"))
      columns.append(.init(run.name + "_high", "95% high"))
    }
    var table = DataTable("problems by accuracy", columns: columns)
    for (bin, label) in AccuracyHistogram.labels.enumerated() {
      table.append([.text(label)] + runs.flatMap { values(of: bin, in: $0.bins) })
    }
    return table
  }

  private static func values(of bin: Int, in bins: AccuracyBins?) -> [DataValue] {
    guard let bins else { return [.missing, .missing, .missing, .missing] }
    let (count, total) = (bins.ids[bin].count, bins.total)
    let bounds = WilsonInterval.bounds(successes: count, trials: total)
    return [
      .count(count), DataValue(share: total > 0 ? Double(count) / Double(total) : nil),
      DataValue(share: bounds?.lowerBound), DataValue(share: bounds?.upperBound),
    ]
  }
}

extension ClosedRange<Int>? {
  /// The range that holds a number as well.
  func holding(_ number: Int) -> ClosedRange<Int>? {
    self.map { Swift.min($0.lowerBound, number)...Swift.max($0.upperBound, number) }
      ?? number...number
  }
}
