import Results

/// The start of a file, as far as is needed to tell what it is.
package struct FileHead: Equatable, Sendable {
  /// How the records of a file are set apart.
  package enum Framing: Equatable, Sendable {
    /// One record a line.
    case lines
    /// One JSON document: an object, or a list of records.
    case document
    /// Comma- or tab-separated values, the first row of which names the columns.
    case table
    /// A ZIP archive.
    case archive
    /// What a program printed, some lines of which are known.
    case console
  }

  /// What a value begins with.
  package enum Shape: Equatable, Sendable {
    case text, number, flag, null, list, object
  }

  /// The path's folders and the file's name.
  package var path: [String]
  package var framing: Framing
  /// The keys of the first record, in order, with the shape of their values.
  package var keys: [(name: String, shape: Shape)]
  /// Whether the first record ends within the bytes looked at.
  package var isComplete: Bool
  /// Where in a document the first record was found; `nil` for lines.
  package var place: DocumentPath?
  /// The keys of the document itself, where it is an object.
  package var outer: [(name: String, shape: Shape)] = []

  package var name: String { path.last ?? "" }

  /// All that is needed of it once a decoder was made.
  var outline: FileHead { FileHead(path: [], framing: framing, keys: [], isComplete: isComplete) }

  package init(
    path: [String], framing: Framing, keys: [(name: String, shape: Shape)], isComplete: Bool,
    place: DocumentPath? = nil, outer: [(name: String, shape: Shape)] = []
  ) {
    self.path = path
    self.place = place
    self.outer = outer
    self.framing = framing
    self.keys = keys
    self.isComplete = isComplete
  }

  package func has(_ name: String) -> Bool { keys.contains { $0.name == name } }
  package func has(_ name: String, _ shape: Shape) -> Bool {
    keys.contains { $0.name == name && $0.shape == shape }
  }
  /// Whether the document itself has a key.
  package func hasOuter(_ name: String) -> Bool { outer.contains { $0.name == name } }
  package func hasAny(_ names: [String]) -> Bool {
    keys.contains { key in key.shape != .null && names.contains(key.name) }
  }

  package static func == (first: FileHead, second: FileHead) -> Bool {
    first.path == second.path && first.framing == second.framing
      && first.isComplete == second.isComplete && first.keys.map(\.name) == second.keys.map(\.name)
      && first.keys.map(\.shape) == second.keys.map(\.shape) && first.place == second.place
      && first.outer.map(\.name) == second.outer.map(\.name)
  }
}

/// Reads the keys of an object from bytes that may end anywhere.
struct KeyReader {
  private let bytes: ArraySlice<UInt8>
  private var index: Int
  /// Where the values of the keys read so far begin, in their order.
  private(set) var starts: [Int] = []

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  /// The keys of the object that starts here, and the place behind it if it ends.
  mutating func keys() -> (keys: [(name: String, shape: FileHead.Shape)], end: Int?) {
    var keys: [(name: String, shape: FileHead.Shape)] = []
    index += 1
    while true {
      skipBlanks()
      guard let byte = peek() else { return (keys, nil) }
      if byte == UInt8(ascii: "}") { return (keys, index + 1) }
      if byte == UInt8(ascii: ",") {
        index += 1
        continue
      }
      guard byte == UInt8(ascii: "\""), let name = string() else { return (keys, nil) }
      skipBlanks()
      guard peek() == UInt8(ascii: ":") else { return (keys, nil) }
      index += 1
      skipBlanks()
      guard let first = peek() else { return (keys, nil) }
      keys.append((name, Self.shape(first)))
      starts.append(index)
      guard skipValue() else { return (keys, nil) }
    }
  }

  private func peek() -> UInt8? { index < bytes.endIndex ? bytes[index] : nil }

  private mutating func skipBlanks() {
    while let byte = peek(), byte == 0x20 || (0x09...0x0D).contains(byte) { index += 1 }
  }

  private mutating func string() -> String? {
    let start = index + 1
    guard skipString() else { return nil }
    return String(decoding: bytes[start..<(index - 1)], as: UTF8.self)
  }

  private mutating func skipString() -> Bool {
    index += 1
    while let byte = peek() {
      index += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == UInt8(ascii: "\"") { return index <= bytes.endIndex }
    }
    return false
  }

  private mutating func skipValue() -> Bool {
    var depth = 0
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\""):
        guard skipString() else { return false }
        if depth == 0 { return true }
        continue
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if depth == 0 { return true }
        depth -= 1
        if depth == 0 {
          index += 1
          return true
        }
      case UInt8(ascii: ","): if depth == 0 { return true }
      default: break
      }
      index += 1
    }
    return false
  }

  private static func shape(_ first: UInt8) -> FileHead.Shape {
    switch first {
    case UInt8(ascii: "\""): .text
    case UInt8(ascii: "["): .list
    case UInt8(ascii: "{"): .object
    case UInt8(ascii: "t"), UInt8(ascii: "f"): .flag
    case UInt8(ascii: "n"): .null
    default: .number
    }
  }
}

extension FileContents {
  /// The contents of a file of which only the head was looked at.
  init(of head: FileHead, as format: any ResultsFormat, _ mapping: FieldMapping) {
    self.init(format: format.name, kind: format.kind)
    if format is Generic { self.mapping = Generic.mapping(of: head) }
    for (meaning, keys) in mapping.fields {
      let found = keys.first { key in head.has(String(key.prefix { $0 != "." })) }
      self.mapping[meaning.rawValue] = (found ?? keys[0]) + " (kscope.toml)"
    }
  }
}
