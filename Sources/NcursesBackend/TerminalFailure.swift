import CTerminal
import Glibc
import TerminalUI

/// Why the terminal cannot be used.
package enum TerminalFailure: Error, Equatable {
  case inputIsNoTerminal
  case outputIsNoTerminal
  case noType
  case unknownType(String)
  case cannotMoveCursor(String)
  /// A system call failed with an `errno`.
  case system(Int32)

  /// What the C side's answer means; `nil` if the terminal is open.
  init?(_ result: kscope_open_result, type: String, errno: Int32) {
    switch result {
    case KSCOPE_OPENED: return nil
    case KSCOPE_INPUT_IS_NO_TERMINAL: self = .inputIsNoTerminal
    case KSCOPE_OUTPUT_IS_NO_TERMINAL: self = .outputIsNoTerminal
    case KSCOPE_UNKNOWN_TYPE: self = .unknownType(type)
    case KSCOPE_NO_CURSOR_ADDRESS: self = .cannotMoveCursor(type)
    default: self = .system(errno)
    }
  }
}

extension TerminalFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .inputIsNoTerminal:
      "keys cannot be read: standard input and /dev/tty are no terminal"
    case .outputIsNoTerminal:
      "standard output is not a terminal"
    case .noType:
      "the type of the terminal is not known: TERM is not set; try TERM=xterm-256color"
    case .unknownType(let type):
      "unknown terminal type '\(type.sanitized())' (TERM): terminfo entry not found; "
        + "try TERM=xterm-256color, or install the package ncurses-term"
    case .cannotMoveCursor(let type):
      "a terminal of type '\(type.sanitized())' (TERM) cannot move its cursor; "
        + "try TERM=xterm-256color"
    case .system(let errno):
      "the terminal cannot be opened: \(String(cString: strerror(errno)))"
    }
  }
}
