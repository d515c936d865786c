import Ingest
import Results
import Statistics
import TestSupport
import Testing

/// Measures of the demo are what NumPy, SciPy and whole numbers give.
@Suite struct MeasureTests {
  static let runs = [
    "base/countdown-test/t0.6", "base/countdown-ood/t0.6", "base-direct/countdown-test/t0.6",
    "grpo-step100/countdown-test/t0.6", "grpo-step100/countdown-test/t1.2",
  ]

  @Test(arguments: runs) func aWalkGivesTheNumbersOfTheReference(run: String) throws {
    let expected = try #require(MeasureReference.values.get().samples[run])
    let (_, measures) = try measured("runs/" + run + "/samples.jsonl")
    let totals = measures.totals
    #expect(totals.samples == expected.samples)
    #expect(isClose(totals.tokens.mean, expected.mean_tokens))
    #expect(isClose(totals.correctTokens.mean, expected.mean_tokens_correct))
    #expect(isClose(totals.incorrectTokens.mean, expected.mean_tokens_incorrect))
    // Entropies and log-probabilities are kept with the digits of a Float.
    #expect(isClose(measures.entropy?.value, expected.mean_entropy, 1e-7))
    #expect(isClose(totals.perplexity.mean, expected.mean_perplexity, 1e-7))
    let variance = try #require(totals.perplexity.variance)
    #expect(isClose(variance.squareRoot(), expected.sd_perplexity, 1e-6))
    #expect(totals.truncated == expected.truncated)
    #expect(totals.truncatedCorrect == expected.truncated_correct)
    #expect(totals.finished == expected.samples && totals.responses == expected.samples)
    #expect(totals.distinct == expected.distinct)
    #expect(isClose(measures.answerEntropy?.value, expected.answer_entropy, 1e-12))
  }

  @Test(arguments: runs) func curvesAreThoseOfTheReference(run: String) throws {
    let expected = try #require(MeasureReference.values.get().samples[run])
    let (found, measures) = try measured("runs/" + run + "/samples.jsonl")
    func values(_ counting: SampleCounting, at budgets: [Int]) -> [Double] {
      CurveMetric.passAtK.points(of: found, measures, counting: counting, at: budgets)
        .map(\.value)
    }
    #expect(areClose(values(.truncatedAsWrong, at: [1, 8]), expected.truncated_as_wrong))
    #expect(areClose(values(.truncatedAsMissing, at: [1, 8]), expected.truncated_as_missing))
    #expect(areClose(values(.distinctResponses, at: [1, 2]), expected.distinct_pass))
    let distinct = measures.problems.compactMap(\.distinct)
    #expect(distinct.map(\.n).reduce(0, +) == expected.distinct_n)
    #expect(distinct.map(\.c).reduce(0, +) == expected.distinct_c)
    let votes = measures.votes
    let answers = measures.problems.compactMap(\.answers)
    #expect(answers.map(\.answers.count).reduce(0, +) == expected.answers)
    #expect(answers.map(\.unanswered).reduce(0, +) == expected.unanswered)
    let n = try #require(votes.map(\.n).min())
    let majority = CurveMetric.majAtK.points(of: found, measures, at: [1, n])
    #expect(isClose(majority.last?.value, expected.maj_at_n))
    #expect(isClose(majority.first?.value, found.totals.meanAccuracy ?? -1))
  }

  @Test(arguments: runs) func unjudgedReasoningIsWithinBounds(run: String) throws {
    let expected = try #require(MeasureReference.values.get().samples[run])
    let (found, measures) = try measured("runs/" + run + "/samples.jsonl")
    let points = CurveMetric.cotPassAtK.points(of: found, measures, at: [1, 8])
    // Of answers without a chain of thought nobody judged any.
    guard run != "base-direct/countdown-test/t0.6" else {
      #expect(points.isEmpty && measures.reasoning.isEmpty)
      return
    }
    #expect(areClose(points.map(\.value), expected.cot_pass))
    #expect(areClose(points.map { $0.bounds?.upperBound ?? $0.value }, expected.cot_pass_most))
  }

  @Test(arguments: runs) func whatCountsStateIsTaken(run: String) throws {
    let expected = try #require(MeasureReference.values.get().counts[run])
    let (found, measures) = try measured("runs/" + run + "/counts.jsonl")
    #expect(measures.totals.samples == 0)
    #expect(isClose(measures.tokens?.value, expected.mean_tokens, 1e-12))
    #expect(isClose(measures.entropy?.value, expected.mean_entropy, 1e-12))
    let points = CurveMetric.cotPassAtK.points(of: found, measures, at: [1, 8])
    #expect(areClose(points.map(\.value), expected.cot_pass))
    #expect(isClose(at(8, .passHatK, found)?.value, expected.pass_hat))
    #expect(isClose(at(8, .gPass(tau: 0.5), found)?.value, expected.g_pass))
    let cover = CurveMetric.cover.points(of: found, nil)
    #expect(areClose([0, 5, 50, 100].map { cover[$0].value }, expected.cover))
    #expect(cover.map(\.x) == (0...100).map { Double($0) / 100 })
  }

