import FoundationEssentials
import Statistics
import Testing

/// Bootstraps beside the literal ones of `Reference/comparison.py`, under twenty seeds.
@Suite struct BootstrapReferenceTests {
  private struct Values: Decodable {
    struct Compared: Decodable {
      struct Crossing: Decodable {
        let low, high: [Double?]
      }
      let pairs: [[Int]]
      /// The 95 % quantile between the two that 4000 draws may find.
      let criticalValue: [Double]
      let crossing: Crossing
    }
    let compared: [String: Compared]
  }

  @Test func everySeedGivesWhatFourThousandDrawsMayFind() throws {
    for (name, expected) in try values().compared {
      let differences = differences(expected.pairs)
      for seed in 1...20 as ClosedRange<UInt64> {
        let draws = Draws(seed: seed)
        let band = SimultaneousBand(differences, draws: draws)
        let critical = try #require(band.criticalValue)
        #expect(
          expected.criticalValue[0] < critical && critical < expected.criticalValue[2],
          "\(name), seed \(seed): \(critical)")
        let crossing = Crossing(differences, band: band, draws: draws)
        for (end, bounds) in [
          (crossing.low, expected.crossing.low), (crossing.high, expected.crossing.high),
        ] {
          let value = end ?? .infinity
          let range = ((bounds[0] ?? .infinity) - 1e-9)...((bounds[2] ?? .infinity) + 1e-9)
          #expect(range.contains(value), "\(name), seed \(seed): \(value)")
        }
      }
    }
  }

  /// As many draws as the literal ones: two quantiles that are each known to 0.004.
  @Test func criticalValuesOfManyDrawsAgreeClosely() throws {
    for (name, expected) in try values().compared {
      let band = SimultaneousBand(
        differences(expected.pairs), draws: Draws(count: 200_000, seed: 1))
      let critical = try #require(band.criticalValue)
      #expect(abs(critical - expected.criticalValue[1]) < 0.02, "\(name): \(critical)")
    }
  }

  private func differences(_ rows: [[Int]]) -> PairedDifferences {
    let problems = PairedProblems(
      rows.map {
        TallyPair(
          baseline: TallyCounts.Key(n: $0[0], c: $0[1]),
          candidate: TallyCounts.Key(n: $0[2], c: $0[3]))
      })
    return PairedDifferences(problems, at: Budgets.comparison(upTo: problems.largestCommonN))
  }

  private func values() throws -> Values {
    let tests = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    let path = tests.joined(separator: "/") + "/StatisticsTests/Reference/comparison.json"
    return try JSONDecoder().decode(Values.self, from: Data(contentsOf: URL(filePath: path)))
  }
}
