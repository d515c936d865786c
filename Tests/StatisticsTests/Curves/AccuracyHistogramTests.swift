import Testing

@testable import Statistics

@Suite struct AccuracyHistogramTests {
  @Test func binsAreOpenOnTheLeftAndClosedOnTheRight() {
    let bins = [(0, 0), (1, 1), (10, 1), (11, 2), (20, 2), (90, 9), (91, 10), (99, 10), (100, 11)]
    for (c, bin) in bins { #expect(AccuracyHistogram.bin(n: 100, c: c) == bin, "\(c)") }
  }

  @Test func noProblemFallsIntoAnotherBinByRounding() {
    for n in 1...200 {
      for c in 1..<max(2, n) where c < n {
        let bin = AccuracyHistogram.bin(n: n, c: c)
        #expect((bin - 1) * n < 10 * c && 10 * c <= bin * n, "\(c) of \(n)")
      }
    }
  }

  @Test func firstBinIsTheProblemsThatPassAtNMisses() {
    var counts = TallyCounts()
    for c in [0, 0, 1, 5, 8] { counts.add(n: 8, c: c) }
    let missed = 5 * (1 - (Curve.points(of: counts, at: [8]).first?.value ?? 0))
    #expect(Double(AccuracyHistogram(counts).counts[0]) == missed)
    #expect(AccuracyHistogram(counts).total == 5)
  }

  @Test func hasTheBinsOfThePaper() {
    let tenths = (1...9).map { "(0.\($0 - 1),0.\($0)]" }
    #expect(
      AccuracyHistogram.labels
        == ["0"] + tenths.map { $0.replacing("0.0,", with: "0,") } + ["(0.9,1)", "1"])
  }

  /// Yue et al., arXiv 2504.13837, figures 5 and 13: rows that were read off the drawing.
  @Test(arguments: [
    (1024, [3, 19, 3, 3, 0, 0, 2, 0, 0, 0, 0, 0], 30),
    (128, [33, 27, 14, 17, 9, 8, 9, 7, 19, 22, 67, 268], 500),
    (128, [93, 52, 17, 23, 16, 19, 13, 7, 10, 11, 8, 3], 272),
    (128, [6, 18, 10, 12, 10, 12, 14, 30, 45, 114, 888, 160], 1319),
  ])
  func rowsOfThePaperComeBackFromEitherEndOfEachBin(
    _ n: Int, _ counts: [Int], _ problems: Int
  ) throws {
    let lowest = [0] + (1...10).map { ($0 - 1) * n / 10 + 1 } + [n]
    let highest = [0] + (1...9).map { $0 * n / 10 } + [n - 1, n]
    for correct in [lowest, highest] {
      var tallies = TallyCounts()
      for (c, count) in zip(correct, counts) { tallies.add(n: n, c: c, times: count) }
      let histogram = AccuracyHistogram(tallies)
      #expect(histogram.counts == counts)
      #expect(histogram.total == problems)
      let solved = try #require(Curve.points(of: tallies, at: [n]).first?.value)
      #expect(abs(Double(counts[0]) - Double(problems) * (1 - solved)) < 1e-9)
    }
  }
}
