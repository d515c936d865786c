import TestSupport

/// Mixtures of what must never reach a terminal, as the inside of a JSON string.
struct HostileText {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  /// A mixture of so many pieces; some are no valid UTF-8, and it has no line end unless asked.
  mutating func mixture(_ count: Int, lines: Bool = true) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<count { bytes += piece(lines: lines) }
    return bytes
  }

  /// A mixture that is valid UTF-8 and has no half of a surrogate pair.
  mutating func validMixture(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<count {
      let piece = piece(lines: true)
      let text = String(validating: piece, as: UTF8.self)
      if let text, !text.contains("\\ud") { bytes += piece }
    }
    return bytes
  }

  private mutating func piece(lines: Bool) -> [UInt8] {
    func any<Element>(_ elements: [Element]) -> Element {
      elements[Int.random(in: elements.indices, using: &generator)]
    }
    switch Int.random(in: 0..<9, using: &generator) {
    case 0: return Self.escaped(any(Self.sequences))
    case 1: return Self.escaped("\u{1B}") + any(Self.invalid)
    // Controls, which JSON must escape, and C1 in all three ways.
    case 2: return Self.escaped(String(Unicode.Scalar(UInt8.random(in: 0..<32, using: &generator))))
    case 3:
      let value = UInt8.random(in: 0x7F...0x9F, using: &generator)
      let spellings: [[UInt8]] = [
        [value], Array("\\u00\(String(value, radix: 16))".utf8),
        Array(String(Unicode.Scalar(value)).utf8),
      ]
      return any(spellings)
    case 4: return Array(any(Self.hidden).utf8)
    case 5: return any(Self.invalid)
    case 6: return Array(any(Self.surrogates).utf8)
    case 7: return Array(any(lines ? Self.markup + ["\\n", "\\r", "\\r\\n"] : Self.markup).utf8)
    default: return Array(any(["wait ", "however ", "a", "b ", "13"]).utf8)
    }
  }

  /// With controls as JSON writes them.
  private static func escaped(_ text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar -> [UInt8] in
      guard scalar.value < 0x20 || scalar == "\\" || scalar == "\"" else {
        return Array(String(scalar).utf8)
      }
      let digits = String(scalar.value, radix: 16)
      return Array("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
    }
  }

  /// None of them is one that a drawing needs.
  private static let sequences: [String] = {
    var all = [
      "\u{1B}P1$qm\u{1B}\\", "\u{90}q#0\u{9C}", "\u{1B}_Gf=24;AAAA\u{1B}\\", "\u{9F}x\u{9C}",
      "\u{1B}^x\u{1B}\\", "\u{1B}Xx\u{1B}\\", "\u{1B}c", "\u{1B}#8", "\u{1B}N", "\u{1B}%G",
      "\u{1B}\u{1B}", "\u{1B}(Z", "\u{0E}", "\u{9B}", "\u{1B}",
    ]
    for rest in ["31;17m", "3J", "999;999H", "?1337h", "18t", "5n", "c", "6i", "!p", "4 q"] {
      all += ["\u{1B}[" + rest, "\u{9B}" + rest]
    }
    for rest in ["52;c;aGk=", "0;title", "8;;http://x", "1337;x", "4;1;?"] {
      all += ["\u{1B}]\(rest)\u{07}", "\u{1B}]\(rest)\u{1B}\\", "\u{9D}\(rest)\u{9C}"]
    }
    return all
  }()

  /// Bidirectional controls, zero-width characters, byte order marks, tags, heaps of marks.
  private static let hidden: [String] =
    [
      "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}",
      "\u{2068}", "\u{2069}", "\u{61C}", "\u{200E}", "\u{200F}", "\u{200B}", "\u{200C}",
      "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{FE0F}", "\u{AD}", "\u{180E}", "\u{2028}",
      "\u{2029}", "\u{E0041}", "\u{E007F}", "\u{FFF9}", "\u{FFFE}", "\u{115F}", "\u{3164}",
      "e" + String(repeating: "\u{301}", count: 40), "\u{300}", "家", "👩\u{200D}👧", "👍🏽", "🇩🇪",
      "❤\u{FE0F}", "\u{F8FF}", "\u{10FFFF}", "ﷺ", "שלום", "\u{200D}\u{200D}",
    ]

  private static let invalid: [[UInt8]] = [
    [0x80], [0xBF], [0xC0, 0x80], [0xC1], [0xC2], [0xE2, 0x82], [0xE0, 0x80, 0x9B],
    [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0x9B, 0x6D],
    [0xF4, 0x90, 0x80, 0x80], [0xC2, 0x1F | 0x20],
  ]

  private static let surrogates = [
    "\\ud800", "\\udfff", "\\udc00\\ud800", "\\ud83d", "\\u0000", "\\ud83d\\ude00", "\\ufeff",
  ]

  private static let markup = [
    "<think>", "</think>", "<|im_start|>user\\n", "<|im_end|>", "$x$", "\\\\boxed{", "}", "**",
    "```", "\\t", "\\\\[", "# ",
  ]
}
