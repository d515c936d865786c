/// Why no temperature can be named at which two runs have the same entropy.
package enum EntropyMatchRefusal: Error, Equatable, Sendable, CustomStringConvertible {
  case fewTemperatures(Int)
  /// Two rows have one temperature.
  case repeated(Double)
  /// The entropy does not rise from one temperature to the next.
  case falling(from: Double, to: Double)
  case outside(target: Double, entropies: ClosedRange<Double>, at: ClosedRange<Double>)

  package var description: String {
    switch self {
    case .fewTemperatures(let count):
      "matching entropies needs runs at 2 temperatures or more and there are \(count); "
        + "sample the candidate at another temperature"
    case .repeated(let temperature):
      "two runs have temperature \(ShortNumber(temperature)), so its entropy is not one number; "
        + "leave one of them out"
    case .falling(let lower, let upper):
      "the entropy does not rise from temperature \(ShortNumber(lower)) to \(ShortNumber(upper)); "
        + "check that both runs are of one checkpoint, or draw more samples"
    case .outside(let target, let entropies, let temperatures):
      "the entropy \(ShortNumber(target)) is outside \(ShortNumber(entropies.lowerBound)) to "
        + "\(ShortNumber(entropies.upperBound)), measured at temperatures "
        + "\(ShortNumber(temperatures.lowerBound)) to \(ShortNumber(temperatures.upperBound)); "
        + "sample the candidate at a \(target < entropies.lowerBound ? "lower" : "higher") one"
    }
  }
}
