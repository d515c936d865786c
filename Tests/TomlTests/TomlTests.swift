import Testing
import Toml

/// What a text becomes: each value, and after `@` its line.
@Suite struct TomlTests {
  @Test func everyKindOfValueIsTold() throws {
    let values = [
      ("'red'", "'red'@1"), ("\"a\\tb\\u00e9\"", "'a\tbé'@1"), ("42", "42@1"), ("-0x2A", nil),
      ("0x2A", "42@1"), ("0b101", "5@1"), ("9223372036854775807", "9223372036854775807@1"),
      ("1.5", "1.5@1"), ("-1e3", "-1000.0@1"), ("inf", "inf@1"), ("true", "true@1"),
      ("false", "false@1"), ("1979-05-27", "other@1"), ("07:32:00", "other@1"),
      ("1979-05-27T07:32:00Z", "other@1"), ("[]", "[]@1"), ("{}", "{}@1"),
      ("[1, 'b', [2.0]]", "[1@1 'b'@1 [2.0@1]@1]@1"), ("{ c = 1, b = 2 }", "{b: 2@1 c: 1@1}@1"),
    ]
    for (text, value) in values {
      #expect(dump("a = \(text)") == value.map { "{a: \($0)}@1" }, "\(text)")
    }
  }

  @Test func aValueIsOfOneKind() throws {
    let root = try TomlParser.parse("s = 'x'\ni = 1\nd = 2.5\nb = true\na = [1]\no = 07:32:00")
      .get()
    #expect(root["s"]?.string == "x" && root["s"]?.integer == nil)
    #expect(root["i"]?.integer == 1 && root["i"]?.double == nil)
    #expect(root["d"]?.double == 2.5 && root["d"]?.string == nil)
    #expect(root["b"]?.boolean == true && root["b"]?.integer == nil)
    #expect(root["a"]?.array?.first?.integer == 1 && root["a"]?.table == nil)
    #expect(root["o"]?.string == nil && root["o"]?.array == nil && root["o"]?.boolean == nil)
    #expect(root["z"] == nil && root["s"]?["z"] == nil)
  }

  @Test func everyValueHasItsLine() {
    #expect(
      dump(
        """
        # themes
        name = 'x'
        roles.title.fg = 1

        list = [
          1,

          { a = 'b' },
        ]
        text = '''
        two
        lines'''
        last = 1
        """)
        == "{last: 1@13 list: [1@6 {a: 'b'@8}@8]@5 name: 'x'@2 roles: {title: {fg: 1@3}@3}@3"
        + " text: 'two\nlines'@10}@1")
  }

  @Test func aTableBeginsAtItsHeader() {
    #expect(dump("\n[a.b]\nc = 1\n[a]\nd = 2\n") == "{a: {b: {c: 1@3}@2 d: 2@5}@4}@1")
  }

  @Test func eachTableOfAnArrayHasItsLine() {
    #expect(
      dump("[[a]]\nb = 1\n\n[[a]]\n[a.c]\nd = 2\n[[a]]")
        == "{a: [{b: 1@2}@1 {c: {d: 2@6}@5}@4 {}@7]@1}@1")
  }

  @Test func linesAreCountedInFilesFromOtherSystems() {
    #expect(dump("\u{FEFF}\r\n[a]\r\nb = 1\r\n") == "{a: {b: 1@3}@2}@1")
  }

  @Test func keysAndTextsMayBeAnyUnicode() {
    #expect(dump("'ключ' = '日本 👩‍🚀'\n\"\" = 'a\u{301}'") == "{: 'a\u{301}'@2 ключ: '日本 👩‍🚀'@1}@1")
    // Letters between the characters that Unicode calls blanks.
    for scalar in ["é", "Р", "ҙ", "あ", "Ａ", "\u{180F}", "\u{FFFD}"] {
      #expect(dump("a = '\(scalar)' # \(scalar)") == "{a: '\(scalar)'@1}@1")
    }
    #expect(dump("a = \"\\u0000\"") == "{a: '\0'@1}@1")
  }

  @Test func aTextMayBeEmpty() {
    #expect(dump("") == "{}@1")
    #expect(dump("\n# nothing") == "{}@1")
  }
}

private func dump(_ text: String) -> String? {
  (try? TomlParser.parse(text).get()).map(dump)
}

private func dump(_ node: TomlNode) -> String {
  let value =
    switch node.value {
    case .table(let entries):
      "{" + entries.map { "\($0.key): \(dump($0.node))" }.joined(separator: " ") + "}"
    case .array(let elements): "[" + elements.map(dump).joined(separator: " ") + "]"
    case .string(let text): "'\(text)'"
    case .integer(let number): "\(number)"
    case .double(let number): "\(number)"
    case .boolean(let flag): "\(flag)"
    case .other: "other"
    }
  return "\(value)@\(node.line)"
}