  /// Every run of the demo, beside what its own script computed.
  @Test func agreesWithTheReferenceOfTheDemo() throws {
    let reference = try DemoReference.values.get().runs
    let library = try opened("runs")
    defer { library.stop() }
    let runs = library.waitUntilRead().runs
    #expect(runs.count == reference.count)
    for run in runs {
      let expected = try #require(reference[run.name], "\(run.name)")
      let measures = try #require(library.measures(of: run))
      #expect(measures.totals.samples == expected.samples.rows)
      #expect(measures.totals.distinct == expected.samples.distinct_responses)
      // Counts cover all samples, of which some kept their text.
      #expect(isNear(measures.entropy?.value, expected.counts.mean_entropy, 1e-4), "\(run.name)")
      #expect(isNear(measures.tokens?.value, expected.counts.mean_tokens, 0.01), "\(run.name)")
      let n = try #require(measures.votes.map(\.n).min())
      let majority = CurveMetric.majAtK.points(of: run, measures, at: [n])
      #expect(isNear(majority.first?.value, expected.samples.maj_at_n, 1e-6), "\(run.name)")
    }
  }

  /// Where counts and samples cover the same samples, both give the same.
  @Test func statedAndWalkedMeansAgree() throws {
    let folder = try TemporaryDirectory()
    let lines = (0..<600).map(Line.init)
    try folder.write(lines.map(\.sample).joined(), to: "walked/samples.jsonl")
    let tallies = (0..<7).map { problem in
      Line.tally(of: lines.filter { $0.problem == problem }, problem)
    }
    try folder.write(tallies.joined(), to: "stated/counts.jsonl")
    let walked = try measured(in: folder.path("walked")).measures
    let stated = try measured(in: folder.path("stated")).measures
    #expect(walked.totals.samples == 600 && stated.totals.samples == 0)
    #expect(isClose(stated.tokens?.value, walked.tokens?.value ?? -1, 1e-12))
    #expect(isClose(stated.entropy?.value, walked.entropy?.value ?? -1, 1e-12))
    let correct = walked.totals.correctTokens.mean ?? -1
    #expect(isClose(stated.totals.correctTokens.mean, correct, 1e-12))
    #expect(stated.problems.map(\.reasoning) == walked.problems.map(\.reasoning))
    #expect(stated.problems.map(\.truncation) == walked.problems.map(\.truncation))
  }

  @Test func aCopyCountsOnceAndTwoVerdictsCancelOut() throws {
    let folder = try TemporaryDirectory()
    func line(_ index: Int, _ response: String, _ right: Bool, tokens: Int) -> String {
      "{\"problem_id\":\"p\",\"sample_idx\":\(index),\"response\":\"\(response)\","
        + "\"correct\":\(right),\"n_tokens\":\(tokens),\"answer\":\" \(response.prefix(1)) \"}\n"
    }
    let first =
      line(0, "a1", true, tokens: 4) + line(1, "a2", true, tokens: 6)
      + line(2, "b1", false, tokens: 8) + line(3, "b1", true, tokens: 8)
    try folder.write(first, to: "m/part_1.jsonl")
    try folder.write(first, to: "m/part_2.jsonl")
    let (run, measures) = try measured(in: folder.path)
    #expect(run.totals.samples == 4 && measures.totals.samples == 4)
    #expect(measures.totals.tokens.count == 4 && measures.totals.tokens.mean == 6.5)
    let problem = try #require(measures.problems.first)
    #expect(
      problem.distinct
        == DistinctResponses(n: 2, c: 2, conflicting: 1, ungraded: 0, samples: 4))
    #expect(problem.answers?.answers == [.init(correct: 2), .init(correct: 1, incorrect: 1)])
    #expect(problem.answers?.votes.pluralityShare == 0.5)
  }

  @Test func whatWasMeasuredIsRememberedUntilTheRunChanges() throws {
    let library = try opened("runs/base/countdown-ood")
    defer { library.stop() }
    let run = try #require(library.waitUntilRead().runs.first)
    var looks = 0
    #expect(
      library.measures(of: run) {
        looks += 1; return looks == 2
      } == nil)
    let first = library.measures(of: run) {
      looks += 1; return false
    }
    let before = looks
    #expect(before > 2)
    #expect(
      library.measures(of: run) {
        looks += 1; return true
      } == first)
    #expect(looks == before)
  }

  @Test func whatIsMissingIsSaid() throws {
    let run = Run(
      id: "r", name: "r", facts: Facts(), files: [], format: "counts",
      problems: [
        ProblemResult(problem: Problem(id: "p"), tally: Tally(n: 4, c: 2), samplesWithText: 0)
      ])
    let measures = try #require(RunMeasures(of: run, sources: []))
    #expect(
      CurveMetric.all.map { $0.absence(in: measures) } == [
        nil, nil, nil, nil,
        "maj@k needs answers and no sample of this run has one; let the evaluation write `answer`",
        "CoT-pass@k needs judged reasoning and no sample of this run has it; mark some on "
          + "Samples (v, x), or let the evaluation write `cot_valid`",
      ])
    #expect(CurveMetric.majAtK.points(of: run, measures).isEmpty)
    #expect(CurveMetric.cotPassAtK.points(of: run, nil).isEmpty)
    #expect(CurveMetric.passAtK.points(of: run, nil, counting: .distinctResponses).isEmpty)
    #expect(CurveMetric.passAtK.points(of: run, nil).map(\.x) == [1, 2, 3, 4])
  }
}

