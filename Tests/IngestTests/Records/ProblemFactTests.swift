import Results
import TestSupport
import Testing

@testable import Ingest

/// What records say of their problems, in the formats that say it.
@Suite struct ProblemFactTests {
  @Test func formatsSayWhatAProblemIs() throws {
    let table: [(name: String, line: String, facts: String)] = [
      (
        "Org__M/samples_math_2025-03-06T00-25-15.450624.jsonl",
        lmEval(#"{"problem": "q", "level": "Level 5", "type": "Algebra", "date": "2024-08-31"}"#),
        "lm-eval: Level 5, Algebra, -, 2024-08-31, -"
      ),
      (
        "Org__M/samples_mmlu_2025-03-06T00-25-15.450624.jsonl",
        lmEval(#"{"question": "q", "difficulty": 3, "subject": "anatomy", "category": "x"}"#),
        "lm-eval: 3, anatomy, -, -, -"
      ),
      (
        "Org__M/samples_mmlu_pro_2025-03-06T00-25-15.450624.jsonl",
        lmEval(#"{"question": "q", "category": "law"}"#), "lm-eval: -, law, -, -, -"
      ),
      (
        "M/aime24/test_qwen_-1_seed1_t0.6_s0_e-1.jsonl",
        #"{"idx": 0, "question": "q", "gt": "4", "level": 1, "type": "Algebra", "code": ["4"], "#
          + #""pred": ["4"], "score": [true]}"#, "qwen-math: 1, Algebra, -, -, -"
      ),
      (
        "out/M/Scenario.codegeneration_1_0.2_eval_all.json",
        #"[{"question_title": "A", "question_content": "q", "platform": "atcoder", "#
          + #""question_id": "a", "contest_id": "x", "contest_date": "2026-01-01T00:00:00", "#
          + #""difficulty": "easy", "output_list": ["p"], "code_list": ["p"], "#
          + #""graded_list": [true], "pass@1": 1.0, "metadata": ["{}"]}]"#,
        "livecodebench: easy, -, atcoder, 2026-01-01T00:00:00, -"
      ),
      (
        "logs/a.json",
        #"{"version": 2, "status": "success", "eval": {"task": "t", "model": "m"}, "plan": {}, "#
          + #""samples": [{"id": 1, "epoch": 1, "input": "q", "target": "4", "#
          + #""metadata": {"difficulty": "hard", "type": "Geometry", "date": "2025-02"}, "#
          + #""output": {"completion": "4"}, "scores": {"match": {"value": "C"}}}]}"#,
        "inspect: hard, Geometry, -, 2025-02, -"
      ),
      (
        "k.jsonl",
        #"{"problem_id": "p", "correct": true, "level": 4, "subject": "algebra", "group": "g", "#
          + #""date": "2024-08-31", "direct_answer": 0.04}"#,
        "kscope: 4, algebra, g, 2024-08-31, 0.04"
      ),
      (
        "g.jsonl",
        #"{"question_id": "p", "response": "r", "is_correct": true, "difficulty": "hard", "#
          + #""category": "logic", "contest_date": "2024-08-31", "direct_answer": 0.5}"#,
        "generic: hard, logic, -, 2024-08-31, 0.5"
      ),
    ]
    for row in table {
      #expect(try facts(of: row.line, named: row.name) == row.facts, "\(row.name)")
    }
  }

  @Test func aPersonNamesTheAccuracyWithoutAChainOfThought() throws {
    let folder = try TemporaryDirectory()
    try folder.write(
      #"{"question_id": "p", "response": "r", "is_correct": true, "guess": 0.03}"# + "\n",
      to: "a.jsonl")
    try folder.write(
      "[[override]]\nfiles = \"*\"\nfields = { direct_answer = \"guess\" }\n", to: "kscope.toml")
    let problem = try Library.read(folder.path).runs.first?.problems.first?.problem
    #expect(problem?.directAnswer == 0.03)
  }

  private func lmEval(_ document: String) -> String {
    #"{"doc_id": 0, "doc": \#(document), "target": "1", "arguments": [["q", {}]], "#
      + #""resps": [["a"]], "filtered_resps": ["a"], "metrics": ["acc"], "acc": 1.0}"#
  }

  private func facts(of line: String, named name: String) throws -> String {
    let folder = try TemporaryDirectory()
    try folder.write(line + "\n", to: name)
    let run = try #require(try Library.read(folder.path).runs.first)
    let problem = try #require(run.problems.first?.problem)
    let facts = [problem.level, problem.subject, problem.group, problem.date]
    let guessed = problem.directAnswer.map { "\($0)" }
    return "\(run.format): " + (facts + [guessed]).map { $0 ?? "-" }.joined(separator: ", ")
  }
}
