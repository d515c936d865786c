import Results

/// What a file turned out to be.
enum Recognition {
  /// Not enough bytes yet to tell.
  case undecided
  /// Nothing, or nothing but blanks.
  case blank
  case format(any ResultsFormat, FileHead)
  /// No evaluation results; what it is instead.
  case foreign(String)
}

/// Tells what a file is by its first bytes.
enum Recognizer {
  /// The most that is read of a file that may be foreign, in bytes.
  static let headLength = 65_536

  /// - Parameters:
  ///   - path: The folders and the name below what was opened.
  ///   - bytes: The first bytes, at most `headLength` of them.
  ///   - isWhole: Whether that is the whole file.
  static func recognize(path: [String], bytes: [UInt8], isWhole: Bool) -> Recognition {
    if let name = knownSignature(bytes) { return .foreign(name) }
    guard let start = firstSign(bytes, from: skipMark(bytes)) else {
      return isWhole ? .blank : .foreign("nothing but blanks in its first 64 kB")
    }
    let isLines = path.last.map(isLinesName) ?? false
    guard bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[") || isLines else {
      return .foreign("not JSON")
    }
    return isLines || isOneObjectALine(bytes, start)
      ? recognizeLines(path: path, bytes: bytes, start: start, isWhole: isWhole)
      : recognizeDocument(path: path, bytes: bytes, start: start)
  }

  private static func isLinesName(_ name: String) -> Bool {
    name.contains(".jsonl") || name.contains(".ndjson")
  }

  /// Signs that name a file for what it is.
  private static func knownSignature(_ bytes: [UInt8]) -> String? {
    let signatures: [(start: [UInt8], name: String)] = [
      (
        Array("version https://git-lfs".utf8),
        "a Git LFS pointer; fetch the file with: git lfs pull"
      ),
      (Array("PAR1".utf8), "Parquet, which is not read; convert it to JSON lines"),
      (Array("PK\u{3}\u{4}".utf8), "a zip archive"),
      ([0x28, 0xB5, 0x2F, 0xFD], "zstd-compressed; unpack it with: zstd -d"),
      ([0x1F, 0x8B], "gzip-compressed; unpack it with: gunzip"),
      (Array(":W&B".utf8), "a W&B log, which is not read"),
      ([0x80, 0x02], "a pickle, which is never opened"),
      ([0x80, 0x04], "a pickle, which is never opened"),
      ([0x89, 0x50, 0x4E, 0x47], "an image"),
    ]
    return signatures.first { bytes.starts(with: $0.start) }?.name
  }

  private static func skipMark(_ bytes: [UInt8]) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private static func firstSign(_ bytes: [UInt8], from start: Int) -> Int? {
    bytes[start...].firstIndex { $0 != 0x20 && !(0x09...0x0D).contains($0) }
  }

  /// Whether an object ends on its line and another begins after it.
  private static func isOneObjectALine(_ bytes: [UInt8], _ start: Int) -> Bool {
    guard bytes[start] == UInt8(ascii: "{"), let end = bytes[start...].firstIndex(of: 0x0A) else {
      return false
    }
    var reader = KeyReader(bytes[start..<end])
    guard reader.keys().end != nil else { return false }
    return firstSign(bytes, from: end).map { bytes[$0] == UInt8(ascii: "{") } ?? false
  }

  /// The first line that some format knows decides; broken lines before it do not.
  private static func recognizeLines(
    path: [String], bytes: [UInt8], start: Int, isWhole: Bool
  ) -> Recognition {
    var start = start
    var objects = 0
    var sawEnd = false
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A)
      var reader = KeyReader(bytes[start..<(end ?? bytes.count)])
      if let sign = firstSign(bytes, from: start), bytes[sign] == UInt8(ascii: "{") {
        reader = KeyReader(bytes[sign..<(end ?? bytes.count)])
        let found = reader.keys()
        // A line that is still being written shows its keys later.
        if found.end == nil, end == nil, isWhole { return .undecided }
        let head = FileHead(
          path: path, framing: .lines, keys: found.keys, isComplete: found.end != nil)
        if found.end != nil || end == nil, let format = Formats.recognize(head) {
          return .format(format, head)
        }
        objects += found.end == nil ? 0 : 1
      }
      guard let end else { break }
      sawEnd = true
      start = end + 1
    }
    if objects == 0 { return .foreign(isWhole || sawEnd ? unreadable : endless) }
    return .foreign("JSON lines without problems, responses or verdicts")
  }

  /// What a file of lines is called in which no line can be read: a reject, not a foreign file.
  static let unreadable = "no line in its first 64 kB is a JSON object; look at it with head"

  private static let endless = "the first line is longer than 64 kB and shows no known field before"

  private static func recognizeDocument(
    path: [String], bytes: [UInt8], start: Int
  ) -> Recognition {
    guard path.last.map(isOrdinary) ?? true else { return .foreign(otherDocument) }
    var scout = DocumentScout(bytes, path: path)
    let found = scout.first(from: start) { head in
      Formats.recognize(head).map { Recognition.format($0, head) }
    }
    return found ?? .foreign(otherDocument)
  }

  private static let otherDocument = "a JSON document of another kind"

  /// Whether a JSON document's name is not one that checkpoints are full of.
  private static func isOrdinary(_ name: String) -> Bool {
    let known: Set<String> = [
      "vocab.json", "config.json", "generation_config.json", "special_tokens_map.json",
      "added_tokens.json", "adapter_config.json", "package.json", "tsconfig.json",
      "trainer_state.json", "reference.json",
    ]
    return !known.contains(name) && !name.hasPrefix("tokenizer") && !name.hasSuffix(".index.json")
  }
}
