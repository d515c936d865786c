import FoundationEssentials
import TestSupport

/// What `Reference/measures.py` computed of the demo, apart from kscope.
struct MeasureReference: Decodable {
  struct Samples: Decodable {
    let samples: Int
    let mean_tokens: Double
    let mean_tokens_correct: Double
    let mean_tokens_incorrect: Double
    let mean_entropy: Double
    let mean_perplexity: Double
    let sd_perplexity: Double
    let median_perplexity: Double
    let truncated: Int
    let truncated_correct: Int
    let truncated_as_wrong: [Double]
    let truncated_as_missing: [Double]
    let distinct: Int
    let distinct_n: Int
    let distinct_c: Int
    let distinct_pass: [Double]
    let cot_pass: [Double]
    let cot_pass_most: [Double]
    let maj_at_n: Double
    let answers: Int
    let unanswered: Int
    let answer_entropy: Double
  }

  struct Counts: Decodable {
    let mean_tokens: Double
    let mean_entropy: Double
    let cot_pass: [Double]
    let pass_hat: Double
    let g_pass: Double
    let cover: [Double]
  }

  struct Training: Decodable {
    let steps: Int
    let centered_11: [Double]
    let exponential_10: [Double]
    let a: Double
    let b: Double
    let r_squared: Double
    let error_of_a: Double
    let error_of_b: Double
  }

  let samples: [String: Samples]
  let counts: [String: Counts]
  let training: Training
  /// The mean of the medians, and the number of problems, by step.
  let over_training: [String: [Double]]

  static let values = Result { try read("Tests/IngestTests/Reference/measures.json", Self.self) }
}

/// The parts of the demo's own `reference.json` that tell of likelihood.
struct DemoReference: Decodable {
  struct Box: Decodable {
    let count: Int
    let min: Double
    let q1: Double
    let median: Double
    let mean: Double
    let q3: Double
    let max: Double
  }

  struct Perplexity: Decodable {
    let all: [String: Box]
    let per_problem_median: [String: [String: Double]]
  }

  struct Run: Decodable {
    struct Samples: Decodable {
      let mean_entropy: Double
      let mean_tokens: Double
      let length_stops: Int
      let rows: Int
      let distinct_responses: Int
      let maj_at_n: Double
    }

    struct Counts: Decodable {
      let mean_entropy: Double
      let mean_tokens: Double
    }

    let samples: Samples
    let counts: Counts
  }

  let perplexity: Perplexity
  let runs: [String: Run]

  static let values = Result { try read("sample-data/demo/reference.json", Self.self) }
}

private func read<Value: Decodable>(_ path: String, _ type: Value.Type) throws -> Value {
  let file = repositoryRoot + "/" + path
  return try JSONDecoder().decode(type, from: Data(contentsOf: URL(filePath: file)))
}

/// Where the repository lies; finding it looks at all its files, which is done once.
let repositoryRoot = Repository().root
