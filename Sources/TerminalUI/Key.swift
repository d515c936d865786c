/// One press of a key, or one event of the mouse.
package enum Key: Equatable, Hashable, Sendable {
  case character(Character)
  /// The control key with a letter, in lower case.
  case control(Character)
  case enter, escape, tab, backTab, backspace, delete
  case up, down, left, right
  case home, end, pageUp, pageDown
  case function(Int)
  /// A click of the left button at a cell.
  case click(x: Int, y: Int)
  case wheelUp(x: Int, y: Int)
  case wheelDown(x: Int, y: Int)

  package static let space = Key.character(" ")
}

extension Key {
  /// The keys that a script of `--keys` stands for.
  ///
  /// Characters stand for themselves; `⏎ ⎋ ⇥ ⇤ ↑ ↓ ← → ⇞ ⇟ ⌫ ␣` for Enter, Esc, Tab, Shift-Tab,
  /// the arrows, PgUp, PgDn, Backspace and Space, and so do names in angle brackets, for
  /// keyboards without these signs: `<enter> <esc> <tab> <c-d> <f1> <lt>`.
  ///
  /// - Returns: The keys, or the name in brackets that means nothing.
  package static func script(_ text: String) -> Result<[Key], UnknownKey> {
    var keys: [Key] = []
    var rest = Substring(text)
    while let character = rest.popFirst() {
      if character == "<", let end = rest.firstIndex(of: ">") {
        let name = rest[..<end].lowercased()
        guard let key = named(name) else { return .failure(UnknownKey(name: name)) }
        keys.append(key)
        rest = rest[rest.index(after: end)...]
      } else {
        keys.append(symbols[character] ?? .character(character))
      }
    }
    return .success(keys)
  }

  /// A name in a script of keys that stands for no key.
  package struct UnknownKey: Error, Equatable, CustomStringConvertible {
    package let name: String

    package var description: String {
      "no key is named <\(name)>; use <enter>, <esc>, <tab>, <up>, <c-d>, <f1> or <lt> for '<'"
    }
  }

  private static let symbols: [Character: Key] = [
    "⏎": .enter, "⎋": .escape, "⇥": .tab, "⇤": .backTab, "↑": .up, "↓": .down, "←": .left,
    "→": .right, "⇞": .pageUp, "⇟": .pageDown, "⌫": .backspace, "␣": .space, "\n": .enter,
    "\u{1B}": .escape, "\t": .tab,
  ]

  private static let names: [String: Key] = [
    "enter": .enter, "cr": .enter, "esc": .escape, "tab": .tab, "backtab": .backTab, "up": .up,
    "down": .down, "left": .left, "right": .right, "home": .home, "end": .end,
    "pgup": .pageUp, "pageup": .pageUp, "pgdn": .pageDown, "pagedown": .pageDown,
    "bs": .backspace, "backspace": .backspace, "del": .delete, "space": .space,
    "lt": .character("<"),
  ]

  private static func named(_ name: String) -> Key? {
    if let key = names[name] { return key }
    if name.hasPrefix("c-"), name.count == 3, let last = name.last { return .control(last) }
    if name.hasPrefix("f"), let number = Int(name.dropFirst()), (1...12).contains(number) {
      return .function(number)
    }
    return nil
  }

  /// The key as the help and the footer name it.
  package var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "Ctrl-" + character.uppercased()
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .function(let number): "F\(number)"
    case .click: "click"
    case .wheelUp, .wheelDown: "wheel"
    }
  }
}
