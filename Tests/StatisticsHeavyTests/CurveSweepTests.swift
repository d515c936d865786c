import Statistics
import Testing

/// The three ways to a curve beside one another, over many more cases than debug has time for.
@Suite struct CurveSweepTests {
  @Test func agreeForAllCasesOfUpTo128Samples() {
    var worst = 0.0
    for n in 41...128 {
      let budgets = Array(1...n)
      for c in 1...n {
        let curve = PassAtK.curve(n: n, c: c)
        var tallies = TallyCounts()
        tallies.add(n: n, c: c)
        for point in Curve.points(of: tallies, at: budgets) {
          let value = PassAtK.estimate(n: n, c: c, k: point.k)
          worst = max(
            worst, abs(point.value - value) / value, abs(curve[point.k - 1] - value) / value)
        }
        if Curve.points(of: tallies, at: [n])[0].value != 1 { Issue.record("\(c) of \(n)") }
      }
    }
    #expect(worst < 1e-14)
  }

  @Test(arguments: [1000, 10_000, 100_000])
  func agreeForManySamples(_ n: Int) {
    var generator = SeededGenerator(seed: UInt64(n))
    var worst = 0.0
    for _ in 0..<40 {
      let share = generator.uniform()
      let c = 1 + Int(share * share * share * Double(n - 1))
      let curve = PassAtK.curve(n: n, c: c)
      var tallies = TallyCounts()
      tallies.add(n: n, c: c)
      for point in Curve.points(of: tallies, at: Budgets.comparison(upTo: n)) {
        let value = PassAtK.estimate(n: n, c: c, k: point.k)
        worst = max(
          worst, abs(point.value - value) / value, abs(curve[point.k - 1] - value) / value)
      }
    }
    // An addition a sample, each off by half a unit of the last digit, at worst all one way.
    #expect(worst < Double(n) * 1.2e-16 + 1e-14)
  }

  /// Against the mean and the spread of the estimates of single problems, in two passes.
  @Test func standardErrorsOfManyProblemsAgreeWithTwoPasses() {
    for seed in 1...60 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let size = 1 + generator.index(below: 400)
      let problems = (0..<size * 3).map { _ in
        let n = size + generator.index(below: 50)
        return (n: n, c: generator.index(below: n + 1))
      }
      var tallies = TallyCounts()
      for problem in problems { tallies.add(n: problem.n, c: problem.c) }
      for point in Curve.points(of: tallies, at: Budgets.quarterOctaves(upTo: size + 49)) {
        let values = problems.filter { $0.n >= point.k }
          .map { PassAtK.estimate(n: $0.n, c: $0.c, k: point.k) }
        guard values.count > 1 else { continue }
        let mean = values.reduce(0, +) / Double(values.count)
        let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let error = (spread / Double(values.count - 1) / Double(values.count)).squareRoot()
        #expect(abs(point.value - mean) < 1e-13 && point.problems == values.count, "\(seed)")
        #expect(abs((point.standardError ?? error) - error) < 1e-13, "\(seed)")
      }
    }
  }
}
