import Testing

@testable import Statistics

@Suite struct TokenEntropyTests {
  private struct Values: Decodable {
    struct Run: Decodable {
      let problems: [Int]
      let entropies: [Double?]
      let tokens: [Int]
      let mean: Double
      let standardError: Double
      let tokenWeighted: Double
      let count: Int
      let without: Int
    }
    let tokenEntropy: Run
  }

  @Test func agreesWithNumPy() throws {
    let run = try referenceValues("models", as: Values.self).tokenEntropy
    let entropy = TokenEntropy(
      run.problems.indices.map {
        TokenEntropy.Sample(
          problem: run.problems[$0], entropy: run.entropies[$0], tokens: run.tokens[$0])
      })
    let mean = try #require(entropy.mean)
    #expect(abs(mean.value - run.mean) < 1e-15 && mean.problems == run.count)
    #expect(abs(try #require(mean.standardError) - run.standardError) < 1e-15)
    #expect(abs(try #require(entropy.tokenWeightedMean) - run.tokenWeighted) < 1e-15)
    #expect(entropy.samplesWithout == run.without)
    #expect(entropy.samples == run.problems.count - run.without)
  }

  @Test func eachProblemCountsOnceHoweverManySamplesItHas() {
    let entropy = entropy([(0, 1, 10), (0, 3, 30), (1, 8, 60)])
    #expect(entropy.mean?.value == 5)
    #expect(entropy.tokenWeightedMean == 5.8)
  }

  @Test func samplesWithoutAnEntropyAreLeftOutAndCounted() {
    let entropy = entropy([(0, nil, 10), (0, .nan, 10), (1, 0.5, nil)])
    #expect(entropy.mean == ProblemMean(value: 0.5, standardError: nil, problems: 1))
    #expect(entropy.tokenWeightedMean == nil)
    #expect(entropy.samples == 1 && entropy.samplesWithout == 2)
  }

  @Test func thereIsNoneWithoutSamples() {
    #expect(entropy([]).mean == nil)
    #expect(entropy([(0, nil, 3)]).mean == nil)
  }

  private func entropy(_ samples: [(problem: Int, entropy: Double?, tokens: Int?)]) -> TokenEntropy
  {
    TokenEntropy(
      samples.map {
        TokenEntropy.Sample(problem: $0.problem, entropy: $0.entropy, tokens: $0.tokens)
      })
  }
}

@Suite struct EntropyByTemperatureTests {
  /// The temperature that `sample-data/demo/reference.json` names.
  @Test func agreesWithTheSampleData() throws {
    let match = try table([0.6: 0.0819, 0.3: 0.0433, 0.8: 0.1109, 1: 0.1472, 1.2: 0.1987])
      .temperature(matching: 0.1751)
    #expect(abs(match.temperature - 1.108) < 0.0005)
    #expect(match.between == 1...1.2 && match.target == 0.1751)
  }

  @Test func aMeasuredTemperatureIsItsOwnMatch() throws {
    let table = table([0.5: 0.25, 1: 0.5, 1.5: 0.75])
    for (target, temperature) in [(0.25, 0.5), (0.5, 1), (0.75, 1.5)] {
      let match = try table.temperature(matching: target)
      #expect(match.temperature == temperature && match.between == temperature...temperature)
    }
    #expect(try table.temperature(matching: 0.375).temperature == 0.75)
  }

  @Test(
    arguments: [
      (
        [0.5: 0.25, 1: 0.5], 0.1,
        "the entropy 0.1 is outside 0.25 to 0.5, measured at temperatures 0.5 to 1; "
          + "sample the candidate at a lower one"
      ),
      (
        [0.5: 0.25, 1: 0.5], 0.66667,
        "the entropy 0.6667 is outside 0.25 to 0.5, measured at temperatures 0.5 to 1; "
          + "sample the candidate at a higher one"
      ),
      (
        [0.5: 0.25, 0.75: 0.25, 1: 0.5], 0.3,
        "the entropy does not rise from temperature 0.5 to 0.75; "
          + "check that both runs are of one checkpoint, or draw more samples"
      ),
      (
        [0.6: 0.25], 0.25,
        "matching entropies needs runs at 2 temperatures or more and there are 1; "
          + "sample the candidate at another temperature"
      ),
    ] as [([Double: Double], Double, String)])
  func refusesInOneSentence(_ rows: [Double: Double], _ target: Double, _ sentence: String) {
    expectRefusal(sentence, of: target, in: table(rows))
  }

  @Test func refusesTwoRunsAtOneTemperature() {
    let twice = EntropyByTemperature([row(0.6, 0.2), row(1, 0.3), row(0.6, 0.21)])
    expectRefusal(
      "two runs have temperature 0.6, so its entropy is not one number; leave one of them out",
      of: 0.25, in: twice)
  }

  private func expectRefusal(
    _ sentence: String, of target: Double, in table: EntropyByTemperature
  ) {
    do throws(EntropyMatchRefusal) {
      let match = try table.temperature(matching: target)
      Issue.record("matched at \(match.temperature)")
    } catch { #expect(error.description == sentence) }
  }

  private func table(_ rows: [Double: Double]) -> EntropyByTemperature {
    EntropyByTemperature(rows.map { row($0, $1) })
  }

  private func row(_ temperature: Double, _ entropy: Double) -> EntropyByTemperature.Row {
    EntropyByTemperature.Row(
      temperature: temperature,
      entropy: ProblemMean(value: entropy, standardError: nil, problems: 1))
  }
}

@Suite struct AnswerEntropyTests {
  private struct Values: Decodable {
    struct Case: Decodable {
      let counts: [Int]
      let plugIn: Double
      let millerMadow: Double
    }
    let answerEntropies: [Case]
  }

  @Test func agreesWithSciPy() throws {
    for example in try referenceValues("models", as: Values.self).answerEntropies {
      let entropy = try #require(AnswerEntropy(counts: example.counts))
      #expect(abs(entropy.plugIn - example.plugIn) < 1e-14)
      #expect(abs(entropy.millerMadow - example.millerMadow) < 1e-14)
    }
  }

  @Test func oneAnswerHasNone() {
    #expect(AnswerEntropy(answers: ["42", "42", "42"])?.plugIn == 0)
    #expect(AnswerEntropy(answers: ["42", "42", "42"])?.millerMadow == 0)
  }

  @Test func countsAnswersWhateverTheirOrder() {
    #expect(AnswerEntropy(answers: ["a", "b", "a", "c"]) == AnswerEntropy(counts: [1, 2, 0, 1]))
    #expect(AnswerEntropy(counts: [1, 2, 1])?.distinct == 3)
  }

  @Test func thereIsNoneWithoutAnswers() {
    #expect(AnswerEntropy(counts: []) == nil && AnswerEntropy(counts: [0]) == nil)
  }

  @Test func isAveragedOverProblems() throws {
    let entropies = [[4], [1, 1]].compactMap { AnswerEntropy(counts: $0) }
    let mean = try #require(ProblemMean(entropies, of: \.plugIn))
    #expect(abs(mean.value - 0.34657359027997264) < 1e-16 && mean.problems == 2)
    #expect(ProblemMean([], of: \.plugIn) == nil)
  }
}
