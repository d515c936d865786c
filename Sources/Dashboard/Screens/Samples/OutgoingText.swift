import TerminalUI

/// A text on its way out of the program, to the clipboard, a command or an editor.
///
/// It shares the bytes of the text that is read; making a text of them, and making that harmless,
/// takes as long as it is and is left to whoever takes it.
package struct OutgoingText: Equatable, Sendable {
  struct Part: Equatable, Sendable {
    let heading: String?
    let bytes: ArraySlice<UInt8>
  }

  let parts: [Part]
  /// Whether it goes as it is; else hostile characters are made visible.
  package let isRaw: Bool

  /// The bytes that there are, without headings.
  package var count: Int { parts.reduce(0) { $0 + $1.bytes.count } }

  package var text: String { text(upTo: .max) }

  /// The text made of so many of the first bytes.
  package func text(upTo limit: Int) -> String {
    var left = limit
    var texts: [String] = []
    for part in parts where left > 0 {
      var bytes = part.bytes.prefix(left)
      left -= bytes.count
      // A character is not cut in two.
      if bytes.count < part.bytes.count {
        while bytes.count > 0, part.bytes[bytes.endIndex] & 0xC0 == 0x80 { bytes.removeLast() }
      }
      let plain = String(decoding: bytes, as: UTF8.self)
      let text = isRaw ? plain : plain.sanitized()
      texts.append(part.heading.map { "# \($0)\n\n\(text)\n" } ?? text)
    }
    return texts.joined(separator: "\n")
  }
}
