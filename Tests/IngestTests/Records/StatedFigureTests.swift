import Results
import TestSupport
import Testing

@testable import Ingest

/// What each writer states of its samples, and what kscope makes of it.
@Suite struct StatedFigureTests {
  @Test func qwenMathStatesPerCentBesideItsSamples() throws {
    let folder = try TemporaryDirectory()
    let name = "M/aime24/test_x_-1_seed0_t0.6_s0_e-1"
    try folder.write(
      #"{"idx":0,"question":"a","code":["",""],"pred":["",""],"score":[true,false]}"# + "\n"
        + #"{"idx":1,"question":"b","code":["",""],"pred":["",""],"score":[true,true]}"# + "\n",
      to: name + ".jsonl")
    try folder.write(
      #"{"num_samples":2,"acc":100.0,"pass_acc":100.0,"pass@k":{"1":75.0,"2":100.0}}"#,
      to: name + "_x_metrics.json")
    try expect(
      folder,
      [
        "acc 100.0%, kscope 75.0%: it counts only the first sample of each problem",
        "pass_acc 100.0% as kscope", "pass@1 75.0% as kscope", "pass@2 100.0% as kscope",
      ])
    #expect(
      QwenMathMetrics.sampleFile(of: "a_seed1_t1.0_s0_e10_my_cot_metrics.json")
        == "a_seed1_t1.0_s0_e10.jsonl")
    #expect(QwenMathMetrics.sampleFile(of: "math_cot_100_metrics.json") == "math_cot_100.jsonl")
  }

  @Test func lmEvalStatesMetricsByTaskAndFilter() throws {
    let folder = try TemporaryDirectory()
    let time = "2026-01-01T00-00-00.123456"
    let rows = [(0, "strict", 1.0), (0, "loose", 1), (1, "strict", 0), (1, "loose", 1)]
    try folder.write(
      rows.map { id, filter, value in
        #"{"doc_id":\#(id),"doc":{},"target":"4","resps":[["4"]],"filtered_resps":["4"],"#
          + #""filter":"\#(filter)","metrics":["exact_match"],"exact_match":\#(value)}"# + "\n"
      }.joined(), to: "a__m/samples_sums_\(time).jsonl")
    try folder.write(
      #"{"results":{"sums":{"alias":"sums","exact_match,strict":0.75,"exact_match,loose":1.0,"#
        + #""exact_match_stderr,strict":0.1},"other":{"exact_match,strict":0.1}},"#
        + #""versions":{},"n-samples":{"sums":{"effective":4}},"model_name":"a/m"}"#,
      to: "a__m/results_\(time).json")
    try folder.write(
      #"{"results":{"sums":{"exact_match,strict":0.2}},"versions":{}}"#,
      to: "a__m/results_2025.json")
    try expect(
      folder, ["exact_match,strict 75.0%, kscope 50.0%: it is of 4 problems, here are 2"])
  }

  @Test func inspectStatesAFigureAScorerAndReducer() throws {
    func score(_ name: String, _ scorer: String, _ reducer: String, _ value: Double) -> String {
      #"{"name":"\#(name)","scorer":"\#(scorer)","reducer":"\#(reducer)","#
        + #""metrics":{"accuracy":{"value":\#(value)}}}"#
    }
    func sample(_ epoch: Int, _ value: String) -> String {
      #"{"id":"p","epoch":\#(epoch),"scores":{"m":{"value":"\#(value)"}}}"#
    }
    let scores = [
      score("m", "m", "mean", 0.5), score("m", "m", "pass_at_2", 0.5),
      score("m", "m", "max", 1), score("m", "m", "mode", 1), score("other", "other", "mean", 0.1),
    ]
    let samples = [sample(1, "C"), sample(2, "I"), sample(3, "P"), sample(4, "I")]
    let folder = try TemporaryDirectory()
    try folder.write(
      #"{"version":2,"eval":{"task":"t","model":"m"},"results":{"scores":[\#(scores.joined(separator: ","))]},"#
        + #""samples":[\#(samples.joined(separator: ","))]}"#, to: "log.json")
    try expect(
      folder,
      [
        "accuracy 50.0%, kscope 25.0%: no reason is known", "pass_at_2 50.0% as kscope",
        "max 100.0% as kscope",
      ])
    let log = try folder.read("log.json")
    try folder.write(
      log.replacing(#""value":0.5"#, with: #""value":0.375"#, maxReplacements: 1), to: "log.json")
    try expect(
      folder,
      [
        "accuracy 37.5%, kscope 25.0%: it is a mean of scores, not of verdicts",
        "pass_at_2 50.0% as kscope", "max 100.0% as kscope",
      ])
  }

  @Test func verifiersStatesRewardsAndPassAtK() throws {
    let folder = try TemporaryDirectory()
    let rewards = [(0, 0.5), (0, 1.0), (1, 0.0), (1, 0.25)]
    try folder.write(
      rewards.map {
        #"{"example_id":\#($0),"prompt":"q","completion":"a","reward":\#($1)}"# + "\n"
      }.joined(), to: "results.jsonl")
    try folder.write(
      #"{"env_id":"e","model":"m","rollouts_per_example":2,"pass_threshold":0.5,"#
        + #""avg_reward":0.4375,"pass_at_k":{"1":0.5,"2":0.5}}"#, to: "metadata.json")
    try expect(
      folder,
      [
        "avg_reward 43.8%, kscope 50.0%: it is a mean of scores, not of verdicts",
        "pass@1 50.0% as kscope", "pass@2 50.0% as kscope",
      ])
  }

  @Test(arguments: [
    (
      #"{"date":"d","eval":{"T/0":[{"task_id":"T/0","solution":"","base_status":"pass","plus_status":"fail"}]},"#
        + #""pass_at_k":{"base":{"pass@1":1.0},"plus":{"pass@1":0.0}}}"#,
      ["pass@1 0.0% as kscope"]
    ),
    (
      #"{"raw_generations":{"s0":["a","b"]},"raw_scored_generations":{"s0":[true,false]},"#
        + #""pass_at_1":50.0,"pass_at_5":80.0}"#,
      [
        "pass_at_1 50.0% as kscope",
        "pass_at_5 80.0%, kscope -: no problem here has 5 graded samples",
      ]
    ),
    (
      #"[{"question_id":"a","question_content":"","graded_list":[true,false],"pass@1":0.5},"#
        + #"{"question_id":"b","question_content":"","graded_list":[true,true],"pass@1":1.0}]"#,
      ["pass@1 75.0% as kscope"]
    ),
    (
      #"{"name":"x","average_mean_score":0.6,"average_best_score":1.0,"results":[{"question":"q","#
        + #""best_score":1.0,"completions":[{"score":1.0},{"score":0.2}]}]}"#,
      [
        "average_mean_score 60.0%, kscope 50.0%: it is a mean of scores, not of verdicts",
        "average_best_score 100.0% as kscope",
      ]
    ),
  ])
  func documentsStateFiguresOfTheirOwnSamples(_ document: String, _ expected: [String]) throws {
    let folder = try TemporaryDirectory()
    try folder.write(document, to: "x_eval_all.json")
    try expect(folder, expected)
  }

  @Test func whatIsNoShareIsNoFigure() throws {
    let folder = try TemporaryDirectory()
    try folder.write(
      #"{"example_id":0,"prompt":"q","completion":"a","reward":1.0}"# + "\n", to: "results.jsonl")
    for value in [#""x""#, "null", "7.5", "-1", "[]"] {
      try folder.write(
        #"{"env_id":"e","rollouts_per_example":2,"avg_reward":\#(value),"pass_at_k":\#(value)}"#,
        to: "metadata.json")
      try expect(folder, [])
    }
  }

  @Test func aSummaryThatIsCutShortIsARejectUntilItIsWhole() throws {
    let folder = try TemporaryDirectory()
    let line = #"{"idx":0,"question":"a","code":[""],"pred":[""],"score":[true]}"# + "\n"
    try folder.write(line, to: "M/t_seed0_t0.0_s0_e-1.jsonl")
    let metrics = "M/t_seed0_t0.0_s0_e-1_x_metrics.json"
    try folder.write(#"{"num_samples":1,"acc":10"#, to: metrics)
    #expect(try Library.read(folder.path).rejects.map(\.file) == [metrics])
    try folder.write(#"{"num_samples":1,"acc":100.0}"#, to: metrics)
    try expect(folder, ["acc 100.0% as kscope"])
  }

  private func expect(
    _ folder: TemporaryDirectory, _ sentences: [String],
    location: SourceLocation = #_sourceLocation
  ) throws {
    let snapshot = try Library.read(folder.path)
    #expect(snapshot.rejects.isEmpty, sourceLocation: location)
    let found = snapshot.runs.flatMap { $0.statedFigures.map(\.sentence) }
    #expect(found == sentences, sourceLocation: location)
  }
}
