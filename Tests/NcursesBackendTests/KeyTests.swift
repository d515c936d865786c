import CTerminal
import Glibc
import TerminalUI
import Testing

@testable import NcursesBackend

@Suite struct KeyTests {
  @Test func readsCharacters() {
    check(KSCOPE_CHARACTER, code: 0x71, .key(.character("q")))
    check(KSCOPE_CHARACTER, code: 0xE9, .key(.character("é")))
    check(KSCOPE_CHARACTER, code: 0x1F600, .key(.character("😀")))
    check(KSCOPE_CHARACTER, code: 0x20, .key(.space))
  }

  @Test func readsControlCharactersAsLetters() {
    check(KSCOPE_CHARACTER, code: 0x04, .key(.control("d")))
    check(KSCOPE_CHARACTER, code: 0x0C, .key(.control("l")))
    check(KSCOPE_CHARACTER, code: 0x00, .key(.control(" ")))
    check(KSCOPE_CHARACTER, code: 0x1D, .key(.control("]")))
  }

  @Test func leavesOutWhatIsNoCharacter() {
    check(KSCOPE_CHARACTER, code: 0x9B, nil)
    check(KSCOPE_CHARACTER, code: 0xD800, nil)
    check(KSCOPE_CHARACTER, code: 0x11_0000, nil)
  }

  @Test(arguments: [
    (KSCOPE_UP, Key.up), (KSCOPE_DOWN, .down), (KSCOPE_LEFT, .left), (KSCOPE_RIGHT, .right),
    (KSCOPE_HOME, .home), (KSCOPE_END, .end), (KSCOPE_PAGE_UP, .pageUp),
    (KSCOPE_PAGE_DOWN, .pageDown), (KSCOPE_BACKSPACE, .backspace), (KSCOPE_DELETE, .delete),
    (KSCOPE_ENTER, .enter), (KSCOPE_ESCAPE, .escape), (KSCOPE_TAB, .tab),
    (KSCOPE_BACK_TAB, .backTab),
  ])
  func readsNamedKeys(kind: kscope_event_kind, key: Key) {
    check(kind, .key(key))
  }

  @Test func readsFunctionKeys() {
    for number in 1...12 {
      check(KSCOPE_FUNCTION, code: UInt32(number), .key(.function(number)))
    }
  }

  @Test func readsTheMouse() {
    check(KSCOPE_CLICK, x: 4, y: 7, .key(.click(x: 4, y: 7)))
    check(KSCOPE_WHEEL_UP, x: 300, y: 0, .key(.wheelUp(x: 300, y: 0)))
    check(KSCOPE_WHEEL_DOWN, x: 0, y: 1, .key(.wheelDown(x: 0, y: 1)))
  }

  @Test func tellsAChangeOfSize() {
    check(KSCOPE_RESIZE, .resized)
  }

  @Test func tellsSignalsApart() {
    #expect(TerminalEvent(signal: SIGWINCH) == .resized)
    #expect(TerminalEvent(signal: SIGINT) == .interrupted(SIGINT))
    #expect(TerminalEvent(signal: SIGTERM) == .interrupted(SIGTERM))
    #expect(TerminalEvent(signal: SIGTSTP) == .stop)
    #expect(TerminalEvent(signal: SIGCONT) == .continued)
    #expect(TerminalEvent(signal: SIGHUP) == .hangup)
    #expect(TerminalEvent(signal: SIGCHLD) == nil)
  }

  private func check(
    _ kind: kscope_event_kind, code: UInt32 = 0, x: Int32 = 0, y: Int32 = 0,
    _ expected: TerminalEvent?, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let event = kscope_event(kind: kind, code: code, x: x, y: y)
    #expect(TerminalEvent(event) == expected, sourceLocation: sourceLocation)
  }
}
