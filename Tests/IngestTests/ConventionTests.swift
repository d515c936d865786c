@testable import Ingest
import Results
import Testing

/// What the names of folders and files say in each format.
@Suite struct ConventionTests {
  @Test(arguments: [
    ("areal", "logs/ada/sums/trial0/eval-rollout/9/36.jsonl", "sums/trial0, -, -"),
    ("areal", "aime24_eval/base_t0.6/rollout/0/1.jsonl", "base, -, -"),
    ("areal", "9/36.jsonl", "-, -, -"),
    (
      "livecodebench", "output/Demo 7B (chat)/Scenario.codegeneration_10_0.2_eval_all.json",
      "Demo 7B (chat), livecodebench, 0.2"
    ),
    (
      "livecodebench-generations", "D/Scenario.codegeneration_1_0.0.json", "D, livecodebench, 0"
    ),
    ("evalplus", "humaneval/O--M_x_vllm_temp_0.8.eval_results.json", "O/M_x, humaneval, 0.8"),
    ("evalplus", "mbpp/O--M_hf_temp_0.0_eval_results.json", "O/M, mbpp, 0"),
    ("evalplus", "any/eval_results.json", "-, -, -"),
    (
      "evalplus",
      "O--M--main--bigcodebench-instruct--vllm-0.4-2-sanitized_calibrated_eval_results.json",
      "O/M, bigcodebench-instruct, 0.4"
    ),
    ("evalplus-legacy", "humaneval/m_temp_0.2/eval_results.json", "-, -, -"),
    (
      "cruxeval", "sample_scored_my_model-7b_temp0.2_output.json", "my_model-7b, cruxeval-output, -"
    ),
    ("cruxeval", "scores.json", "-, -, -"),
    ("reasoning-gym", "o_m_20250220_211506/logic/zebra.json", "o_m, zebra, -"),
    ("reasoning-gym", "o_m_logic_20250220_211506/logic/zebra.json", "o_m, zebra, -"),
    ("reasoning-gym", "o_m_20250220_211506/results.json", "o_m, reasoning-gym, -"),
    ("reasoning-gym", "step_400/aime.json", "-, aime, -"),
    (
      "tau-bench", "retail/few-shot-o_m-1.0_range_0--1_user-u-llm_0302101500.json",
      "o_m, tau-bench-retail, 1"
    ),
    ("tau-bench", "act-m-0.0_range_0-9_user-u-llm_1.json", "m, tau-bench, 0"),
    ("tau-bench", "any.json", "-, tau-bench, -"),
    (
      "lm-eval", "out/Org__Model-7B/samples_gsm8k_cot_zeroshot_2025-03-06T00-25-15.450624.jsonl",
      "Org/Model-7B, gsm8k_cot_zeroshot, -"
    ),
    ("lm-eval", "plain/samples_arc_easy_2025-03-06T00-25-15.jsonl", "-, arc_easy, -"),
    ("lm-eval", "O__M/samples_Take_2_T5.jsonl", "O/M, Take_2_T5, -"),
    ("lm-eval", "..__ckpt__run-7__step_40/samples_x_2025-03-06T00-25-15.jsonl", "run-7, x, -"),
    ("lm-eval", "samples_x_2025-03-06T00-25-15.jsonl", "-, x, -"),
    ("lm-eval", "O__M/other.jsonl", "-, -, -"),
  ])
  func readsNames(format: String, path: String, expected: String) throws {
    let format = try #require(Formats.all.first { $0.name == format })
    let facts = format.conventions(of: FilePlace(path))
    let found = [FactName.model, .benchmark, .temperature].map { facts[$0] ?? "-" }
    #expect(found.joined(separator: ", ") == expected)
  }

  @Test func ungradedTwinsKnowTheirBetters() {
    #expect(
      LiveCodeBenchGenerations().betterTwins(of: "S_1_0.2.json") == ["S_1_0.2_eval_all.json"])
    let twins = CodeSamples().betterTwins(of: "m_temp_0.8.raw.jsonl")
    #expect(twins.contains("m_temp_0.8.eval_results.json"))
    #expect(
      CodeSamples().betterTwins(of: "m-0.4-2.jsonl")
        .contains("m-0.4-2-sanitized_calibrated_eval_results.json"))
    #expect(CodeSamples().betterTwins(of: "s.jsonl").contains("s.jsonl_results.jsonl"))
  }

  /// A half of BigCodeBench is no role.
  @Test func benchmarksAreNoRoles() {
    let path = "O--M--main--bigcodebench-hard-instruct--vllm-0.4-2_eval_results.json"
    #expect(PathFacts(path: path, root: "r").facts[.role] == nil)
    #expect(PathFacts(path: "O--M-Instruct/x.jsonl", root: "r").facts[.role] == "instruct")
  }
}
