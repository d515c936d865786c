import CTerminal
import Glibc
import TerminalUI
import Testing

@testable import NcursesBackend

@Suite struct TerminalFailureTests {
  @Test func namesTheThingAndTheCure() {
    check(
      .inputIsNoTerminal, "keys cannot be read: standard input and /dev/tty are no terminal")
    check(.outputIsNoTerminal, "standard output is not a terminal")
    check(
      .noType, "the type of the terminal is not known: TERM is not set; try TERM=xterm-256color")
    check(
      .unknownType("foo"),
      "unknown terminal type 'foo' (TERM): terminfo entry not found; "
        + "try TERM=xterm-256color, or install the package ncurses-term")
    check(
      .cannotMoveCursor("dumb"),
      "a terminal of type 'dumb' (TERM) cannot move its cursor; try TERM=xterm-256color")
    check(.system(EMFILE), "the terminal cannot be opened: Too many open files")
  }

  @Test func makesHostileTypesVisible() {
    #expect(!TerminalFailure.unknownType("\u{1B}]0;x").description.contains("\u{1B}"))
  }

  @Test func comesFromTheAnswerOfTheCSide() {
    #expect(TerminalFailure(KSCOPE_OPENED, type: "xterm", errno: 0) == nil)
    #expect(TerminalFailure(KSCOPE_UNKNOWN_TYPE, type: "foo", errno: 0) == .unknownType("foo"))
    #expect(TerminalFailure(KSCOPE_SYSTEM_FAILURE, type: "foo", errno: EMFILE) == .system(EMFILE))
  }

  @Test func refusesInputThatIsNoTerminal() throws {
    let input = open("/dev/null", O_RDONLY)
    defer { close(input) }
    let result = kscope_terminal_open("xterm", input, input, false, false)
    #expect(result == KSCOPE_INPUT_IS_NO_TERMINAL)
  }

  @Test func leavesATerminalThatIsNotOpenAlone() {
    kscope_terminal_close()
    kscope_terminal_update()
    kscope_terminal_resize()
    kscope_terminal_suspend()
    var event = kscope_event()
    #expect(!kscope_terminal_next_event(&event))
    #expect(kscope_terminal_rows() == 0)
  }

  private func check(
    _ failure: TerminalFailure, _ sentence: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(failure.description == sentence, sourceLocation: sourceLocation)
  }
}
