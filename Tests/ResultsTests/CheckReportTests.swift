import FoundationEssentials
import Results
import TestSupport
import Testing

@Suite struct CheckReportTests {
  @Test func tellsWhatThereIsFirstAndWhatIsWrongLast() {
    expectGolden(CheckReport(Self.snapshot, version: "test").text, named: "check-text")
  }

  @Test func theJSONHoldsTheSame() throws {
    expectGolden(try CheckReport(Self.snapshot, version: "test").json(), named: "check-json")
  }

  @Test func guessesAreNotesAndLeaveItClean() {
    var snapshot = Snapshot.of([file("m/gsm8k.jsonl", ["p": [true, false]])])
    snapshot.files[0].mapping = ["problem": "question"]
    var paper = FileStatus(path: "paper.txt", state: .ignored("not JSON"), bytes: 9)
    snapshot.foreign = [paper]
    var report = CheckReport(snapshot, version: "test")
    #expect(report.isClean)
    #expect(report.notes.map(\.kind) == [.mapping, .pathName, .pathName, .ignored])
    #expect(report.summary == "1 file, 1 run, 2 samples: nothing rejected, nothing doubtful")
    paper.path = "more.jsonl"
    snapshot.foreign = [paper]
    report = CheckReport(snapshot, version: "test")
    #expect(report.isClean)
  }

  @Test(arguments: [
    ("a.jsonl", "empty", true), ("__init__.py", "empty", false),
    ("a.jsonl.gz", "gzip-compressed; unpack it with: gunzip", true),
    ("read.jsonl.gz", "gzip-compressed; unpack it with: gunzip", false),
    ("a.json", "a Git LFS pointer; fetch the file with: git lfs pull", true),
    ("a.safetensors", "a Git LFS pointer; fetch the file with: git lfs pull", false),
  ])
  func resultsThatWereNotReadAreDoubtful(_ path: String, _ reason: String, _ isDoubtful: Bool) {
    var snapshot = Snapshot.of([file("read.jsonl", ["p": [true]])])
    snapshot.foreign = [FileStatus(path: path, state: .ignored(reason), bytes: 9)]
    let report = CheckReport(snapshot, version: "test")
    #expect(report.doubts.map(\.kind) == (isDoubtful ? [.notRead] : []))
    #expect(report.isClean != isDoubtful)
  }

  @Test func withoutResultsNothingIsClean() {
    #expect(CheckReport(Snapshot(), version: "test").doubts.map(\.kind) == [.nothingFound])
    var snapshot = Snapshot()
    var log = FileStatus(path: "log.jsonl", state: .read, bytes: 9)
    (log.kind, log.records) = (.trainingLog, 4)
    snapshot.files = [log]
    #expect(CheckReport(snapshot, version: "test").isClean)
    snapshot.files[0].rejects = 4
    #expect(!CheckReport(snapshot, version: "test").isClean)
  }

  @Test func rejectsOfAFileIncludeThoseThatAreOnlyCountedAndTheLineThatWaits() {
    var snapshot = Snapshot.of([file("m.jsonl", ["p": [true]])])
    (snapshot.files[0].rejects, snapshot.files[0].waiting) = (1200, 7)
    snapshot.files.append(
      FileStatus(path: "gone.jsonl", state: .failed("Permission denied"), bytes: 9))
    snapshot.rejects = [FileReject(file: "folder", line: 0, reason: "Permission denied")]
    let report = CheckReport(snapshot, version: "test")
    #expect(report.files.map(\.rejects) == [1201, 1])
    #expect(report.summary.hasSuffix("1,203 rejects, nothing doubtful"))
  }

  @Test func sayWhyFilesAreOneRun() {
    let stated = ["a.jsonl", "b.jsonl"].map { path in
      file(path, ["p": [true]]).with { contents in
        var part = FilePart(facts: Facts([.run: "r", .model: "m"], source: .file))
        part.table = contents.parts[0].table
        contents.parts = [part]
      }
    }
    let cases: [([SourceFile], String)] = [
      (
        ["m_seed1/x.jsonl", "m_seed2/x.jsonl"].map { file($0, ["p": [true]]).with(seeds: true) },
        "sampling seeds 1, 2: samples of the same problem add up"
      ),
      (
        [file("m/t0.6/0.jsonl", ["p": [true]]), file("m/t0.6/1.jsonl", ["q": [true]])],
        "numbered files: each holds one problem"
      ),
      (
        [
          file("m/shard_0.jsonl", ["p": [true], "q": [true]]),
          file("m/shard_1.jsonl", ["r": [true]]),
        ],
        "their paths differ only in the number of a part or in words such as samples: "
          + "each holds problems of its own"
      ),
      (stated, "all of them state this run: samples of the same problem add up"),
      (
        [file("m/counts.jsonl", ["p": [true]], kind: .counts), file("m/x.jsonl", ["p": [true]])],
        ""
      ),
      (
        [
          file("m/counts.jsonl", ["p": [true]], kind: .counts),
          file("m/samples.jsonl", ["p": [true]]),
        ],
        "tallies, and samples that kept their text: the larger count of a problem holds, "
          + "never the sum"
      ),
    ]
    for (files, reason) in cases {
      let merges = CheckReport(.of(files), version: "test").merges
      #expect(merges.map(\.reason) == (reason.isEmpty ? [] : [reason]))
    }
  }

