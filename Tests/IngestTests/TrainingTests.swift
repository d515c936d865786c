import Glibc
import Ingest
import Results
import Statistics
import TestSupport
import Testing

/// Curves of the demo's training logs are what NumPy and SciPy give.
@Suite struct TrainingTests {
  @Test func smoothingIsThatOfTheReference() throws {
    let expected = try MeasureReference.values.get().training
    let curve = try #require(series(named: "grpo.jsonl").curve(of: .reward))
    #expect(curve.points.count == expected.steps)
    let centered = curve.smoothed(.centered(window: 11)).points.map(\.value)
    let exponential = curve.smoothed(.exponential(window: 10)).points.map(\.value)
    #expect(centered.count == expected.centered_11.count)
    for (found, wanted) in zip(
      centered + exponential, expected.centered_11 + expected.exponential_10)
    {
      #expect(abs(found - wanted) < 1e-12)
    }
    #expect(curve.smoothed(.centered(window: 1)).points == curve.points)
    #expect(curve.smoothed(.exponential(window: 1)).points == curve.points)
  }

  @Test func theLawIsThatOfLeastSquares() throws {
    let expected = try MeasureReference.values.get().training
    let law = try series(named: "grpo.jsonl").entropyRewardLaw()
    #expect(law.points == expected.steps)
    #expect(abs(law.a - expected.a) < 1e-10 && abs(law.b - expected.b) < 1e-10)
    #expect(abs((law.rSquared ?? 0) - expected.r_squared) < 1e-10)
    #expect(abs(law.standardErrorOfA - expected.error_of_a) < 1e-10)
    #expect(abs(law.standardErrorOfB - expected.error_of_b) < 1e-10)
  }

  @Test func aLogWithoutAColumnIsRefusedInASentence() throws {
    let series = try series(named: "sft_base.jsonl")
    #expect(series.curve(of: .reward) == nil && series.columns == ["loss", "lr"])
    do {
      _ = try series.entropyRewardLaw()
      Issue.record("fitted")
    } catch {
      #expect(
        error.description
          == "the entropy-reward law needs reward and entropy and sft_base.jsonl has no reward; "
          + "log it as reward")
    }
  }

  /// A log of the demo belongs to the checkpoints of its training, by their names.
  @Test func aLogBelongsToItsCheckpoints() throws {
    let snapshot = try Library.read(repositoryRoot + "/sample-data/demo")
    func models(of file: String) throws -> Set<String> {
      let series = try #require(snapshot.training.first { $0.file == "train_logs/" + file })
      return Set(snapshot.runs.filter(series.isOf).compactMap { $0.facts[.model] })
    }
    let model = "tiny-countdown-0.8m-"
    #expect(
      try models(of: "grpo.jsonl")
        == Set([20, 40, 70, 100].map { model + "grpo-step\($0)" }))
    #expect(try models(of: "grpo-kl.jsonl") == [model + "grpo-kl-step40"])
    #expect(try models(of: "grpo-n32.jsonl") == [model + "grpo-n32-step40"])
    #expect(try models(of: "rloo.jsonl") == [model + "rloo-step40"])
  }

  /// The steps that a resumed job repeats count once, as it wrote them last.
  @Test func theLastRowOfAStepCounts() {
    let rows = [(1, 0.1), (2, 0.2), (3, 0.3), (2, 0.5), (3, 0.6), (4, 0.7)]
    let series = TrainingSeries(
      file: "t", facts: Facts(), rows: rows.map { TrainingRow(step: $0, values: ["reward": $1]) })
    #expect(
      series.curve(of: .reward)?.points
        == [(1, 0.1), (2, 0.5), (3, 0.6), (4, 0.7)].map { .init(step: $0, value: $1) })
  }

  /// Windows are of steps, not of points.
  @Test func aGapIsNoNeighbor() {
    let curve = TrainingCurve(
      column: "x",
      points: [(0, 1.0), (1, 3), (100, 8), (102, 10)].map { .init(step: $0, value: $1) })
    #expect(curve.smoothed(.centered(window: 3)).points.map(\.value) == [2, 2, 8, 10])
    #expect(curve.smoothed(.centered(window: 5)).points.map(\.value) == [2, 2, 9, 9])
    let last = curve.smoothed(.exponential(window: 3)).points.map(\.value)
    #expect(last[1] == 3.5 / 1.5 && abs(last[2] - 8) < 1e-20 && last[3] == (8 * 0.25 + 10) / 1.25)
  }

  @Test(
    arguments: [
      (
        [
          "critic/rewards/mean", "critic/score/mean", "response_length/mean", "actor/entropy",
          "actor/kl_loss",
        ],
        ["critic/rewards/mean", "response_length/mean", "actor/entropy", "actor/kl_loss"]
      ),
      (
        ["reward", "reward_std", "completions/mean_length", "entropy", "kl"],
        ["reward", "completions/mean_length", "entropy", "kl"]
      ),
      (
        ["train/reward", "train/response_length", "train/kl"],
        ["train/reward", "train/response_length", nil, "train/kl"]
      ),
    ] as [([String], [String?])])
  func programsNameTheirColumns(names: [String], found: [String?]) {
    let values = Dictionary(uniqueKeysWithValues: names.map { ($0, 1.0) })
    let series = TrainingSeries(
      file: "t", facts: Facts(), rows: [TrainingRow(step: 1, values: values)])
    #expect(TrainingQuantity.allCases.map { series.column(of: $0) } == found)
  }
}

private func series(named name: String) throws -> TrainingSeries {
  let snapshot = try Library.read(repositoryRoot + "/sample-data/demo/train_logs")
  return try #require(snapshot.training.first { $0.file == name })
}

func logarithm(of value: Double) -> Double { log(value) }
