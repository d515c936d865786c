import Ingest
import ResultIndex
import Results
import Statistics
import TestSupport
import Testing

/// Perplexities of the demo's tables of log-probabilities are those of its reference.
@Suite struct ScoreTests {
  @Test func boxesAreThoseOfTheReference() throws {
    let snapshot = try Library.read(demo + "/perplexity")
    #expect(snapshot.runs.isEmpty && snapshot.rejects.isEmpty)
    #expect(snapshot.scores.map(\.file) == ["over_training.jsonl", "scores.jsonl"])
    #expect(snapshot.scores.map(\.rows.count) == [1280, 1010])
    let set = ScoreSet([snapshot.scores[1]])
    let expected = try DemoReference.values.get().perplexity
    let boxes = set.boxes()
    #expect(boxes.rows.count == expected.all.count)
    for row in boxes.rows {
      let name = "PPL_\(row.scorer)(Y_\(row.source))"
      let box = try #require(expected.all[name], "\(name)")
      let summary = try #require(row.summary)
      #expect(summary.count == box.count && row.perplexities.count == box.count)
      let found = [summary.min, summary.q1, summary.median, summary.mean, summary.q3, summary.max]
      let wanted = [box.min, box.q1, box.median, box.mean, box.q3, box.max]
      for (value, other) in zip(found, wanted) { #expect(abs(value - other) < 6e-5, "\(name)") }
    }
    #expect(set.problems == expected.per_problem_median.keys.sorted())
    for (problem, medians) in expected.per_problem_median {
      let rows = set.boxes(of: problem).rows
      #expect(rows.count == medians.count)
      for row in rows {
        let median = try #require(medians["PPL_\(row.scorer)(Y_\(row.source))"])
        #expect(abs((row.summary?.median ?? 0) - median) < 6e-5, "\(problem)")
      }
    }
  }

  @Test func perplexityOverTrainingIsThatOfTheReference() throws {
    let snapshot = try Library.read(demo + "/perplexity")
    let curves = ScoreSet(snapshot.scores).overTraining
    let expected = try MeasureReference.values.get().over_training
    #expect(curves.map(\.scorer) == ["base"] && curves.map(\.table) == [0])
    let points = try #require(curves.first).points
    #expect(points.map(\.step) == [20, 40, 70, 100])
    for point in points {
      let wanted = try #require(expected[String(point.step)])
      #expect(abs(point.mean.value - wanted[0]) < 1e-7)
      #expect(Double(point.mean.problems) == wanted[1])
    }
  }

  /// Figure 6 of Yue et al., version 2, problem 1: medians and means of the dots as drawn there.
  @Test func theDotsOfThePaperGiveItsSummary() throws {
    let dots: [(String, String, [Double])] = [
      (
        "base", "base",
        [
          1.033, 1.047, 1.056, 1.066, 1.068, 1.070, 1.078, 1.084, 1.088, 1.101, 1.101, 1.103, 1.109,
          1.109, 1.128, 1.136,
        ]
      ),
      (
        "rl", "rl",
        [
          1.032, 1.040, 1.042, 1.045, 1.045, 1.046, 1.047, 1.049, 1.049, 1.049, 1.051, 1.054, 1.057,
          1.060, 1.060, 1.062,
        ]
      ),
      ("base", "o1", [1.179, 1.197, 1.202, 1.208, 1.209, 1.233, 1.269]),
    ]
    let folder = try TemporaryDirectory()
    let tokens = 1000
    try folder.write(
      dots.flatMap { scorer, source, values in
        values.map {
          "{\"problem_id\":\"1\",\"scorer\":\"\(scorer)\",\"source\":\"\(source)\","
            + "\"n_tokens\":\(tokens),\"logprob_sum\":\(-logarithm(of: $0) * Double(tokens))}\n"
        }
      }.joined(), to: "scores.jsonl")
    let boxes = ScoreSet(try Library.read(folder.path).scores).boxes()
    let found = boxes.rows.compactMap(\.summary).map { [$0.min, $0.median, $0.mean, $0.max] }
    let paper = [
      [1.033, 1.086, 1.086, 1.136], [1.032, 1.049, 1.049, 1.062], [1.179, 1.208, 1.214, 1.269],
    ]
    #expect(found.count == paper.count)
    for (values, wanted) in zip(found.flatMap(\.self), paper.flatMap(\.self)) {
      #expect(abs(values - wanted) < 1e-3)
    }
  }

  @Test func aTableGrowsOnTheScreenAndComesFromTheIndex() throws {
    let folder = try TemporaryDirectory()
    try folder.write(row(0) + row(1), to: "scores.jsonl")
    let live = try LiveLibrary(folder)
    #expect(live.waitUntil { $0.scores.first?.rows.count == 2 })
    try folder.append(
      row(2) + "{\"problem_id\":\"a\",\"scorer\":\"base\",\"x\":1}\n", to: "scores.jsonl")
    #expect(live.waitUntil { $0.scores.first?.rows.count == 3 && $0.rejects.count == 1 })
    #expect(
      live.snapshot.rejects.first?.reason
        == "a row of log-probabilities needs a text scorer and a number logprob_sum")
    let plain = try Library.read(folder.path).scores
    #expect(live.snapshot.scores.map(\.rows) == plain.map(\.rows))
    var options = LibraryOptions(paths: [folder.path])
    options.smallestIndexed = 0
    let other = try TemporaryDirectory()
    for _ in 0..<2 {
      options.index = try ResultIndex(path: other.path("i.sqlite"), day: 1)
      let library = try Library(options)
      library.start()
      #expect(library.waitUntilRead().scores.map(\.rows) == plain.map(\.rows))
      library.stop()
    }
  }

