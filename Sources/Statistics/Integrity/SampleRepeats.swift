/// How many samples say what an earlier sample of their problem said.
///
/// Short responses repeat by chance at any temperature; a batch that was sampled twice with
/// one seed repeats all of them, and its n is not what it seems.
package struct SampleRepeats: Equatable, Sendable {
  package let samples: Int
  /// How many samples repeat an earlier one.
  package let repeated: Int
  /// The least and most different responses of any problem: the effective n.
  package let effective: ClosedRange<Int>

  package init(samples: Int, repeated: Int, effective: ClosedRange<Int>) {
    self.samples = samples
    self.repeated = repeated
    self.effective = effective
  }

  /// Counts repeats within each problem; `nil` without samples.
  ///
  /// - Parameter responses: For each problem, a hash of each of its responses.
  package init?(_ responses: [[UInt64]]) {
    let problems = responses.filter { !$0.isEmpty }
    let distinct = problems.map { Set($0).count }
    guard let least = distinct.min(), let most = distinct.max() else { return nil }
    samples = problems.reduce(0) { $0 + $1.count }
    repeated = samples - distinct.reduce(0, +)
    effective = least...most
  }
}