/// A made-up sample.
private struct Line {
  let problem, tokens: Int
  let entropy: Double
  let isRight, isCut, isValid: Bool

  init(_ index: Int) {
    problem = index % 7
    tokens = 10 + index * 37 % 91
    entropy = Double(index % 13) / 16
    (isRight, isCut, isValid) = (index % 3 == 0, index % 11 == 0, index % 2 == 0)
  }

  var sample: String {
    let reason = isCut ? "length" : "stop"
    return "{\"problem_id\":\"p\(problem)\",\"correct\":\(isRight),\"n_tokens\":\(tokens),"
      + "\"mean_entropy\":\(entropy),\"finish_reason\":\"\(reason)\",\"cot_valid\":\(isValid)}\n"
  }

  /// What a file of counts says of the samples of a problem.
  static func tally(of lines: [Line], _ problem: Int) -> String {
    let right = lines.filter(\.isRight)
    let fields: [String: Double] = [
      "n": Double(lines.count), "c": Double(right.count),
      "mean_tokens": mean(lines.map { Double($0.tokens) }),
      "mean_tokens_correct": mean(right.map { Double($0.tokens) }),
      "mean_entropy": mean(lines.map(\.entropy)),
      "length_stops": Double(lines.count { $0.isCut }),
      "truncated_correct": Double(right.count { $0.isCut }),
      "cot_judged_correct": Double(right.count),
      "cot_valid_correct": Double(right.count { $0.isValid }),
    ]
    let texts = fields.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
    return "{\"id\":\"p\(problem)\"," + texts.joined(separator: ",") + "}\n"
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}

/// The one run at a place of the demo, and its measures; several tests look at each.
private func measured(_ path: String) throws -> (run: Run, measures: RunMeasures) {
  if let known = demo.find(path) { return known }
  let library = try opened(path)
  defer { library.stop() }
  let found = try only(library)
  demo.keep(found, for: path)
  return found
}

private let demo = Memo<String, (run: Run, measures: RunMeasures)>(capacity: 64)

private func measured(in folder: String) throws -> (run: Run, measures: RunMeasures) {
  let library = try Library(LibraryOptions(paths: [folder]))
  library.start()
  defer { library.stop() }
  return try only(library)
}

private func only(_ library: Library) throws -> (run: Run, measures: RunMeasures) {
  let runs = library.waitUntilRead().runs
  try #require(runs.count == 1)
  return (runs[0], try #require(library.measures(of: runs[0])))
}

private func opened(_ path: String) throws -> Library {
  let library = try Library(
    LibraryOptions(paths: [repositoryRoot + "/sample-data/demo/" + path]))
  library.start()
  return library
}

private func at(_ k: Int, _ metric: CurveMetric, _ run: Run) -> MetricPoint? {
  metric.points(of: run, nil, at: [k]).first
}

private func isNear(_ found: Double?, _ expected: Double, _ distance: Double) -> Bool {
  found.map { abs($0 - expected) <= distance } ?? false
}

/// Whether two numbers agree but for a share of their size.
private func isClose(_ found: Double?, _ expected: Double, _ share: Double = 1e-11) -> Bool {
  isNear(found, expected, share * max(1e-3, abs(expected)))
}

private func areClose(_ found: [Double], _ expected: [Double]) -> Bool {
  found.count == expected.count && zip(found, expected).allSatisfy { isClose($0, $1) }
}
