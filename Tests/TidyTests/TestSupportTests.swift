import TestSupport
import Testing

/// What the tests of other targets lean on.
@Suite struct TestSupportTests {
  @Test func aDifferenceIsNamedByItsFirstLine() {
    #expect(firstDifference(of: "a\nb", from: "a\nb") == nil)
    #expect(
      firstDifference(of: "a\nx\n", from: "a\nb\n") == "line 2\n  expected: b\n  found:    x")
    #expect(
      firstDifference(of: "a", from: "a\nb") == "line 2\n  expected: b\n  found:    (no line)")
  }

  @Test func aScreenEqualsItsGolden() {
    expectGolden("┌────────┐\n│ kscope │\n└────────┘", named: "frame")
  }

  @Test func aTemporaryFolderIsWrittenAppendedToAndRemoved() throws {
    let folder = try TemporaryDirectory()
    try folder.write("one\n", to: "run/samples.jsonl")
    try folder.append("two\n", to: "run/samples.jsonl")
    #expect(try folder.read("run/samples.jsonl") == "one\ntwo\n")
    try folder.rename("run/samples.jsonl", to: "run/old.jsonl")
    #expect(throws: (any Error).self) { try folder.read("run/samples.jsonl") }
    folder.close()
    #expect(throws: (any Error).self) { try folder.read("run/old.jsonl") }
  }

  /// The first numbers of the reference implementation in C.
  @Test func randomNumbersAreThoseOfTheReference() {
    var generator = SplitMix64(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
    ]
    #expect(expected.map { _ in generator.next() } == expected)
  }
}
