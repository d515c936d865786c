import Results
import Testing

@Suite struct RunSeriesTests {
  private func run(
    _ id: String, n: Int = 4, _ facts: [FactName: String]
  ) -> Run { Run.made(id, [("p", n, 1)], facts) }

  @Test func runsThatDifferInTheirTemperatureAloneAreASeries() throws {
    let runs = [
      run("hot", [.model: "m", .benchmark: "b", .temperature: "1.0", .run: "x"]),
      run("other top-p", [.model: "m", .benchmark: "b", .temperature: "0.8", .topP: "0.9"]),
      run("cool", [.model: "m", .benchmark: "b", .temperature: "0.60", .run: "y"]),
      run("no temperature", [.model: "m", .benchmark: "b"]),
      run("another model", [.model: "n", .benchmark: "b", .temperature: "0.6"]),
    ]
    let series = RunSeries.all(of: runs, varying: .temperature)
    let only = try #require(series.first)
    #expect(
      series.count == 1 && only.values == [0.6, 1] && only.runs.map(\.id) == ["cool", "hot"])
    #expect(only.name(among: series) == "m" && only.leftOut.isEmpty)
    let all = RunSeries.all(of: runs, varying: .temperature, least: 1)
    #expect(all.map { $0.name(among: all) } == ["m", "m top_p 0.9", "n"])
    #expect(Set(all.map(\.id)).count == 3)
  }

  @Test func ofRunsAtOneTemperatureThatWithMostSamplesStands() throws {
    let facts: [FactName: String] = [.model: "m", .temperature: "0.6"]
    let runs = [
      run("few", facts), run("many", n: 8, facts), run("hot", [.model: "m", .temperature: "1"]),
    ]
    let only = try #require(RunSeries.all(of: runs, varying: .temperature).first)
    #expect(only.runs.map(\.id) == ["many", "hot"] && only.leftOut.map(\.id) == ["few"])
    #expect(only.commonN == 4 && only.contains("many") && !only.contains("few"))
  }

  @Test(arguments: [
    ("tiny-grpo-step20", "20", "tiny-grpo"), ("sums-7b/global_step_150", "150", "sums-7b"),
    ("a_ckpt-7_b", "7", "a_b"), ("m-step200", "20", "m-step200"), ("m", "20", "m"),
    ("modèle-step20", "20", "modèle-step20"),
  ])
  func theStepIsTakenOutOfTheModel(model: String, step: String, expected: String) throws {
    let runs = [
      run("1", [.model: model, .step: step, .algorithm: "GRPO"]),
      run("2", [.model: expected, .step: "1", .algorithm: "GRPO"]),
    ]
    let series = RunSeries.all(of: runs, varying: .step)
    #expect(series.first?.model == expected && series.first?.values == [1, Double(step) ?? 0])
  }
}
