import Statistics

/// From which bin of accuracy to which each problem goes between two runs.
package struct AccuracyFlow: Equatable, Sendable {
  /// The ids of the problems, `ids[bin in the baseline][bin in the candidate]`.
  package let ids: [[[String]]]
  /// The n, in either run, of the problems that neither solves; `nil` without any.
  package let unsolvedN: ClosedRange<Int>?

  /// Problems with graded samples in one run alone are left out.
  package init(baseline: Run, candidate: Run) {
    let bins = AccuracyHistogram.labels
    var ids = bins.map { _ in bins.map { _ in [String]() } }
    var unsolvedN: ClosedRange<Int>?
    for pair in ProblemPairing(baseline, candidate).pairs {
      let (before, after) = (pair.tallies.baseline, pair.tallies.candidate)
      let from = AccuracyHistogram.bin(n: before.n, c: before.c)
      let to = AccuracyHistogram.bin(n: after.n, c: after.c)
      ids[from][to].append(pair.id)
      if from == 0, to == 0 { unsolvedN = unsolvedN.holding(before.n).holding(after.n) }
    }
    self.ids = ids
    self.unsolvedN = unsolvedN
  }

  package var counts: [[Int]] { ids.map { $0.map(\.count) } }
  package var total: Int { sum { _, _ in true } }
  /// Problems in a lower bin in the candidate, and those in a higher one.
  package var movedDown: Int { sum { $1 < $0 } }
  package var movedUp: Int { sum { $1 > $0 } }
  /// Problems that no sample of either solves, and those that every sample of both does.
  package var neverSolved: Int { ids[0][0].count }
  package var alwaysSolved: Int { ids.last?.last?.count ?? 0 }

  private func sum(where holds: (_ from: Int, _ to: Int) -> Bool) -> Int {
    ids.indices.reduce(0) { sum, from in
      ids[from].indices.filter { holds(from, $0) }.reduce(sum) { $0 + ids[from][$1].count }
    }
  }

  /// What moved and what did not, in one sentence.
  package var sentence: String {
    guard total > 0 else { return "The two runs have no graded problem in common." }
    return "Of \(Format.count(total, "problem")) \(Format.count(neverSolved)) "
      + "\(neverSolved == 1 ? "is" : "are") solved by neither\(limit) "
      + "and \(Format.count(alwaysSolved)) always by both; from baseline to candidate "
      + "\(Format.count(movedDown)) \(movedDown == 1 ? "moves" : "move") to a lower bin, "
      + "\(Format.count(movedUp)) to a higher one."
  }

  /// What no success in so many samples says of the true rates.
  private var limit: String {
    unsolvedN.map { ", each \(RateText.none(of: $0))," } ?? ""
  }

  /// A row for each pair of bins that holds problems.
  package var table: DataTable {
    var table = DataTable(
      "problems by accuracy in both runs",
      columns: [
        .init("baseline", isWords: true), .init("candidate", isWords: true), .init("problems"),
        .init("share"),
      ])
    let labels = AccuracyHistogram.labels
    for from in ids.indices {
      for to in ids[from].indices where !ids[from][to].isEmpty {
        let count = ids[from][to].count
        table.append([
          .text(labels[from]), .text(labels[to]), .count(count),
          .share(Double(count) / Double(total)),
        ])
      }
    }
    return table
  }
}
