import FoundationEssentials
import TestSupport
import Testing

/// The comparisons of `kscope report`.
@Suite struct ComparisonReportTests {
  /// `sample-data/demo/reference.json` was computed with NumPy when the experiment was run.
  @Test func comparisonsOfTheDemoAreThoseOfItsReference() throws {
    let comparisons = try report(["--ks", "256"]).comparisons
    let reference = try Reference.read().versusBase
    #expect(comparisons.map(\.candidate).count == 2)
    for (name, model) in [("distill", "distill"), ("grpo-step100", "grpo-step100")] {
      let comparison = try #require(comparisons.first { $0.candidate.contains(model) })
      let expected = try #require(reference["\(name)__countdown-test__t0.6"]?.counts)
      let last = try #require(comparison.difference.first { $0.k == expected.kMax })
      let first = try #require(comparison.difference.first)
      #expect(near(first.baseline, expected.pass1Base) && near(first.candidate, expected.pass1))
      #expect(near(last.baseline, expected.passkBase) && near(last.candidate, expected.passk))
      #expect(near(comparison.efficiency.delta, expected.deltaSE))
      #expect(comparison.crossing.k.map { ($0 * 1000).rounded() / 1000 } == expected.crossingK)
      if let table = expected.coverage {
        let found = try #require(comparison.coverage.first)
        #expect(found.both == table.both && found.baselineOnly == table.baseOnly)
        #expect(found.candidateOnly == table.rlOnly && found.neither == table.neither)
      }
    }
  }

  @Test func runsAreChosenAndTheSeedIsInTheOutput() throws {
    let arguments = ["--candidate", "*distill*", "--seed", "7"]
    let comparisons = try report(arguments).comparisons
    #expect(comparisons.map(\.candidate) == ["tiny-countdown-0.8m-distill/countdown-test/t0.6"])
    #expect(comparisons.map(\.band.seed) == [7])
    #expect(try report(arguments).comparisons == comparisons)
    #expect(try report(["--candidate", "*distill*"]).comparisons != comparisons)
  }

  @Test func aChosenComparisonIsGivenInFull() throws {
    let folder = try Samples.demoFolder()
    let whole = try Program.run(["report", "demo"], in: folder).output
    let chosen = try Program.run(["report", "demo", "--candidate", "*distill*"], in: folder).output
    #expect(whole.contains("McNemar p") && !whole.contains("solved by the baseline only"))
    #expect(chosen.contains("distill/countdown-test/t0.6 against ") && chosen.contains("  note: "))
  }

  @Test func markdownHasATableOfRunsAndOneOfComparisons() throws {
    let folder = try Samples.demoFolder()
    let outcome = try Program.run(["report", "demo", "--format", "markdown"], in: folder)
    let headings = outcome.output.split(separator: "\n").filter { $0.hasPrefix("#") }
    #expect(headings.map { $0.prefix { $0 == "#" }.count } == [2, 2, 3, 3, 2])
    #expect(outcome.output.contains("| 1 | 60 | 5.1% | 10.8% | +5.7 |"))
  }

  @Test func aNameThatNoRunHasIsAFailure() throws {
    let folder = try Samples.smallFolder()
    let outcome = try Program.run(["report", "results", "--baseline", "nope"], in: folder)
    #expect(
      outcome.errors == """
        kscope: --baseline nope: no run has this id, name or model; the first column of 'kscope report' lists the ids

        """)
    #expect(outcome.output == "" && outcome.status == 1)
  }

  private func near(_ value: Double, _ printed: Double) -> Bool { abs(value - printed) < 1.1e-6 }

  private func report(_ options: [String]) throws -> Report {
    let folder = try Samples.demoFolder()
    let outcome = try Program.run(["report", "demo", "--format", "json"] + options, in: folder)
    return try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
  }

  private struct Report: Decodable {
    let comparisons: [Comparison]

    struct Comparison: Decodable, Equatable {
      let candidate: String
      let difference: [Difference]
      let band: Band
      let crossing: Crossing
      let coverage: [Coverage]
      let efficiency: Efficiency

      private enum CodingKeys: String, CodingKey {
        case candidate, difference, band, crossing, coverage
        case efficiency = "sampling_efficiency"
      }
    }

    struct Difference: Decodable, Equatable {
      let k: Int
      let baseline, candidate: Double
      let low, high: Double?
    }

    struct Band: Decodable, Equatable {
      let seed: Int
    }

    struct Crossing: Decodable, Equatable {
      let k: Double?
    }

    struct Coverage: Decodable, Equatable {
      let both, baselineOnly, candidateOnly, neither: Double

      private enum CodingKeys: String, CodingKey {
        case both, neither
        case baselineOnly = "baseline_only"
        case candidateOnly = "candidate_only"
      }
    }

    struct Efficiency: Decodable, Equatable {
      let delta: Double

      private enum CodingKeys: String, CodingKey {
        case delta = "delta_se"
      }
    }
  }

  private struct Reference: Decodable {
    let versusBase: [String: Pair]

    static func read() throws -> Reference {
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      let path = Repository().root + "/sample-data/demo/reference.json"
      return try decoder.decode(Reference.self, from: Data(contentsOf: URL(filePath: path)))
    }

    struct Pair: Decodable {
      let counts: Counts
    }

    struct Counts: Decodable {
      let kMax: Int
      let pass1Base, pass1, passkBase, passk, deltaSE: Double
      let crossingK: Double?
      let coverage: Coverage?

      private enum CodingKeys: String, CodingKey {
        case kMax, pass1Base, pass1, passkBase, passk, crossingK
        case deltaSE = "deltaSe"
        case coverage = "coverage2x2"
      }
    }

    struct Coverage: Decodable {
      let both, baseOnly, rlOnly, neither: Double
    }
  }
}
