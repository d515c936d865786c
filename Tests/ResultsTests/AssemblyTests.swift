@testable import Results
import Testing

@Suite struct AssemblyTests {
  @Test func talliesComeFromCountsAndTextFromSamples() throws {
    let runs = Assembly().runs(of: [
      file("m/aime24/counts.jsonl", ["p1": (256, 21), "p2": (256, 0)], kind: .counts),
      file("m/aime24/samples.jsonl", ["p1": (4, 4)]),
    ])
    let run = try #require(runs.first)
    #expect(runs.count == 1 && run.totals.samples == 512 && run.totals.correct == 21)
    #expect(run.problems.map(\.samplesWithText) == [4, 0])
  }

  @Test func samplingSeedsAddUpAndTrainingSeedsDoNot() {
    let paths = ["m_seed1/aime24/x_t0.6.jsonl", "m_seed2/aime24/x_t0.6.jsonl"]
    let training = Assembly().runs(of: paths.map { file($0, ["p": (2, 1)]) })
    #expect(training.map(\.facts).map { $0[.seed] } == ["1", "2"])
    #expect(Set(training.map(\.id)).count == 2)
    let sampling = Assembly().runs(of: paths.map { file($0, ["p": (2, 1)], mergesSeeds: true) })
    #expect(sampling.map(\.totals.samples) == [4])
  }

  @Test func aThresholdDecidesOverScoresAndNotOverVerdicts() throws {
    var scored = FilePart(facts: Facts())
    let problem = scored.table.index(of: 1) { Problem(id: "p") }
    for (stated, score) in [(nil, 0.2), (nil, 0.7), (nil, 1), (false, 1), (nil, nil)]
      as [(Bool?, Double?)]
    {
      var sample = SampleRecord(offset: 0, length: 0)
      sample.problem = problem
      sample.grading = Grading(stated: stated, score: score)
      scored.table.count(sample)
      scored.samples.append(sample)
    }
    var contents = FileContents(format: "test", kind: .samples)
    contents.parts = [scored]
    let file = SourceFile(path: "m/a.jsonl", contents: contents)
    var assembly = Assembly()
    func correct() throws -> [Int] {
      let run = try #require(assembly.runs(of: [file]).first)
      return [run.totals.correct, run.totals.ungraded, run.totals.samples]
    }
    #expect(try correct() == [1, 1, 5])
    assembly.defaults = Facts([.threshold: "0.7"], source: .person)
    #expect(try correct() == [2, 1, 5])
    let id = try #require(assembly.runs(of: [file]).first?.id)
    assembly.edits[id] = Facts([.threshold: "0.1"], source: .person)
    #expect(try correct() == [3, 1, 5])
    #expect(try #require(assembly.runs(of: [file]).first).rule.condition == "score >= 0.1")
  }

  @Test func oneOfSeveralMetricsCounts() throws {
    var contents = FileContents(format: "test", kind: .samples)
    for (metric, right) in [("match", 1), ("includes", 3), (nil, 0)] as [(String?, Int)] {
      var part = FilePart(facts: Facts(), metric: metric)
      let problem = part.table.index(of: 1) { Problem(id: "p") }
      part.table.count(
        problem: problem, correct: right, incorrect: metric == nil ? 0 : 4 - right, truncated: nil)
      contents.parts.append(part)
    }
    let file = SourceFile(path: "m/a.jsonl", contents: contents)
    var assembly = Assembly()
    let run = try #require(assembly.runs(of: [file]).first)
    #expect(run.metrics == ["match", "includes"] && run.metric == "match")
    #expect(run.totals.correct == 1 && run.totals.samples == 4)
    assembly.edits[run.id] = Facts([.metric: "includes"], source: .person)
    #expect(assembly.runs(of: [file]).map(\.totals.correct) == [3])
  }

