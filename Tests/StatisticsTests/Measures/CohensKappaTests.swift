import Testing

@testable import Statistics

@Suite struct CohensKappaTests {
  /// The values are known, and the errors are by the delta method with numeric derivatives.
  ///
  /// The first is the example of Fleiss, "Statistical Methods for Rates and Proportions" (1981),
  /// where κ is 0.68 and its error 0.088.
  @Test(arguments: [
    ([[75, 1, 4], [5, 4, 1], [0, 0, 10]], 0.676470588235294, 0.08770295347257885),
    ([[20, 5], [10, 15]], 0.4, 0.12699606293594115),
    ([[45, 15], [25, 15]], 0.13043478260869554, 0.09866153762483744),
    ([[40, 9], [6, 3]], 0.13173652694610782, 0.14639693755417754),
    ([[0, 5], [5, 0]], -1, 0),
  ])
  func isWhatIsKnown(_ counts: [[Int]], _ value: Double, _ error: Double) throws {
    let kappa = CohensKappa(counts: counts)
    #expect(abs(try #require(kappa.value) - value) < 1e-14)
    #expect(abs(try #require(kappa.standardError) - error) < 1e-9)
    let interval = try #require(kappa.interval())
    #expect(abs(interval.lowerBound - max(-1, value - 1.959963984540054 * error)) < 1e-8)
    #expect(abs(interval.upperBound - min(1, value + 1.959963984540054 * error)) < 1e-8)
  }

  @Test func nothingIsSaidWhereChanceCannotBeTold() {
    for counts in [[[0, 0], [0, 0]], [[7, 0], [0, 0]], []] {
      let kappa = CohensKappa(counts: counts)
      #expect(kappa.value == nil && kappa.interval() == nil && kappa.standardError == nil)
    }
    #expect(CohensKappa(counts: [[7, 0], [0, 0]]).n == 7)
    #expect(CohensKappa(counts: [[9, 0], [0, 3]]).value == 1)
    #expect(CohensKappa(counts: [[20, 5], [10, 15]]).agreeing == 35)
  }
}
