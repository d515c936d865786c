import Ingest
import Results
import TestSupport
import Testing

/// What the reader keeps of responses and of numbers within problems.
@Suite struct RepeatFieldTests {
  @Test(arguments: [
    "sample_index", "sample_idx", "sample", "rollout", "attempt", "epoch", "trial", "repeat",
  ])
  func everyNameOfANumberNumbers(name: String) throws {
    let part = (0..<3).map { line("\"question\": \"q\", \"\(name)\": \($0)", "answer \($0)") }
    let run = try onlyRun(["m/part_1.jsonl": part.joined(), "m/part_2.jsonl": part[2] + part[1]])
    #expect(run.totals.samples == 3 && run.repeats.dropped == 2)
  }

  @Test func aSeedTellsEqualNumbersApart() throws {
    let lines = (1...2).map { line("\"id\": \"p\", \"sample\": 0, \"seed\": \($0)", "answer") }
    let run = try onlyRun(["m/part_1.jsonl": lines.joined()])
    #expect(run.totals.samples == 2 && run.repeats.dropped == 0)
  }

  /// One seed may draw a whole batch, so a seed alone makes no copies.
  @Test func aSeedAloneIsNoNumber() throws {
    let lines = line("\"id\": \"p\", \"seed\": 7", "answer")
    let run = try onlyRun(["m/part_1.jsonl": lines + lines])
    #expect(run.totals.samples == 2 && run.repeats.problemsOfOneResponse == 1)
  }

  @Test func theSameTextInOtherEscapesIsAnotherResponse() throws {
    let lines = ["café", "caf\\u00e9"].map { line("\"id\": \"p\"", $0) }
    #expect(try onlyRun(["m/part_1.jsonl": lines.joined()]).repeats.distinct == 2)
  }

  @Test func aListWrittenTwiceCountsOnce() throws {
    let list =
      "{\"idx\": 1, \"question\": \"q\", \"code\": [\"a\", \"b\", \"a\"], "
      + "\"score\": [true, false, true]}\n"
    let run = try onlyRun(["m/aime24/part_1.jsonl": list + list])
    #expect(run.totals.samples == 3 && run.repeats.dropped == 3 && run.repeats.distinct == 2)
  }

  @Test func aTaskOfArealNumbersItsOwnSamples() throws {
    func task(_ id: Int) -> String {
      "{\"task_id\": \(id), \"sample_idx\": 0, \"tail_version\": 4, \"reward\": 1.0, "
        + "\"prompt\": \"2+2?\", \"completion\": \"4\"}\n"
    }
    let run = try onlyRun(["r/4/1.jsonl": task(1), "r/4/2.jsonl": task(2)])
    #expect(run.totals.samples == 2 && run.repeats.dropped == 0)
  }

  @Test func aTrialOfTauBenchAndAnEpochOfInspectAreNumbers() throws {
    let trial =
      "{\"task_id\": 1, \"reward\": 1.0, \"trial\": 0, \"info\": {}, "
      + "\"traj\": [{\"role\": \"user\", \"content\": \"hi\"}]}"
    #expect(try onlyRun(["m/a.json": "[\(trial), \(trial)]"]).totals.samples == 1)
    let sample =
      "{\"id\": 1, \"epoch\": 1, \"input\": \"6*7?\", \"target\": \"42\", "
      + "\"output\": {\"completion\": \"42\"}, \"scores\": {\"match\": {\"value\": \"C\"}}}"
    let log =
      "{\"version\": 2, \"status\": \"success\", \"eval\": {\"task\": \"t\", \"model\": "
      + "\"m\"}, \"samples\": [\(sample), \(sample)]}"
    #expect(try onlyRun(["m/a.json": log]).totals.samples == 1)
  }

  /// `solution` may be the reference, which is the same for all samples.
  @Test func aKeyThatMayBeTheReferenceIsNoResponse() throws {
    let lines = "{\"id\": \"p\", \"solution\": \"42\", \"correct\": true}\n"
    #expect(try onlyRun(["m/part_1.jsonl": lines + lines]).repeats.distinct == nil)
  }

  @Test func aChangeAtTheEndsOrOfTheLengthIsSeenInALongResponse() {
    func hash(_ text: [UInt8]) -> UInt64 { text.withUnsafeBytes { Checksum.ofResponse($0) } }
    let text = (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    for place in [0, 127, 128, 3872, 3999] {
      var other = text
      other[place] ^= 1
      #expect(hash(other) != hash(text), "\(place)")
    }
    #expect(hash(text + [0]) != hash(text) && hash(Array(text)) == hash(text))
    for count in 0..<1100 {
      #expect(hash(Array(text[...count])) != hash(Array(text[..<count])), "\(count)")
    }
  }
}

private func line(_ fields: String, _ response: String) -> String {
  "{\(fields), \"response\": \"\(response)\", \"correct\": true}\n"
}

/// The one run of some files.
private func onlyRun(_ files: [String: String]) throws -> Run {
  let folder = try TemporaryDirectory()
  for (path, text) in files { try folder.write(text, to: path) }
  let runs = try Library.read(folder.path).runs
  try #require(runs.count == 1)
  return runs[0]
}
