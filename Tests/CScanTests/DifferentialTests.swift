import CScan
import FoundationEssentials
import TestSupport
import Testing

/// Compares the scanner with simdjson, and its kernels with each other.
@Suite struct DifferentialTests {
  private let scans = kernels.map(Scan.init)

  @Test func agreesOnCornerCases() {
    for text in corners { check(Array(text.utf8)) }
  }

  @Test func agreesAtEveryAlignmentAndBorder() {
    for length in [0, 1, 6, 7, 8, 14, 15, 16, 17, 30, 31, 32, 33, 62, 63, 64, 65, 127, 128, 129] {
      for middle in ["", #"\""#, #"\\"#, #"\\\""#, "é", "😀", "\u{1}"] {
        let text = #"{"k": ""# + String(repeating: "x", count: length) + middle + #"", "n": [1]}"#
        let bytes = Array(text.utf8)
        let first = scans[0].members(of: bytes)
        for scan in scans {
          for shift in 0..<64 { #expect(scan.members(of: bytes, shifted: shift) == first) }
        }
        check(bytes)
      }
    }
  }

  @Test func agreesOnSampleData() throws {
    var seen = 0
    let folder = Repository().root + "/sample-data"
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) where isJSON(path) {
      let file = try #require(FileManager.default.contents(atPath: folder + "/" + path))
      check(Array(file))
      for line in file.split(separator: 0x0A) {
        check(Array(line))
        seen += 1
      }
    }
    #expect(seen > 100)
  }

  @Test(arguments: RecordCorpus.Kind.allCases)
  func agreesOnMadeUpLines(_ kind: RecordCorpus.Kind) {
    var corpus = RecordCorpus(kind)
    for line in corpus.lines(bytes: 300_000).split(separator: 0x0A) {
      let bytes = Array(line)
      check(bytes)
      #expect(scans[0].members(of: bytes).error == 0)
    }
  }

  @Test(arguments: RecordCorpus.Kind.allCases)
  func agreesOnDamagedLines(_ kind: RecordCorpus.Kind) {
    var corpus = RecordCorpus(kind, seed: 5)
    var generator = SplitMix64(seed: 6)
    let lines = corpus.lines(bytes: 60_000).split(separator: 0x0A).map { Array($0.prefix(4000)) }
    let closed = lines.map { $0.count < 4000 ? $0 : $0 + Array(#""}"#.utf8) }
    for round in 0..<1500 {
      var line = closed[round % closed.count]
      for _ in 0...Int.random(in: 0..<3, using: &generator) { damage(&line, &generator) }
      check(line)
    }
  }

  private let corners = [
    "", " ", "{", "}", "[", "[]", "{}", " { } ", "[ ]", "{}x", "{}{}", "{} {}", "[1]", "[1,]",
    "[,]", "{,}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{"a":1"#, #"{"a":1]"#, #"{"a":[}"#,
    #"{"a":[1}}"#, #"{"a":{"b":1]}"#, #"{"a":"#, #"{"a""#, #"{"a"#, #"{""#, #"{"":1}"#,
    #"{"a":true,"b":false,"c":null}"#, #"{"a":tru}"#, #"{"a":truex}"#, #"{"a":nul"#,
    #"{"a":NaN,"b":Infinity,"c":-Infinity}"#, #"{"a":-}"#, #"{"a":1e400,"b":-0.0e-1}"#,
    #"{"a":1.2.3}"#, #"{"a":1 2}"#, #"{"a" "b"}"#, #"{"a"::1}"#, #"{"a":1,,"b":2}"#,
    #"{"a":"\ud83d","b":"\udc00\ud800"}"#, #"{"a":"\"}"#, #"{"a":"\\"}"#, #"{"a":"\\\"}"#,
    #"{"a":"\x"}"#, #"{"\u0061":1,"a":2,"a":3}"#, #"{'a':1}"#, #"{"a":[[[[1,[]],{}]]]}"#,
    #"{"a":12345678901234567890123456789012345678901234567890}"#, "{\"a\":\t1\r\n}",
    "{\"a\":\"b\nc\"}", "{\"a\":\"b\u{0}c\"}", "{\"a\":\"b\tc\"}", "{\"a\u{7F}\":\"\u{7F}\"}",
    "{\"a\":1}\u{0}", "\u{FEFF}{}", "{\"é\":\"ü\"}", "{é:1}", "noise", "\"text\"", "1", "true",
    #"{"a":[[1], [2], [3]]}"#, #"{"a":[{"b":1}, {"b":2}, [3], {"c":4}]}"#, #"{"a":[[1], [2}]}"#,
    #"{"a":[{"b":[1], [2]}]}"#, #"{"a":{"b":{}, {}}}"#, #"{"a":[[], ["#, #"{"a":[{}, {"#,
    #"{"a":[[], []"#, #"{"a":[1], [2]}"#, #"{"a":[[1], [2]], [3]}"#, #"{"a":e5,"b":[E]}"#,
    #"[{"a":1},[2],"3",4,true,null]"#, #"[{"a":1}{"a":1}]"#, #"["a" "b"]"#, #"["a":1]"#,
  ]

  /// What is accepted, simdjson accepts with the same members; what it says is JSON is accepted.
  private func check(_ bytes: [UInt8], _ location: SourceLocation = #_sourceLocation) {
    let text = { String(decoding: bytes.prefix(300), as: UTF8.self) }
    let answers = scans.map { $0.members(of: bytes) }
    for answer in answers {
      #expect(answer == answers[0], "\(text())", sourceLocation: location)
    }
    let theirs = scans[0].theirMembers(of: bytes)
    if answers[0].error == 0 {
      #expect(answers[0] == theirs.answer, "\(text())", sourceLocation: location)
    } else {
      let isContainer = theirs.answer.error == 0
      #expect(!(theirs.isJSON && isContainer), "\(text())", sourceLocation: location)
    }
  }

  private func damage(_ line: inout [UInt8], _ generator: inout SplitMix64) {
    guard !line.isEmpty else { return }
    let place = Int.random(in: 0..<line.count, using: &generator)
    let signs = Array("\"\\[]{},: \n\t1ex".utf8) + [0, 0x1F, 0x80, 0xC3, 0xED, 0xF0]
    switch generator.next() % 4 {
    case 0: line[place] ^= 1 << (generator.next() % 8)
    case 1: line.removeSubrange(place...)
    case 2: line.insert(signs[Int(generator.next() % UInt64(signs.count))], at: place)
    default: line.remove(at: place)
    }
  }

  private func isJSON(_ path: String) -> Bool {
    path.hasSuffix(".json") || path.hasSuffix(".jsonl")
  }
}