  @Test func statementsThatDisagreeAreConflictsAndNamesOfFoldersAreNot() {
    let sidecar = file("base_t0.6/run.json", [:], kind: .sidecar).with { contents in
      contents.facts = Facts([.model: "M", .temperature: "0.8", .role: "rl"], source: .sidecar)
    }
    let files = [sidecar, file("base_t0.6/x.jsonl", ["p": [true]])]
    let snapshot = Snapshot.of(files)
    #expect(snapshot.conflicts.map(\.name) == [.role, .temperature])
    let report = CheckReport(snapshot, version: "test")
    #expect(
      report.doubts.map(\.text) == [
        "temperature taken as 0.8 (run.json), not 0.6 (path token): base_t0.6/x.jsonl"
      ])
    #expect(report.notes.map(\.kind) == [.conflict])
    var assembly = Assembly()
    assembly.edits = [snapshot.runs[0].id: Facts([.temperature: "1"], source: .person)]
    let runs = assembly.runs(of: files)
    #expect(assembly.conflicts(in: files, of: runs).map(\.name) == [.role])
  }

  @Test func scoresThatContradictStatementsAreCounted() {
    let stated = [(true, 0.0), (true, 1), (false, 1), (false, 0.5), (true, 0.5)]
    let counts = counts(of: stated.map { Grading(stated: $0, score: $1) } + [Grading(score: 1)])
    #expect(counts.contradictions(by: VerdictRule()) == 2)
    #expect(counts.contradictions(by: VerdictRule(isPositiveRight: true)) == 3)
  }

  @Test func missingSamplesAreMeasuredByWhatARunSaysItShouldHave() {
    var source = file("m/x.jsonl", ["p": [true, false], "q": [true, nil], "r": [true]])
    var report = CheckReport(.of([source]), version: "test")
    #expect(report.doubts.map(\.kind) == [.unequalN, .ungraded])
    #expect(
      report.doubts.map(\.text) == [
        "fewer than 2 samples for 1 of 3 problems (1)", "1 of 5 samples has no verdict",
      ])
    var part = FilePart(facts: Facts([.samples: "4"], source: .file))
    part.table = source.contents.parts[0].table
    source = source.with { $0.parts = [part] }
    report = CheckReport(.of([source]), version: "test")
    #expect(report.doubts.first?.kind == .missingSamples)
    #expect(report.doubts.first?.text == "fewer than 4 samples for 3 of 3 problems (as few as 1)")
  }

  /// A run of two seeds, one of tallies and samples, and something wrong of most kinds.
  private static var snapshot: Snapshot {
    let seeds = ["M_seed1/gsm8k/x_t0.6.jsonl", "M_seed2/gsm8k/x_t0.6.jsonl"].map {
      file($0, ["p1": [true, false], "p2": [false, nil]]).with(seeds: true)
    }
    let sidecar = file("rl/run.json", [:], kind: .sidecar).with { contents in
      contents.facts = Facts(
        [.model: "M-rl", .role: "rl", .benchmark: "gsm8k", .step: "40"], source: .sidecar)
    }
    let others = [
      file("rl/counts.jsonl", ["p1": [true, true, true], "p2": [false]], kind: .counts),
      sidecar, file("rl/samples.jsonl", ["p1": [true]]),
    ]
    var snapshot = Snapshot.of(seeds + others)
    snapshot.files[1].rejects = 2
    snapshot.files[1].mapping = ["problem": "question", "correct": "ok"]
    snapshot.files[4].repaired = 1
    snapshot.files.append(
      FileStatus(path: "secret.jsonl", state: .failed("Permission denied"), bytes: 3))
    snapshot.rejects = [
      FileReject(file: "M_seed2/gsm8k/x_t0.6.jsonl", line: 3, reason: "not a JSON object"),
      FileReject(file: "M_seed2/gsm8k/x_t0.6.jsonl", line: 9, reason: "not valid JSON"),
      FileReject(file: "secret.jsonl", line: 0, reason: "Permission denied"),
    ]
    snapshot.foreign = ["far/a.txt", "far/b.txt"].map {
      FileStatus(path: $0, state: .ignored("not JSON"), bytes: 3)
    }
    snapshot.foreign.append(FileStatus(path: "late.jsonl", state: .ignored("empty"), bytes: 0))
    return snapshot
  }
}

extension Snapshot {
  /// What one reading of files makes.
  fileprivate static func of(_ files: [SourceFile]) -> Snapshot {
    var snapshot = Snapshot()
    let assembly = Assembly()
    snapshot.runs = assembly.runs(of: files)
    snapshot.conflicts = assembly.conflicts(in: files, of: snapshot.runs)
    let details = Assembly.details(of: files, in: snapshot.runs)
    snapshot.files = files.map { file in
      var status = FileStatus(path: file.path, state: .read, bytes: 100)
      (status.format, status.kind) = (file.contents.format, file.contents.kind)
      status.details = details[file.fullPath]
      return status
    }
    return snapshot
  }
}

/// A file of problems with the verdicts of their samples.
private func file(
  _ path: String, _ verdicts: KeyValuePairs<String, [Bool?]>, kind: FileKind = .samples
) -> SourceFile {
  var contents = FileContents(format: "test", kind: kind)
  var part = FilePart(facts: Facts())
  for (offset, (id, verdicts)) in verdicts.enumerated() {
    let index = part.table.index(of: UInt64(offset)) { Problem(id: id) }
    for verdict in verdicts {
      var sample = SampleRecord(offset: 0, length: 1)
      (sample.problem, sample.grading) = (index, Grading(stated: verdict))
      part.table.count(sample)
    }
  }
  if kind != .sidecar { contents.parts = [part] }
  return SourceFile(path: path, fullPath: "/results/" + path, contents: contents)
}
