import Testing

@testable import Statistics

/// Two runs compared, beside exact fractions and literal bootstraps of 200,000 draws.
@Suite struct ComparisonReferenceTests {
  @Test func differencesAgreeWithExactFractions() throws {
    for (name, expected) in try ReferenceComparison.values().compared {
      let points = PairedDifferences(rows: expected.pairs).points
      #expect(points.count == expected.differences.count, "\(name)")
      for (point, row) in zip(points, expected.differences) {
        #expect(Double(point.k) == row[0] && Double(point.problems) == row[5], "\(name) \(point)")
        try expectNear(point.value, row[1], "\(name) \(point)")
        try expectNear(point.standardError, row[2], "\(name) \(point)")
        try expectNear(point.baseline, row[3], "\(name) \(point)")
        try expectNear(point.candidate, row[4], "\(name) \(point)")
      }
    }
  }

  /// The literal quantile is given with the two that 4000 draws may find.
  ///
  /// They are four standard errors of a share of 4000 away: about 0.1 to each side. The heavy
  /// tests try all cases.
  @Test func criticalValueAgreesWithTheLiteralMultiplierBootstrap() throws {
    for name in ["few", "ahead", "straggler", "unequal"] {
      let expected = try #require(try ReferenceComparison.values().compared[name])
      let bounds = try #require(expected.criticalValue).map { $0 ?? .infinity }
      let value = try #require(
        SimultaneousBand(PairedDifferences(rows: expected.pairs)).criticalValue)
      #expect(bounds[0] < value && value < bounds[2], "\(name): \(value), \(bounds)")
    }
  }

  @Test func bandIsTheCriticalValueTimesTheStandardError() throws {
    for (name, expected) in try ReferenceComparison.values().compared {
      let differences = PairedDifferences(rows: expected.pairs)
      let band = SimultaneousBand(differences, draws: Draws(count: 100))
      let reach = try #require(band.criticalValue)
      #expect(
        band.intervals.keys.sorted()
          == differences.points.map(\.k).filter { $0 <= differences.problems.smallestCommonN })
      for point in differences.points[..<differences.complete] {
        let interval = try #require(band.intervals[point.k])
        let error = try #require(point.standardError)
        guard error > 1e-13 else {
          #expect(interval == -1...1, "\(name) \(point)")
          continue
        }
        try expectNear(interval.lowerBound, point.value - reach * error, "\(name) \(point)")
        try expectNear(interval.upperBound, point.value + reach * error, "\(name) \(point)")
      }
    }
  }

  @Test func crossingAgrees() throws {
    for (name, expected) in try ReferenceComparison.values().compared {
      let crossing = crossing(expected.pairs)
      try expectNear(crossing.k, expected.crossing.k, within: 1e-9, "\(name)")
      #expect(crossing.direction?.rawValue == expected.crossing.direction, "\(name)")
    }
  }

  /// Ends lie where 4000 draws may find them; one that they may find infinite may be nil.
  @Test(arguments: ["few", "ahead", "straggler"])
  func intervalOfTheCrossingAgreesWithTheLiteralBootstrap(_ name: String) throws {
    let expected = try #require(try ReferenceComparison.values().compared[name])
    let crossing = crossing(expected.pairs, draws: Draws())
    for (end, bounds) in [
      (crossing.low, expected.crossing.low), (crossing.high, expected.crossing.high),
    ] {
      let value = end ?? .infinity
      let least = (bounds[0] ?? .infinity) - 1e-9
      let most = (bounds[2] ?? .infinity) + 1e-9
      #expect(least <= value && value <= most, "\(name): \(value), \(bounds)")
    }
    let share = expected.crossing.without
    let room = 4 * (share * (1 - share) / 4000).squareRoot() + 1e-3
    try expectNear(crossing.withoutCrossing, share, within: room, "\(name)")
  }

  @Test func mcNemarAgreesWithSciPy() throws {
    for row in try ReferenceComparison.values().mcnemar {
      let value = McNemar.exactP(Int(row[0]), Int(row[1]))
      #expect(agrees(value, row[2], within: 1e-12), "\(row): \(value)")
      #expect(McNemar.exactP(Int(row[1]), Int(row[0])) == value, "\(row)")
    }
  }

  @Test func coverageAgreesWithExactFractions() throws {
    for expected in try ReferenceComparison.values().coverage {
      let problems = PairedProblems(rows: expected.pairs)
      let table = try #require(CoverageTable(problems, k: expected.k))
      let place = "k \(expected.k) of \(expected.counts)"
      #expect(table.isWhole == expected.isWhole, "\(place)")
      let counts = [table.both, table.baselineOnly, table.candidateOnly, table.neither]
      for (count, exact) in zip(counts, expected.counts) {
        try expectNear(count, exact, within: 1e-11, "\(place)")
      }
      #expect(table.problems == problems.reaching(expected.k).total)
      try expectNear(table.retention, expected.retention, "\(place)")
      try expectNear(table.discovery, expected.discovery, "\(place)")
      try expectNear(table.retentionAndDiscovery, expected.harmonicMean, "\(place)")
      try expectNear(table.netChange, expected.netChange, "\(place)")
    }
  }

  @Test func samplingEfficiencyAgreesWithExactFractions() throws {
    for expected in try ReferenceComparison.values().efficiency {
      let problems = PairedProblems(rows: expected.pairs)
      let found = try #require(SamplingEfficiency(problems, k: expected.k))
      let place = "k \(expected.k), delta \(expected.delta)"
      #expect(found.k == expected.k)
      try expectNear(found.delta, expected.delta, "\(place)")
      try expectNear(found.gapClosed, expected.gapClosed, within: 1e-12, "\(place)")
      try expectNear(found.equivalentK, expected.equivalentK, within: 1e-10, "\(place)")
    }
  }

  private func crossing(_ pairs: [[Int]], draws: Draws = Draws(count: 2)) -> Crossing {
    let differences = PairedDifferences(rows: pairs)
    // The band has no part in these: a few draws are enough.
    return Crossing(
      differences, band: SimultaneousBand(differences, draws: Draws(count: 2)), draws: draws)
  }
}

/// Expects both absent, or both there and near.
func expectNear(
  _ value: Double?, _ expected: Double?, within room: Double = 1e-13, _ place: String,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  guard let expected else {
    #expect(value == nil, "\(place)", sourceLocation: sourceLocation)
    return
  }
  let value = try #require(value, "\(place): \(expected)", sourceLocation: sourceLocation)
  #expect(
    abs(value - expected) <= room, "\(place): \(value), \(expected)", sourceLocation: sourceLocation
  )
}
