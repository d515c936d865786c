@testable import Ingest
import TestSupport
import Testing

@Suite struct KeyPathsTests {
  private let record =
    #"{"id": 7, "doc": {"question": "q", "meta": {"level": "hard", "n": null}, "tags": ["a", {"b": "c"}]}, "#
    + #""choices": [{"text": "one"}, {"text": "two", "logprobs": [0.5, -1]}], "none": null, "#
    + #""name": "doc.question", "esc\"aped": {"k": 1}, "doc.question": "flat", "twice": 1, "twice": 2}"#

  @Test(arguments: [
    ("id", "7"), ("doc.question", "q"), ("doc.meta.level", "hard"), ("doc.meta.n", "null"),
    ("choices.0.text", "one"), ("choices.1.text", "two"), ("choices.1.logprobs.1", "-1"),
    ("choices.-1.text", "two"), ("choices.-2.text", "one"), ("choices.-1.logprobs.-2", "0.5"),
    ("doc.tags.0", "a"), ("doc.tags.1.b", "c"), ("doc.meta", #"{"level": "hard", "n": null}"#),
    ("twice", "2"), (#"esc\"aped.k"#, "1"),
  ])
  func findsValues(_ path: String, _ value: String) throws {
    #expect(try values([path]) == [value])
  }

  @Test(arguments: [
    "missing", "doc.missing", "missing.question", "doc.meta.level.more", "none.more",
    "name.question",
    "id.0", "choices.2.text", "choices.-3.text", "choices.text", "choices.0.text.0", "doc.0",
    "doc.tags.1.b.c", "doc.tags.0.b", "", ".", "doc.", ".doc",
  ])
  func findsNothingWhereThePathDoesNotLead(_ path: String) throws {
    if path == "doc." || path == ".doc" {
      // A dot at an end adds no part.
      #expect(try values([path]).first??.hasPrefix("{\"question\"") == true)
    } else {
      #expect(try values([path]) == [nil])
    }
  }

  @Test func pathsThatShareABeginningAreFoundTogether() throws {
    let paths = ["doc", "doc.meta.level", "id", "doc.question", "doc.meta.n", "choices.1.text"]
    let found = try values(paths)
    #expect(found[0]?.hasPrefix("{\"question\"") == true)
    #expect(Array(found[1...]) == ["hard", "7", "q", "null", "two"])
    #expect(try values(["id", "id"]) == ["7", "7"])
  }

  @Test func anInnerFaultIsThrown() {
    #expect(throws: ScanFailure.self) { try values(["a.b"], of: #"{"a": {"b" 1}}"#) }
    #expect(throws: ScanFailure.notAnObject) { try values(["a.b"], of: "[1]") }
  }

  @Test func findsWhatStepAfterStepFinds() throws {
    var generator = SplitMix64(seed: 3)
    let scanner = JSONScanner()
    for _ in 0..<3000 {
      let text = "{" + fields(depth: 0, &generator) + "}"
      let paths = (0..<5).map { _ in path(&generator) }
      let padded = Array(text.utf8) + Array(repeating: 0x20, count: JSONScanner.padding)
      try padded.withUnsafeBytes { buffer in
        let bytes = RecordBytes(rebasing: buffer[..<text.utf8.count])
        let found = try KeyPaths(paths).values(in: bytes, scanner)
        let expected = try StepwisePaths(paths).values(in: bytes, scanner)
        for (index, (value, other)) in zip(found, expected).enumerated() {
          let isSame =
            value.kind == other.kind
            && (value.kind == .absent || (value.start, value.length) == (other.start, other.length))
          #expect(isSame, "\(paths[index]) of \(paths) in \(text)")
        }
      }
    }
  }

  private func fields(depth: Int, _ generator: inout SplitMix64) -> String {
    (0..<Int.random(in: 0..<4, using: &generator)).map { _ in
      let key = ["a", "b", "0", "-1", "a.b", ""].randomElement(using: &generator) ?? ""
      return #""\#(key)": "# + value(depth: depth + 1, &generator)
    }.joined(separator: ", ")
  }

  private func value(depth: Int, _ generator: inout SplitMix64) -> String {
    switch Int.random(in: 0..<(depth > 3 ? 4 : 9), using: &generator) {
    case 0: return "1.5"
    case 1: return #""a\"b""#
    case 2: return "null"
    case 3: return "[]"
    case 4..<7: return "{" + fields(depth: depth, &generator) + "}"
    default:
      let count = Int.random(in: 0..<4, using: &generator)
      return "["
        + (0..<count).map { _ in value(depth: depth + 1, &generator) }
        .joined(separator: ",") + "]"
    }
  }

  private func path(_ generator: inout SplitMix64) -> String {
    let parts = ["a", "b", "0", "1", "-1", "-2", "+0", "00", "", "a"]
    return (0..<Int.random(in: 1..<5, using: &generator))
      .map { _ in parts.randomElement(using: &generator) ?? "" }.joined(separator: ".")
  }

  private func values(_ paths: [String], of record: String? = nil) throws -> [String?] {
    let text = record ?? self.record
    let padded = Array(text.utf8) + Array(repeating: 0x20, count: JSONScanner.padding)
    return try padded.withUnsafeBytes { buffer in
      let bytes = RecordBytes(rebasing: buffer[..<text.utf8.count])
      return try KeyPaths(paths).values(in: bytes, JSONScanner()).map { value in
        value.kind == .absent ? nil : String(decoding: value.bytes(in: bytes), as: UTF8.self)
      }
    }
  }
}
