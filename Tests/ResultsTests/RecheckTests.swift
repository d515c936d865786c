import Results
import Statistics
import Testing

@Suite struct RecheckTests {
  private static func base(
    _ id: String, _ tallies: [(String, Int, Int)], _ facts: [FactName: String] = [:]
  ) -> Run {
    let own: [FactName: String] = [
      .model: "m", .benchmark: "b", .role: "base", .temperature: "0.6",
    ]
    return Run.made(id, tallies, own.merging(facts) { $1 })
  }

  private static let run = base("own", [("1", 128, 0), ("2", 128, 0), ("3", 128, 4)])

  @Test func samplesOfOtherSettingsAreAddedUp() throws {
    let larger = Self.base("large", [("1", 1024, 3), ("3", 1024, 0)], [.temperature: "1"])
    let third = Self.base("third", [("1", 64, 0), ("2", 64, 0)], [.topP: "0.9"])
    let recheck = Recheck(of: Self.run, problems: ["2", "1"], with: [larger, third])
    #expect(recheck.sources.map(\.title) == ["T=1 n=1,024", "T=0.6 n=64"])
    #expect(recheck.rows.map(\.id) == ["2", "1"] && recheck.rows[0].others[0] == nil)
    #expect(recheck.rows.map(\.merged.n) == [192, 1216] && recheck.rows.map(\.merged.c) == [0, 3])
    #expect(recheck.solved == 1 && recheck.gained == 1)
    // 1 − 0.05^(1/192) = 0.01548.
    #expect(
      recheck.sentences(name: "the baseline") == [
        "With 192 to 1,216 samples a problem the baseline solves 1 of 2; with its own it solves 0. "
          + "Merged: T=0.6 n=128; T=1 n=1,024; T=0.6 n=64.",
        "The one left has a mean rate of up to 1.5% over these settings (0 of 192, 95%, one-sided).",
      ])
    #expect(
      recheck.table.csv.split(separator: "\n").last == "1,128,0,1024,3,64,0,1216,3")
  }

  /// Appendix C.7: the five problems that only the candidate solves, all solved by the base
  /// model with 1,024 samples.
  @Test func theBaseModelSolvesWhatItMissed() {
    let ids = (1...5).map(String.init)
    let own = Self.base("own", ids.map { ($0, 128, 0) })
    let larger = Self.base("large", ids.map { ($0, 1024, 2) })
    let text = Recheck(of: own, problems: ids, with: [larger]).sentences(name: "the baseline")
    #expect(
      text == [
        "With 1,152 samples a problem the baseline solves 5 of 5; with its own it solves 0. "
          + "Merged: T=0.6 n=128; T=0.6 n=1,024."
      ])
  }

  @Test func onlyRunsOfTheSameCheckpointAreMerged() {
    let tallies = [("1", 8, 1)]
    let others: [(FactName, String)] = [
      (.model, "n"), (.benchmark, "c"), (.step, "5"), (.seed, "1"), (.role, "rl"),
      (.promptTemplate, "chat"), (.verifier, "v"),
    ]
    let asked = Self.base("own", tallies, [.promptTemplate: "plain", .verifier: "w"])
    for (name, value) in others {
      #expect(Recheck.sources(for: asked, in: [Self.base("x", tallies, [name: value])]).isEmpty)
    }
    let alike: [[FactName: String]] = [
      [.temperature: "1"], [.topP: "0.9"], [.maxTokens: "100"], [.samples: "8"], [.run: "again"],
      [.framework: "f"],
    ]
    for facts in alike {
      #expect(Recheck.sources(for: asked, in: [asked, Self.base("x", tallies, facts)]).count == 1)
    }
    let seeds = ["1", "2"].map { Self.base("s\($0)", tallies, [.seed: $0]) }
    #expect(Recheck.sources(for: seeds[0], in: seeds).isEmpty)
    #expect(Recheck.sources(for: Run.made("x", tallies), in: [Run.made("y", tallies)]).isEmpty)
  }
}
