import Glibc

/// The budgets k at which curves are computed.
package enum Budgets {
  /// The powers of two up to `n`, and `n` itself; empty without samples.
  package static func powersOfTwo(upTo n: Int) -> [Int] {
    guard n >= 1 else { return [] }
    var budgets: [Int] = []
    var k = 1
    while k < n {
      budgets.append(k)
      k *= 2
    }
    return budgets + [n]
  }

  /// Four budgets an octave, ⌊2^(j/4)⌋, and `n` itself: the grid of the curves in
  /// Yue et al., arXiv 2504.13837, figures 1 and 2.
  package static func quarterOctaves(upTo n: Int) -> [Int] {
    guard n >= 1 else { return [] }
    var budgets: [Int] = []
    var j = 0
    while true {
      let k = Int(exp2(Double(j) / 4) + 1e-9)
      if k >= n { return budgets + [n] }
      if k != budgets.last { budgets.append(k) }
      j += 1
    }
  }

  /// Every whole number up to 128, then four budgets an octave, and `n` itself: where the
  /// curves of two runs are compared.
  ///
  /// Curves that cross at a small k need each of its values; beyond 128 a step of a
  /// quarter of an octave is finer than any interval.
  package static func comparison(upTo n: Int) -> [Int] {
    let dense = 128
    guard n > dense else { return n >= 1 ? Array(1...n) : [] }
    return Array(1...dense) + quarterOctaves(upTo: n).filter { $0 > dense }
  }
}
