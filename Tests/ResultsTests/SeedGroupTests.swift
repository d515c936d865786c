import Results
import Testing

@Suite struct SeedGroupTests {
  /// The deviation is by NumPy, `std([0.25, 0.5, 1.0], ddof=1)`.
  @Test func runsOfSeveralTrainingSeedsShowTheirSpread() throws {
    let runs = [("1", 1), ("2", 2), ("3", 4)].map { seed, c in
      Run.made("m_seed\(seed)", [("p", 4, c)], [.model: "m", .seed: seed, .benchmark: "b"])
    }
    let group = try #require(SeedGroup.all(of: runs).first)
    #expect(group.runs.count == 3 && group.points.map(\.k) == [1, 2, 4])
    let first = group.points[0]
    #expect(abs(first.mean - 1.75 / 3) < 1e-15 && abs(first.deviation - 0.3818813079129867) < 1e-15)
    #expect(first.lowest == 0.25 && first.highest == 1)
  }

  @Test func runsThatDifferInMoreOrInNothingAreNoGroup() {
    let facts: [[FactName: String]] = [
      [.model: "m", .seed: "1"], [.model: "n", .seed: "2"], [.model: "m"],
      [.model: "m", .seed: "2", .step: "5"], [.model: "m", .seed: "1", .run: "again"],
    ]
    let runs = facts.enumerated().map { Run.made("r\($0)", [("p", 4, 1)], $1) }
    #expect(SeedGroup.all(of: runs).isEmpty)
  }

  @Test func benchmarksOfOneNameWithOtherProblemsAreTold() {
    var snapshot = Snapshot()
    let sets = [["p", "q"], ["q", "p"], ["q", "r", "s"]]
    snapshot.runs = sets.enumerated().map { index, ids in
      Run.made("r\(index)", ids.map { ($0, 2, 1) }, [.benchmark: index == 1 ? "other" : "b"])
    }
    let notes = CheckReport(snapshot, version: "0").notes.filter { $0.kind == .problemSets }
    #expect(
      notes.map(\.text) == [
        "b: 2 runs of 2 to 3 problems have 1 of them in common; each comparison takes those that its two runs share"
      ])
  }

  @Test func theMergeIsOfferedAndTheSpreadReported() throws {
    var snapshot = Snapshot()
    snapshot.runs = ["1", "2"].map { seed in
      var run = Run.made("m_seed\(seed)", [("p", 2, 1)], [.model: "m"])
      run.facts.set(.seed, seed, source: .token)
      return run
    }
    let note = try #require(CheckReport(snapshot, version: "0").notes.first { $0.kind == .seeds })
    #expect(
      note.text
        == "2 runs differ in their seed alone (1, 2) and are kept apart as trained with different seeds; if it is the seed of the sampling, write merge_seeds = true for their files into kscope.toml"
    )
    #expect(
      Report(snapshot, version: "0").text().contains(
        """
        2 training seeds, such as m_seed1:
        k    mean  deviation  lowest  highest
        1  0.5000     0.0000  0.5000   0.5000
        """))
  }

  /// `merge_seeds` speaks of seeds in paths; what a file states is no question.
  @Test func aSeedThatAFileStatesIsOneOfTraining() throws {
    var snapshot = Snapshot()
    snapshot.runs = ["1", "2", "2"].enumerated().map { index, seed in
      Run.made("r\(index)", [("p", 2, 1)], [.model: "m", .seed: seed])
    }
    let note = try #require(CheckReport(snapshot, version: "0").notes.first { $0.kind == .seeds })
    #expect(
      note.text
        == "3 runs differ in their seed alone (1, 2) and are kept apart as trained with different seeds"
    )
    #expect(SeedGroup.all(of: snapshot.runs).map(\.title) == ["3 runs of 2 training seeds (1, 2)"])
  }
}
