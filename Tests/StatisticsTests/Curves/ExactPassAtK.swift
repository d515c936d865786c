/// pass@k as a quotient of two whole numbers, rounded once.
///
/// - Precondition: `n <= 40`, whose binomials a double holds exactly.
func exactPassAtK(n: Int, c: Int, k: Int) -> Double {
  let all = SmallCases.binomials[n][k]
  let failures = k <= n - c ? SmallCases.binomials[n - c][k] : 0
  return Double(all - failures) / Double(all)
}
