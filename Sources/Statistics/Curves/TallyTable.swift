/// Problems counted by their tally, in the order that curves are computed in.
///
/// Rows are the distinct n, ascending; in a row the distinct c ascend. Everything
/// that sums over problems walks it in this order, so that equal tallies give
/// equal digits whatever order they came in.
package struct TallyTable: Equatable, Sendable {
  /// The problems that have `n` graded samples.
  package struct Row: Equatable, Sendable {
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
    let entries = tallies.sorted
    correct = entries.map(\.key.c)
    problems = entries.map { Double($0.problems) }
    var start = 0
    while start < entries.count {
      let n = entries[start].key.n
      let end = entries[start...].firstIndex { $0.key.n != n } ?? entries.count
      let total = entries[start..<end].reduce(0) { $0 + $1.problems }
      rows.append(Row(n: n, range: start..<end, total: total))
      start = end
    }
  }

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
