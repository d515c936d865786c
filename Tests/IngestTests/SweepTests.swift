import FoundationEssentials
import Ingest
import Results
import Statistics
import TestSupport
import Testing

/// Temperature and entropy of the demo beside `Reference/entropy_match.py`, and of published
/// curves beside what is printed.
@Suite struct SweepTests {
  private struct Reference: Decodable {
    struct Gap: Decodable {
      let baseline, candidate, nearest, interpolated, closed, closed_nearest: Double
      let before, after, closed_bootstrap: [Double]
    }
    struct Best: Decodable {
      let temperature: Double
      let leads: [String: [Double]]
    }
    let temperature: Double
    let temperature_bootstrap: [Double]
    let gaps: [String: Gap]
    let best: [String: Best]
  }

  private static let reference = Result {
    let file = repositoryRoot + "/Tests/IngestTests/Reference/entropy_match.json"
    return try JSONDecoder().decode(Reference.self, from: Data(contentsOf: URL(filePath: file)))
  }

  /// The runs of base and GRPO on countdown-test with their entropies, read once.
  private static let demo = Result {
    let runs = repositoryRoot + "/sample-data/demo/runs/"
    let library = try Library(
      LibraryOptions(
        paths: ["base", "grpo-step100"].map { runs + $0 + "/countdown-test" }))
    library.start()
    defer { library.stop() }
    let snapshot = library.waitUntilRead()
    var entropies: [String: SweepEntropy] = [:]
    for run in snapshot.runs {
      entropies[run.id] = library.measures(of: run).map(SweepEntropy.init)
    }
    return (runs: snapshot.runs, entropies: entropies)
  }

  private func match() throws -> EntropyMatch {
    let (runs, entropies) = try Self.demo.get()
    let series = RunSeries.all(of: runs, varying: .temperature)
    let base = try #require(series.first { $0.role == .base })
    let grpo = try #require(series.first { $0.role == .rl })
    return try EntropyMatch(
      baseline: try #require(base.member(at: 0.6)).run,
      candidate: try #require(grpo.member(at: 0.6)).run, series: grpo, entropies: entropies)
  }

  /// The means of the demo's README.
  @Test func entropiesByTemperatureAreThoseOfTheReadme() throws {
    let (runs, entropies) = try Self.demo.get()
    let series = RunSeries.all(of: runs, varying: .temperature)
    let found = series.map { series in
      series.runs.map { Format.fixed(entropies[$0.id]?.mean?.value ?? 0, 3) }
    }
    #expect(
      found == [
        ["0.112", "0.175", "0.211", "0.247", "0.300"],
        ["0.043", "0.082", "0.111", "0.147", "0.199"],
      ])
    #expect(series.allSatisfy { $0.values == [0.3, 0.6, 0.8, 1, 1.2] && $0.commonN == 128 })
  }

  @Test func equalEntropyIsWhereTheReferenceFindsIt() throws {
    let (found, expected) = (try match(), try Self.reference.get())
    guard case .success(let match) = found.match else {
      Issue.record("no match")
      return
    }
    #expect(abs(match.temperature - expected.temperature) < 1e-9)
    #expect(match.between == 1...1.2 && found.nearest.temperature == 1.2 && !found.isMeasured)
    // An interval by the normal law and one by drawing problems agree to a few hundredths.
    let range = try #require(found.range)
    for (end, drawn) in zip([range.low, range.high], expected.temperature_bootstrap) {
      #expect(abs((end ?? 0) - drawn) < 0.01)
    }
  }