  /// A sample that the chosen metric has no verdict for is ungraded, not missing.
  @Test func whatOnlyAnotherMetricGradesIsUngraded() throws {
    func contents(_ metrics: [(name: String, samples: [String: Int])]) -> FileContents {
      var contents = FileContents(format: "test", kind: .samples)
      for (name, samples) in metrics {
        var part = FilePart(
          facts: Facts([.run: "m", .model: "M", .benchmark: "B"], source: .file), metric: name)
        for (key, id) in samples.keys.sorted().enumerated() {
          let problem = part.table.index(of: UInt64(key + 1)) { Problem(id: id) }
          part.table.count(
            problem: problem, correct: samples[id] ?? 0, incorrect: 0, truncated: nil)
        }
        contents.parts.append(part)
      }
      return contents
    }
    let files = [
      SourceFile(
        path: "m/a.jsonl",
        contents: contents([("plus", ["p": 2, "q": 3]), ("base", ["p": 3, "r": 1])])),
      SourceFile(path: "m/b.jsonl", contents: contents([("base", ["p": 8])])),
    ]
    var assembly = Assembly()
    let run = try #require(assembly.runs(of: files).first)
    #expect(run.problems.map(\.problem.id) == ["p", "q", "r"])
    #expect(run.problems.map(\.tally.n) == [2, 3, 0])
    #expect(run.problems.map(\.tally.ungraded) == [1, 0, 1])
    #expect(run.totals.missing == 1)
    assembly.edits[run.id] = Facts([.metric: "base"], source: .person)
    let other = try #require(assembly.runs(of: files).first)
    #expect(other.problems.map(\.tally.n) == [11, 0, 1])
    #expect(other.problems.map(\.tally.ungraded) == [0, 3, 0])
  }

  @Test func aSidecarHoldsForItsFolderAlone() {
    let sidecar = file("a/run.json", [:], kind: .sidecar).with { contents in
      contents.facts = Facts([.role: "base", .model: "M"], source: .sidecar)
    }
    let runs = Assembly().runs(of: [
      sidecar, file("a/x.jsonl", ["p": (1, 1)]), file("b/x.jsonl", ["p": (1, 1)]),
    ])
    #expect(runs.map(\.facts).map { $0[.model] } == ["M", "x"])
    #expect(runs.map(\.role) == [.base, nil])
  }

  @Test func whatAPersonSaysGoesFirst() throws {
    var configuration = RunConfiguration(folder: "")
    configuration.patterns = [try PathPattern("{model}/s_{step}.jsonl")]
    configuration.overrides = [
      .init(glob: "*", facts: Facts([.role: "rl"], source: .person), mergesSeeds: false),
      .init(glob: "b/*", facts: Facts([.role: "base"], source: .person), mergesSeeds: false),
    ]
    var assembly = Assembly()
    assembly.configurations = [[configuration]]
    var runs = assembly.runs(of: [
      file("a/s_5.jsonl", ["p": (1, 1)]), file("b/s_5.jsonl", ["p": (1, 0)]),
    ])
    #expect(runs.map(\.id) == ["a/step_5", "b/step_5"] && runs.map(\.role) == [.rl, .base])
    assembly.edits = ["a/step_5": Facts([.role: "teacher"], source: .person)]
    assembly.roleRules = [RoleRule(glob: "b/*", role: .distill)]
    runs = assembly.runs(of: [
      file("a/s_5.jsonl", ["p": (1, 1)]), file("b/s_5.jsonl", ["p": (1, 0)]),
    ])
    #expect(runs.map(\.role) == [.teacher, .distill])
  }

  @Test func idsAreUniqueEvenWhereFoldersOfTwoPathsAreAlike() {
    let files = [0, 1, 2].map { root in
      file("m/aime24/x.jsonl", ["p": (root + 1, 1)]).with(root: root)
    }
    let ids = Assembly().runs(of: files).map(\.id)
    #expect(Set(ids).count == 3)
    #expect(Assembly().runs(of: files.reversed()).map(\.id) == ids)
  }

  @Test func problemsWithoutAnIdComeLastInAnOrderOfTheirOwn() throws {
    var source = file("m/x.jsonl", ["#15": (1, 1)])
    var part = source.contents.parts[0]
    for (key, title) in [(UInt64(90), "z"), (91, "a")] {
      _ = part.table.index(of: key) {
        var problem = Problem(id: "#\(key)")
        (problem.isHashed, problem.title) = (true, title)
        return problem
      }
    }
    source = source.with { $0.parts = [part] }
    let run = try #require(Assembly().runs(of: [source]).first)
    #expect(run.problems.map(\.problem.id) == ["#15", "#91", "#90"])
  }

  /// Files that share a list of problems are added up number by number: to the same as others are.
  @Test func sharedListsGiveWhatEqualListsGive() throws {
    let tallies: [KeyValuePairs<String, (n: Int, c: Int)>] = [
      ["q10": (4, 1), "q2": (4, 0), "q1": (3, 3)], ["q10": (1, 1), "q2": (0, 0), "q1": (2, 0)],
    ]
    let apart = tallies.enumerated().map { file("m/aime24/part_\($0).jsonl", $1) }
    let shared = apart.map { $0.with { $0.pack() } }
    let tables = shared.map { $0.contents.parts[0].table }
    let separate = apart.map { $0.contents.parts[0].table }
    #expect(tables[0].sharesProblems(with: tables[1]))
    #expect(!separate[0].sharesProblems(with: separate[1]) && separate == tables)
    let runs = [apart, shared].map { Assembly().runs(of: $0) }
    #expect(runs[0] == runs[1])
    let run = try #require(runs[1].first)
    #expect(run.problems.map(\.problem.id) == ["q1", "q2", "q10"])
    #expect(run.problems.map(\.tally.n) == [5, 4, 5] && run.problems.map(\.tally.c) == [3, 0, 2])
  }

