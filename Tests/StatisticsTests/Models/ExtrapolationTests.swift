import Testing

@testable import Statistics

@Suite struct ExtrapolationTests {
  private let tallies: [(n: Int, c: Int, times: Int)] = [
    (64, 0, 12), (64, 1, 5), (64, 2, 4), (64, 5, 3), (64, 9, 3), (64, 20, 2), (64, 50, 1),
  ]

  @Test func holdsAPointForEachBudgetAsFarAsOneLikes() throws {
    let curve = try Extrapolation.betaBinomial(
      of: counts(tallies), at: [1, 64, 1024, 1_000_000], draws: 20, seed: 7)
    #expect(curve.points.map(\.k) == [1, 64, 1024, 1_000_000])
    #expect(curve.largestN == 64)
    let values = curve.points.map(\.value)
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
    #expect(values.allSatisfy { $0 <= curve.ceiling })
    for point in curve.points {
      let interval = try #require(point.interval)
      #expect(interval.lowerBound < point.value && point.value < interval.upperBound)
    }
  }

  @Test func staysWithinTheErrorOfTheMeasuredCurve() throws {
    let curve = try Extrapolation.betaBinomial(of: counts(tallies), at: [1, 8, 64], draws: 0)
    let measured = Curve.points(of: counts(tallies), at: [1, 8, 64])
    for (point, known) in zip(curve.points, measured) {
      #expect(try #require(known.interval).contains(point.value), "k \(point.k)")
    }
  }

  @Test func isTheSameForTheSameSeed() throws {
    let first = try Extrapolation.betaBinomial(of: counts(tallies), at: [256], draws: 10, seed: 3)
    let again = try Extrapolation.betaBinomial(of: counts(tallies), at: [256], draws: 10, seed: 3)
    let other = try Extrapolation.betaBinomial(of: counts(tallies), at: [256], draws: 10, seed: 4)
    #expect(first == again)
    #expect(first.points[0].interval != other.points[0].interval)
    #expect(first.bootstrap?.draws == 10 && first.bootstrap?.seed == 3)
    #expect(first.bootstrap?.unsettled == 0)
  }

  @Test func withoutDrawsThereIsNoInterval() throws {
    let curve = try Extrapolation.betaBinomial(of: counts(tallies), at: [256], draws: 0)
    #expect(curve.bootstrap == nil && curve.points.map(\.interval) == [nil])
  }

  /// A third of the draws of 30 problems miss the one that was solved.
  @Test func drawsWithoutASuccessReachDownToZero() throws {
    let curve = try Extrapolation.betaBinomial(
      of: counts([(32, 0, 29), (32, 3, 1)]), at: [64], draws: 40)
    #expect(curve.points[0].interval?.lowerBound == 0)
    #expect(curve.bootstrap?.ceiling.lowerBound == 0)
    // One solved problem says nothing of how rates are spread.
    #expect((1...40).contains(try #require(curve.bootstrap).unsettled))
  }

  @Test(
    arguments: [
      (
        [(8, 1, 2)],
        "extrapolating pass@k needs 3 problems or more and this run has 2; add problems"
      ),
      (
        [(8, 0, 30)],
        "none of the 30 problems was ever solved, so pass@k beyond n cannot be told from 0; "
          + "draw more samples"
      ),
      (
        [(8, 8, 20), (4, 4, 10)],
        "every sample of the 30 problems is correct, so pass@k is 1 at any k; "
          + "take a harder benchmark"
      ),
      (
        [(8, 8, 20), (8, 0, 10)],
        "each of the 30 problems is solved always or never, so nothing tells how pass@k goes on; "
          + "draw samples at a temperature above 0"
      ),
      (
        [(2, 1, 20), (2, 0, 10)],
        "no problem has more than 2 samples and extrapolating needs 3 or more; draw more samples"
      ),
    ] as [([(n: Int, c: Int, times: Int)], String)])
  func refusesInOneSentence(_ tallies: [(n: Int, c: Int, times: Int)], _ sentence: String) {
    do throws(ExtrapolationRefusal) {
      let curve = try Extrapolation.betaBinomial(of: counts(tallies), at: [16])
      Issue.record("\(curve)")
    } catch { #expect(error.description == sentence) }
  }

  private func counts(_ rows: [(n: Int, c: Int, times: Int)]) -> TallyCounts {
    var tallies = TallyCounts()
    for row in rows { tallies.add(n: row.n, c: row.c, times: row.times) }
    return tallies
  }
}

@Suite struct PowerLawTests {
  private struct Values: Decodable {
    struct Fit: Decodable {
      let k: [Int]
      let passAtK: [Double]
      let a, b, rSquared, at4096: Double
    }
    let powerLaws: [Fit]
  }

  @Test func agreesWithSciPy() throws {
    for expected in try referenceValues("models", as: Values.self).powerLaws {
      let fit = try PowerLawFit(curve(expected.k, expected.passAtK))
      #expect(abs(fit.a - expected.a) < 1e-6 && abs(fit.b - expected.b) < 1e-6)
      #expect(abs(fit.rSquared - expected.rSquared) < 1e-10)
      #expect(abs(fit.passAtK(4096) - expected.at4096) < 1e-6)
      #expect(fit.points == expected.k.count)
    }
  }

  @Test func pointsAtZeroAreLeftOut() throws {
    let fit = try PowerLawFit(curve([1, 2, 4, 8], [0, 0.2, 0.3, 0.4]))
    #expect(fit.points == 3)
  }

  @Test func extrapolationHasTheCeilingOneAndNoInterval() throws {
    let curve = try Extrapolation.powerLaw(
      of: curve([1, 2, 4, 8], [0.1, 0.2, 0.3, 0.4]), at: [16, 1_000_000])
    #expect(curve.ceiling == 1 && curve.largestN == 8 && curve.bootstrap == nil)
    #expect(curve.points.map(\.k) == [16, 1_000_000])
    #expect(curve.points[1].value > curve.points[0].value)
  }

  @Test(
    arguments: [
      (
        [0, 0.1, 0.2],
        "a power law needs pass@k above 0 at 3 values of k or more and this curve has 2; "
          + "draw more samples"
      ),
      (
        [0.3, 0.3, 0.3],
        "pass@k hardly rises from k = 1 to 4, so no power law describes it; "
          + "draw more samples, at a temperature above 0"
      ),
      (
        [0.5, 0.49, 0.48],
        "pass@k hardly rises from k = 1 to 4, so no power law describes it; "
          + "draw more samples, at a temperature above 0"
      ),
      (
        [0.5, 1, 1],
        "pass@k jumps to its last value right after k = 1, so no power law describes it; "
          + "take a harder benchmark"
      ),
    ] as [([Double], String)])
  func refusesInOneSentence(_ values: [Double], _ sentence: String) {
    do throws(ExtrapolationRefusal) {
      let fit = try PowerLawFit(curve([1, 2, 4], values))
      Issue.record("\(fit)")
    } catch { #expect(error.description == sentence) }
  }

  private func curve(_ ks: [Int], _ values: [Double]) -> [CurvePoint] {
    zip(ks, values).map { CurvePoint(k: $0, value: $1, standardError: nil, problems: 1) }
  }
}
