@testable import Ingest
import Results
import TestSupport
import Testing

@Suite struct DocumentScoutTests {
  private static let task =
    #"{"task_id": "T/0", "solution": "x", "base_status": "pass", "plus_status": null}"#

  @Test(arguments: [
    ("evalplus", "eval.*[]", #"{"date": "d", "eval": {"T/0": [\#(task)]}}"#),
    (
      "evalplus-legacy", "eval.*",
      #"{"hash": "h", "eval": {"T/0": {"nfiles": 1, "base": [["success"]]}}}"#
    ),
    (
      "livecodebench", "[]",
      #"[{"question_title": "t", "question_id": "q", "graded_list": [true]}]"#
    ),
    (
      "livecodebench-generations", "[]",
      #"[{"question_id": "q", "output_list": ["x"], "code_list": ["x"]}]"#
    ),
    (
      "cruxeval", "", #"{"raw_generations": {"s": ["x"]}, "raw_scored_generations": {"s": [true]}}"#
    ),
    (
      "reasoning-gym", "results[]",
      #"{"config": {"a": [{"id": 1}]}, "results": [{"question": "q", "best_score": 1, "completions": []}]}"#
    ),
    (
      "reasoning-gym", "categories[].datasets[].results[]",
      #"{"metadata": {}, "categories": [{"name": "c", "datasets": [{"name": "d", "results": [{"question": "q", "best_score": 1, "completions": []}]}]}]}"#
    ),
    ("tau-bench", "[]", #"[{"task_id": 0, "reward": 1.0, "info": {}, "traj": [], "trial": 0}]"#),
    ("generic", "data.results[]", #"{"data": {"results": [{"id": 1, "score": 1}]}}"#),
    ("generic", "[]", #"[{"id": 1, "correct": true}]"#),
  ])
  func findsRecords(format: String, place: String, text: String) {
    #expect(recognized(text)?.format == format)
    #expect(recognized(text)?.place == place)
  }

  /// A head ends anywhere: what is recognised must show within what is there.
  @Test func findsNestedRecordsInACutHead() {
    let long = String(repeating: "x", count: 500)
    let text =
      #"{"eval": {"T/0": [{"task_id": "T/0", "base_status": "pass", "solution": "\#(long)"}, {"task"#
    let bytes = Array(text.utf8)
    for end in 1...bytes.count {
      let found = recognized(Array(bytes[..<end]))?.format
      let shows = end > text.utf8.count - long.utf8.count - 30
      #expect(found == "evalplus" || !shows, "\(end)")
      #expect(found == nil || found == "evalplus", "\(end)")
    }
  }

  /// What tells the formats apart may come behind texts of any length.
  @Test func recognisesFirstRecordsThatAreLongerThanTheHead() {
    let tau =
      #"[{"task_id": 0, "reward": 1.0, "info": {}, "traj": [{"role": "user", "content": "xx"#
    #expect(recognized(tau)?.format == "tau-bench")
    let question = #"[{"question_title": "t", "question_content": "c", "question_id": "q", "#
    let cut = question + #""output_list": ["xx"#
    #expect(recognized(cut)?.format == "livecodebench-generations")
    let graded = Recognizer.recognize(
      path: ["S_1_0.2_eval_all.json"], bytes: Array(cut.utf8), isWhole: false)
    guard case .format(let format, _) = graded else {
      return #expect(Bool(false), "not recognised")
    }
    #expect(format.name == "livecodebench")
    #expect(recognized(#"{"raw_generations": {"s": ["xx"#)?.format == "cruxeval")
  }

  @Test(arguments: [
    #"{"name": "x", "version": "1.0.0", "scripts": {"test": "x"}, "dependencies": {"id": "1", "output": "2"}}"#,
    #"{"lockfileVersion": 3, "packages": {"": {"name": "x"}, "node_modules/id": {"version": "1", "resolved": "u"}}}"#,
    #"{"architectures": ["LlamaForCausalLM"], "id2label": {"0": "x"}, "task_specific_params": {"qa": {"prompt": "x", "length": 5}}}"#,
    #"{"version": "1.0", "model": {"type": "BPE", "vocab": {"id": 1, "correct": 2, "output": 3}, "merges": ["a b"]}}"#,
    #"{"added_tokens": [{"id": 0, "content": "<s>", "special": true}], "model": {"vocab": {"question": 4, "score": 5}}}"#,
    #"{"cells": [{"cell_type": "code", "id": "a1", "outputs": [{"name": "stdout", "text": ["x"]}], "source": ["1"]}]}"#,
    #"{"openapi": "3.1.0", "paths": {"/x": {"get": {"id": "x", "score": 1, "responses": {"200": {}}}}}}"#,
    #"{"results": {"gsm8k": {"acc,none": 0.5, "alias": "gsm8k"}}, "configs": {"gsm8k": {"task": "gsm8k"}}, "versions": {"gsm8k": 3}}"#,
    #"{"eval": {"HumanEval/0": {"pass@1": 0.5}}, "pass_at_k": {"pass@1": 0.5}}"#,
    #"{"eval": {"lr": 1e-5, "samples": [1, 2]}}"#,
    #"{"num_samples": 30, "num_scores": 30, "acc": 45.0, "timeout_samples": 0}"#,
    #"[{"pass@1": 0.5, "detail": {"pass@1": {"0": 0.5}}}, {"0": [[true, -1]]}, [["{}"]]]"#,
    #"{"sample_0": ["f(1)", "f(2)"], "sample_1": ["f(3)", "f(4)"]}"#,
    #"[["def f(): pass", "x"], ["y"]]"#,
    #"{"data": [{"id": "a", "title": "t", "context": "c"}]}"#,
    #"{"version": "1.1", "data": [{"title": "t", "paragraphs": [{"context": "c", "qas": [{"id": "1", "question": "q", "answers": []}]}]}]}"#,
    #"{"train": [{"id": 1, "correct": true}], "test": [{"id": 1, "correct": false}]}"#,
    #"[{"results": [{"id": 1, "correct": true}]}, {"results": [{"id": 1, "correct": false}]}]"#,
    #"{"version": "1.0", "examples": {"Get": [{"id": "get-1", "title": "t", "input": {}, "output": {"score": 1}}]}}"#,
    #"{"metadata": {}, "operations": {"Get": {"name": "Get", "input": {"shape": "I"}, "output": {"shape": "O"}}}, "shapes": {"id": {"type": "string"}, "score": {"type": "float"}}}"#,
    #"{"resources": {"keys": {"methods": {"get": {"id": "keys.get", "path": "p", "response": {"$ref": "K"}}}}}}"#,
    #"{"total_datasets": 2, "dataset_best_scores": {"chain_sum": 1.0}, "dataset_mean_scores": {"chain_sum": 0.7}}"#,
  ])
  func takesNothingElseForResults(_ text: String) {
    #expect(recognized(text)?.format == nil)
  }

  /// What is nested deep, or holds very much, is left before it takes long.
  @Test func endsSoon() {
    let deep = String(repeating: #"{"a": "#, count: 9_000)
    let lists = String(repeating: "[", count: 60_000)
    let wide = String(repeating: #"{"a": [{"b": 1}], "c": "#, count: 2_700)
    for text in [deep, lists, wide] {
      var asked = 0
      var scout = DocumentScout(Array(text.utf8), path: ["x.json"])
      let found: Bool? = scout.first(from: 0) { _ in
        asked += 1
        return nil
      }
      #expect(found == nil && asked < 2_000, "\(asked)")
    }
  }

  private func recognized(_ text: String) -> (format: String, place: String)? {
    recognized(Array(text.utf8))
  }

  private func recognized(_ bytes: [UInt8]) -> (format: String, place: String)? {
    guard
      case .format(let format, let head) = Recognizer.recognize(
        path: ["x.json"], bytes: bytes, isWhole: true)
    else { return nil }
    return (format.name, head.place?.description ?? "")
  }
}

/// Small documents, read whole: the samples of each problem, and what was set aside.
@Suite struct DocumentWalkTests {
  @Test func aKeyAboveNamesAProblemThatHasNoName() throws {
    let found = try read(
      #"{"eval": {"caf\u00e9/\"1\"": [{"base_status": "pass", "solution": "x"}], "b": [{"task_id": "c", "base_status": "fail", "solution": "x"}]}}"#
    )
    #expect(found == ["c 0/1", "café/\"1\" 1/1"])
  }

  @Test func bothSetsOfTestsMustPass() throws {
    let statuses = [
      ("pass", "\"pass\""), ("pass", "\"fail\""), ("fail", "\"pass\""), ("pass", "null"),
      ("fail", "null"), ("timeout", "\"timeout\""), ("pass", "\"timeout\""),
    ]
    for (index, status) in statuses.enumerated() {
      let found = try read(
        #"{"eval": {"a": [{"task_id": "a", "base_status": "\#(status.0)", "plus_status": \#(status.1)}]}}"#
      )
      #expect(found == [index == 0 || index == 3 ? "a 1/1" : "a 0/1"], "\(status)")
    }
  }

  @Test func statusesWithoutSolutionsAreRead() throws {
    let found = try read(
      #"{"eval": {"a": {"nfiles": 2, "base": [["success", [true]], ["success", []]], "plus": [["failed", [false]], ["success", [true]]]}, "b": {"nfiles": 1, "base": [["success"]], "plus": []}}}"#
    )
    #expect(found == ["a 1/2", "b 1/1"])
  }

  @Test func verdictsAreFoundByKeyNotByPlace() throws {
    let found = try read(
      #"{"raw_scored_generations": {"s2": [false, false], "s1": [true, false]}, "raw_generations": {"s1": ["a", "b"], "s2": ["c", "d"]}}"#
    )
    #expect(found == ["s1 1/2", "s2 0/2"])
  }

  @Test func aRepeatedKeyCountsTheLastTime() throws {
    let found = try read(
      #"{"raw_generations": {"s": ["a"]}, "raw_scored_generations": {"s": [true]}, "raw_scored_generations": {"s": [false]}}"#
    )
    #expect(found == ["s 0/1"])
    let sample = { (status: String) in #"[{"base_status": "\#(status)", "solution": "x"}]"# }
    let twice = #"{"eval": {"a": \#(sample("pass")), "\u0061": \#(sample("fail"))}}"#
    #expect(try read(twice) == ["a 0/1"])
  }

  @Test func textThatLooksLikeRecordsIsNone() throws {
    let found = try read(
      #"[{"task_id": 1, "reward": 1, "trial": 0}, "{}", "[{\"task_id\": 2, \"reward\": 1}]"]"#)
    #expect(found == ["1 1/1", "2: not a JSON object", "3: not a JSON object"])
  }

  @Test func headersStateFactsOfEveryRecord() throws {
    let folder = try TemporaryDirectory()
    let record = #"{"question": "q", "best_score": 1, "completions": [{"score": 1.0}]}"#
    try folder.write(
      #"{"metadata": {"model": "../ckpt/demo-3b", "temperature": 0.60, "top_p": [1]}, "categories": [{"datasets": [{"results": [\#(record)]}]}]}"#,
      to: "x.json")
    let run = try #require(try Library.read(folder.path).runs.first)
    #expect(run.facts[.model] == "demo-3b" && run.facts[.temperature] == "0.6")
    #expect(run.facts[.topP] == nil && run.facts.entry(of: .model)?.source == .file)
  }

  /// Problems as `id right/graded`, then rejects as `line: reason`.
  private func read(_ text: String) throws -> [String] {
    let folder = try TemporaryDirectory()
    try folder.write(text, to: "m/x.json")
    let snapshot = try Library.read(folder.path)
    let problems = snapshot.runs.flatMap { Array($0.problems) }
    return problems.map { "\($0.problem.id) \($0.tally.c)/\($0.tally.n)" }
      + snapshot.rejects.map { "\($0.line): \($0.reason)" }
  }
}
