import FoundationEssentials
import TestSupport
import Testing

/// No byte of model output reaches the terminal as anything but text.
@Suite struct HostileOutputTests {
  private static let samples = 10

  @Test(arguments: [
    ["TERM": "xterm-256color"], ["TERM": "linux"], ["TERM": "xterm-256color", "LC_ALL": "C"],
  ])
  func mixturesAreDrawnAsText(environment: [String: String]) throws {
    let folder = try TemporaryDirectory()
    try Self.write(to: folder, seed: 1)
    let terminal = try PseudoTerminal(
      ["--reader", "me", "results"], in: folder, columns: 100, rows: 30, environment: environment)
    try terminal.expect("50.0%")
    try readSamples(terminal)
    try lookAround(terminal)
    terminal.type("q")
    #expect(try terminal.end() == 0)
    let isASCII = environment["LC_ALL"] == "C"
    for complaint in Self.complaints(about: terminal.bytes, isASCII: isASCII) {
      Issue.record("\(environment): \(complaint)")
    }
  }

  /// The check itself: what it is to find, it finds.
  @Test func whatIsHostileIsTold() {
    for text in [
      "\u{1B}[31;17m", "\u{1B}[?1337h", "\u{1B}[999;1H", "\u{1B}[3J", "\u{1B}[18t", "\u{1B}[5n",
      "\u{1B}]52;c;aGk=\u{7}", "\u{1B}]0;x\u{1B}\\", "\u{1B}_x\u{1B}\\", "\u{1B}P1\u{1B}\\",
      "\u{1B}c", "\u{7}", "\u{0}", "\u{9B}", "\u{202E}", "\u{2066}", "\u{200B}", "\u{200D}",
      "\u{FEFF}", "\u{1B}",
    ] {
      #expect(!Self.complaints(about: Array("a\(text)b".utf8), isASCII: false).isEmpty)
    }
    #expect(!Self.complaints(about: [0x9B], isASCII: false).isEmpty)
    #expect(Self.complaints(about: Array("é\u{1B}[1;31ma\r".utf8), isASCII: false).isEmpty)
  }

  /// Every sample in the reader, marked, unwrapped, at its end; then found in, beside, by answers.
  private func readSamples(_ terminal: PseudoTerminal) throws {
    terminal.type("5")
    try terminal.expect("sample 0 asks")
    terminal.type("\r")
    try terminal.expect("sample 0 says")
    terminal.type("l")
    for number in 1..<Self.samples {
      terminal.type("mwG\u{04}g=)))\u{15}wg}")
      try terminal.expect("sample \(number) ")
      terminal.type(")))")
    }
    terminal.type("{{/wait\r")
    try terminal.expect("match ")
    terminal.type("nnN''/\u{1B}")
    terminal.type("d")
    try terminal.expect("the same")
    terminal.type(".ljjD")
    terminal.type("\u{1B}\u{1B}p")
    try terminal.expect("10 answers")
    terminal.type("jj\r\u{1B}\u{1B}]")
    try terminal.expect("plain says wait")
    terminal.type("e\u{1B}vu[")
    try terminal.expect("sample 0 says")
  }

  /// Search, marks, and every other screen.
  private func lookAround(_ terminal: PseudoTerminal) throws {
    terminal.type("\\wait\r")
    try terminal.expect("12 of 12 samples")
    terminal.type("jjj\r")
    try terminal.expect("sample ")
    terminal.type("\u{1B}M")
    try terminal.expect("by reader")
    for (key, text) in [
      ("1", "pass@1"), ("2", "pass@k on"), ("3", "problems by accuracy"), ("5", "c/n of"),
      ("v", "dumbbells"), ("0", "with results"), ("?", "keys on"),
    ] {
      terminal.type(key)
      try terminal.expect(text)
      terminal.type("jj\u{1B}")
    }
  }

  // What is read.

