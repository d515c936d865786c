/// How many correct samples a draw without replacement holds.
///
/// Of `n` samples `c` are correct and `k` are drawn; X is the number of correct
/// ones among them: P(X = j) = C(c, j) · C(n−c, k−j) / C(n, k).
///
///     Hypergeometric(n: 16, c: 8, k: 4).tail(atLeast: 2)   // 0.7153846153846154
///
/// Neighbouring chances have a simple quotient, so all of them follow from the
/// likeliest one, outward, and are then divided by their sum: nothing overflows,
/// nothing cancels, and no logarithm costs digits. Chances below 1e-308 of the
/// likeliest are 0.
package struct Hypergeometric: Equatable, Sendable {
  package let n: Int
  package let c: Int
  package let k: Int
  /// The numbers of correct samples that a draw can hold.
  package let support: ClosedRange<Int>
  /// P(X = j) for each j of `support`, in order.
  package let probabilities: [Double]
  /// P(X >= j) for each j of `support`, in order; the first is exactly 1.
  private let tails: [Double]

  /// Computes the whole distribution.
  ///
  /// - Precondition: `0 <= c && c <= n` and `0 <= k && k <= n`.
  /// - Complexity: O(min(c, k, n − c, n − k)).
  package init(n: Int, c: Int, k: Int) {
    precondition(0 <= c && c <= n && 0 <= k && k <= n, "n \(n), c \(c), k \(k)")
    self.n = n
    self.c = c
    self.k = k
    support = max(0, c + k - n)...min(c, k)
    let weights = Self.weights(n: n, c: c, k: k, support: support)
    let sums = Self.sumsFromTheEnd(weights)
    probabilities = weights.map { $0 / sums[0] }
    tails = sums.map { $0 / sums[0] }
  }

  /// P(X = count), 0 where no draw holds `count` correct samples.
  package func probability(of count: Int) -> Double {
    support.contains(count) ? probabilities[count - support.lowerBound] : 0
  }

  /// P(X >= count), exactly 1 or 0 where every draw or none holds so many.
  package func tail(atLeast count: Int) -> Double {
    if count <= support.lowerBound { return 1 }
    return count > support.upperBound ? 0 : tails[count - support.lowerBound]
  }

  /// The mean of X, k · c / n; 0 without samples.
  package var mean: Double { n == 0 ? 0 : Double(k) * Double(c) / Double(n) }
}

extension Hypergeometric {
  /// The chances as multiples of the likeliest one.
  private static func weights(n: Int, c: Int, k: Int, support: ClosedRange<Int>) -> [Double] {
    let first = support.lowerBound
    var weights = Array(repeating: 1.0, count: support.count)
    let mode = min(max((k + 1) * (c + 1) / (n + 2), first), support.upperBound)
    var up = LongProduct()
    for j in mode..<support.upperBound {
      up.multiply(by: Double((c - j) * (k - j)), over: Double((j + 1) * (n - c - k + j + 1)))
      weights[j + 1 - first] = up.value
    }
    var down = LongProduct()
    for j in (first..<mode).reversed() {
      down.multiply(by: Double((j + 1) * (n - c - k + j + 1)), over: Double((c - j) * (k - j)))
      weights[j - first] = down.value
    }
    return weights
  }

  /// For each place the sum of the weights from there on.
  private static func sumsFromTheEnd(_ weights: [Double]) -> [Double] {
    var sums = weights
    var sum = LongSum()
    for place in weights.indices.reversed() {
      sum.add(weights[place])
      sums[place] = sum.value
    }
    return sums
  }
}
