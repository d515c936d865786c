@testable import Ingest
import ResultIndex
import Results
import TestSupport
import Testing

@Suite struct JSONTests {
  @Test(arguments: [
    (#"plain"#, "plain"), (#"a\nb\t\"\\\/"#, "a\nb\t\"\\/"), (#"\u00e9"#, "é"),
    (#"\ud83d\ude00"#, "😀"), (#"half \ud83d"#, "half \u{FFFD}"), (#"\ud83d\u0041"#, "\u{FFFD}A"),
    (#"\uZZZZ"#, "\u{FFFD}ZZZZ"), (#"\u12"#, "\u{FFFD}12"), ("", ""),
  ])
  func decodesStrings(_ raw: String, _ text: String) {
    #expect(bytes(raw) { JSONText.string($0) } == text)
  }

  @Test(arguments: [
    ("0", 0.0), ("-1", -1), ("0.1", 0.1), ("1e3", 1000), ("123456789012345680", 123456789012345680),
    ("0.30000000000000004", 0.30000000000000004), ("Infinity", .infinity), ("1e400", .infinity),
    ("-Infinity", -.infinity),
  ])
  func readsNumbers(_ raw: String, _ number: Double) {
    #expect(bytes(raw) { JSONText.number($0) } == number)
  }

  @Test func refusesWhatIsNoNumber() {
    for raw in ["", "-", ".", "0x10", "inf", "nan", "1.2.3", "--1"] {
      #expect(bytes(raw) { JSONText.number($0) } == nil, "\(raw)")
    }
    #expect(bytes("NaN") { JSONText.number($0) }?.isNaN == true)
  }

  @Test func hashesTextHoweverItIsEscaped() {
    #expect(bytes(#"\u0061b"#) { JSONText.hash($0) } == bytes("ab") { JSONText.hash($0) })
    #expect(bytes("ab") { JSONText.hash($0) } != bytes("ab\u{0}") { JSONText.hash($0) })
  }

  @Test func readsKeysOfAnObjectCutAnywhere() {
    let text = #"{"id": "a\"}", "list": [{"x": "]"}, 2], "n": 1.5, "o": {"k": null}, "t": true}"#
    let whole = Array(text.utf8)
    let names = ["id", "list", "n", "o", "t"]
    for end in 1...whole.count {
      var reader = KeyReader(whole[..<end])
      let found = reader.keys()
      #expect(found.keys.map(\.name) == Array(names.prefix(found.keys.count)), "\(end)")
      #expect((found.end != nil) == (end == whole.count), "\(end)")
    }
  }

  @Test func survivesDeepNesting() throws {
    let deep = String(repeating: "[", count: 3000) + String(repeating: "]", count: 3000)
    let contents = decoded("{\"problem_id\": \"p\", \"correct\": true, \"x\": \(deep)}\n")
    #expect(contents.samples + contents.rejects.count == 1)
  }
}

@Suite struct RecordDecoderTests {
  @Test(arguments: [
    ("true", Verdict.correct), ("false", .incorrect), ("null", .ungraded), ("NaN", .ungraded),
    ("1", .correct), ("1.0", .correct), ("0", .incorrect), ("-1", .incorrect),
    ("\"True\"", .correct), ("\"False\"", .incorrect), ("\"timeout\"", .incorrect),
    ("\"maybe\"", .ungraded), ("Infinity", .ungraded), ("{}", .ungraded),
  ])
  func readsVerdicts(_ written: String, _ verdict: Verdict) {
    let part = decoded("{\"problem_id\": 1, \"correct\": \(written)}\n").parts.first
    #expect(part?.samples.samples(of: 0).map { VerdictRule().verdict(of: $0.grading) } == [verdict])
  }

  @Test func aRejectLeavesNoTrace() {
    let contents = decoded(
      "{\"problem_id\": 1, \"model\": \"m\", \"logprobs\": [{\"sum\": 1}], \"correct\": true}\n")
    #expect(contents.parts.isEmpty && contents.rejects.count == 1 && contents.records == 1)
  }

  @Test func aRepeatedKeyCountsTheLastTime() {
    let part = decoded("{\"problem_id\": 1, \"correct\": true, \"correct\": false}\n").parts.first
    #expect(part?.samples.samples(of: 0).map(\.grading.stated) == [false])
  }

  @Test func tellsRepeatedPromptsUnderManyIdsFromEqualOnes() throws {
    func lines(_ questions: [String]) -> String {
      questions.enumerated().map {
        "{\"idx\": \($0), \"question\": \"\($1)\", \"code\": [\"\"], \"pred\": [\"\"], \"score\": [true]}\n"
      }.joined()
    }
    #expect(try problems(lines(["a", "b", "a", "b"])) == 2)
    #expect(try problems(lines(["a", "b", "c", "a"])) == 4)
    #expect(try problems(lines(["a", "b", "a", "b"]) + lines(["a"])) == 4)
  }

  @Test func hugeTalliesDoNotOverflow() throws {
    let line = "{\"id\": 1, \"n\": 10000000, \"c\": 1, \"truncated\": 10000000}\n"
    let folder = try TemporaryDirectory()
    try folder.write(String(repeating: line, count: 600), to: "counts.jsonl")
    let report = Report(try Library.read(folder.path), version: "test", budgets: [1])
    #expect(report.rejects.isEmpty && report.runs.first?.correct == 600)
  }

  private func problems(_ text: String) throws -> Int? {
    let folder = try TemporaryDirectory()
    try folder.write(text, to: "m/aime24x8/x.jsonl")
    return try Library.read(folder.path).runs.first?.problems.count
  }
}

@Suite struct LineFeedTests {
  /// Reading a file that grew from any cut gives what reading it whole does.
  @Test func readsOnFromEveryCut() throws {
    let text = Array(
      ("\u{FEFF}{\"problem_id\": \"é1\", \"correct\": true}\r\n\n  \t\n{\"problem_id\": 2, \"score\": -1, "
        + "\"correct\": false}\nnoise\n{\"problem_id\": \"é1\", \"correct\": null}").utf8)
    let whole = try contents(of: [text])
    for cut in 0...text.count {
      #expect(
        try contents(of: [Array(text[..<cut]), Array(text[cut...])]) == whole, "cut at \(cut)")
    }
  }

  @Test func passesOverLinesThatAreTooLong() throws {
    let folder = try TemporaryDirectory()
    let long = String(repeating: "x", count: 5 << 20)
    let path = try folder.write("a\n" + long + "\nb\nend", to: "x.jsonl")
    let file = try OpenFile(path)
    let size = try #require(OpenFile.stamp(of: path)?.size)
    let buffer = ReadBuffer()
    var feed = LineFeed(file: file, offset: 0, line: 0, longest: 1 << 20)
    var found: [String] = []
    try feed.read(to: size, with: buffer) { line in
      found.append("\(line.number) \(line.excess.map(String.init) ?? JSONText.string(line.record))")
    }
    #expect(found == ["1 a", "2 \(5 << 20)", "3 b"])
    #expect(feed.unfinished(in: buffer) == 3)
  }

  /// A line is read or passed over, and never lost.
  @Test(arguments: [-1, 0, 1]) func aLineAboutTheLongestIsReadOrTold(excess: Int) throws {
    let longest = 1 << 20
    let line = String(repeating: "x", count: longest + excess)
    let folder = try TemporaryDirectory()
    let file = try OpenFile(folder.write("a\n" + line + "\n" + line + "\nb\n", to: "x.jsonl"))
    var feed = LineFeed(file: file, offset: 0, line: 0, longest: longest)
    var found: [Int] = []
    try feed.read(to: 2 * line.utf8.count + 6, with: ReadBuffer()) {
      found.append($0.excess ?? $0.record.count)
    }
    #expect(found == [1, line.utf8.count, line.utf8.count, 1])
  }

  private func contents(of pieces: [[UInt8]]) throws -> FileContents? {
    let folder = try TemporaryDirectory()
    let reader = FileReader(path: folder.path("x.jsonl"), relative: "x.jsonl")
    let buffer = ReadBuffer()
    var last: FileContents?
    var all: [UInt8] = []
    for piece in pieces {
      all += piece
      let text = String(decoding: piece, as: UTF8.self)
      if text.utf8.elementsEqual(piece) {
        try folder.append(text, to: "x.jsonl")
      } else {
        try folder.write(bytes: all, to: "x.jsonl")
      }
      if case .contents(let contents) = reader.read(with: buffer, publish: { _, _ in }) {
        last = contents
      }
    }
    return last
  }
}

@Suite struct FollowMachineTests {
  @Test func readsOnWhereAFileGrew() {
    #expect(action(size: 20) == .read(from: 8))
  }

  @Test func restartsWhereItCannotHaveGrown() {
    #expect(action(size: 5) == .restart)
    #expect(action(inode: 2, size: 20) == .restart)
    #expect(action(size: 10, modified: 2) == .restart)
    #expect(action(size: 20, isSame: false) == .restart)
    #expect(action(size: 10, isSame: false) == .restart)
  }

  @Test func leavesWhatIsAsItWas() {
    #expect(action(size: 10) == .nothing)
  }

  private func action(
    inode: UInt64 = 1, size: Int, modified: Int64 = 1, isSame: Bool = true
  ) -> FollowMachine.Action {
    var machine = FollowMachine()
    let marks = FollowMarks(head: 1, tail: 1)
    machine.advance(
      FileStamp(device: 1, inode: 1, size: 10, modified: 1), consumed: 8, seen: 10, marks: marks)
    let stamp = FileStamp(device: 1, inode: inode, size: size, modified: modified)
    return machine.action(for: stamp) { seen in
      #expect(seen == 10)
      return isSame ? marks : FollowMarks(head: 2, tail: 1)
    }
  }
}

/// Calls with the bytes of a text and padding behind them.
private func bytes<Result>(_ text: String, _ body: (RecordBytes) -> Result) -> Result {
  let padded = Array(text.utf8) + Array(repeating: 0x20, count: JSONScanner.padding)
  return padded.withUnsafeBytes { body(RecordBytes(rebasing: $0[..<text.utf8.count])) }
}

/// One line of kscope's own format, decoded.
private func decoded(_ line: String) -> FileContents {
  var contents = FileContents(format: "kscope", kind: .samples)
  let decoder = RecordDecoder(
    layout: KscopeSamples().layout, kind: .samples, scanner: JSONScanner())
  bytes(line) { decoder.decode($0, offset: 0, line: 1, into: &contents) }
  return contents
}
