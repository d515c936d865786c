import Ingest
import Results
import Statistics
import TestSupport
import Testing

/// Trainings of the demo and of the paper are what NumPy gives and what the paper prints.
@Suite struct TrainingAnalysesTests {
  private static let demo = Result { try Library.read(Repository().root + "/sample-data/demo") }
  private static let paper = Result { try Library.read(Repository().root + "/sample-data/paper") }

  /// By NumPy from `counts.jsonl`: value, half of the 95 % interval, in points.
  @Test func theDemoLosesCoverageAsNumPySays() throws {
    let runs = try Self.demo.get().runs
    let series = try #require(TrainingSteps.series(of: runs).first)
    let base = try #require(series.runs.first.flatMap(Origins(runs).baseline))
    let training = TrainingSteps(series, baseline: base)
    #expect(training.commonN == 128 && training.steps.map(\.step) == [20, 40, 70, 100])
    #expect(
      training.sentence(at: 128)
        == "From step 20 to 100 pass@1 rises by 4.4 ± 4.2 points and pass@128 falls by 25.0 ± 12.0 "
        + "points (60 problems, paired).")
    let expected: [(gap: Double, half: Double, gained: Double, lost: Double, against: Double)] = [
      (
        76.95168720255865, 7.604280226582412, 0.9768596409823245, 17.991621962517513,
        -28.357937202558652
      ),
      (
        76.44387470255865, 7.995872404178475, 0.05730804592136818, 26.072070367456554,
        -43.35793720255865
      ),
      (
        76.73033303589197, 7.796048249176351, 0.1258830552811515, 27.140645376816337,
        -45.02460386922532
      ),
      (
        72.54413511922532, 8.512306885947037, 0.11357850123735153, 32.14322639385618,
        -53.38274648769805
      ),
    ]
    for (step, wanted) in zip(training.steps, expected) {
      let value = try #require(step.value(at: 128))
      let efficiency = try #require(value.efficiency)
      let coverage = try #require(value.coverage)
      #expect(abs(efficiency.delta * 100 - wanted.gap) < 1e-9)
      let half = try #require(efficiency.standardError) * 195.9964
      #expect(abs(half - wanted.half) < 1e-4)
      #expect(abs(coverage.candidateOnly - wanted.gained) < 1e-9)
      #expect(abs(coverage.baselineOnly - wanted.lost) < 1e-9)
      #expect(abs(try #require(value.difference).value * 100 - wanted.against) < 1e-9)
    }
  }

  /// Runs of 40 steps are compared with GRPO at 40 steps, not at 100, as its README asks for.
  @Test func theDemoRanksAlgorithmsAtEqualSteps() throws {
    let ranking = Ranking(try Self.demo.get().runs, by: .algorithm).sorted(by: .gap, in: 0)
    #expect(ranking.k == 128 && ranking.benchmarks == ["countdown-test"])
    let rows = ranking.rows.map { row in
      "\(row.value) \(Format.fixed((row.score(.gap, in: 0)?.value ?? 0) * 100, 1))"
    }
    // README has the first column of differences at n, which for these runs is 128.
    #expect(
      rows == [
        "base 78.3", "SFT on search-teacher traces 70.2", "RLOO 74.6", "GRPO 76.4",
        "Reinforce++ 77.5",
      ])
  }

  /// Tables 3 and 4: ΔSE(256) in points on Omni-MATH-Train, Omni-MATH-Test and MATH500.
  @Test func thePaperRanksAsItsTableSays() throws {
    let snapshot = try Self.paper.get()
    let published = PublishedRun.all(of: snapshot.references)
    let ranking = Ranking(snapshot.runs, published: published, by: .algorithm)
    let columns = ["Omni-MATH-Train", "Omni-MATH-Test", "MATH500"]
    let expected: [String: [Double]] = [
      "base": [57.3, 58.9, 61.7], "GRPO": [41.1, 44.0, 21.8], "PPO": [40.0, 42.3, 21.0],
      "ReMax": [42.8, 45.3, 22.7], "RLOO": [38.6, 41.0, 21.2],
      "Reinforce++": [39.0, 41.1, 20.8], "DAPO": [35.8, 42.6, 20.6],
    ]
    #expect(ranking.k == 256 && Set(ranking.benchmarks) == Set(columns))
    #expect(Set(ranking.rows.map(\.value)) == Set(expected.keys) && ranking.rows.count == 7)
    for row in ranking.rows {
      for (name, wanted) in zip(columns, expected[row.value] ?? []) {
        let column = try #require(ranking.benchmarks.firstIndex(of: name))
        let score = try #require(row.score(.gap, in: column))
        #expect(abs(score.value * 100 - wanted) < 1e-9, "\(row.value) on \(name)")
        #expect(score.standardError == nil && row.isPublished)
        let isBest = row.value == (name == "Omni-MATH-Test" ? "RLOO" : "DAPO")
        #expect(score.isBest == isBest, "\(row.value) on \(name)")
      }
    }
    #expect(ranking.rows.first { $0.value == "GRPO" }?.label == "GRPO, step 150")
  }

  /// Table 4: pass@1 rises and pass@256 falls over the steps of GRPO.
  @Test func thePaperLosesCoverageAsItsTableSays() throws {
    let published = PublishedRun.all(of: try Self.paper.get().references)
    let all = PublishedSteps.all(of: published).filter { $0.steps.count > 1 }
    #expect(all.map(\.steps.count) == [3, 3, 3])
    let test = try #require(all.first { $0.benchmark == "Omni-MATH-Test" })
    #expect(test.largestBudget == 256 && test.baseline?.value(at: 256) == 0.691)
    #expect(test.steps.map(\.step) == [150, 300, 450])
    #expect(test.steps.map { $0.run.value(at: 1) } == [0.251, 0.271, 0.283])
    #expect(test.steps.map { $0.run.value(at: 256) } == [0.683, 0.666, 0.639])
    #expect(
      test.sentence(at: 256)
        == "Published, Qwen2.5-7B-GRPO: from step 150 to 450 pass@1 goes from 25.1% to 28.3% and "
        + "pass@256 goes from 68.3% to 63.9% (821 problems, without an interval).")
  }

  /// The demo's README: means of the first and the last 20 of 100 steps.
  @Test func theDemosLogMovesAsItsReadmeSays() throws {
    let dynamics = TrainingDynamics(try Self.demo.get().training, window: 11)
    let log = try #require(dynamics.logs.first { $0.file.hasSuffix("/grpo.jsonl") })
    let words = TrainingQuantity.allCases.compactMap { quantity in
      log.lines[quantity].map { line in
        let decimals = quantity == .responseLength ? 1 : 3
        return "\(line.count): \(Format.fixed(line.start, decimals)) "
          + "\(Format.fixed(line.end, decimals))"
      }
    }
    #expect(words == ["20: 0.086 0.188", "20: 42.3 39.1", "20: 0.216 0.152"])
    #expect(dynamics.logs.count == 5 && dynamics.others.count == 3)
    #expect(dynamics.quantities == [.reward, .responseLength, .entropy, .kl])
  }

  /// Figure 19: the value at step 120 and the last, of what was taken down.
  @Test func thePapersLogsAreRead() throws {
    let dynamics = TrainingDynamics(try Self.paper.get().training)
    let grpo = try #require(dynamics.logs.first { $0.name == "GRPO" })
    #expect(grpo.lines[.reward]?.values(at: 120)?.raw == 0.255)
    #expect(grpo.lines[.reward]?.values(at: 9999)?.raw == 0.425)
    #expect(grpo.lines[.entropy]?.values(at: 290)?.raw == 0.175)
    #expect(grpo.lines[.responseLength]?.values(at: 5) == nil)
    #expect(grpo.lines[.kl] == nil)
  }
}
