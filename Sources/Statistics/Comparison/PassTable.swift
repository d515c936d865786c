/// pass@k of many tallies at many budgets, each tally computed once.
struct PassTable {
  private let rows: [TallyCounts.Key: [Double]]

  /// - Parameter budgets: Values of k, each at least 1.
  init(of tallies: some Sequence<TallyCounts.Key>, at budgets: [Int]) {
    var rows: [TallyCounts.Key: [Double]] = [:]
    for key in tallies where rows[key] == nil { rows[key] = Self.values(of: key, at: budgets) }
    self.rows = rows
  }

  /// pass@k of a tally at each budget; 0 where it has fewer than k samples.
  ///
  /// - Precondition: The table was made with the tally.
  subscript(key: TallyCounts.Key) -> [Double] { rows[key] ?? [] }

  /// By the whole curve where that is less work than an estimate a budget.
  private static func values(of key: TallyCounts.Key, at budgets: [Int]) -> [Double] {
    let terms = budgets.reduce(0) { $0 + min($1, key.c) }
    guard terms > key.n / 4 else {
      return budgets.map { $0 <= key.n ? PassAtK.estimate(n: key.n, c: key.c, k: $0) : 0 }
    }
    let curve = PassAtK.curve(n: key.n, c: key.c)
    return budgets.map { $0 <= key.n ? curve[$0 - 1] : 0 }
  }
}
