/// Problems counted by their tally, in the order that curves are computed in.
///
/// Rows are the distinct n, ascending; in a row the distinct c ascend. Everything
/// that sums over problems walks it in this order, so that equal tallies give
/// equal digits whatever order they came in.
package struct TallyTable: Hashable, Sendable {
  /// The problems that have `n` graded samples.
  package struct Row: Hashable, Sendable {
    package let n: Int
    /// The places of its distinct tallies in `correct` and `problems`.
    package let range: Range<Int>
    /// How many problems they are.
    package let total: Int
  }

  package private(set) var rows: [Row] = []
  /// c of each distinct tally.
  package private(set) var correct: [Int] = []
  /// How many problems have it.
  package private(set) var problems: [Double] = []

  package init(_ tallies: TallyCounts) {
    for (key, problems) in tallies.sorted { add(key, times: problems) }
  }

  /// Counts the tallies of problems that have graded samples.
  package init(_ tallies: [TallyCounts.Key]) {
    for key in tallies.sorted() { add(key, times: 1) }
  }

  /// Counts problems whose tally is the last one or comes behind it.
  private mutating func add(_ key: TallyCounts.Key, times: Int) {
    let isKnownRow = rows.last?.n == key.n
    if isKnownRow, correct.last == key.c {
      problems[problems.count - 1] += Double(times)
    } else {
      correct.append(key.c)
      problems.append(Double(times))
    }
    let row = isKnownRow ? rows.removeLast() : nil
    rows.append(
      Row(
        n: key.n, range: (row?.range.lowerBound ?? correct.count - 1)..<correct.count,
        total: (row?.total ?? 0) + times))
  }

  /// The largest n of any problem, 0 without problems.
  package var largestN: Int { rows.last?.n ?? 0 }

  /// The tally that most problems have among those of the largest n; `nil` without problems.
  var commonest: TallyCounts.Key? {
    guard let row = rows.last,
      let place = row.range.max(by: { problems[$0] < problems[$1] })
    else { return nil }
    return TallyCounts.Key(n: row.n, c: correct[place])
  }

  /// The numbers of problems of a row by c, from 0 to its largest c.
  ///
  /// Most c of a large benchmark occur: walking all of them costs less than asking which do.
  func spread(_ row: Row, into values: inout [Double]) {
    let length = correct[row.range.upperBound - 1] + 1
    values.removeAll(keepingCapacity: true)
    values.append(contentsOf: repeatElement(0, count: length))
    values.withUnsafeMutableBufferPointer { values in
      for place in row.range { values[correct[place]] = problems[place] }
    }
  }
}
