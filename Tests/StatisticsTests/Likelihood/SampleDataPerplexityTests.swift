import FoundationEssentials
import Testing

@testable import Statistics

/// The files of `sample-data/demo/perplexity` against what its own script computed of them.
@Suite struct SampleDataPerplexityTests {
  private struct Line: Decodable {
    let problem_id: String
    let source: String?
    let scorer: String
    let step: Int?
    let n_tokens: Int
    let logprob_sum: Double
  }

  private struct Expected: Decodable {
    struct Box: Decodable {
      let count: Int
      let min, q1, median, mean, q3, max: Double
    }
    struct Values: Decodable {
      let all: [String: Box]
      let overTraining: [String: Double]
      enum CodingKeys: String, CodingKey {
        case all
        case overTraining = "PPL_base(Y_RL)_over_training"
      }
    }
    let perplexity: Values
  }

  @Test func crossScoresAgree() throws {
    let scores = CrossScores(
      try lines("scores").map {
        ResponseScore(
          scorer: $0.scorer, source: $0.source ?? "", logProbability: $0.logprob_sum,
          tokens: $0.n_tokens)
      })
    let expected = try expected().all
    #expect(scores.rows.count == expected.count)
    for row in scores.rows {
      let box = try #require(expected["PPL_\(row.scorer)(Y_\(row.source))"])
      let summary = try #require(row.summary)
      #expect(summary.count == box.count && row.leftOut == 0)
      for (number, printed) in [
        (summary.min, box.min), (summary.q1, box.q1), (summary.median, box.median),
        (summary.mean, box.mean), (summary.q3, box.q3), (summary.max, box.max),
      ] { #expect(abs(number - printed) < 0.000051, "\(row.scorer) \(row.source)") }
    }
  }

  @Test func perplexityOverTrainingAgrees() throws {
    let lines = try lines("over_training")
    let problems = Dictionary(
      uniqueKeysWithValues: Set(lines.map(\.problem_id)).sorted().enumerated()
        .map { ($1, $0) })
    let points = TrainingPerplexity.points(
      of: try lines.map {
        TrainingPerplexity.Response(
          step: try #require($0.step), problem: try #require(problems[$0.problem_id]),
          perplexity: Perplexity.value(logProbability: $0.logprob_sum, tokens: $0.n_tokens))
      })
    let expected = try expected().overTraining
    #expect(points.count == expected.count)
    for point in points {
      let printed = try #require(expected["\(point.step)"])
      #expect(abs(point.mean.value - printed) < 0.000051)
    }
  }

  private func lines(_ name: String) throws -> [Line] {
    try data("perplexity/\(name).jsonl").split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Line.self, from: $0)
    }
  }

  private func expected() throws -> Expected.Values {
    try JSONDecoder().decode(Expected.self, from: data("reference.json")).perplexity
  }

  private func data(_ path: String) throws -> Data {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
    let folder = root.joined(separator: "/") + "/sample-data/demo/"
    return try Data(contentsOf: URL(filePath: folder + path))
  }
}
