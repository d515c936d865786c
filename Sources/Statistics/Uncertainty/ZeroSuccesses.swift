import Glibc

/// What no success at all says about the true rate: it is small, not zero.
package enum ZeroSuccesses {
  /// The one-sided upper limit for the true rate after 0 of `trials`; `nil` without trials.
  ///
  /// At this rate no success would still be seen with the chance 1 − level:
  /// (1 − p)^trials = 1 − level, the limit of Clopper and Pearson (1934).
  ///
  ///     ZeroSuccesses.upperLimit(trials: 1024)   // 0.0029
  ///
  /// - Precondition: `trials >= 0` and `0 < level && level < 1`.
  package static func upperLimit(trials: Int, level: Double = 0.95) -> Double? {
    precondition(trials >= 0 && level > 0 && level < 1, "\(trials) trials, level \(level)")
    guard trials > 0 else { return nil }
    return -expm1(log1p(-level) / Double(trials))
  }
}
