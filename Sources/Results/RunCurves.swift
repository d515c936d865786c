import Statistics
import Synchronization

/// pass@k of a run: its ends are worked out at once, the rest when somebody asks.
final class RunCurves: Sendable {
  private let table: Statistics.TallyTable
  /// pass@1 and pass@n; `nil` without graded samples.
  let first: CurvePoint?
  let last: CurvePoint?
  private let made = Mutex<(curve: [CurvePoint]?, fine: [CurvePoint]?)>((nil, nil))

  private init(_ table: Statistics.TallyTable) {
    self.table = table
    let n = table.largestN
    let ends = Curve.points(of: table, at: n > 1 ? [1, n] : [1])
    (first, last) = (ends.first, ends.last)
  }

  var curve: [CurvePoint] {
    made.withLock { made in
      if let curve = made.curve { return curve }
      let curve = Curve.points(of: table, at: Budgets.powersOfTwo(upTo: table.largestN))
      made.curve = curve
      return curve
    }
  }

  var fine: [CurvePoint] {
    made.withLock { made in
      if let fine = made.fine { return fine }
      let fine = Curve.points(of: table, at: Budgets.quarterOctaves(upTo: table.largestN))
      made.fine = fine
      return fine
    }
  }

  /// A table that is told from others by a checksum before its numbers are compared.
  private struct Key: Hashable {
    let table: Statistics.TallyTable
    let checksum: UInt64

    func hash(into hasher: inout Hasher) { hasher.combine(checksum) }
  }

  private static let memo = Memo<Key, RunCurves>(capacity: 16_384)

  /// The curves of some problems, remembered by their tallies: snapshots ask again for every run.
  static func known(_ problems: ProblemResults) -> RunCurves {
    var tallies: [TallyCounts.Key] = []
    tallies.reserveCapacity(problems.count)
    var checksum: UInt64 = 0
    for tally in problems.tallies where tally.n > 0 {
      tallies.append(TallyCounts.Key(n: tally.n, c: tally.c))
      // In whatever order the problems come.
      checksum &+= Scramble.mix(UInt64(tally.n), UInt64(tally.c))
    }
    let table = Statistics.TallyTable(tallies)
    return memo.value(for: Key(table: table, checksum: checksum)) { RunCurves(table) }
  }
}

extension RunCurves: Equatable {
  static func == (first: RunCurves, second: RunCurves) -> Bool { first.table == second.table }
}
