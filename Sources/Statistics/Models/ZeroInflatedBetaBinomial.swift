import Glibc

/// A law of how problems differ in their success rate.
///
/// A share of them is never solved; the rates of the others follow a Beta law, so that
/// their c of n samples follow a beta-binomial one. See arXiv 2510.05197; without the mass
/// at 0 a Beta law gives every problem some chance, and the extrapolation comes out high.
package struct ZeroInflatedBetaBinomial: Equatable, Sendable {
  /// The share of problems that are never solved, in 0..<1.
  package let zeroMass: Double
  /// The first parameter of the Beta law, above 0.
  package let alpha: Double
  /// The second parameter of the Beta law, above 0.
  package let beta: Double

  /// - Precondition: `0 <= zeroMass && zeroMass < 1 && alpha > 0 && beta > 0`.
  package init(zeroMass: Double, alpha: Double, beta: Double) {
    precondition(
      0 <= zeroMass && zeroMass < 1 && alpha > 0 && beta > 0, "\(zeroMass) \(alpha) \(beta)")
    self.zeroMass = zeroMass
    self.alpha = alpha
    self.beta = beta
  }

  /// What pass@k rises to as k grows: the share of problems with any chance, in 0...1.
  package var ceiling: Double { 1 - zeroMass }

  /// The expected pass@k, (1 − π)(1 − B(α, β + k) / B(α, β)), in 0...1.
  ///
  ///     ZeroInflatedBetaBinomial(zeroMass: 0.5, alpha: 1, beta: 1).passAtK(3)   // 0.375
  ///
  /// - Precondition: `k >= 1`.
  /// - Complexity: O(1), however large `k` is.
  package func passAtK(_ k: Int) -> Double {
    precondition(k >= 1, "\(k)")
    return ceiling * -expm1(logMiss(Double(k)))
  }

  /// The log of the chance that k samples of a problem with a Beta rate are all wrong.
  ///
  /// B(α, β + k) / B(α, β) = [Γ(β + k) / Γ(β + k + α)] · [Γ(β + α) / Γ(β)] is symmetric in
  /// α and k; with the smaller of them as the step, less of the digits cancels.
  func logMiss(_ k: Double) -> Double {
    let step = min(alpha, k)
    return LogGamma.rise(from: beta, by: step)
      - LogGamma.rise(from: beta + max(alpha, k), by: step)
  }
}
