import Results
import TestSupport
import Testing

@testable import Ingest

/// Several verdicts of one sample, as its record has them.
@Suite struct MetricTests {
  @Test func aMetricThatIsNoNumberLeavesItsDocumentUngraded() throws {
    let lines = [("1.0", "0.0"), ("NaN", "1.0"), ("null", "1.0"), ("0.0", "NaN")]
      .enumerated().map { index, values in
        document(index, #""metrics": ["acc", "acc_norm"], "filter": "none", "#)
          + #""acc": \#(values.0), "acc_norm": \#(values.1)}"#
      }
    #expect(try totals(lines) == ["acc,none: 1 of 4, 2 unknown"])
    #expect(try totals(lines, by: "acc_norm,none") == ["acc_norm,none: 2 of 4, 1 unknown"])
  }

  @Test func withoutNamesAllNumbersAreMetrics() throws {
    let lines = [0, 1, 0, 1].enumerated().map { place, index in
      document(index, #""exact_match": \#(place == 0 ? 0 : 1), "bypass": 0, "note": "x"}"#)
    }
    #expect(try totals(lines) == ["exact_match: 1 of 2, 0 unknown"])
    #expect(try totals(lines, by: "exact_match,#2") == ["exact_match,#2: 2 of 2, 0 unknown"])
    #expect(try totals(lines, by: "bypass") == ["bypass: 0 of 2, 0 unknown"])
  }

  @Test func verdictsOfEachRepeatGoBeforeThoseOfAllTogether() throws {
    let lines = [
      document(0, #""metrics": ["exact_match"], "exact_matches": [1, 0], "exact_match": 1}"#)
    ]
    #expect(try totals(lines) == ["-: 1 of 2, 0 unknown"])
  }

  @Test func whatAPersonNamesIsTheOneVerdict() throws {
    let folder = try TemporaryDirectory()
    let line = document(
      0, #""metrics": ["acc"], "filter": "none", "acc": 0.0, "ours": {"ok": true}}"#)
    try folder.write(line + "\n", to: "samples_t_2025-01-01T00.jsonl")
    let archive = ZipBuilder(members: [
      .stored("summaries.json", #"[{"id": 1, "epoch": 1, "scores": {"match": {"value": "C"}}}]"#)
    ])
    try folder.write(bytes: archive.bytes, to: "logs/a.eval")
    try folder.write(
      "[[override]]\nfiles = \"*\"\nfields = { correct = \"ours.ok\" }\n", to: "kscope.toml")
    let snapshot = try Library.read(folder.path)
    #expect(snapshot.rejects.isEmpty)
    #expect(snapshot.runs.map(\.totals.correct) == [1, 1])
    #expect(snapshot.runs.map { $0.metric ?? "-" }.sorted() == ["-", "match"])
  }

  @Test func resultsWithoutVerdictsMakeNoRun() throws {
    let folder = try TemporaryDirectory()
    let examples = #"[{"problem": "q", "model_outputs": ["a", "b"], "model_answers": ["1", "2"]}]"#
    for (name, task) in [
      ("results_1.json", #"{"num_total": 1, "accuracy_avg": 0.5, "examples": \#(examples)}"#),
      ("results_2.json", #"{"num_total": 1, "run_stats": []}"#),
      ("x.json", #"{"examples": \#(examples)}"#),
    ] {
      try folder.write(#"{"results": {"AIME24": \#(task)}, "config": {}}"#, to: name)
    }
    let snapshot = try Library.read(folder.path)
    #expect(snapshot.runs.isEmpty && snapshot.rejects.isEmpty)
    #expect(snapshot.files.map(\.format) == ["evalchemy", "evalchemy", "evalchemy"])
  }

  /// The start of a line of lm-eval.
  private func document(_ id: Int, _ rest: String) -> String {
    #"{"doc_id": \#(id), "doc": {}, "target": "1", "arguments": [["q", {}]], "#
      + #""resps": [["a", "b"]], "filtered_resps": ["a"], "# + rest
  }

  private func totals(_ lines: [String], by metric: String? = nil) throws -> [String] {
    let folder = try TemporaryDirectory()
    try folder.write(lines.joined(separator: "\n") + "\n", to: "samples_t_2025-01-01T00.jsonl")
    var options = LibraryOptions(paths: [folder.path])
    if let metric { options.defaults.set(.metric, metric, source: .person) }
    return try Library.read(options).runs.map { run in
      let totals = run.totals
      return
        "\(run.metric ?? "-"): \(totals.correct) of \(totals.samples), \(totals.ungraded) unknown"
    }
  }
}
