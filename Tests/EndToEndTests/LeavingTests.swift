import Glibc
import TestSupport
import Testing

/// Every way out gives the terminal back.
@Suite struct LeavingTests {
  private let folder: TemporaryDirectory

  init() throws { folder = try Samples.smallFolder() }

  private func started() throws -> PseudoTerminal {
    // Without a backtrace, which Swift would print first, and ask what to do then.
    let terminal = try PseudoTerminal(
      ["results"], in: folder, environment: ["SWIFT_BACKTRACE": "enable=no"])
    try terminal.expect("25.0%")
    #expect(!terminal.isRestored)
    return terminal
  }

  @Test func qEndsWithStatus0() throws {
    let terminal = try started()
    terminal.type("q")
    #expect(try terminal.end() == 0)
    #expect(terminal.isRestored)
  }

  @Test func controlCEndsWithStatus130() throws {
    let terminal = try started()
    terminal.type("\u{03}")
    #expect(try terminal.end() == 130)
    #expect(terminal.isRestored)
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func signalsEndWith128AndTheirNumber(signal: Int32) throws {
    let terminal = try started()
    terminal.send(signal)
    #expect(try terminal.end() == 128 + signal)
    #expect(terminal.isRestored)
  }

  @Test func aCrashGivesTheTerminalBack() throws {
    let terminal = try started()
    terminal.send(SIGSEGV)
    #expect(try terminal.end() == 128 + SIGSEGV)
    #expect(terminal.isRestored)
  }

  @Test func aClosedTerminalEndsIt() throws {
    let terminal = try started()
    terminal.hangUp()
    #expect(try terminal.end() == 128 + SIGHUP)
  }

  @Test func controlZStopsAndFgGoesOn() throws {
    let terminal = try PseudoTerminal(
      [], in: folder,
      shell: #""$KSCOPE" results; echo "left $?"; read answer; fg >/dev/null; echo "ended $?""#)
    try terminal.expect("25.0%")
    terminal.type("\u{1A}")
    try terminal.expect("left 148")
    #expect(!terminal.screen.isAlternate)
    terminal.type("\n")
    try terminal.wait("the dashboard to be back") { terminal.screen.isAlternate }
    try terminal.expect("25.0%")
    terminal.type("2")
    try terminal.expect("pass@k")
    terminal.type("q")
    try terminal.expect("ended 0")
    #expect(try terminal.end() == 0)
    #expect(terminal.isRestored)
  }

  @Test func aStopFromOutsideIsDrawnOver() throws {
    let terminal = try started()
    terminal.send(SIGSTOP)
    try terminal.wait("the stop") { PseudoTerminal.state(of: terminal.process) == "T" }
    let before = terminal.bytes.count
    terminal.send(SIGCONT)
    try terminal.wait("a whole screen again") { terminal.bytes.count > before + 200 }
    try terminal.expect("25.0%")
  }

  @Test func aScreenThatIsTooSmallSaysSoAndRecovers() throws {
    let terminal = try started()
    terminal.resize(columns: 18, rows: 4)
    try terminal.expect("too small: 18x4")
    terminal.resize(columns: 100, rows: 30)
    try terminal.expect("25.0%")
    #expect(terminal.screen.strangers == [])
  }
}
