import Results
import Statistics
import Testing

@Suite struct RepeatTests {
  @Test func aResumedPartThatOverlapsCountsOnce() throws {
    let run = try onlyRun([
      "m/part_1.jsonl": both(1...3) { "answer \($0)" },
      "m/part_2.jsonl": both(3...5) { "answer \($0)" },
    ])
    #expect(run.totals.samples == 10 && run.totals.nMin == 2 && run.totals.nMax == 2)
    #expect(run.repeats.copies == [pair("m/part_1.jsonl", "m/part_2.jsonl", 2)])
    #expect(run.repeats.clashes.isEmpty && run.repeats.conflictCount == 0)
    #expect(
      notes(run).filter { $0.hasPrefix("2 samples") } == [
        "2 samples of m/part_1.jsonl are in m/part_2.jsonl too and count once"
      ])
  }

  @Test func aPartAppendedToItsOwnFileCountsOnce() throws {
    let part = both(1...3) { "answer \($0)" }
    let run = try onlyRun(["m/part_1.jsonl": part + both(3...3) { "answer \($0)" }])
    #expect(run.totals.samples == 6)
    #expect(
      notes(run) == ["2 samples are in m/part_1.jsonl a second time and count once"])
  }

  /// Each shard numbers its samples from 0: equal short answers are answers, not copies.
  @Test func shardsThatNumberTheirSamplesAnewAddUp() throws {
    let run = try onlyRun([
      "m/part_1.jsonl": both(1...20) { $0 % 2 == 0 ? "A" : "B" },
      "m/part_2.jsonl": both(1...20) { $0 % 3 == 0 ? "A" : "B" },
    ])
    #expect(run.totals.samples == 80 && run.repeats.dropped == 0)
    #expect(run.repeats.clashes.map(\.samples) == [21])
    #expect(
      notes(run).first
        == "21 samples of m/part_2.jsonl have the number of one of m/part_1.jsonl and another "
        + "response; all of them count")
  }

  @Test func oneClashAmongManyCopiesIsAnotherSample() throws {
    var second = both(1...20) { "answer \($0)" }
    second[7].response = "another"
    let run = try onlyRun([
      "m/part_1.jsonl": both(1...20) { "answer \($0)" }, "m/part_2.jsonl": second,
    ])
    #expect(run.repeats.dropped == 39 && run.totals.samples == 41)
    #expect(run.repeats.clashes == [pair("m/part_1.jsonl", "m/part_2.jsonl", 1)])
  }

  @Test func equalNumbersUnderOtherSeedsAreOtherSamples() throws {
    let samples = both(1...4) { "answer \($0)" }
    let run = try onlyRun(
      ["m/x_seed1.jsonl": samples, "m/x_seed2.jsonl": samples], mergesSeeds: true)
    #expect(run.totals.samples == 16 && run.repeats.dropped == 0)
    #expect(run.repeats.responses == SampleRepeats(samples: 16, repeated: 8, effective: 2...2))
  }

  @Test(arguments: [false, true]) func aFileCopiedUnderAnotherNameCountsOnce(reversed: Bool) throws
  {
    let samples = (1...5).map { Line("p\($0 % 2)", nil, "answer \($0)") }
    let files = ["m/part_1.jsonl", "m/part_2.jsonl"]
    let run = try onlyRun(
      [files[reversed ? 1 : 0]: samples, files[reversed ? 0 : 1]: samples])
    #expect(run.totals.samples == 5 && run.problems.map(\.samplesWithText) == [2, 3])
    #expect(run.repeats.copies.map(\.isWhole) == [true])
  }

  @Test func aCopyIsToldWordForWord() throws {
    let samples = (1...5).map { Line("p\($0 % 2)", nil, "answer \($0)") }
    let run = try onlyRun(["m/part_1.jsonl": samples, "m/part_2.jsonl": samples])
    #expect(
      notes(run) == ["m/part_2.jsonl holds the 5 samples of m/part_1.jsonl again; they count once"])
  }

  /// Without numbers neither a few equal answers nor files that differ in one are copies.
  @Test func equalAnswersWithoutNumbersAddUp() throws {
    let few = [Line("p1", nil, "A"), Line("p2", nil, "B"), Line("p3", nil, "A")]
    #expect(try onlyRun(["m/part_1.jsonl": few, "m/part_2.jsonl": few]).totals.samples == 6)
    let many = (1...9).map { Line("p\($0)", nil, "A") }
    let other = Array(many.dropLast()) + [Line("p9", nil, "B")]
    let run = try onlyRun(["m/part_1.jsonl": many, "m/part_2.jsonl": other])
    #expect(run.totals.samples == 18 && run.repeats.dropped == 0)
  }

  @Test func samplesWithoutTextAreNeverCopies() throws {
    let samples = (1...9).map { Line("p\($0)", 0, nil) }
    let run = try onlyRun(["m/part_1.jsonl": samples, "m/part_2.jsonl": samples])
    #expect(run.totals.samples == 18 && run.repeats == Repeats())
  }

  /// A number that all samples of a problem share, as a training epoch is, numbers nothing.
  @Test func aNumberThatClashesWithinItsFileIsNone() throws {
    let samples = (1...40).map { Line("p\($0 % 4)", 1, "answer \($0)") }
    let run = try onlyRun(["m/part_1.jsonl": samples])
    #expect(run.totals.samples == 40 && run.repeats.clashes.isEmpty && notes(run).isEmpty)
  }

  @Test func copiesOfTwoVerdictsAreOneUngradedSample() throws {
    var second = both(1...2) { "answer \($0)" }
    second[1].isCorrect = false
    second[2].isCorrect = nil
    let files = ["m/part_1.jsonl": both(1...2) { "answer \($0)" }, "m/part_2.jsonl": second]
    let run = try onlyRun(files)
    #expect([run.totals.samples, run.totals.correct, run.totals.ungraded] == [4, 3, 1])
    #expect(run.repeats.conflictCount == 1 && run.repeats.dropped == 4)
    #expect(
      doubts(run).last
        == "1 sample has copies of two verdicts and counts as ungraded: problem 'p1' is correct in "
        + "m/part_1.jsonl at byte 100 and incorrect in m/part_2.jsonl at byte 100")
    // Whichever file comes first.
    let turned = try onlyRun([
      "m/part_1.jsonl": second, "m/part_2.jsonl": both(1...2) { "answer \($0)" },
    ])
    #expect(turned.totals == run.totals)
  }

  @Test func oneResponseIsADoubtAndNoBoundary() throws {
    let run = try onlyRun([
      "m/a.jsonl": (0..<12).map { Line("p\($0 % 3)", nil, "answer \($0 % 3)") }
    ])
    #expect(run.totals.samples == 12 && run.repeats.problemsOfOneResponse == 3)
    #expect(
      doubts(run) == [
        "all samples of each of the 3 problems of this run are one response, so its flat curve is "
          + "no boundary; draw the samples anew at a temperature above 0"
      ])
    let comparison = Comparison(baseline: run, candidate: run)
    #expect(
      comparison.warnings.contains(
        "all samples of each of the 3 problems of the baseline are one response, so its flat curve "
          + "is no boundary; draw the samples anew at a temperature above 0"))
    #expect(!comparison.warnings.contains { $0.contains("always or never") })
  }

  @Test func theReportHasTheThreeNumbers() throws {
    var snapshot = Snapshot()
    snapshot.runs = [
      try onlyRun([
        "m/part_1.jsonl": both(1...3) { "answer \($0)" } + both(3...3) { "answer \($0)" }
      ])
    ]
    let report = Report(snapshot, version: "test").runs[0]
    #expect([report.distinctResponses, report.duplicatesDropped, report.conflicts] == [6, 2, 0])
    snapshot.runs = [try onlyRun(["m/a.jsonl": [Line("p", 0, nil)]])]
    #expect(Report(snapshot, version: "test").runs[0].distinctResponses == nil)
  }

  /// The flat table counts what sets of hashes count.
  @Test(arguments: [UInt64(1), 2, 3]) func agreesWithSetsOfHashes(seed: UInt64) throws {
    var state = seed
    func next(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
    let lines = (0..<9000).map { _ in Line("p\(next(40))", nil, "\(next(300))") }
    var sets: [String: [UInt64]] = [:]
    for line in lines { sets[line.problem, default: []].append(UInt64(line.response ?? "") ?? 0) }
    let run = try onlyRun(["m/a.jsonl": lines])
    #expect(run.repeats.responses == SampleRepeats(Array(sets.values)))
  }
}