  private static func write(to folder: TemporaryDirectory, seed: UInt64) throws {
    var hostile = HostileText(seed: seed)
    let model = hostile.mixture(8, lines: false)
    let group = hostile.mixture(8)
    var records: [UInt8] = []
    for number in 0..<samples {
      let size = number == 8 ? 200_000 : 10 << number
      var mixture = hostile.mixture(size, lines: number % 4 != 0)
      // About a megabyte in one line without a space.
      if number == 8 { mixture.removeAll { $0 == 0x20 } }
      let response = Array("sample \(number) says wait ".utf8) + mixture
      let fields: [(String, [UInt8])] = [
        ("model", model), ("problem_id", Array("p1".utf8) + group), ("group", group),
        ("subject", group), ("prompt", Array("sample \(number) asks ".utf8) + group),
        ("response", response), ("answer", hostile.mixture(6)), ("gold", hostile.mixture(6)),
        ("finish_reason", hostile.mixture(3)),
      ]
      let texts = fields.map { Array("\"\($0)\":\"".utf8) + $1 + Array("\",".utf8) }
      records += Array("{".utf8) + texts.joined()
      records += Array("\"sample_idx\":\(number),\"correct\":\(number % 2 == 0)}\n".utf8)
    }
    for isRight in [true, false] {
      let text = isRight ? "plain says wait" : "other says wait"
      records += Array(#"{"model":""#.utf8) + model
      records += #"","problem_id":"q","response":"\#(text)","correct":\#(isRight)}"#.utf8
      records.append(0x0A)
    }
    // What is no record is told of, with a part of it.
    records += hostile.mixture(20) + [0x0A, 0x1B, 0x9B, 0x0A]
    try folder.write(bytes: records, to: "results/hostile.jsonl")
    try folder.write(bytes: marks(&hostile), to: "results/kscope-marks.jsonl")
  }

  /// Readers with hostile names and notes, on the plain sample and on none.
  private static func marks(_ hostile: inout HostileText) -> [UInt8] {
    (0..<6).flatMap { number -> [UInt8] in
      let sample = number < 3 ? hash("q\u{0}plain says wait") : "000000000000000\(number)"
      return Array(#"{"verdict":"valid","sample":"\#(sample)","who":""#.utf8)
        + (number == 0 ? Array("me".utf8) : hostile.validMixture(5)) + Array(#"","note":""#.utf8)
        + hostile.validMixture(9)
        + Array(#"","run":""#.utf8) + hostile.validMixture(5)
        + Array(#"","problem":"q","when":"2026-07-01T09:30:00.250Z"}"#.utf8) + [0x0A]
    }
  }

  /// FNV-1a, by which marks find their samples.
  private static func hash(_ text: String) -> String {
    let value = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  // What was sent.

  /// All pieces that kscope has no reason to send, each kind once.
  private static func complaints(about bytes: [UInt8], isASCII: Bool) -> Set<String> {
    var complaints: Set<String> = []
    for piece in OutputPiece.pieces(of: bytes) where !isExpected(piece, isASCII: isASCII) {
      complaints.insert("\(piece)")
    }
    return complaints
  }

  private static func isExpected(_ piece: OutputPiece, isASCII: Bool) -> Bool {
    switch piece {
    case .drawn(let scalar): isASCII ? scalar.isASCII : !isHidden(scalar)
    // Shift in and out belong to line drawing without Unicode.
    case .control(let byte): [0x08, 0x09, 0x0A, 0x0D, 0x0E, 0x0F].contains(byte)
    case .escape(let text): ["(B", ")0", "(0", "=", ">", "7", "8", "M", "]R"].contains(text)
    case .sequence(let parameters, let final): isExpected(parameters, final)
    // The colors of the terminal as they were.
    case .text(let introducer, let body): introducer == "]" && body == Array("104".utf8)
    case .invalid: false
    }
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x80...0x9F, 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xFE00...0xFE0F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
      true
    default: scalar.properties.generalCategory == .unassigned
    }
  }

  /// Whether ncurses draws with a sequence on a screen of this size.
  private static func isExpected(_ parameters: String, _ final: Character) -> Bool {
    let digits = parameters.drop { $0 == "?" || $0 == ">" }
    let numbers = digits.split(separator: ";").compactMap { Int($0) }
    guard digits.allSatisfy({ $0.isNumber || $0 == ";" }) else { return false }
    switch final {
    case "H", "A", "B", "C", "D", "G", "d", "X", "b", "@", "P", "L", "M", "r":
      return digits.count == parameters.count && numbers.allSatisfy { $0 <= 100 }
    case "J", "K": return numbers == [] || numbers == [1] || numbers == [2]
    case "m": return areColors(numbers[...])
    case "h", "l":
      let modes = ["?1", "?7", "?12", "?25", "?1000", "?1006", "?1049", "4"]
      return modes.contains(parameters) || parameters == "?12;25" || parameters == "?1006;1000"
    case "c": return ["?0", "?1", "?8"].contains(parameters)
    case "t": return parameters == "22;0;0" || parameters == "23;0;0"
    default: return false
    }
  }

  private static func areColors(_ numbers: ArraySlice<Int>) -> Bool {
    var rest = numbers
    while let number = rest.popFirst() {
      switch number {
      case 38, 48:
        guard rest.popFirst() == 5, let color = rest.popFirst(), color < 256 else { return false }
      case 0, 1, 2, 4, 7, 10, 11, 21...24, 27, 30...49, 90...107: continue
      default: return false
      }
    }
    return true
  }
}