  @Test(arguments: [1, 32, 128]) func gapsAreThoseOfTheReference(k: Int) throws {
    let gap = try #require(try match().gap(at: k))
    let expected = try #require(try Self.reference.get().gaps["\(k)"])
    let interpolated = try #require(gap.interpolated)
    let pairs: [(Double?, Double)] = [
      (gap.baseline.value, expected.baseline), (gap.candidate.value.value, expected.candidate),
      (gap.nearest.value.value, expected.nearest),
      (interpolated.value.value, expected.interpolated),
      (gap.candidate.gap.value, expected.before[0]), (gap.candidate.gap.reach, expected.before[1]),
      (interpolated.gap.value, expected.after[0]), (interpolated.gap.reach, expected.after[1]),
      (interpolated.closed?.value, expected.closed),
      (gap.nearest.closed?.value, expected.closed_nearest),
    ]
    for (value, wanted) in pairs { #expect(abs((value ?? .nan) - wanted) < 1e-9) }
    // At k = 1 the denominator is nearly 0, and drawing problems is no measure of Fieller's ends.
    guard k > 1, let closed = interpolated.closed?.interval else { return }
    #expect(abs(closed.lowerBound - expected.closed_bootstrap[0]) < 0.03)
    #expect(abs(closed.upperBound - expected.closed_bootstrap[1]) < 0.03)
    #expect(gap.baseline.problems == 60)
  }

  @Test func theAnswerIsASentence() throws {
    let match = try match()
    #expect(
      match.answer(at: 128)
        == "No, most of the gap stays: raising RL from T = 0.6 to 1.11 (interpolated) closes 21% (95% 8 to 34) of the gap to base at k = 128, from 53.4 ± 11.5 to 42.2 ± 11.0 points (60 problems, paired)."
    )
    #expect(
      match.answer(at: 1)
        == "At k = 1 there is no gap that entropy could close: RL leads by 5.7 ± 5.5 points over 60 problems."
    )
    #expect(
      match.matchSentence
        == "RL reaches base's 0.175 ± 0.006 nats (T = 0.6) at about T = 1.11 (between 1.0 and 1.2, 95% 1.08 to 1.13; 60 problems)."
    )
    #expect(match.answer(at: 256) == nil)
  }

  @Test func theBestTemperatureIsToldFromItsNeighborsAsTheReferenceSays() throws {
    let (runs, _) = try Self.demo.get()
    for series in RunSeries.all(of: runs, varying: .temperature) {
      let sweep = TemperatureSweep(series)
      for k in [1, 32, 128] {
        let best = try #require(sweep.best[k])
        let name = series.role == .base ? "base" : "grpo-step100"
        let expected = try #require(try Self.reference.get().best["\(name) \(k)"])
        #expect(best.temperature == expected.temperature)
        for rival in best.rivals {
          let lead = try #require(expected.leads[Format.temperature(rival.temperature)])
          #expect(abs(rival.lead.value - lead[0]) < 1e-9)
          #expect(abs((rival.lead.reach ?? 0) - lead[1]) < 1e-9)
        }
        let near = expected.leads.filter { abs($0.value[0]) <= $0.value[1] }.keys.sorted()
        #expect(best.undecided.map(Format.temperature) == near)
      }
    }
  }

  @Test func aRefusalNamesTheNearestRun() throws {
    let (runs, entropies) = try Self.demo.get()
    let cool = runs.filter { ($0.facts.number(.temperature) ?? 2) < 1 }
    let series = RunSeries.all(of: cool, varying: .temperature)
    let base = try #require(series.first { $0.role == .base })
    let grpo = try #require(series.first { $0.role == .rl })
    let match = try EntropyMatch(
      baseline: try #require(base.member(at: 0.6)).run,
      candidate: try #require(grpo.member(at: 0.6)).run, series: grpo, entropies: entropies)
    #expect(
      match.matchSentence
        == "RL is not seen to reach base's 0.175 ± 0.006 nats (T = 0.6): the entropy 0.1751 is outside 0.0433 to 0.1109, measured at temperatures 0.3 to 0.8; sample the candidate at a higher one. Nearest is T = 0.8 with 0.111 ± 0.008 nats."
    )
    #expect(match.range == nil && match.gap(at: 128)?.interpolated == nil)
    #expect(match.answer(at: 128)?.contains("to 0.8, the measured one of nearest entropy,") == true)
  }

  @Test func whatIsMissingIsSaid() throws {
    let (runs, entropies) = try Self.demo.get()
    let series = try #require(RunSeries.all(of: runs, varying: .temperature).last)
    let run = try #require(runs.first { $0.role == .base })
    #expect(throws: EntropyMatchAbsence.noEntropy(run: run.id)) {
      try EntropyMatch(
        baseline: run, candidate: series.runs[0], series: series,
        entropies: entropies.filter { $0.key != run.id })
    }
    #expect(
      EntropyMatchAbsence.noEntropy(run: "r").description
        == "no sample of r has an entropy; samples or counts with mean_entropy bring it")
  }

  /// Figures 17 and 18 on MATH500; other figures have other curves of a model of that name.
  @Test func publishedTemperaturesAreASweep() throws {
    let snapshot = try Library.read(repositoryRoot + "/sample-data/paper/references")
    let all = ReferenceSweep.all(of: snapshot.references).filter { $0.benchmark == "MATH500" }
    #expect(all.allSatisfy { $0.source.hasSuffix("fig. 17") || $0.source.hasSuffix("fig. 18") })
    let sweeps = all.filter { $0.source.hasSuffix("fig. 17") }
    let base = try #require(sweeps.first { $0.role == .base })
    #expect(base.points(at: 1).map(\.temperature) == [0.6, 1, 1.2])
    #expect(base.points(at: 1).map(\.value) == [0.615, 0.520, 0.287])
    let trained = try #require(sweeps.first { $0.role == .rl })
    #expect(trained.points(at: 1).map(\.value) == [0.780, 0.773, 0.769])
    #expect(trained.points(at: 128).map(\.value) == [0.934, 0.940, 0.940])
    let matched = try #require(all.first { $0.role == .rl && $0.source.hasSuffix("fig. 18") })
    #expect(matched.points(at: 1).map(\.temperature) == [0.85])
    #expect(matched.name.hasSuffix("(fig. 18)"))
  }

  /// The medians of the demo's README.
  @Test func perplexitiesAreThoseOfTheReadme() throws {
    let snapshot = try Library.read(repositoryRoot + "/sample-data/demo/perplexity")
    let (single, courses) = ScoreSet.split(snapshot.scores)
    #expect(single.map(\.file) == ["scores.jsonl"])
    #expect(courses.map(\.file) == ["over_training.jsonl"])
    let review = PerplexityReview(ScoreSet(single))
    let medians = review.boxes.map {
      "\($0.scorer) \($0.source) \(Format.fixed($0.summary.median, 2))"
    }
    #expect(
      medians == [
        "base base 1.18", "base rl 1.38", "base teacher 1.40", "rl base 1.49", "rl rl 1.08",
        "rl teacher 1.79",
      ])
    #expect(review.problems.count == 15 && review.boxes(of: "ct-000").count == 6)
    #expect(
      review.sentences(of: nil).first
        == "Under base its own responses have median perplexity 1.182 (n = 240); those of RL 1.381 (n = 240), less probable (+0.25 ± 0.11 by problem, 15 problems); those of teacher 1.400 (n = 25), less probable (+0.21 ± 0.08 by problem, 15 problems)."
    )
    let line = try #require(PerplexityCourse(ScoreSet(courses)).lines.first)
    #expect(
      line.points.map { Format.fixed($0.mean.value, 3) } == ["1.200", "1.247", "1.361", "1.456"])
  }

  /// Figure 6: RL's responses are more probable under base there than base's own; of one problem.
  @Test func perplexitiesOfThePaperAreTold() throws {
    let snapshot = try Library.read(repositoryRoot + "/sample-data/paper/perplexity")
    let review = PerplexityReview(ScoreSet(snapshot.scores))
    #expect(
      review.sentences(of: nil).first
        == "Under base its own responses have median perplexity 1.086 (n = 16); those of RL 1.058 (n = 16), lower; those of o1 1.208 (n = 7), higher."
    )
  }
}
