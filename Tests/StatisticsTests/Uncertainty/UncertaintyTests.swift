import Testing

@testable import Statistics

@Suite struct WilsonIntervalTests {
  @Test func agreesWithFiftyDigits() throws {
    for row in try ReferenceMeasures().wilson {
      let bounds = try #require(
        WilsonInterval.bounds(successes: row.successes, trials: row.trials, z: row.z))
      #expect(agrees(bounds.lowerBound, row.low, within: 2e-15), "\(row): \(bounds)")
      #expect(agrees(bounds.upperBound, row.high, within: 2e-15), "\(row): \(bounds)")
    }
  }

  @Test func holdsTheShareAndStaysInTheUnitInterval() throws {
    for trials in 1...120 {
      for successes in 0...trials {
        let bounds = try #require(WilsonInterval.bounds(successes: successes, trials: trials))
        let share = Double(successes) / Double(trials)
        let mirrored = try #require(
          WilsonInterval.bounds(successes: trials - successes, trials: trials))
        let isRight =
          bounds.contains(share) && bounds.lowerBound >= 0 && bounds.upperBound <= 1
          && abs(bounds.lowerBound + mirrored.upperBound - 1) < 1e-15
        if !isRight { Issue.record("\(successes) of \(trials): \(bounds)") }
      }
    }
  }

  @Test func isThePointWithoutReachAndNothingWithoutTrials() {
    #expect(WilsonInterval.bounds(successes: 3, trials: 4, z: 0) == 0.75...0.75)
    #expect(WilsonInterval.bounds(successes: 0, trials: 0) == nil)
  }
}

@Suite struct ZeroSuccessesTests {
  @Test(arguments: [
    (128, 0.0231, 5e-5), (256, 0.0116, 5e-5), (512, 0.0058, 5e-5), (1024, 0.0029, 5e-5),
    (8192, 0.00037, 5e-6),
  ])
  func hasTheGoldenLimits(_ trials: Int, _ limit: Double, _ rounding: Double) throws {
    #expect(abs(try #require(ZeroSuccesses.upperLimit(trials: trials)) - limit) <= rounding)
  }

  @Test func agreesWithFiftyDigits() throws {
    for row in try ReferenceMeasures().zeroSuccesses {
      let limit = try #require(ZeroSuccesses.upperLimit(trials: row.trials))
      #expect(agrees(limit, row.limit), "\(row): \(limit)")
    }
    #expect(ZeroSuccesses.upperLimit(trials: 0) == nil)
  }
}

@Suite struct ClusteredErrorTests {
  @Test func agreesWithNumPy() throws {
    for row in try ReferenceMeasures().cluster {
      let error = try #require(ClusteredError(of: row.values, groups: row.groups))
      #expect(agrees(error.naive, row.naive, within: 1e-13), "\(error)")
      #expect(abs(error.clustered - row.clustered) < 1e-13, "\(error)")
    }
  }

  @Test func isTheNaiveErrorWhenEveryProblemIsItsOwnGroup() throws {
    let error = try #require(ClusteredError(of: [0, 1, 0.25], groups: ["a", "b", "c"]))
    #expect(agrees(error.clustered, error.naive) && error.groups == 3)
    #expect(agrees(error.naive, 0.30046260628866578))
  }

  @Test func growsWithTheGroupsThatMoveTogetherAndIsNeverNegative() throws {
    let together = try #require(ClusteredError(of: [1, 1, 0, 0], groups: [1, 1, 2, 2]))
    #expect(together.clustered > together.naive)
    let against = try #require(ClusteredError(of: [1, 0, 1, 0], groups: [1, 1, 2, 2]))
    #expect(against.clustered < against.naive && against.clustered >= 0)
    let far = try #require(
      ClusteredError(of: [1, 0, 1, 0, 1, 0, 1, 0], groups: [1, 1, 1, 1, 2, 2, 2, 2]))
    #expect(far.clustered >= 0)
  }

  @Test func needsTwoGroups() {
    #expect(ClusteredError(of: [1, 0, 1], groups: [7, 7, 7]) == nil)
    #expect(ClusteredError(of: [], groups: [Int]()) == nil)
  }
}
