import CTerminal
import Glibc
import TerminalUI

/// What the terminal or the system tells the program.
package enum TerminalEvent: Equatable, Sendable {
  case key(Key)
  /// The size may have changed; `resize()` takes it over.
  case resized
  /// A signal asks the program to end: SIGINT or SIGTERM.
  case interrupted(Int32)
  /// Ctrl-Z, or SIGTSTP from elsewhere; `suspend()` does it.
  case stop
  /// The process goes on after it was stopped. The terminal has been taken again already.
  case continued
  /// The terminal is gone; nothing can be shown or asked any more.
  case hangup
}

extension TerminalEvent {
  /// The event that a signal stands for; `nil` for signals that mean nothing here.
  init?(signal: Int32) {
    switch signal {
    case SIGWINCH: self = .resized
    case SIGINT, SIGTERM: self = .interrupted(signal)
    case SIGTSTP: self = .stop
    case SIGCONT: self = .continued
    case SIGHUP: self = .hangup
    default: return nil
    }
  }

  init?(_ event: kscope_event) {
    if event.kind == KSCOPE_RESIZE {
      self = .resized
    } else if let key = Key(event) {
      self = .key(key)
    } else {
      return nil
    }
  }
}

extension Key {
  init?(_ event: kscope_event) {
    let (x, y) = (Int(event.x), Int(event.y))
    switch event.kind {
    case KSCOPE_CHARACTER: self.init(codePoint: event.code)
    case KSCOPE_FUNCTION: self = .function(Int(event.code))
    case KSCOPE_CLICK: self = .click(x: x, y: y)
    case KSCOPE_WHEEL_UP: self = .wheelUp(x: x, y: y)
    case KSCOPE_WHEEL_DOWN: self = .wheelDown(x: x, y: y)
    default:
      guard let key = Self.named[event.kind.rawValue] else { return nil }
      self = key
    }
  }

  /// The key of a typed character; control characters are letters held with Ctrl.
  private init?(codePoint: UInt32) {
    switch codePoint {
    case 0: self = .control(" ")
    case 1..<0x20:
      let letter = Character(UnicodeScalar(UInt8(codePoint + 0x40)))
      self = .control(Character(letter.lowercased()))
    case 0x80..<0xA0: return nil
    default:
      guard let scalar = Unicode.Scalar(codePoint) else { return nil }
      self = .character(Character(scalar))
    }
  }

  private static let named: [UInt32: Key] = [
    KSCOPE_UP.rawValue: .up, KSCOPE_DOWN.rawValue: .down, KSCOPE_LEFT.rawValue: .left,
    KSCOPE_RIGHT.rawValue: .right, KSCOPE_HOME.rawValue: .home, KSCOPE_END.rawValue: .end,
    KSCOPE_PAGE_UP.rawValue: .pageUp, KSCOPE_PAGE_DOWN.rawValue: .pageDown,
    KSCOPE_BACKSPACE.rawValue: .backspace, KSCOPE_DELETE.rawValue: .delete,
    KSCOPE_ENTER.rawValue: .enter, KSCOPE_ESCAPE.rawValue: .escape, KSCOPE_TAB.rawValue: .tab,
    KSCOPE_BACK_TAB.rawValue: .backTab,
  ]
}
