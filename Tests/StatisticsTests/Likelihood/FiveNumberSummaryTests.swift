import Testing

@testable import Statistics

@Suite struct FiveNumberSummaryTests {
  private struct Values: Decodable {
    struct Box: Decodable {
      let values: [Double]
      let quartiles: [Double]
      let mean: Double
      let whiskers: [Double]
      let outliers: [Double]
    }
    let summaries: [Box]
  }

  @Test func agreesWithNumPy() throws {
    for box in try referenceValues("models", as: Values.self).summaries {
      let summary = try #require(FiveNumberSummary(box.values))
      #expect(summary.count == box.values.count)
      #expect(numbers(summary) == box.quartiles)
      #expect(abs(summary.mean - box.mean) < 1e-14 * box.mean)
      #expect([summary.whiskers.lowerBound, summary.whiskers.upperBound] == box.whiskers)
      #expect(summary.outliers == box.outliers)
    }
  }

  /// Yue et al., arXiv 2504.13837, figure 6, problem 1: min, median, mean and max.
  @Test func agreesWithTheBoxesOfThePaper() throws {
    let boxes = try referenceValues("models", as: Values.self).summaries.prefix(4)
    let printed = [
      [1.033, 1.086, 1.086, 1.136], [1.048, 1.058, 1.059, 1.075], [1.032, 1.049, 1.049, 1.062],
      [1.179, 1.208, 1.214, 1.269],
    ]
    for (box, expected) in zip(boxes, printed) {
      let found = try #require(FiveNumberSummary(box.values))
      for (number, digits) in zip([found.min, found.median, found.mean, found.max], expected) {
        // The dots are themselves read off the drawing to three decimals.
        #expect(abs(number - digits) < 0.00051, "\(number) for \(digits)")
      }
    }
  }

  @Test func oneNumberIsABoxOfNoHeight() {
    #expect(FiveNumberSummary([2.5]).map(numbers) == [2.5, 2.5, 2.5, 2.5, 2.5])
  }

  @Test func nothingHasNoSummary() {
    #expect(FiveNumberSummary([]) == nil)
    #expect(FiveNumberSummary([.nan, .infinity]) == nil)
  }

  @Test func whatIsNotFiniteIsLeftOut() {
    #expect(FiveNumberSummary([1, .nan, 3])?.count == 2)
    #expect(FiveNumberSummary([1, .infinity, 3])?.mean == 2)
  }

  @Test func orderDoesNotMatter() {
    #expect(FiveNumberSummary([3, 1, 2, 9]) == FiveNumberSummary([9, 2, 3, 1]))
  }

  private func numbers(_ summary: FiveNumberSummary) -> [Double] {
    [summary.min, summary.q1, summary.median, summary.q3, summary.max]
  }
}
