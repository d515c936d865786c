/// Made-up text as it stands between the quotes of a string, with its escapes.
struct RecordText: Sendable {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  mutating func below(_ bound: Int) -> Int { Int(generator.next() % UInt64(bound)) }

  /// From 120 to 520 bytes of reasoning, in ASCII.
  mutating func piece() -> [UInt8] { piece { $0.prose() } }

  /// The same with some four characters of a hundred beyond ASCII.
  mutating func foreignPiece() -> [UInt8] {
    piece { $0.below(100) < 13 ? $0.foreignWord() : $0.prose() }
  }

  /// JSON, code and HTML in a string in JSON.
  mutating func nestedPiece() -> [UInt8] { piece { $0.nested() } }

  mutating func word() -> String {
    let letters = 2 + below(9)
    return String((0..<letters).map { _ in Character(Unicode.Scalar(UInt8(97 + below(26)))) })
  }

  mutating func phrase() -> String {
    (0...below(4)).map { _ in word() }.joined(separator: " ")
  }

  mutating func hex(_ digits: Int) -> String {
    let signs = Array("0123456789abcdef")
    return String((0..<digits).map { _ in signs[below(16)] })
  }

  mutating func appendWords(bytes count: Int, to bytes: inout [UInt8]) {
    let end = bytes.count + count
    while bytes.count < end { bytes += (word() + " ").utf8 }
  }

  private mutating func piece(_ next: (inout RecordText) -> String) -> [UInt8] {
    let length = 120 + below(400)
    var piece: [UInt8] = []
    while piece.count < length { piece += next(&self).utf8 }
    return piece
  }

  private mutating func prose() -> String {
    switch below(260) {
    case 0..<5: #"\\frac{\#(below(10))}{x+\#(below(9))} "#
    case 5..<8: #"$\\sqrt{\#(word())} \\leq \#(below(99))$.\n\n"#
    case 8: #"\u00e9t\u00e9 \u2264 "#
    case 9: #"\"\#(word())\" "#
    case 10..<13: #"\n    if x[\#(below(9))] == {'a'}:\n        y += f(\#(word()), \#(below(9)))\n"#
    default: word() + " "
    }
  }

  private mutating func foreignWord() -> String {
    let signs: [String] =
      switch below(4) {
      case 0: ["数", "学", "的", "是", "解", "题", "令", "则"]
      case 1: ["ä", "é", "ü", "ñ", "ç", "ö", "è", "ß"]
      case 2: ["≤", "∑", "π", "√", "∞", "→", "≈", "∈"]
      default: ["д", "и", "م", "한", "글", "—", "😀", "α"]
      }
    return (0...below(4)).map { _ in signs[below(signs.count)] }.joined() + " "
  }

  private mutating func nested() -> String {
    switch below(24) {
    case 0..<7: #"\"\#(word().prefix(4))\":\"\#(word().prefix(3))\","#
    case 7..<9: #"\\\"k\\\":\\\"\#(word().prefix(3))\\\","#
    case 9: #"\\\\\\\"\#(below(9))\\\\\\\","#
    case 10: #"{\n\t\"<a href=\\\"\#(word().prefix(3))\\\">\"}"#
    case 11: #"\\n\\\\n\\t"#
    default: word() + " "
    }
  }
}
