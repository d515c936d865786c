/// A piece of what a program sent to a terminal.
enum OutputPiece: Equatable {
  /// A code point that is drawn.
  case drawn(Unicode.Scalar)
  /// A byte below 0x20, or 0x7F.
  case control(UInt8)
  /// `ESC [`, parameters, and the letter that says what to do.
  case sequence(parameters: String, final: Character)
  /// `ESC` and what follows up to a letter.
  case escape(String)
  /// OSC, DCS, APC, PM or SOS by its letter, and all up to its end.
  case text(introducer: Character, [UInt8])
  /// What is no UTF-8.
  case invalid(UInt8)

  /// Divides bytes as a terminal does; a sequence that does not end is the last piece.
  static func pieces(of bytes: [UInt8]) -> [OutputPiece] {
    var scanner = OutputScanner(bytes: bytes)
    var pieces: [OutputPiece] = []
    while let piece = scanner.next() { pieces.append(piece) }
    return pieces
  }
}

private struct OutputScanner {
  let bytes: [UInt8]
  private var place = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> OutputPiece? {
    guard place < bytes.count else { return nil }
    switch bytes[place] {
    case 0x1B: return escape()
    case ..<0x20, 0x7F:
      place += 1
      return .control(bytes[place - 1])
    default: return character()
    }
  }

  private mutating func character() -> OutputPiece {
    let lead = bytes[place]
    let count = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    let end = min(bytes.count, place + count)
    if let text = String(validating: bytes[place..<end], as: UTF8.self),
      let scalar = text.unicodeScalars.first
    {
      place = end
      return .drawn(scalar)
    }
    place += 1
    return .invalid(lead)
  }

  private mutating func escape() -> OutputPiece {
    place += 1
    guard place < bytes.count else { return .escape("") }
    switch bytes[place] {
    case UInt8(ascii: "["):
      place += 1
      let parameters = take { (0x20...0x3F).contains($0) }
      let final = place < bytes.count ? bytes[place] : 0
      place += 1
      return .sequence(parameters: parameters, final: Character(Unicode.Scalar(final)))
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"),
      UInt8(ascii: "X"):
      return string()
    default:
      let between = take { (0x20...0x2F).contains($0) }
      let final = place < bytes.count ? String(Character(Unicode.Scalar(bytes[place]))) : ""
      place += 1
      return .escape(between + final)
    }
  }

  private mutating func take(while holds: (UInt8) -> Bool) -> String {
    let start = place
    while place < bytes.count, holds(bytes[place]) { place += 1 }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  /// Goes to `ESC \`, or to BEL, which ends an OSC as well; another `ESC` belongs to the text.
  private mutating func string() -> OutputPiece {
    let introducer = Character(Unicode.Scalar(bytes[place]))
    place += 1
    // The Linux console ends this one with its letter.
    if introducer == "]", place < bytes.count, bytes[place] == UInt8(ascii: "R") {
      place += 1
      return .escape("]R")
    }
    var body: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte == 0x07, introducer == "]" { break }
      if byte == 0x1B, place < bytes.count {
        place += 1
        if bytes[place - 1] == UInt8(ascii: "\\") { break }
        body += [byte, bytes[place - 1]]
      } else {
        body.append(byte)
      }
    }
    return .text(introducer: introducer, body)
  }
}
