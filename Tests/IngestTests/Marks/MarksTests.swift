import FoundationEssentials
import Results
import TestSupport
import Testing

@testable import Ingest

/// What readers say is kept in lines that come back, whoever wrote them and wherever samples are.
@Suite struct MarksTests {
  static let row = #"{"problem_id": "p1", "response": "so x\n\u00e9", "correct": true}"# + "\n"
  static let other = #"{"problem_id": "p1", "response": "so y", "correct": true}"# + "\n"

  @Test func aMarkIsALineThatComesBack() throws {
    let folder = try TemporaryDirectory()
    try folder.write(Self.row + Self.other, to: "m/a.jsonl")
    let library = try open(folder, reader: "ann")
    defer { library.stop() }
    let run = try #require(library.snapshot.runs.first)
    let samples = library.samples(of: "p1", in: run)
    #expect(samples.count == 2 && samples.allSatisfy { $0.content == nil })
    let reference = samples[0].reference
    #expect(mark(library, reference, .valid, note: "sound, if \"short\"") == nil)
    let marks = library.waitUntilRead().marks
    let content = SampleContent(problem: "p1", response: "so x\né")
    #expect(marks.verdict(of: content) == .valid && marks.readers == ["ann"])
    #expect(
      library.samples(of: "p1", in: run).map(\.content) == [
        content, SampleContent(problem: "p1", response: "so y"),
      ])
    let text = try contents(of: folder)
    let when = try #require(marks.marks.first.map { MarkTime.text($0.time) })
    #expect(
      text == """
        {"note":"sound, if \\"short\\"","problem":"p1","run":"\(run.id)",\
        "sample":"\(content.text)","verdict":"valid","when":"\(when)","who":"ann"}

        """)
    #expect(mark(library, reference, nil) == nil)
    #expect(library.waitUntilRead().marks.isEmpty)
    #expect(try contents(of: folder).split(separator: "\n").count == 2)
    let again = try open(folder, reader: "bob")
    defer { again.stop() }
    #expect(again.snapshot.marks.isEmpty && again.snapshot.reader == "bob")
    #expect(again.snapshot.marks.last(of: "ann", on: content)?.verdict == nil)
    #expect(mark(again, reference, .unsure) == nil)
    #expect(again.waitUntilRead().marks.verdict(of: content, by: "bob") == .unsure)
    #expect(again.snapshot.rejects.isEmpty && again.snapshot.foreignFiles == 0)
  }

  /// FNV-1a of `p1`, a zero byte and the response, computed by a loop in Python.
  @Test func theHashIsOneThatOthersCanCompute() {
    #expect(SampleContent(problem: "", response: "").text == "af63bd4c8601b7df")
    #expect(SampleContent(problem: "p1", response: "so x\né").text == Self.hash)
    #expect(SampleContent(Self.hash)?.text == Self.hash && SampleContent("xyz") == nil)
  }

  static let hash = "de29c4ee63eae95a"

  @Test func aMarkIsFoundWhereverItsSampleIs() throws {
    let folder = try TemporaryDirectory()
    try folder.write(Self.row + Self.other, to: "m/a.jsonl")
    let library = try open(folder, reader: "ann")
    let run = try #require(library.snapshot.runs.first)
    #expect(mark(library, library.samples(of: "p1", in: run)[1].reference, .invalid) == nil)
    library.stop()
    // Merged with others, written anew with other escapes, and packed.
    let moved = try TemporaryDirectory()
    try moved.write(contents(of: folder), to: "deeper/kscope-marks.jsonl")
    let rows = #"{"correct": true, "response": "\u0073o y", "problem_id": "p1"}"# + "\n" + Self.row
    try moved.write(bytes: Packer.pack(Array(rows.utf8), .gzip), to: "n/b.jsonl.gz")
    let again = try open(moved, reader: "bob")
    defer { again.stop() }
    let samples = again.samples(of: "p1", in: try #require(again.snapshot.runs.first))
    #expect(
      samples.map { $0.content.flatMap { again.snapshot.marks.verdict(of: $0) } } == [
        .invalid, nil,
      ])
  }

  @Test func linesOfSeveralPeopleMayComeInAnyOrder() throws {
    let folder = try TemporaryDirectory()
    try folder.write(Self.row, to: "a.jsonl")
    func line(_ who: String, _ when: String, _ verdict: String) -> String {
      #"{"who":"\#(who)","when":"\#(when)","sample":"0000000000000001","problem":"p","#
        + #""verdict":\#(verdict)}"#
    }
    let lines = [
      line("ann", "2026-07-01T10:00:00Z", "\"valid\""),
      line("ann", "2026-07-01T10:00:00.250Z", "\"invalid\""),
      line("ann", "2026-07-01T09:59:59.999Z", "null"),
      line("bob", "2026-07-02T00:00:00Z", "\"valid\""),
      line("bob", "2026-07-02T00:00:01Z", "null"), "",
    ]
    for turn in 0..<lines.count {
      let turned = Array(lines[turn...] + lines[..<turn])
      try folder.write(turned.joined(separator: "\n"), to: "kscope-marks.jsonl")
      let library = try open(folder, reader: "ann")
      defer { library.stop() }
      let marks = library.snapshot.marks.marks
      #expect(marks.map(\.reader) == ["ann"] && marks.map(\.verdict) == [.invalid])
      #expect(library.snapshot.notices.isEmpty)
    }
  }

  @Test func linesThatAreNoMarksAreToldOf() throws {
    let folder = try TemporaryDirectory()
    try folder.write(Self.row, to: "a.jsonl")
    let mark =
      #"{"who":"ann","when":"2026-07-01T10:00:00Z","sample":"0000000000000001","problem":"p","#
      + #""verdict":"valid"}"#
    let wrong = [
      "<<<<<<< HEAD", mark.replacing("valid", with: "good"), mark.replacing("T10", with: " 10"),
      mark.replacing("0000000000000001", with: "1"),
    ]
    try folder.write(
      ([mark, ""] + wrong).joined(separator: "\n") + "\n", to: "kscope-marks.jsonl")
    let library = try open(folder, reader: "ann")
    defer { library.stop() }
    #expect(library.snapshot.marks.marks.count == 1)
    #expect(
      library.snapshot.notices == [
        "\(folder.path)/kscope-marks.jsonl: 4 lines are no marks, the first is line 3; "
          + "correct or remove what is wrong"
      ])
  }

  @Test func marksOfOthersAreSeenAsTheyCome() throws {
    let folder = try TemporaryDirectory()
    try folder.write(Self.row, to: "m/a.jsonl")
    let live = try LiveLibrary(folder)
    #expect(live.waitUntil { $0.runs.count == 1 })
    let line =
      #"{"who":"eve","when":"2026-07-01T10:00:00Z","sample":"0000000000000001","problem":"p1","#
      + #""verdict":"valid"}"# + "\n"
    try folder.append(line, to: "kscope-marks.jsonl")
    #expect(live.waitUntil { $0.marks.readers == ["eve"] })
    try folder.append(line.replacing("eve", with: "dan"), to: "kscope-marks.jsonl")
    #expect(live.waitUntil { $0.marks.readers == ["dan", "eve"] })
    try folder.remove("kscope-marks.jsonl")
    #expect(live.waitUntil { $0.marks.isEmpty })
  }

  @Test func whereTheFolderCannotBeWrittenTheyAreKeptElsewhere() throws {
    let folder = try TemporaryDirectory()
    try folder.write("", to: "file")
    let kept = KeptLines(
      beside: folder.path("file/kscope-marks.jsonl"), own: folder.path("own/x/marks.jsonl"),
      of: "marks")
    #expect(try kept.append(Array("a".utf8)).get() == folder.path("own/x/marks.jsonl"))
    #expect(
      kept.notices == [
        "marks are kept in \(folder.path)/own/x/marks.jsonl, since \(folder.path)/file/"
          + "kscope-marks.jsonl cannot be written: Not a directory"
      ])
    let nowhere = KeptLines(beside: folder.path("file/a"), own: folder.path("file/b"), of: "marks")
    #expect(throws: KeptLinesFailure.self) { try nowhere.append([0x61]).get() }
    // A line without an end does not swallow the next.
    try folder.append("half", to: "own/x/marks.jsonl")
    _ = kept.append(Array("b".utf8))
    #expect(kept.lines.map { String(decoding: $0, as: UTF8.self) } == ["a", "half", "b"])
  }

  @Test func aSampleWithoutAResponseCannotBeMarked() throws {
    let folder = try TemporaryDirectory()
    try folder.write(#"{"problem_id": "p1", "correct": true}"# + "\n", to: "a.jsonl")
    let library = try open(folder, reader: "ann")
    defer { library.stop() }
    let run = try #require(library.snapshot.runs.first)
    let reference = try #require(library.samples(of: "p1", in: run).first?.reference)
    #expect(
      mark(library, reference, .valid)
        == "the sample has no response, so there is no reasoning to mark")
    #expect(throws: (any Error).self) { try self.contents(of: folder) }
  }

  private func open(_ folder: TemporaryDirectory, reader: String) throws -> Library {
    var options = LibraryOptions(paths: [folder.path])
    options.reader = reader
    let library = try Library(options)
    library.start()
    _ = library.waitUntilRead()
    return library
  }

  private func mark(
    _ library: Library, _ reference: SampleReference, _ verdict: ReasoningVerdict?,
    note: String? = nil
  ) -> String? {
    let run = library.snapshot.runs.first?.id ?? ""
    return library.mark(reference, run: run, problem: "p1", verdict: verdict, note: note)
  }

  private func contents(of folder: TemporaryDirectory) throws -> String {
    let bytes = try OpenFile(folder.path("kscope-marks.jsonl")).bytes(at: 0, count: 1 << 16)
    return String(decoding: bytes, as: UTF8.self)
  }
}
