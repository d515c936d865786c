import Results

/// Which keys of a record stand for what; of several the first that is there counts.
package struct RecordLayout: Equatable, Sendable {
  /// What identifies the problem.
  package var problem: [String] = []
  /// The prompt, whose hash identifies the problem where nothing else does.
  package var prompt: [String] = []
  package var response: [String] = []
  /// The number of a sample within its problem, and the seed that it was drawn with, or what else
  /// the number holds within.
  package var index: [String] = []
  package var seed: [String] = []
  package var gold: [String] = []
  /// The final answer taken out of the response.
  package var answer: [String] = []
  /// Whether equal answers are the same answer, so that samples can vote.
  package var hasVotes = true
  /// A list of samples that are objects of this same layout.
  package var list: [String] = []
  /// A statement of right or wrong, for each sample.
  package var correct: [String] = []
  package var score: [String] = []
  package var tokens: [String] = []
  package var finish: [String] = []
  /// A mean entropy, in nats a token.
  package var entropy: [String] = []
  /// A sum of log-probabilities, in nats.
  package var logProbability: [String] = []
  /// A list of log-probabilities under several models, and the keys of its elements.
  package var logProbabilities: [String] = []
  package var scorer: [String] = []
  package var scorerSum: [String] = []
  package var scorerTokens: [String] = []
  package var reasoning: [String] = []
  package var group: [String] = []
  package var level: [String] = []
  package var subject: [String] = []
  package var date: [String] = []
  package var directAnswer: [String] = []
  /// Tallies: samples, correct ones, and those cut at the token limit.
  package var n: [String] = []
  package var c: [String] = []
  package var truncated: [String] = []
  /// What a tally states of its samples beside them.
  package var stated: [StatedNumber: [String]] = [:]
  /// What names a turn of a conversation, as `{problem}_{session}_{turn}`.
  package var turn: [String] = []
  package var facts: [FactName: [String]] = [:]
  /// Where several verdicts of one sample stand, beside `correct` and `score`.
  package var metrics = Metrics.none
  /// Whether ids that differ on every line while prompts repeat number lines, not problems.
  package var groupsRepeatedPrompts = false

  package init() {}

  /// Several verdicts of each sample, one of which a person chooses.
  package enum Metrics: Equatable, Sendable {
    case none
    /// Named ones, each right where all of some keys say so.
    case named([Named])
    /// The entries of an object, such as `{"match": {"value": "C"}}`; the verdict is at a path in each.
    case entries(of: String, value: String)
    /// Keys that a list names, such as `["exact_match"]`; the filter they hold for stands beside.
    /// Without a list all numbers are, but those under keys that mean something else.
    case listed(names: String, filter: String, others: [String])

    /// The keys that are found with the fields of a record, metric by metric.
    var keys: [[String]] {
      switch self {
      case .none, .listed: []
      case .named(let named): named.map(\.keys)
      case .entries(let key, _): [[key]]
      }
    }

    package struct Named: Equatable, Sendable {
      package let name: String
      package let keys: [String]
    }
  }

  /// A number that a line of counts may state of its samples.
  package enum StatedNumber: CaseIterable, Sendable {
    case meanTokens, meanTokensCorrect, meanTokensIncorrect, meanEntropy
    /// Of the samples cut at the token limit, the correct ones.
    case truncatedCorrect
    /// Of the correct samples, those whose reasoning was judged, and judged valid.
    case judged, valid
  }

  /// All keys, each once.
  package var keys: [String] {
    var seen: Set<String> = []
    let lists =
      [
        problem, prompt, response, index, seed, gold, answer, list, correct, score,
        tokens, finish,
        entropy,
        logProbability, logProbabilities, scorer, scorerSum, scorerTokens, reasoning, group, level,
        subject, date, directAnswer, n, c, truncated, turn,
      ] + FactName.allCases.compactMap { facts[$0] }
      + StatedNumber.allCases.compactMap { stated[$0] }
    return lists.joined().filter { seen.insert($0).inserted }
  }
}

extension RecordLayout {
  /// The names that evaluation files in general use, in the order of preference.
  package static var common: RecordLayout {
    var layout = RecordLayout()
    layout.problem = [
      "problem_id", "question_id", "qid", "task_id", "example_id", "doc_id", "idx", "id", "uid",
      "index",
    ]
    layout.prompt = ["question", "problem", "prompt", "input", "query", "question_content"]
    layout.response = [
      "response", "output", "completion", "generation", "code", "model_output",
      "full_model_response", "text", "solution", "answer_text", "prediction", "responses",
      "outputs", "completions", "samples", "rollouts", "generations", "model_outputs", "ys",
      "output_list", "code_list",
    ]
    layout.index = [
      "sample_index", "sample_idx", "sample", "rollout", "attempt", "epoch", "trial", "repeat",
    ]
    layout.seed = ["seed"]
    layout.list = [
      "responses", "outputs", "completions", "samples", "rollouts", "generations",
      "model_outputs", "output_list",
    ]
    layout.gold = [
      "gold", "gt", "gts", "ground_truth", "answer", "expected_answer", "target", "reference",
      "label", "solution",
    ]
    layout.answer = ["pred", "predicted_answer", "extracted_answer", "model_answer", "parsed"]
    layout.correct = [
      "correct", "is_correct", "passed", "acc", "accuracy", "is_corrects", "graded_list",
      "exact_match", "symbolic_correct", "success",
    ]
    layout.score = ["score", "reward", "rewards", "total_reward", "r"]
    layout.tokens = [
      "response_tokens", "num_tokens", "num_generated_tokens", "output_tokens",
      "completion_tokens", "n_tokens", "length",
    ]
    layout.finish = ["finish_reason", "stop_reason", "stop_condition", "truncated"]
    layout.entropy = ["mean_entropy", "entropy"]
    layout.logProbability = ["logprob_sum", "sum_logprob"]
    layout.reasoning = ["cot_valid"]
    layout.group = ["group"]
    layout.level = ["level", "difficulty"]
    layout.subject = ["subject", "type", "category"]
    layout.date = ["date", "contest_date"]
    layout.directAnswer = ["direct_answer"]
    layout.facts = [
      .run: ["run_id", "run_name", "experiment"],
      .model: ["model", "model_name"],
      .benchmark: ["benchmark", "data_source", "dataset"],
      .step: ["step", "global_step", "iteration", "training_step", "checkpoint"],
      .temperature: ["temperature"],
      .topP: ["top_p"],
      .role: ["role"],
    ]
    return layout
  }
}