  /// Files one of which has two problems of one id are joined by their ids.
  @Test func problemsOfOneIdAreOne() throws {
    var files = [0, 1].map { file("m/aime24/part_\($0).jsonl", ["p": (2, 1), "q": (2, 0)]) }
    for place in files.indices {
      var part = files[place].contents.parts[0]
      let again = part.table.index(of: 99) { Problem(id: "p") }
      part.table.count(problem: again, correct: 3, incorrect: 1, truncated: nil)
      files[place] = files[place].with {
        $0.parts = [part]
        $0.pack()
      }
    }
    let run = try #require(Assembly().runs(of: files).first)
    #expect(run.problems.map(\.problem.id) == ["p", "q"])
    #expect(run.problems.map(\.tally.n) == [12, 4])
    #expect(run.problems.map(\.tally.c) == [8, 0])
  }

  @Test func resultsAreWhatTheyWereMadeOf() {
    var tally = Tally(n: 5_000_000, c: 3)
    (tally.ungraded, tally.truncated, tally.finished) = (7, 300, 70_000)
    let given = [
      ProblemResult(problem: Problem(id: "b"), tally: tally, samplesWithText: 11),
      ProblemResult(problem: Problem(id: "a"), tally: Tally(), samplesWithText: 0),
    ]
    let results = ProblemResults(given)
    #expect(Array(results) == given && results.list.map(\.id) == ["b", "a"])
    #expect(results.tallies[0] == tally && results.tallies.samplesWithText(at: 0) == 11)
    #expect(results.areAlike(results) && results.areAlike(ProblemResults(Array(results))))
    #expect(!results.areAlike(ProblemResults(given.reversed())) && !results.areAlike([given[0]]))
  }

  @Test func aSharedListStaysAsItIsWhereOneOfItsFilesGrows() {
    let files = ["a", "b"].map { file("m/\($0).jsonl", ["p": (1, 1)]).with { $0.pack() } }
    var grown = files[0].contents.parts[0].table
    let known = grown.index(of: 0) { Problem(id: "never made") }
    let new = grown.index(of: 7) { Problem(id: "q") }
    #expect(known == 0 && new == 1 && grown.problems.map(\.id) == ["p", "q"])
    #expect(files.allSatisfy { $0.contents.parts[0].table.problems.map(\.id) == ["p"] })
    #expect(!grown.sharesProblems(with: files[1].contents.parts[0].table))
  }

  @Test func theEndsOfACurveAreThoseOfTheWhole() {
    for tallies in [[("p", 0, 0)], [("p", 1, 1)], [("p", 37, 5), ("q", 8, 8), ("r", 1024, 3)]] {
      let run = Run.made("r", tallies)
      #expect(run.passAtOne == run.curve.first && run.passAtMost == run.curve.last)
      #expect(run.fineCurve.last == run.curve.last)
    }
  }

  @Test func absentFactsAreAbsentKeys() throws {
    var snapshot = Snapshot()
    snapshot.runs = Assembly().runs(of: [file("x.jsonl", ["p": (0, 0)])])
    snapshot.rejects = [FileReject(file: "f", line: 0, reason: "why")]
    let json = try Report(snapshot, version: "test").json()
    for key in [
      "role", "benchmark", "step", "temperature", "truncated", "n_min", "mean_accuracy", "line",
    ] {
      #expect(!json.contains("\"\(key)\""), "\(key)")
    }
    #expect(json.contains("\"pass_at_k\" : [\n\n      ]") && json.hasSuffix("}\n"))
  }
}

/// A file of problems with n and c.
private func file(
  _ path: String, _ tallies: KeyValuePairs<String, (n: Int, c: Int)>, kind: FileKind = .samples,
  mergesSeeds: Bool = false
) -> SourceFile {
  var contents = FileContents(format: "test", kind: kind)
  var part = FilePart(facts: Facts())
  for (key, tally) in tallies {
    let index = part.table.index(of: UInt64(part.table.problems.count)) { Problem(id: key) }
    part.table.count(
      problem: index, correct: tally.c, incorrect: tally.n - tally.c, truncated: nil)
  }
  if kind != .sidecar { contents.parts = [part] }
  return SourceFile(path: path, contents: contents, hasSamplingSeeds: mergesSeeds)
}
