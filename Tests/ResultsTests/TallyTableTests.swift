import Testing

@testable import Results

@Suite struct TallyTableTests {
  /// A table with some samples of two problems that are right, and one that is wrong.
  private func table(_ right: [Int]) -> ProblemTable {
    var table = ProblemTable()
    for (place, count) in right.enumerated() {
      let problem = table.index(of: UInt64(place + 1)) { Problem(id: "p\(place)") }
      table.count(problem: problem, correct: count, incorrect: 1, truncated: 0)
    }
    return table
  }

  /// Numbers that fit into a byte are kept in one; no answer depends on it.
  @Test(arguments: [[3, 0], [255, 7], [256, 7], [70_000, 1]])
  func aSettledTableIsWhatItWas(_ right: [Int]) {
    let open = table(right)
    var settled = open
    settled.settle()
    #expect(settled == open && open == settled)
    #expect(settled.counts.total == right.reduce(2, +))
    #expect(settled.counts.total(of: 0) == right[0] + 1)
    let rule = VerdictRule()
    #expect(settled.counts.tallies(by: rule) == open.counts.tallies(by: rule))
    #expect(settled.counts.tallies(by: rule).map(\.c) == right)
    #expect(table([right[0] + 1, right[1]]) != settled)
  }

  @Test func aSettledTableGoesOnCounting() {
    var grown = table([255, 0])
    grown.settle()
    grown.count(problem: 0, correct: 1, incorrect: 0, truncated: nil)
    _ = grown.index(of: 9) { Problem(id: "new") }
    #expect(grown.counts.tallies(by: VerdictRule()).map(\.c) == [256, 0, 0])
  }

  @Test func settledTablesAreAddedUp() {
    for other in [[1, 2], [300, 2]] {
      var (sum, added) = (table([255, 1]).counts, table(other).counts)
      added.settle()
      sum.settle()
      sum.add(added)
      #expect(sum.tallies(by: VerdictRule()).map(\.c) == [255 + other[0], 1 + other[1]])
      #expect(sum.tallies(by: VerdictRule()).map(\.n) == [257 + other[0], 3 + other[1]])
    }
  }
}
