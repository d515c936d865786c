/// The rows of a table of comma- or tab-separated values, as RFC 4180 has them.
///
/// Cells may be quoted, hold separators and line ends then, and write a quote as two.
struct TableRows: Sequence, IteratorProtocol {
  struct Row {
    /// Where the row starts and how many bytes it has, without its end.
    let offset: Int
    let length: Int
    let cells: [String]

    /// Whether it is a line of words, in formats that know such lines.
    var isComment: Bool { cells.first?.hasPrefix("#") == true }
  }

  private let bytes: RecordBytes
  private let separator: UInt8
  private var place: Int

  init(_ bytes: RecordBytes, separator: UInt8) {
    self.bytes = bytes
    self.separator = separator
    place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next row that is not blank.
  mutating func next() -> Row? {
    while place < bytes.count {
      let start = place
      var cells: [String] = []
      repeat { cells.append(cell()) } while passes(separator)
      var end = place
      if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      _ = passes(UInt8(ascii: "\n"))
      if cells.contains(where: { !$0.isEmpty }) {
        return Row(offset: start, length: end - start, cells: cells)
      }
    }
    return nil
  }

  private mutating func passes(_ byte: UInt8) -> Bool {
    guard place < bytes.count, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  private mutating func cell() -> String {
    guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { return plainCell() }
    var text: [UInt8] = []
    place += 1
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "\""), !passes(byte) { break }
      text.append(byte)
    }
    // What follows the closing quote belongs to no cell.
    _ = plainCell()
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func plainCell() -> String {
    let start = place
    while place < bytes.count, bytes[place] != separator, bytes[place] != UInt8(ascii: "\n") {
      place += 1
    }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    return text.hasSuffix("\r") ? String(text.dropLast()) : text
  }
}

/// A row of a table as a JSON record, so that one decoder reads both.
struct TableRecord {
  /// The record, with padding behind it.
  let bytes: [UInt8]
  let count: Int

  init(columns: [String], cells: [String]) {
    var text = "{"
    for (column, cell) in zip(columns, cells) {
      if text.count > 1 { text += "," }
      text += Self.quoted(column) + ":" + Self.value(cell)
    }
    text += "}"
    count = text.utf8.count
    bytes = Array(text.utf8) + Array(repeating: 0x20, count: JSONScanner.padding)
  }

  /// Numbers and the words of JSON stand for themselves; an empty cell is no value.
  private static func value(_ cell: String) -> String {
    if cell.isEmpty { return "null" }
    if ["true", "false", "null"].contains(cell) { return cell }
    return isNumber(cell) ? cell : quoted(cell)
  }

  /// Whether a cell is a number as JSON spells it: `007` and `+1` are texts.
  private static func isNumber(_ cell: String) -> Bool {
    let digits = cell.hasPrefix("-") ? cell.dropFirst() : cell[...]
    guard let first = digits.first, first.isASCII, first.isNumber, Double(cell) != nil else {
      return false
    }
    return first != "0" || digits.count == 1
      || digits.dropFirst().first.map { ".eE".contains($0) } == true
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case _ where scalar.value < 0x20:
        result += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
