/// The terminal as the rest of the program knows it.
///
/// Two kinds conform: the ncurses one for people and a recording one for tests.
/// It is used from one thread, the main one.
package protocol TerminalBackend: AnyObject {
  /// The size the terminal has at the moment.
  var size: Size { get }
  /// Shows a drawing; `rows` are those that differ from what was shown before.
  func show(_ buffer: Buffer, rows: [Int])
}

/// Shows drawings on a backend, sending only what changed.
package final class Screen {
  private let backend: any TerminalBackend
  private var shown: Buffer?

  package init(backend: any TerminalBackend) { self.backend = backend }

  package func draw(_ buffer: Buffer) {
    let rows = buffer.changedRows(since: shown)
    guard !rows.isEmpty || buffer.cursor != shown?.cursor else { return }
    backend.show(buffer, rows: rows)
    shown = buffer
  }

  /// Forgets what was shown, so that the next drawing is sent whole.
  package func forget() { shown = nil }
}
