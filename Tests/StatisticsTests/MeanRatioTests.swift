import Statistics
import Testing

@Suite struct MeanRatioTests {
  /// The ends are the roots of the quadratic of Fieller, by NumPy:
  /// `numpy.roots([b*b - z*z*vb, -2*(a*b - z*z*v), a*a - z*z*va])`.
  @Test func theIntervalIsThatOfFieller() throws {
    let ratio = try #require(
      MeanRatio(
        numerators: [0.1, 0.3, -0.1, 0.2, 0.05, 0.15],
        denominators: [0.5, 0.9, 0.2, 0.7, 0.4, 0.6]))
    #expect(abs(ratio.value - 0.21212121212121218) < 1e-14)
    let interval = try #require(ratio.interval)
    #expect(abs(interval.lowerBound - 0.02058739951655329) < 1e-12)
    #expect(abs(interval.upperBound - 0.30456917183468424) < 1e-12)
    #expect(ratio.problems == 6)
  }

  @Test func aDenominatorThatMayBeZeroLeavesTheIntervalOpen() throws {
    let ratio = try #require(
      MeanRatio(numerators: [0.1, 0.2, 0.3], denominators: [0.5, -0.5, 0.2]))
    #expect(ratio.interval == nil)
    #expect(MeanRatio(numerators: [1, 2], denominators: [1, -1]) == nil)
    #expect(MeanRatio(numerators: [], denominators: []) == nil)
    #expect(MeanRatio(numerators: [1], denominators: [2])?.value == 0.5)
    #expect(MeanRatio(numerators: [1], denominators: [2])?.interval == nil)
  }

  @Test func oneNumberTwiceHasTheRatioOneAndNoWidth() throws {
    let numbers = [0.4, 0.5, 0.7]
    let ratio = try #require(MeanRatio(numerators: numbers, denominators: numbers))
    let interval = try #require(ratio.interval)
    #expect(ratio.value == 1 && abs(interval.upperBound - 1) < 1e-7)
    #expect(abs(interval.lowerBound - 1) < 1e-7)
  }
}
