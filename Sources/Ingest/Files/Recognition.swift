import Results
import Watching

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
  /// What is read of every file before it is recognised, in bytes.
  static let headLength = 65_536
  /// What is read one after the other: more than the first where the first record does not end
  /// there and shows nothing that is known.
  private static let headLengths = [headLength, 1 << 20, 1 << 24]

  /// Tells what a file is by its first bytes; by more of them where the first record is long.
  ///
  /// - Parameter size: The most bytes that there can be.
  static func recognize(
    _ source: any ByteSource, size: Int, path: [String], mapping: FieldMapping
  ) throws(SystemFailure) -> Recognition {
    var found = Recognition.undecided
    for length in headLengths {
      let head = try source.bytes(at: 0, count: min(size, length))
      found = recognize(path: path, bytes: head, isWhole: head.count < length, mapping: mapping)
      guard head.count == length, mayShowMore(found, beyond: length) else { break }
    }
    return found
  }

  /// Whether more of the file may show what it is.
  private static func mayShowMore(_ found: Recognition, beyond length: Int) -> Bool {
    guard case .foreign(let what) = found else { return false }
    // Documents of other kinds lie about in every folder: of those no more is read than that.
    return what == endless || (what == otherDocument && length == headLength)
  }

  /// - Parameters:
  ///   - path: The folders from the root of the file system, and the name.
  ///   - bytes: The first bytes, `headLength` of them or more; fewer only where `isWhole`.
  ///   - isWhole: Whether that is the whole file.
  ///   - mapping: What a person says of the file's fields.
  static func recognize(
    path: [String], bytes: [UInt8], isWhole: Bool, mapping: FieldMapping = FieldMapping()
  ) -> Recognition {
    if bytes.starts(with: Array("PK".utf8)) {
      let head = FileHead(path: path, framing: .archive, keys: [], isComplete: true)
      if let format = Formats.recognize(head, mapping) { return .format(format, head) }
    }
    if let name = knownSignature(bytes) { return .foreign(name) }
    guard let start = firstSign(bytes, from: skipMark(bytes)) else {
      return isWhole ? .blank : .foreign("nothing but blanks in its first 64 kB")
    }
    let isLines = path.last.map(isLinesName) ?? false
    guard bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[") || isLines else {
      return Self.separator(of: path) == nil
        ? recognizeConsole(path: path, bytes: bytes)
        : recognizeTable(path: path, bytes: bytes, mapping)
    }
    return isLines || isOneObjectALine(bytes, start)
      ? recognizeLines(path: path, bytes: bytes, start: start, isWhole: isWhole, mapping)
      : recognizeDocument(path: path, bytes: bytes, start: start, mapping)
  }

  /// The separator of a table, by the file's name; `nil` where it is none.
  static func separator(of path: [String]) -> UInt8? {
    guard let name = path.last else { return nil }
    if name.hasSuffix(".csv") { return UInt8(ascii: ",") }
    return name.hasSuffix(".tsv") ? UInt8(ascii: "\t") : nil
  }

  private static func recognizeTable(
    path: [String], bytes: [UInt8], _ mapping: FieldMapping
  ) -> Recognition {
    let first = bytes.withUnsafeBytes { bytes in
      let rows = TableRows(bytes, separator: separator(of: path) ?? UInt8(ascii: ","))
      return (row: rows.first(where: { _ in true }), named: rows.first { !$0.isComment })
    }
    func head(_ row: TableRows.Row?) -> FileHead {
      FileHead(
        path: path, framing: .table, keys: (row?.cells ?? []).map { ($0, .text) },
        isComplete: true)
    }
    let named = head(first.named)
    let table = Formats.all.first { $0 is any TableFormat && $0.recognizes(named) }
    if let table { return .format(table, named) }
    let head = head(first.row)
    let generic = Generic()
    let mapped = MappedFormat(base: generic, mapping: mapping)
    if !mapping.isEmpty, mapped.recognizes(head) { return .format(mapped, head) }
    // Tables of all kinds have an input and an output: without verdicts they are no results.
    guard generic.recognizes(head), head.hasAny(generic.layout.correct + generic.layout.score)
    else { return .foreign("a table of another kind") }
    return .format(generic, head)
  }

  /// What a program printed is known by its first lines, in files that are called logs.
  private static func recognizeConsole(path: [String], bytes: [UInt8]) -> Recognition {
    let head = FileHead(path: path, framing: .console, keys: [], isComplete: true)
    let isLog = [".log", ".out", ".txt"].contains { path.last?.hasSuffix($0) == true }
    guard isLog,
      let format = Formats.all.lazy.compactMap({ $0 as? any ConsoleFormat })
        .first(where: { $0.recognizesLog(bytes) })
    else { return .foreign("not JSON") }
    return .format(format, head)
  }

  private static func isLinesName(_ name: String) -> Bool {
    name.contains(".jsonl") || name.contains(".ndjson")
  }

  /// What a file is that is never opened, by its name.
  static func unopened(_ name: String) -> String? {
    // Of most files their last and first letters tell it.
    if name.utf8.first != UInt8(ascii: "e"), name.utf8.suffix(6).elementsEqual(".jsonl".utf8) {
      return nil
    }
    if name.hasPrefix("events.out.tfevents") {
      return "TensorBoard events, which are not read; export their scalars as JSON lines"
    }
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[name.index(after: dot)...].lowercased() {
    case "pkl", "pickle": return "a pickle, which is never opened; write it as JSON lines"
    case "pt", "pth":
      return "a PyTorch file, which is never opened; if it holds rollouts, write them as JSON lines"
    case "safetensors", "bin", "ckpt", "gguf", "ggml", "onnx", "distcp":
      return "model weights, which are never opened"
    case "npy", "npz", "h5", "hdf5": return "arrays, which are not read; write them as JSON lines"
    case "png", "jpg", "jpeg", "gif", "webp": return "an image"
    case "pdf": return "a PDF document"
    case "wandb": return "a W&B log, which is not read; export its history as JSON lines"
    case "parquet": return "Parquet, which is not read; convert it to JSON lines"
    case "arrow", "feather": return "Arrow, which is not read; convert it to JSON lines"
    default: return nil
    }
  }

  /// Signs that name a file for what it is.
  private static func knownSignature(_ bytes: [UInt8]) -> String? {
    let signatures: [(start: [UInt8], name: String)] = [
      (
        Array("version https://git-lfs".utf8),
        "a Git LFS pointer; fetch the file with: git lfs pull"
      ),
      (Array("PAR1".utf8), "Parquet, which is not read; convert it to JSON lines"),
      (Array("ARROW1".utf8), "Arrow, which is not read; convert it to JSON lines"),
      (Array("PK\u{3}\u{4}".utf8), "a zip archive"),
      ([0x28, 0xB5, 0x2F, 0xFD], "zstd-compressed; unpack it with: zstd -d"),
      ([0x1F, 0x8B], "gzip-compressed; unpack it with: gunzip"),
      (Array("BZh".utf8), "bzip2-compressed; unpack it with: bunzip2"),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz-compressed; unpack it with: unxz"),
      (Array(":W&B".utf8), "a W&B log, which is not read; export its history as JSON lines"),
      (Array("SQLite format 3".utf8), "an SQLite database"),
      (Array("GGUF".utf8), "model weights, which are never opened"),
      ([0x93] + Array("NUMPY".utf8), "a NumPy array, which is not read; write it as JSON lines"),
      ([0x89] + Array("HDF".utf8), "HDF5, which is not read; convert it to JSON lines"),
      ([0x80, 0x02], "a pickle, which is never opened; write it as JSON lines"),
      ([0x80, 0x03], "a pickle, which is never opened; write it as JSON lines"),
      ([0x80, 0x04], "a pickle, which is never opened; write it as JSON lines"),
      ([0x80, 0x05], "a pickle, which is never opened; write it as JSON lines"),
      ([0x89, 0x50, 0x4E, 0x47], "an image"), ([0xFF, 0xD8, 0xFF], "an image"),
      (Array("GIF8".utf8), "an image"), (Array("%PDF".utf8), "a PDF document"),
      ([0x7F] + Array("ELF".utf8), "a program"),
    ]
    if bytes.dropFirst(257).starts(with: Array("ustar".utf8)) {
      return "a tar archive; unpack it with: tar -xf"
    }
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
    path: [String], bytes: [UInt8], start: Int, isWhole: Bool, _ mapping: FieldMapping
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
        if found.end != nil || end == nil, let format = Formats.recognize(head, mapping) {
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

  private static let endless = "the first line is longer than 16 MB and shows no known field before"

  private static func recognizeDocument(
    path: [String], bytes: [UInt8], start: Int, _ mapping: FieldMapping
  ) -> Recognition {
    guard path.last.map(isOrdinary) ?? true else { return .foreign(otherDocument) }
    var scout = DocumentScout(bytes, path: path)
    let found = scout.first(from: start) { head in
      Formats.recognize(head, mapping).map { Recognition.format($0, head) }
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