private struct Line {
  var problem: String
  var draw: Int?
  var response: String?
  var isCorrect: Bool?

  init(_ problem: String, _ draw: Int?, _ response: String?, _ isCorrect: Bool? = true) {
    (self.problem, self.draw, self.response) = (problem, draw, response)
    self.isCorrect = isCorrect
  }
}

/// Two numbered samples of each problem.
private func both(_ problems: ClosedRange<Int>, _ response: (Int) -> String) -> [Line] {
  problems.flatMap { problem in
    (0..<2).map { Line("p\(problem)", $0, response(problem * 2 + $0)) }
  }
}

private func pair(_ first: String, _ second: String, _ samples: Int) -> Repeats.Pair {
  Repeats.Pair(first: first, second: second, samples: samples, isWhole: false)
}

/// The notes but those on what paths tell.
private func notes(_ run: Run) -> [String] {
  findings(run).notes.filter { !$0.contains("path") && !$0.contains("name") }
}

private func doubts(_ run: Run) -> [String] { findings(run).doubts }

private func findings(_ run: Run) -> (notes: [String], doubts: [String]) {
  var snapshot = Snapshot()
  snapshot.runs = [run]
  let report = CheckReport(snapshot, version: "test")
  return (report.notes.map(\.text), report.doubts.map(\.text))
}

/// The one run that files make, in the order in which a library lists them.
private func onlyRun(_ files: [String: [Line]], mergesSeeds: Bool = false) throws -> Run {
  let sources = files.sorted { $0.key < $1.key }.map { path, lines in
    var part = FilePart(facts: Facts())
    for (number, line) in lines.enumerated() {
      var sample = SampleRecord(offset: UInt64(number * 100), length: 99)
      sample.problem = part.table.index(of: UInt64(bitPattern: Int64(line.problem.hashValue))) {
        Problem(id: line.problem)
      }
      sample.grading = Grading(stated: line.isCorrect)
      sample.draw = line.draw.map { UInt64($0 + 1) }
      sample.response = line.response.map { UInt64(bitPattern: Int64($0.hashValue)) | 1 }
      part.table.count(sample)
      part.samples.append(sample)
    }
    var contents = FileContents(format: "test", kind: .samples)
    contents.parts = [part]
    return SourceFile(path: path, contents: contents, hasSamplingSeeds: mergesSeeds)
  }
  let runs = Assembly().runs(of: sources)
  try #require(runs.count == 1)
  return runs[0]
}
