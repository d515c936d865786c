@testable import Statistics

/// Every problem of up to forty samples, with exact whole numbers of draws.
enum SmallCases {
  /// C(n, k) for n up to 40, as Pascal adds them; the largest is 137 846 528 820.
  static let binomials: [[Int]] = {
    var rows = [[1]]
    for n in 1...40 {
      let last = rows[n - 1]
      rows.append([1] + (1..<n).map { last[$0 - 1] + last[$0] } + [1])
    }
    return rows
  }()

  /// The number of draws of k with j correct ones, for j = 0 … min(c, k).
  static func draws(n: Int, c: Int, k: Int) -> [Int] {
    let right = binomials[c]
    let wrong = binomials[n - c]
    var counts = Array(repeating: 0, count: min(c, k) + 1)
    for j in counts.indices where k - j <= n - c { counts[j] = right[j] * wrong[k - j] }
    return counts
  }

  /// The number of draws of k with t or more correct ones, for t = 0 … k + 1.
  static func tails(n: Int, c: Int, k: Int) -> [Int] {
    let draws = draws(n: n, c: c, k: k)
    var tails = Array(repeating: 0, count: k + 2)
    for t in draws.indices.reversed() { tails[t] = tails[t + 1] + draws[t] }
    return tails
  }

  static func forEach(_ body: (_ n: Int, _ c: Int, _ k: Int) -> Void) {
    for n in 1...40 {
      for c in 0...n {
        for k in 1...n { body(n, c, k) }
      }
    }
  }

  /// Problems with seeded numbers of samples and correct ones.
  static func randomTallies(seed: UInt64, problems: Int = 30, n sizes: ClosedRange<Int>)
    -> [(n: Int, c: Int)]
  {
    var generator = SeededGenerator(seed: seed)
    return (0..<problems).map { _ in
      let n = sizes.lowerBound + generator.index(below: sizes.count)
      let share = generator.uniform()
      return (n, Int(share * share * Double(n + 1)))
    }
  }
}

extension TallyCounts {
  init(_ problems: [(n: Int, c: Int)]) {
    self.init()
    for problem in problems { add(n: problem.n, c: problem.c) }
  }
}

/// Whether a value is the other one up to a relative error.
func agrees(_ value: Double, _ exact: Double, within error: Double = 1e-15) -> Bool {
  abs(value - exact) <= error * abs(exact)
}
