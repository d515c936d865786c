/// A sum of one number of samples, with how many samples have it.
package struct SampleSum: Equatable, Sendable {
  package private(set) var count = 0
  package private(set) var sum = 0.0

  package init() {}

  /// The sum that a mean over some samples stands for.
  ///
  /// - Precondition: `count >= 0`.
  package init(mean: Double, count: Int) {
    precondition(count >= 0, "\(count) samples")
    self.count = count
    sum = count == 0 ? 0 : mean * Double(count)
  }

  init(sum: Double, count: Int) {
    self.sum = sum
    self.count = count
  }

  /// `nil` without samples.
  package var mean: Double? { count == 0 ? nil : sum / Double(count) }

  @inline(__always)
  mutating func add(_ value: Double) {
    count += 1
    sum += value
  }

  mutating func add(_ other: SampleSum) {
    count += other.count
    sum += other.sum
  }
}
