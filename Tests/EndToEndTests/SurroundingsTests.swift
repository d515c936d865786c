import TestSupport
import Testing

/// Terminals of all kinds, and text that means harm.
@Suite struct SurroundingsTests {
  @Test func aDumbTerminalGetsTheReport() throws {
    let folder = try Samples.smallFolder()
    let terminal = try PseudoTerminal(["results"], in: folder, environment: ["TERM": "dumb"])
    #expect(try terminal.end() == 0)
    #expect(terminal.screen.text.contains("alpha  -"))
    #expect(!terminal.bytes.contains(0x1B))
  }

  @Test func anUnknownTerminalIsToldInASentence() throws {
    let folder = try Samples.smallFolder()
    let terminal = try PseudoTerminal(
      ["results"], in: folder, columns: 200, environment: ["TERM": "no-such-terminal"])
    #expect(try terminal.end() == 1)
    #expect(
      terminal.screen.text.hasPrefix(
        "kscope: unknown terminal type 'no-such-terminal' (TERM): terminfo entry not found; "
          + "try TERM=xterm-256color, or install the package ncurses-term"))
    #expect(!terminal.bytes.contains(0x1B))
  }

  @Test func aTerminalWithoutATypeIsToldInASentence() throws {
    let folder = try Samples.smallFolder()
    let terminal = try PseudoTerminal(["results"], in: folder, columns: 200, without: ["TERM"])
    #expect(try terminal.end() == 1)
    #expect(terminal.screen.text.hasPrefix("kscope: the type of the terminal is not known"))
  }

  @Test func aLocaleWithoutUTF8GetsASCIIAlone() throws {
    let folder = try Samples.demoFolder()
    let terminal = try PseudoTerminal(["demo"], in: folder, environment: ["LC_ALL": "C"])
    try terminal.expect("91.7%")
    for (key, text) in [
      ("2", "pass@k on"), ("3", "accuracy c/n on"), ("5", "ct-000"), ("0", "tallies"),
    ] {
      terminal.type(key)
      try terminal.expect(text)
    }
    terminal.type("q")
    #expect(try terminal.end() == 0)
    #expect(terminal.bytes.allSatisfy { $0 < 0x80 })
  }

  @Test func noColorMeansNone() throws {
    let folder = try Samples.demoFolder()
    for (environment, options, hasColor) in [
      ([:], [], true), (["NO_COLOR": "1"], [], false), (["NO_COLOR": ""], [], true),
      ([:], ["--color", "never"], false), (["NO_COLOR": "1"], ["--color", "always"], true),
    ] as [([String: String], [String], Bool)] {
      let terminal = try PseudoTerminal(options + ["demo"], in: folder, environment: environment)
      try terminal.expect("91.7%")
      terminal.type("2q")
      #expect(try terminal.end() == 0)
      #expect(terminal.screen.hasColor == hasColor, "\(environment) \(options)")
    }
  }

  /// Escape sequences, C1 and bidi controls wherever text is read from.
  @Test func hostileTextNeverReachesTheTerminal() throws {
    let folder = try TemporaryDirectory()
    let name = "a\u{1B}]52;c;aGk=\u{07}b\u{1B}[2J\u{9B}2J\u{202E}c"
    let escaped = #"x\u001b]52;c;aGk=\u0007y\u001b[2J\u009b2J\u202ez\u200b\ufeff\u0000"#
    let line =
      #"{"problem_id":"\#(escaped)","model":"\#(escaped)","prompt":"\#(escaped)","#
      + #""response":"\#(escaped)","answer":"\#(escaped)","gold":"\#(escaped)","correct":true}"#
    try folder.write(line + "\n{\(name)\n", to: "results/\(name).jsonl")

    let terminal = try PseudoTerminal(["results"], in: folder)
    try terminal.expect("100.0%")
    for (key, text) in [
      ("2", "pass@k on"), ("3", "accuracy c/n"), ("5", "prompt"), ("6", "response"),
      ("l", "response"),
      ("0", "1 file"),
    ] {
      terminal.type(key)
      try terminal.expect(text)
    }
    terminal.type("q")
    #expect(try terminal.end() == 0)
    expectNoHarm(in: terminal.bytes)
    #expect(terminal.screen.strangers == [])
    for format in ["text", "json"] {
      let outcome = try Program.run(["report", "results", "--format", format], in: folder)
      expectNoHarm(in: Array(outcome.output.utf8), isPlain: true)
    }
  }

  @Test func hostileNamesInMessagesAreMadeVisible() throws {
    let folder = try TemporaryDirectory()
    let outcome = try Program.run(["report", "no\u{1B}[2J\u{202E}where"], in: folder)
    #expect(outcome.errors.hasPrefix("kscope: no^[[2J<U+202E>where: there is no such file"))
  }

  /// Looks for what the hostile text would have done.
  private func expectNoHarm(in bytes: [UInt8], isPlain: Bool = false) {
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(!text.contains("\u{1B}]") && !text.contains("\u{07}"))
    if isPlain { #expect(!text.contains("\u{1B}")) }
    let bad = text.unicodeScalars.filter { scalar in
      (0x80...0x9F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
        || scalar.value == 0xFEFF || scalar.value == 0
    }
    #expect(bad.isEmpty, "\(bad)")
  }
}
