import TerminalUI
import Testing

@Suite struct KeyTests {
  @Test(arguments: [
    ("jj", [Key.character("j"), .character("j")]), ("⏎⎋⇥⇤", [.enter, .escape, .tab, .backTab]),
    ("↑↓←→⇞⇟⌫␣", [.up, .down, .left, .right, .pageUp, .pageDown, .backspace, .space]),
    ("<enter><ESC><c-d><f1><lt>", [.enter, .escape, .control("d"), .function(1), .character("<")]),
    ("a b", [.character("a"), .space, .character("b")]), ("<", [.character("<")]), ("", []),
    ("<home><end><pgup><pgdn><del>", [.home, .end, .pageUp, .pageDown, .delete]),
  ])
  func scripts(_ text: String, _ keys: [Key]) {
    #expect((try? Key.script(text).get()) == keys)
  }

  @Test func anUnknownNameIsSaidWithItsCure() {
    for name in ["nope", "c-", "c-dd", "f0", "f13", "fx"] {
      guard case .failure(let problem) = Key.script("j<\(name)>") else {
        Issue.record("<\(name)> is taken for a key")
        continue
      }
      #expect(
        problem.description
          == "no key is named <\(name)>; use <enter>, <esc>, <tab>, <up>, <c-d>, <f1> or <lt> for '<'"
      )
    }
  }

  @Test func everyKeyHasALabel() {
    let keys: [Key] = [
      .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home, .end,
      .pageUp, .pageDown, .function(3), .space, .control("d"), .click(x: 0, y: 0),
    ]
    #expect(Set(keys.map(\.label)).count == keys.count)
    #expect(Key.control("d").label == "Ctrl-D" && Key.space.label == "Space")
  }
}
