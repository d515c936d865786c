/// One point of a maj@k curve: a mean over problems, and how much of it was simulated.
package struct MajorityPoint: Equatable, Sendable {
  /// The mean; its standard error over problems holds the noise of the simulation too.
  package let point: CurvePoint
  /// How many of the problems have a simulated value.
  package let simulated: Int
  /// The part of the error of the mean that more draws would remove; 0 if all are exact.
  package let simulationError: Double
}
