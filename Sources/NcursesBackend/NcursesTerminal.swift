import CTerminal
import Glibc
import TerminalUI

/// The terminal that a person sits at, drawn with ncurses.
///
/// There is one at a time, used from the thread that opened it. While it is open,
/// signals arrive as bytes on `signalDescriptor`, and what is written to standard
/// error is kept and printed after `close()`. `exit` and a crash give the terminal back, too.
package final class NcursesTerminal: TerminalBackend {
  /// Becomes readable when `readEvents()` has something to read.
  package let inputDescriptor: Int32
  private let pens: Pens
  private var row: [kscope_cell] = []

  private init(theme: Theme, inputDescriptor: Int32) {
    self.inputDescriptor = inputDescriptor
    pens = Pens(theme: theme, palette: Palette(colors: Int(kscope_terminal_colors())))
  }

  /// Takes over the terminal on standard output, of the type that `TERM` names.
  ///
  /// - Parameter inputDescriptor: Where keys come from: standard input, or `/dev/tty` if
  ///   that is data. It stays the caller's to close.
  package static func open(
    theme: Theme, mouse: Bool, color: Bool, inputDescriptor: Int32
  ) -> Result<NcursesTerminal, TerminalFailure> {
    guard let type = getenv("TERM").map({ String(cString: $0) }), !type.isEmpty else {
      return .failure(.noType)
    }
    let result = kscope_terminal_open(type, inputDescriptor, STDOUT_FILENO, color, mouse)
    if let failure = TerminalFailure(result, type: type, errno: errno) {
      return .failure(failure)
    }
    return .success(NcursesTerminal(theme: theme, inputDescriptor: inputDescriptor))
  }

  /// Whether characters beyond ASCII can be printed in the user's locale.
  ///
  /// May be asked without a terminal; it takes the character set from the environment.
  package static var isUTF8Locale: Bool { kscope_locale_is_utf8() }

  package var size: Size {
    Size(columns: Int(kscope_terminal_columns()), rows: Int(kscope_terminal_rows()))
  }

  /// Gives the terminal back as it was; the second time it does nothing.
  package func close() { kscope_terminal_close() }
}

// Drawing.
extension NcursesTerminal {
  package func show(_ buffer: Buffer, rows: [Int]) {
    for (index, y) in rows.enumerated() where (0..<buffer.size.rows).contains(y) {
      prepare(row: y, of: buffer)
      // ncurses moves three and more lines that it finds elsewhere by scrolling a part of the
      // screen, which some terminals and recorders do not know, and it cannot be told not to.
      if index % 2 == 1 { kscope_terminal_update() }
    }
    if let cursor = buffer.cursor {
      kscope_terminal_place_cursor(Int32(cursor.x), Int32(cursor.y), cursor.isVisible)
    } else {
      kscope_terminal_place_cursor(-1, -1, false)
    }
    kscope_terminal_update()
  }

  /// Sends the whole screen again, in case something else has written to it.
  package func repaint() { kscope_terminal_repaint() }

  /// Takes over the size that the terminal has at the moment; what was drawn is gone.
  package func resize() { kscope_terminal_resize() }

  private func prepare(row y: Int, of buffer: Buffer) {
    row.removeAll(keepingCapacity: true)
    let start = y * buffer.size.columns
    for cell in buffer.cells[start..<(start + buffer.size.columns)] {
      row.append(kscope_cell(cell, pens[cell.style]))
    }
    row.withUnsafeBufferPointer {
      kscope_terminal_show_row(Int32(y), $0.baseAddress, Int32($0.count))
    }
  }
}

// Events.
extension NcursesTerminal {
  /// Becomes readable when `readSignals()` has something to read.
  package var signalDescriptor: Int32 { kscope_terminal_signal_descriptor() }

  /// Reads the keys that have arrived, without waiting for more.
  ///
  /// The last event is `.hangup` if no key can come any more, so that a loop that
  /// waits for the descriptor ends rather than spins.
  package func readEvents() -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    var event = kscope_event()
    while kscope_terminal_next_event(&event) {
      if let event = TerminalEvent(event) { events.append(event) }
    }
    if kscope_terminal_is_gone() { events.append(.hangup) }
    return events
  }

  /// Reads the signals that have arrived, without waiting; the same one again is told once.
  package func readSignals() -> [TerminalEvent] {
    var events: [TerminalEvent] = []
    var bytes = [UInt8](repeating: 0, count: 256)
    while true {
      let count = read(signalDescriptor, &bytes, bytes.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      for byte in bytes[..<count] {
        if let event = TerminalEvent(signal: Int32(byte)), !events.contains(event) {
          events.append(event)
        }
      }
    }
    if events.contains(.continued) { kscope_terminal_continue() }
    return events
  }

  /// Leaves the terminal and stops the process; returns when it goes on.
  ///
  /// The screen is then as before, at the size of that moment; `size` may differ.
  package func suspend() { kscope_terminal_suspend() }

  /// Gives the terminal back for another program to use; nothing is drawn until `enter()`.
  package func leave() { kscope_terminal_leave() }

  /// Takes the terminal again after `leave()`, at the size it has by then.
  package func enter() { kscope_terminal_enter() }

  /// Sends bytes that draw nothing, such as a text for the clipboard; `false` where they cannot be.
  package func send(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { kscope_terminal_send($0.baseAddress, $0.count) }
  }
}

extension kscope_cell {
  fileprivate init(_ cell: Cell, _ pen: Pen) {
    let attributes =
      (pen.isBold ? KSCOPE_BOLD : 0) | (pen.isDim ? KSCOPE_DIM : 0)
      | (pen.isUnderlined ? KSCOPE_UNDERLINE : 0) | (pen.isReversed ? KSCOPE_REVERSE : 0)
    self.init(
      base: cell.glyph.base, first_mark: cell.glyph.firstMark,
      second_mark: cell.glyph.secondMark, foreground: pen.foreground,
      background: pen.background, attributes: UInt8(attributes),
      is_continuation: cell.isContinuation)
  }
}
