import CScan
import TestSupport
import Testing

@Suite struct TextTests {
  @Test func readsNumbersAsSwiftDoes() {
    var generator = SplitMix64(seed: 9)
    let signs = Array("0123456789.eE+-".utf8)
    for round in 0..<40_000 {
      var text = Array("\(Double(bitPattern: generator.next()))".utf8)
      switch round % 4 {
      case 0: text = Array("\(Int64.random(in: -9_999_999...9_999_999, using: &generator))".utf8)
      case 1:
        let digits = Int(generator.next() % 24)
        text = (0..<digits).map { _ in signs[Int(generator.next() % 15)] }
      case 2:
        let decimals = Int(generator.next() % 1_000_000)
        text = Array(
          "-\(generator.next() % 5000).\(decimals)e\(Int(generator.next() % 40) - 20)".utf8)
      default: break
      }
      check(text)
    }
    for text in [
      "", "-", "1.", ".5", "+1", "-0", "1e", "1e+", "0x1", " 1", "1 ", "inf", "nan", "1e22",
    ] {
      check(Array(text.utf8))
    }
    check(Array(("0." + String(repeating: "1234567890", count: 40)).utf8))
  }

  @Test func readsWholeNumbers() {
    var number: UInt64 = 0
    #expect(kscope_unsigned(Array("18446744073709551615".utf8), 20, &number) && number == .max)
    #expect(!kscope_unsigned(Array("18446744073709551616".utf8), 20, &number))
    for text in ["", "-1", "1.0", "1 "] {
      #expect(!kscope_unsigned(Array(text.utf8), text.utf8.count, &number))
    }
  }

  @Test func unescapesWhereverBlocksEnd() {
    let escapes = [
      #"\n"#: "\n", #"\\"#: "\\", #"\u00e9"#: "é", #"\ud83d\ude00"#: "😀", #"\ud83d"#: "\u{FFFD}",
    ]
    for before in 0..<40 {
      for after in 0..<20 {
        for (raw, text) in escapes {
          let (head, tail) = (
            String(repeating: "x", count: before), String(repeating: "y", count: after)
          )
          #expect(unescaped(head + raw + raw + tail) == head + text + text + tail)
        }
      }
    }
  }

  @Test func unescapesTextsFullOfEscapes() {
    let pieces = [
      (#"\\"#, "\\"), (#"\n"#, "\n"), (#"\""#, "\""), (#"\/"#, "/"), (#"\u0041"#, "A"),
      (#"\ud83d\ude00"#, "😀"), (#"\u20ac"#, "€"), ("x", "x"), ("é", "é"), ("words ", "words "),
    ]
    var state: UInt64 = 7
    for length in 0..<400 {
      let chosen = (0..<length).map { _ -> (String, String) in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return pieces[Int(state >> 33) % (length % 2 == 0 ? 10 : 4)]
      }
      let end = length % 3 == 0 ? "\\" : ""
      let raw = chosen.map(\.0).joined() + end
      let text = chosen.map(\.1).joined() + end
      #expect(unescaped(raw) == text && unescaped(raw, by: kscope_unescape_plainly) == text)
    }
  }

  private func unescaped(
    _ raw: String,
    by unescape: (UnsafePointer<UInt8>, Int, UnsafeMutablePointer<UInt8>) -> Int = kscope_unescape
  ) -> String {
    let bytes = Array(raw.utf8)
    return String(unsafeUninitializedCapacity: kscope_unescaped_room(bytes.count)) { text in
      text.baseAddress.map { unescape(bytes, bytes.count, $0) } ?? 0
    }
  }

  private func check(_ text: [UInt8]) {
    var number = 0.0
    let isNumber = kscope_number(text, text.count, &number)
    let spelled = String(decoding: text, as: UTF8.self)
    let isSpelledPlainly = text.allSatisfy { "0123456789.eE+-".utf8.contains($0) }
    let expected = isSpelledPlainly ? Double(spelled) : nil
    #expect((isNumber ? number.bitPattern : nil) == expected?.bitPattern, "\(spelled)")
  }
}
