/// The mean and the spread of values that arrive one by one.
///
/// The recurrence of Welford, "Note on a Method for Calculating Corrected Sums
/// of Squares and Products" (1962), with weights: unlike the difference of two
/// large sums it keeps its digits where the values hardly differ.
package struct RunningMoments: Equatable, Sendable {
  /// How many values there were.
  package private(set) var count = 0
  private var sum = LongSum()
  /// The mean by the recurrence, which may be off in its last digits.
  private var center = 0.0
  /// The sum of the squared distances from the mean.
  private var squares = 0.0

  package init() {}

  /// What some values have come to.
  ///
  /// - Parameter squares: The sum of the squared distances from the mean.
  /// - Precondition: `count >= 0`.
  package init(count: Int, mean: Double, squares: Double) {
    precondition(count >= 0, "\(count) values")
    self.count = count
    sum.add(Double(count) * mean)
    center = mean
    self.squares = squares
  }

  /// Takes `times` equal values.
  ///
  /// - Precondition: `times >= 0`.
  package mutating func add(_ value: Double, times: Int = 1) {
    precondition(times >= 0, "\(times) times")
    guard times > 0 else { return }
    count += times
    sum.add(Double(times) * value)
    let distance = value - center
    center += distance * (Double(times) / Double(count))
    squares += Double(times) * distance * (value - center)
  }

  /// Takes the values that another has taken.
  ///
  /// The pairwise update of Chan, Golub and LeVeque, "Algorithms for Computing the Sample
  /// Variance" (1983).
  package mutating func add(_ other: RunningMoments) {
    guard other.count > 0 else { return }
    let total = count + other.count
    let distance = other.center - center
    let share = Double(other.count) / Double(total)
    squares += other.squares + distance * distance * Double(count) * share
    center += distance * share
    sum.add(other.sum)
    count = total
  }

  /// The mean of the values, 0 before the first.
  package var mean: Double { count == 0 ? 0 : sum.value / Double(count) }

  /// The variance with `count - 1` in the denominator; `nil` with fewer than two values.
  package var variance: Double? {
    count < 2 ? nil : max(0, squares) / Double(count - 1)
  }

  /// The standard error of the mean; `nil` with fewer than two values.
  package var standardError: Double? {
    variance.map { ($0 / Double(count)).squareRoot() }
  }

  /// The mean over problems, `nil` without any.
  package var problemMean: ProblemMean? {
    count == 0
      ? nil : ProblemMean(value: mean, standardError: standardError, problems: count)
  }
}