  /// A response that was scored twice counts once, with what was found last.
  @Test func aRowThatIsWrittenAgainCountsOnce() throws {
    let folder = try TemporaryDirectory()
    try folder.write(row(0) + row(1) + row(1, sum: -20), to: "scores.jsonl")
    let table = try Library.read(folder.path).scores
    #expect(table.map(\.rows.count) == [3])
    let rows = ScoreSet(table).boxes().rows
    #expect(rows.map(\.perplexities.count) == [2])
    #expect(abs((rows.first?.perplexities.last ?? 0) - 7.389_056_098_930_65) < 1e-6)
  }

  /// What samples say of themselves stands beside tables: their own model, and others.
  @Test func samplesContributeTheirScorers() throws {
    let library = try Library(
      LibraryOptions(paths: [repositoryRoot + "/sample-data/formats/kscope"]))
    library.start()
    defer { library.stop() }
    let run = try #require(library.waitUntilRead().runs.first)
    let table = try #require(library.scores(of: run))
    let author = run.facts[.role] ?? ""
    let rows = (0..<table.rows.count).map { table.rows[$0] }.filter { $0.problem == "a1" }
    #expect(rows.map(\.scorer) == ["base", author, "base"] || rows.map(\.scorer).count == 3)
    #expect(rows.allSatisfy { $0.author == author })
    #expect(library.scores(of: run) { true } == nil)
  }

  @Test func ownPerplexityIsThatOfTheReference() throws {
    let expected = try #require(
      MeasureReference.values.get().samples["base/countdown-test/t0.6"])
    let library = try Library(
      LibraryOptions(paths: [demo + "/runs/base/countdown-test/t0.6"]))
    library.start()
    defer { library.stop() }
    let run = try #require(library.waitUntilRead().runs.first)
    let table = try #require(library.scores(of: run))
    let box = try #require(ScoreSet([table]).boxes().summary(scorer: "base", source: "base"))
    #expect(box.count == expected.samples)
    #expect(abs(box.median - expected.median_perplexity) < 1e-6)
  }
}

private let demo = repositoryRoot + "/sample-data/demo"

private func row(_ sample: Int, sum: Double = -10) -> String {
  "{\"problem_id\":\"a\",\"sample_idx\":\(sample),\"scorer\":\"base\",\"source\":\"rl\","
    + "\"n_tokens\":10,\"logprob_sum\":\(sum)}\n"
}
