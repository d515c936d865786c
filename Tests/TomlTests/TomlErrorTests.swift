import TestSupport
import Testing
import Toml

/// What is said of a text that is not TOML.
@Suite struct TomlErrorTests {
  @Test func errorsSayPlaceAndReason() {
    let expected = [
      ("a = 1\nb = ", "2:5: encountered end-of-file in the key-value pair"),
      ("a = \n", "1:5: expected value, saw '\\n' in the key-value pair"),
      ("= 3", "1:1: expected keys, tables, whitespace or comments, saw '=' in the root table"),
      ("a = red", "1:5: could not determine value type in the value"),
      ("a = 'é' é", "1:9: expected a comment or whitespace, saw 'é' in the key-value pair"),
      ("a = 1\na = 2", "2:5: cannot redefine existing integer 'a' in the key-value pair"),
      ("[a]\n[a]", "2:1: cannot redefine existing table 'a' in the table header"),
      ("[a]\r\n[b", "2:3: encountered end-of-file in the table header"),
      ("a = [1,\n2", "2:2: encountered end-of-file in the array"),
      ("a = {\n}", "1:6: expected key or closing '}', saw '\\n' in the inline table"),
      ("a = \"\\q\"", "1:7: unknown escape sequence '\\q' in the string"),
      ("a = ''\0", "1:7: expected a comment or whitespace, saw '\\u0000' in the key-value pair"),
    ]
    for (text, message) in expected { #expect(report(text) == message) }
  }

  /// The parser asserts that these are not so.
  @Test func whatTheParserTakesForGrantedIsReported() {
    let expected = [
      ("[!]", "1:2", "table header"), ("[[[a]]]", "1:3", "table header"),
      ("\n[.a]", "2:2", "table header"), ("[#a]", "1:2", "table header"),
      ("[ é ]", "1:3", "table header"), ("[\r", "1:2", "table header"),
      ("\u{FEFF}[=", "1:2", "table header"), ("[\u{301}", "1:2", "table header"),
      ("a = [2, }]", "1:9", "array"), ("a = [}", "1:6", "array"),
    ]
    for (text, place, scope) in expected {
      #expect(report(text) == "\(place): unexpected character or end in the \(scope)")
    }
  }

  @Test func everyTextThatIsNotTOMLIsRefused() {
    let texts = [
      "[", "[[", "[[a]", "[a]]", "[]", "[[]]", "[ [a] ]", "a", "a.", "a.=1", "a..b=1", ".a=1",
      "'''a''' = 1", "a = '", "a = \"", "a = '''", "a = \"\"\"x\"\"", "a = \"\\", "a = \"\\u00",
      "a = \"\\uD800\"", "a = \"\n\"", "a = {", "a = {b", "a = {b=1,}", "a = {b=[,]}", "a = [,]",
      "a = ]", "a = }", "a = ,", "a = +", "a = -", "a = _1", "a = 1_", "a = 1__0", "a = 01",
      "a = .5", "a = 1.", "a = 1.e1", "a = 1e", "a = 1e+", "a = 0x", "a = 0xG", "a = 0b2",
      "a = 0o8", "a = 0x1p", "a = 99999999999999999999", "a = 1e999", "a = tru", "a = in",
      "a = 1979-", "a = 1979-05-27T", "a = 1979-05-27T\n", "a = 1979-05-27T07:", "a = 1979-05-27 0",
      "a = 1979-05-27T07:32:00.", "a = 1979-05-27T07:32:00+", "a = 1979-05-27T07:32:00+01",
      "a = 1979-13-01", "a = 1979-02-30", "a = 07:3", "a = 07:32:", "a = 25:00:00",
      "a = 1\u{2028}b = 2", "a = é", "\u{1}", "# \u{1}", "[a]\rb", "a = 1\n[a.b]", "a = []\n[[a]]",
      "a = {}\n[a.b]", "[a.b]\n[a]\nb.c = 1",
    ]
    for text in texts { #expect(report(text) != nil, "\(text.debugDescription)") }
  }

  @Test func depthIsLimited() {
    let many = 100_000
    let tooDeep = "1:37: exceeded maximum nested value depth of 32 (TOML_MAX_NESTED_VALUES)"
    #expect(report("a = " + repeated("[", many)) == tooDeep + " in the value")
    #expect(report("a = " + repeated("{a=", many))?.contains("nested value depth of 32") == true)
    #expect(report(repeated("[", many)) == "1:3: unexpected character or end in the table header")
    let keys = repeated("a.", many) + "a"
    for text in [keys, "\n[\(keys)]", "[[\(keys)]]", "a = [\n{ \(keys) = 1 }]"] {
      #expect(report(text)?.hasSuffix(":1: more than 128 dots in one line") == true)
    }
  }

  @Test func theDeepestTreeIsReadWhole() throws {
    let key = repeated("a.", 128) + "a"
    let text = "[\(key)]\n" + repeated("\(key) = [\n{", 15) + "a = 1" + repeated("}]", 15)
    var node = try TomlParser.parse(text).get()
    var depth = 0
    while let next = node["a"] ?? node.array?.first { (node, depth) = (next, depth + 1) }
    #expect(depth == 129 * 16 + 15 + 1 && node.integer == 1)
  }

  /// Each text is read, or refused at a place that it has.
  @Test func noMutationOfAThemeDoesHarm() {
    let themes = Repository().files(endingIn: ".toml", under: ["themes/"])
    #expect(themes.count >= 5)
    var random = SplitMix64(seed: 1)
    for round in 0..<20_000 where !themes.isEmpty {
      let lines = themes[round % themes.count].lines
      let start = Int.random(in: 0..<lines.count, using: &random)
      var bytes = Array(lines[start...].prefix(8).joined(separator: "\n").utf8)
      for _ in 0...(round % 4) { mutate(&bytes, using: &random) }
      let text = String(decoding: bytes, as: UTF8.self)
      guard case .failure(let error) = TomlParser.parse(text) else { continue }
      let last = text.utf8.count { $0 == 0x0A } + 1
      if !(1...last).contains(error.line) || error.column < 1 || error.message.isEmpty {
        Issue.record("\(error) of \(text.debugDescription)")
      }
    }
  }

  /// Puts what TOML is made of in the place of a few bytes.
  private func mutate(_ bytes: inout [UInt8], using random: inout SplitMix64) {
    let start = Int.random(in: 0...bytes.count, using: &random)
    let end = Int.random(in: start...min(bytes.count, start + 3), using: &random)
    bytes.replaceSubrange(start..<end, with: Self.pieces.randomElement(using: &random) ?? [])
  }

  private static let pieces = [
    "", "[", "]", "[[", "{", "}", "=", ".", ",", "'", "\"", "\"\"\"", "\\", "\\u00", "#", "\n",
    "\r", "1979-05-27",
    "T07:32:00", ":", "0x", "1e", "+", "-", "_", "9", "é", "\u{2028}", "\0", "inf",
  ].map { Array($0.utf8) }

  private func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  private func report(_ text: String) -> String? {
    guard case .failure(let error) = TomlParser.parse(text) else { return nil }
    return "\(error.line):\(error.column): \(error.message)"
  }
}
