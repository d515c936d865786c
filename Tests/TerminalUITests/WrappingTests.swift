import TerminalUI
import TestSupport
import Testing

@Suite struct WrappingTests {
  @Test(arguments: [
    ("", 4, [""]), ("one two", 4, ["one ", "two"]), ("abcdefgh", 3, ["abc", "def", "gh"]),
    ("a\n\nb", 9, ["a", "", "b"]), ("a\r\nb\rc", 9, ["a", "b", "c"]),
    ("日本語", 4, ["日本", "語"]), ("日", 1, ["日"]), ("a 日本", 4, ["a ", "日本"]),
    ("a\tb", 8, ["a\t", "b"]), ("x", 0, ["x"]), ("a bbbbbbbb日", 9, ["a ", "bbbbbbbb", "日"]),
  ])
  func breaks(_ text: String, _ width: Int, _ expected: [String]) {
    #expect(Wrapping.lines(of: text, width: width).map(String.init) == expected)
  }

  @Test func noLineIsWiderThanAskedAndNoCharacterIsLost() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<2000 {
      let text = randomText(using: &random).filter { $0 != "\r" && $0 != "\r\n" }
      let width = Int.random(in: 1...30, using: &random)
      let unicode = Bool.random(using: &random)
      let lines = Wrapping.lines(of: text, width: width, unicode: unicode)
      for line in lines where line.columns(unicode: unicode) > width && line.count > 1 {
        Issue.record("\(String(reflecting: text)) at \(width): \(String(reflecting: line))")
      }
      #expect(lines.joined() == text.filter { $0 != "\n" }, "\(String(reflecting: text))")
    }
  }

  @Test func aLongTextTakesTimeInProportionToItsLength() {
    let text = String(repeating: "word and 言葉 ", count: 5000)
    let lines = Wrapping.lines(of: text, width: 40)
    #expect(lines.allSatisfy { $0.columns() <= 40 })
    #expect(lines.map(\.count).reduce(0, +) == text.count)
  }
}
