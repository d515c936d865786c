/// Fisher's exact test on the tallies of one problem in two runs.
///
/// Given how many of all samples are correct, the correct ones of the first run are a draw
/// without replacement if both runs solve the problem equally often: Fisher, "The Logic of
/// Inductive Inference" (1935).
package enum FisherTest {
  /// The one-sided p that the first run has so many of the correct samples by chance, in 0...1.
  ///
  ///     FisherTest.greaterP(first: .init(n: 128, c: 9), second: .init(n: 128, c: 0))   // 0.0017
  ///
  /// - Complexity: O(the smaller of the tallies).
  package static func greaterP(first: TallyCounts.Key, second: TallyCounts.Key) -> Double {
    guard first.c > 0 else { return 1 }
    return Hypergeometric(n: first.n + second.n, c: first.c + second.c, k: first.n)
      .tail(atLeast: first.c)
  }
}
