import Results
import Testing

@Suite struct PathTests {
  @Test(arguments: [
    (
      "Qwen2.5-7B_aime24_temp0.6_n32_seed1/samples.jsonl",
      "model Qwen2.5-7B, benchmark aime24, temperature 0.6, seed 1"
    ),
    ("checkpoints/verl_grpo/global_step_150/val/150.jsonl", "model verl_grpo, role rl, step 150"),
    ("Qwen__Qwen2.5-7B/math500/samples.jsonl", "model Qwen__Qwen2.5-7B, benchmark math500"),
    ("codemodel_t0.8/samples.jsonl_results.jsonl", "model codemodel, temperature 0.8"),
    (
      "Llama-3.1-8B-Instruct/gsm8k/step_0040_t1.0.jsonl",
      "model Llama-3.1-8B-Instruct, role instruct, benchmark gsm8k, step 40, temperature 1"
    ),
    ("a/b/results.jsonl", "model b"),
  ])
  func readsPathsOfTheField(_ path: String, _ expected: String) {
    let facts = PathFacts(path: path, root: "opened").facts
    let names: [FactName] = [.model, .role, .benchmark, .step, .temperature, .topP, .seed]
    let words = names.compactMap { name in facts[name].map { "\(name.rawValue) \($0)" } }
    #expect(words.joined(separator: ", ") == expected)
  }

  @Test func takesTheNameOfWhatWasOpenedWhereThePathSaysNothing() {
    #expect(PathFacts(path: "10.jsonl", root: "grpo-7b_t0.6").facts[.model] == "grpo-7b")
    #expect(PathFacts(path: "10.jsonl", root: "grpo-7b_t0.6").facts[.temperature] == "0.6")
  }

  @Test func neighboursAreReadAsIfAlone() {
    let paths = [
      "m/part_1.jsonl", "m/part_2.jsonl", "m/12.jsonl", "m/12_n3.jsonl", "m/13.jsonl",
      "m/seed1.jsonl", "m/seed2.jsonl", "n/seed2.jsonl", "seed2.jsonl", "m/t0.6.jsonl",
      "m/aime24/1.jsonl", "m/aime24/1.jsonl/", "m/base.jsonl",
    ]
    for first in paths {
      for second in paths {
        for (root, hasSamplingSeeds) in [("r", false), ("r", true), ("grpo_t0.2", false)] {
          var reader = PathReader()
          _ = reader.facts(of: first, root: "r", hasSamplingSeeds: false)
          let found = reader.facts(of: second, root: root, hasSamplingSeeds: hasSamplingSeeds)
          let alone = PathFacts(path: second, root: root, hasSamplingSeeds: hasSamplingSeeds)
          #expect(found == alone, "\(first), then \(second)")
        }
      }
    }
  }

  /// So that no words have to be remembered of files that are numbered.
  @Test(arguments: ["", "1", "0042", "2024", "1_2", "12-3", "_", "24", "½", "٣"])
  func numbersSayNothing(_ name: String) {
    let words = PathWords(name)
    #expect(words.facts.isEmpty && words.seed == nil && words.role == nil)
  }

  @Test func matchesPatterns() throws {
    let pattern = try PathPattern("{model}/{benchmark}/step_{step}_t{temperature}.jsonl")
    #expect(
      pattern.match("M-7B/aime24/step_40_t0.6.jsonl")
        == ["model": "M-7B", "benchmark": "aime24", "step": "40", "temperature": "0.6"])
    #expect(pattern.match("M-7B/aime24/step_x_t0.6.jsonl") == nil)
    #expect(pattern.match("a/M-7B/aime24/step_40_t0.6.jsonl") == nil)
    #expect(try PathPattern("**/{model}/*.jsonl").match("a/b/c/d.jsonl") == ["model": "c"])
    #expect(
      try PathPattern("{model}-s{sampling_seed}.jsonl").match("a-b-s2.jsonl")
        == ["model": "a-b", "sampling_seed": "2"])
  }

  @Test func refusesPatternsWithAReason() {
    #expect(throws: PathPattern.Problem.unknownName("modle")) { try PathPattern("{modle}") }
    #expect(throws: PathPattern.Problem.unclosedBrace) { try PathPattern("{model") }
  }
}

@Suite struct VerdictTests {
  @Test func aStatementGoesBeforeAScore() {
    #expect(VerdictRule().verdict(of: Grading(stated: true, score: -1)) == .correct)
    #expect(VerdictRule().verdict(of: Grading(score: 0.5)) == .incorrect)
    #expect(VerdictRule(isPositiveRight: true).verdict(of: Grading(score: 0.5)) == .correct)
    #expect(VerdictRule().verdict(of: Grading()) == .ungraded)
  }

  @Test func scoresThatAreNotFiniteAreNone() {
    for score in [Double.nan, .infinity, -.infinity] { #expect(Grading(score: score) == Grading()) }
  }

  /// Counting by class of score loses nothing that any rule asks for.
  @Test func countsAgreeWithVerdictsOneByOne() {
    let all = [nil, true, false].flatMap { stated in
      [nil, -1.5, -1, 0, 0.4, 1, 10].map { Grading(stated: stated, score: $0) }
    }
    let counts = counts(of: all)
    #expect(counts.total == all.count)
    for prefers in [true, false] {
      for positive in [true, false] {
        let rule = VerdictRule(prefersStatement: prefers, isPositiveRight: positive)
        let verdicts = all.map { rule.verdict(of: $0) }
        let found = counts.tallies(by: rule)[0]
        #expect(found.c == verdicts.filter { $0 == .correct }.count)
        #expect(found.n - found.c == verdicts.filter { $0 == .incorrect }.count)
        #expect(found.ungraded == verdicts.filter { $0 == .ungraded }.count)
      }
    }
  }

  @Test func extrasBesideTheWrongRowsAreNotBelieved() {
    var part = FilePart(facts: Facts())
    part.hasNegativeScore = true
    let problem = part.table.index(of: 1) { Problem(id: "p") }
    for index in 0..<100 {
      var sample = SampleRecord(offset: 0, length: 1)
      sample.problem = problem
      sample.grading = Grading(stated: index % 4 == 0, score: index % 2 == 0 ? 1 : -1)
      part.table.count(sample)
    }
    #expect(part.rule == VerdictRule(prefersStatement: false, isPositiveRight: true))
  }
}
