import Results
import TestSupport
import Testing

@testable import Ingest

/// What is looked for before records are decoded.
@Suite struct SoughtTests {
  @Test(
    arguments: [
      ("wait", "wait"), ("wait,? but", "wait"), ("so wait+ing", "so wait"), ("a|b", nil),
      ("(wait|hmm) let me see", " let me see"), ("[wait] abc", " abc"), ("colou?r", "colo"),
      ("x{2,3}yes", "yes"), ("\\bwait\\b", "wait"), ("wait\\.", "wait."), ("\\x41bc", nil),
      ("(?i)wait", nil), ("wait(?=s) x", "wait"), ("\\Qa|b\\E", nil), ("\"then\"", "then"),
      ("a\\/bc", "bc"), ("(*UTF)wait", nil), (".*", nil), ("\\pLong", nil), ("[[:alpha:]]bc", nil),
      ("ab[]c]de", "ab"), ("no (nested (a|b) c) end", " end"),
    ] as [(String, String?)])
  func everyMatchHoldsIt(_ pattern: String, _ expected: String?) {
    #expect(RequiredText.of(pattern, ignoresCase: false) == expected)
  }

  @Test func caseWithinAndBeyondASCIIIsMinded() {
    #expect(RequiredText.of("risk it now", ignoresCase: true) == " it now")
    #expect(RequiredText.of(plain: "kKsS", ignoresCase: true) == nil)
    var sought = SoughtText("wait")
    #expect(sought.ignoresCase)
    sought.text = "\\Wait"
    #expect(!sought.ignoresCase)
    sought.isRegularExpression = true
    #expect(sought.ignoresCase)
    sought.text = "\\\\Wait"
    #expect(!sought.ignoresCase)
    sought.letterCase = .ignored
    #expect(sought.ignoresCase)
  }

  /// Which repeats are tried first must not decide on whether a text has it.
  @Test(
    arguments: [
      ("wait .* now", true), ("(?:a|b).+c", true), ("a.{2,9}b", true), ("wait", false),
      ("(?>.*)b", false), (".*+b", false), ("(a.*)\\1", false), ("(?=.*a)b", false),
      (".*(*SKIP)b", false), ("a\\K.*b", false),
    ])
  func onlyPlainExpressionsAreReadShortFirst(_ text: String, _ expected: Bool) {
    #expect(SoughtPattern.isReadEitherWay(text) == expected)
  }

  /// Of random expressions over few letters: whatever matches a text holds what is required.
  @Test func nothingThatMatchesIsPassedOver() throws {
    var random = SplitMix64(seed: 7)
    let parts = [
      "a", "b", "ab", "k", "a?", "b+", "a*", "(ab|b)", "[ab]", ".", "\\w", "b{2}", "a{0,1}", "^",
      "(?:a)", "(?=b)", "\\.", "(a)?", "a+?", "(?!a)", "K", "[^b]", ".*", ".+?",
    ]
    var (matched, withText, shortened) = (0, 0, 0)
    for _ in 0..<3000 {
      let count = Int.random(in: 1...6, using: &random)
      let pattern = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
      let ignoresCase = Bool.random(using: &random)
      let letters = ["a", "b", "A", "B", "k", "\u{212A}", ".", "\n"]
      let length = Int.random(in: 0...12, using: &random)
      var text = (0..<length).map { _ in letters.randomElement(using: &random) ?? "" }.joined()
      let matcher = PatternMatcher(
        try TextPattern(pattern, isLiteral: false, ignoresCase: ignoresCase))
      let isMatch = try text.withUTF8 { try matcher.first(in: RecordBytes($0)) != nil }
      if SoughtPattern.isReadEitherWay(pattern) {
        let short = PatternMatcher(
          try TextPattern(pattern, isLiteral: false, ignoresCase: ignoresCase, isShort: true))
        let isShortMatch = try text.withUTF8 { try short.first(in: RecordBytes($0)) != nil }
        #expect(isShortMatch == isMatch, "\(pattern) in '\(text)', short first")
        shortened += 1
      }
      guard isMatch else { continue }
      matched += 1
      guard let required = RequiredText.of(pattern, ignoresCase: ignoresCase) else { continue }
      withText += 1
      let needle = Needle(required, ignoresCase: ignoresCase)
      let isThere = text.withUTF8 { needle.first(in: RecordBytes($0)) != nil }
      #expect(isThere, "\(pattern) matches '\(text)' without '\(required)'")
    }
    #expect(matched > 500 && withText > 200 && shortened > 100)
  }

  /// Every place, length and case, beside a plain loop.
  @Test func aNeedleIsFoundWhereALoopFindsIt() {
    var random = SplitMix64(seed: 3)
    let letters = Array("abAB@`[{".utf8)
    for _ in 0..<4000 {
      let text = (0..<Int.random(in: 0...200, using: &random)).map { _ in
        letters.randomElement(using: &random) ?? 0
      }
      let wanted = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        letters.randomElement(using: &random) ?? 0
      }
      let ignoresCase = Bool.random(using: &random)
      let start = Int.random(in: 0...20, using: &random)
      let needle = Needle(String(decoding: wanted, as: UTF8.self), ignoresCase: ignoresCase)
      let found = text.withUnsafeBytes { needle.first(in: $0, from: start) }
      #expect(found == loop(wanted, in: text, from: start, ignoresCase))
    }
  }

  private func loop(
    _ wanted: [UInt8], in text: [UInt8], from start: Int, _ ignoresCase: Bool
  ) -> Int? {
    func folded(_ byte: UInt8) -> UInt8 {
      ignoresCase && (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
    }
    guard text.count >= wanted.count, start <= text.count - wanted.count else { return nil }
    return (start...(text.count - wanted.count)).first { place in
      wanted.indices.allSatisfy { folded(text[place + $0]) == folded(wanted[$0]) }
    }
  }
}
