import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// The text that is read leaves the program whole, and the terminal comes back.
@Suite struct WaysOutTests {
  private let folder: TemporaryDirectory
  private static let response = "wait \u{1B}[31mgröße\u{9B}2J\nline two\u{202E} 家族\u{0}\n"
  /// The same with hostile characters made visible.
  private static let visible =
    "wait ^[[31mgröße<U+009B>2J\nline two<U+202E> 家族^@\n"

  init() throws {
    folder = try TemporaryDirectory()
    try folder.write(Self.record(Self.response), to: "results/alpha.jsonl")
  }

  private static func record(_ response: String) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try String(decoding: encoder.encode(Record(response: response)), as: UTF8.self) + "\n"
  }

  private struct Record: Encodable {
    var problem_id = "p1"
    var prompt = "the question"
    var answer = "the answer"
    var gold = "the truth"
    var correct = true
    let response: String
  }

  /// The program with the sample open.
  private func reading(
    environment: [String: String] = [:], shell: String? = nil
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      ["results"], in: folder, columns: 100, environment: environment, shell: shell)
    try terminal.expect("100.0%")
    terminal.type("5")
    try terminal.expect("the question")
    terminal.type("\r")
    try terminal.expect("line two<U+202E>")
    return terminal
  }

  private func pipe(to command: String, in terminal: PseudoTerminal) throws {
    terminal.type("|")
    try terminal.expect("pipe the text to")
    terminal.type(command + "\r")
  }

  /// Waits until the sample is on the screen again and keys are answered.
  private func expectBack(
    _ terminal: PseudoTerminal, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try terminal.wait("the dashboard to be back", sourceLocation) { terminal.screen.entries == 2 }
    try terminal.expect("line two<U+202E>", sourceLocation: sourceLocation)
    terminal.type("1")
    try terminal.expect("Runs", sourceLocation: sourceLocation)
    terminal.type("q")
    #expect(try terminal.end() == 0, sourceLocation: sourceLocation)
    #expect(terminal.isRestored && terminal.screen.strangers == [], sourceLocation: sourceLocation)
  }

  // A command.

  @Test(arguments: [("", WaysOutTests.visible), ("raw ", WaysOutTests.response)])
  func aCommandGetsTheText(prefix: String, text: String) throws {
    let terminal = try reading()
    try pipe(to: prefix + "cat > out.txt; echo taken", in: terminal)
    try terminal.expect("taken")
    try terminal.expect("[Enter comes back to kscope]")
    #expect(try folder.read("out.txt") == text)
    #expect(terminal.isRestored)
    terminal.type("\n")
    try expectBack(terminal)
  }

  @Test(arguments: [("exit 3", "[status 3, Enter"), ("no-such-command", "[status 127, Enter")])
  func aCommandThatFailsTellsSo(command: String, text: String) throws {
    let terminal = try reading()
    try pipe(to: command, in: terminal)
    try terminal.expect(text)
    if command != "exit 3" { try terminal.expect("no-such-command: not found") }
    terminal.type("\n")
    try expectBack(terminal)
  }

  @Test func aCommandThatReadsNothingOfAMegabyteEnds() throws {
    let long = "line two\u{202E} " + String(repeating: "word ", count: 200_000)
    try folder.write(Self.record(long), to: "results/alpha.jsonl")
    let terminal = try reading()
    try pipe(to: "head -c 8; wc -c", in: terminal)
    try terminal.expect("line two")
    try terminal.expect("[Enter comes back to kscope]")
    terminal.type("\n")
    try expectBack(terminal)
  }

  @Test func controlCIsForTheCommandAlone() throws {
    let terminal = try reading()
    // The shell of Debian loses a Ctrl-C that comes while it starts a child.
    try pipe(to: "echo begun; exec sleep 60", in: terminal)
    try terminal.expect("begun")
    terminal.type("\u{03}")
    try terminal.expect("[status 130, Enter")
    terminal.type("\n")
    try expectBack(terminal)
  }

  @Test func controlZStopsCommandAndProgram() throws {
    let terminal = try reading(
      shell: #""$KSCOPE" results; echo "left $?"; read answer; fg >/dev/null; echo "ended $?""#)
    try pipe(to: "echo begun; sleep 1; echo done", in: terminal)
    try terminal.expect("begun")
    terminal.type("\u{1A}")
    try terminal.expect("left 148")
    terminal.type("\n")
    try terminal.expect("[Enter comes back to kscope]")
    terminal.type("\n")
    try terminal.wait("the dashboard to be back") { terminal.screen.entries == 2 }
    try terminal.expect("line two<U+202E>")
    terminal.type("q")
    try terminal.expect("ended 0")
    #expect(try terminal.end() == 0)
    #expect(terminal.isRestored)
  }

  @Test(arguments: [
    (["PAGER": "cat > paged.txt"], nil), (["PAGER": "cat > paged.txt; exit 2"], "status 2"),
  ])
  func anEmptyCommandIsThePager(environment: [String: String], complaint: String?) throws {
    let terminal = try reading(environment: environment)
    try pipe(to: "", in: terminal)
    try terminal.expect(complaint ?? "line two<U+202E>")
    try terminal.wait("the text to be paged") {
      (try? self.folder.read("paged.txt")) == Self.visible
    }
    try expectBack(terminal)
  }

  // An editor.

  @Test(arguments: ["VISUAL", "EDITOR"], [0, 4])
  func theEditorGetsAllSections(variable: String, status: Int) throws {
    try folder.write(
      "cp \"$2\" edited.txt; echo \"$1 $2\" > how.txt; exit \(status)", to: "edit.sh")
    // A word of the variable is an argument; a variable that is empty counts as none.
    let terminal = try reading(
      environment: ["VISUAL": "", "EDITOR": "false"].merging(
        [variable: "sh edit.sh -w"]) { $1 })
    terminal.type("o")
    try terminal.wait("the text to be edited") {
      (try? self.folder.read("how.txt"))?.hasSuffix(".txt\n") == true
    }
    #expect(
      try folder.read("edited.txt") == """
        # prompt

        the question

        # gold answer

        the truth

        # answer

        the answer

        # response

        \(Self.visible)

        """)
    let how = try folder.read("how.txt").split(separator: " ")
    if status != 0 { try terminal.expect("'sh edit.sh -w' ended with status 4") }
    try expectBack(terminal)
    #expect(how[0] == "-w")
    #expect(access(String(how[1].dropLast()), F_OK) != 0, "the file is left")
  }

  @Test func anEditorThatIsNotThereIsTold() throws {
    let terminal = try reading(environment: ["EDITOR": "no-such-editor"])
    terminal.type("o")
    try terminal.expect("'no-such-editor' ended with status 127")
    try expectBack(terminal)
  }

  @Test func aResizeUnderTheEditorIsSeen() throws {
    try folder.write("echo begun; while ! test -e go; do sleep 0.01; done", to: "edit.sh")
    let terminal = try reading(environment: ["EDITOR": "sh edit.sh"])
    terminal.type("o")
    try terminal.expect("begun")
    terminal.resize(columns: 60, rows: 30)
    try folder.write("", to: "go")
    try terminal.wait("the dashboard to be back") { terminal.screen.entries == 2 }
    try terminal.expect("line two<U+202E>")
    // The rows come one after the other.
    try terminal.wait("the last row") {
      let lines = terminal.screen.text.split(separator: "\n", omittingEmptySubsequences: false)
      return lines.last?.isEmpty == false
    }
  }

  // The clipboard.

  @Test(arguments: [("y", WaysOutTests.visible), ("Y", WaysOutTests.response)])
  func theClipboardGetsTheText(key: String, text: String) throws {
    let terminal = try reading()
    terminal.type(key)
    try terminal.expect("copied to the terminal's clipboard")
    #expect(copies(in: terminal.bytes) == [text])
  }

  /// tmux takes the sequence itself or passes on what is framed for it, whichever it is set to.
  @Test func insideTmuxTheTerminalBehindItGetsTheText() throws {
    let terminal = try reading(environment: ["TMUX": "/nowhere/default,1,0"])
    terminal.type("y")
    try terminal.expect("copied to the terminal's clipboard")
    let framed = OutputPiece.pieces(of: terminal.bytes).compactMap { piece -> [UInt8]? in
      guard case .text("P", let body) = piece, body.starts(with: "tmux;".utf8) else { return nil }
      return Array(body.dropFirst("tmux;".utf8.count))
    }
    try #require(framed.count == 1)
    #expect(copies(in: Self.undoubled(framed[0])) == [Self.visible])
    #expect(copies(in: terminal.bytes) == [Self.visible])
  }

  @Test func aLongTextIsCopiedAsFarAsAClipboardTakesIt() throws {
    let long = "line two\u{202E} " + String(repeating: "ö", count: 60_000)
    try folder.write(Self.record(long), to: "results/alpha.jsonl")
    let terminal = try reading()
    terminal.type("y")
    try terminal.expect("copied, as much as a clipboard takes")
    let copy = try #require(copies(in: terminal.bytes).first)
    #expect(copy.utf8.count > 50_000 && copy.utf8.count < 75_000)
    #expect(long.replacing("\u{202E}", with: "<U+202E>").hasPrefix(copy))
  }

  /// What each sequence for the clipboard holds.
  private func copies(in bytes: [UInt8]) -> [String] {
    OutputPiece.pieces(of: bytes).compactMap { piece in
      guard case .text("]", let body) = piece, body.starts(with: "52;c;".utf8),
        let data = Data(base64Encoded: String(decoding: body.dropFirst(5), as: UTF8.self))
      else { return nil }
      return String(decoding: data, as: UTF8.self)
    }
  }

  private static func undoubled(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for byte in bytes {
      if byte == 0x1B, result.last == 0x1B { continue }
      result.append(byte)
    }
    return result
  }
}
