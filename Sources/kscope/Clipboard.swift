import Dashboard
import Results

/// A text for the clipboard of the terminal that a person sits at, wherever this program runs.
///
/// It goes as the escape sequence OSC 52, which terminals, tmux and SSH pass on; nothing ever reads
/// the clipboard.
struct Clipboard {
  /// The most that terminals take: 100,000 bytes of sequence less its frame, as base64.
  static let most = 74_994 / 4 * 3

  /// What of it goes onto the clipboard.
  let text: String
  private let total: Int
  private let isInTmux: Bool

  /// Keeps of a long text as much as goes onto a clipboard.
  init(_ outgoing: OutgoingText, isInTmux: Bool) {
    total = outgoing.count
    self.isInTmux = isInTmux
    let text = outgoing.text(upTo: Self.most)
    // Characters made visible are longer than they were.
    isWhole = total <= Self.most && text.utf8.count <= Self.most
    self.text = text.utf8.count <= Self.most ? text : Self.start(of: text)
  }

  private let isWhole: Bool

  /// The start of a text that a clipboard takes, in whole characters.
  private static func start(of text: String) -> String {
    var end = text.utf8.index(text.startIndex, offsetBy: most)
    while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
      end = text.utf8.index(before: end)
    }
    return String(text[..<end])
  }

  /// Inside tmux the sequence comes twice: tmux takes it where its `set-clipboard` is on, and where its
  /// `allow-passthrough` is, it passes on what is inside its own frame, each ESC doubled.
  var sequence: [UInt8] {
    let start = "\u{1B}]52;c;\(Self.base64(Array(text.utf8)))"
    let framed = isInTmux ? "\u{1B}Ptmux;\u{1B}\(start)\u{7}\u{1B}\\" : ""
    return Array("\(start)\u{1B}\\\(framed)".utf8)
  }

  /// What was copied, in a sentence.
  var sentence: String {
    let count = text.utf8.count
    guard !isWhole else { return "\(Format.bytes(count)) copied to the terminal's clipboard" }
    return "the first \(Format.bytes(count)) of \(Format.bytes(total)) copied, as much as a "
      + "clipboard takes; | pipes all of it"
  }

  static func base64(_ bytes: [UInt8]) -> String {
    let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var value: UInt32 = 0
      for index in 0..<3 {
        value = value << 8 | (start + index < bytes.count ? UInt32(bytes[start + index]) : 0)
      }
      for index in 0..<4 {
        let sign = signs[Int(value >> UInt32(18 - 6 * index)) & 63]
        result.append(index <= group.count ? sign : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
