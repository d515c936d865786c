/// The line of each key of a TOML text, which the parser does not tell.
///
/// It reads only what theme files are written in: table headers, and keys at
/// the start of a line. For a key it has not seen, inside an inline table for
/// instance, the line of the table that holds it is as near as can be told.
struct KeyLines {
  private var lines: [[String]: Int] = [:]

  init(_ toml: String) {
    var table: [String] = []
    for (index, line) in toml.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      let text = String(Substring(line)).drop { $0 == " " || $0 == "\t" }
      if text.first == "[" {
        table = Self.keys(in: text.drop { $0 == "[" }.prefix { $0 != "]" })
        record(table, line: index + 1)
      } else if let equals = text.firstIndex(of: "="), text.first != "#" {
        record(table + Self.keys(in: text[..<equals]), line: index + 1)
      }
    }
  }

  /// The line, from 1, of a key or of the nearest table around it.
  func line(of path: [String]) -> Int? {
    var path = path
    while !path.isEmpty {
      if let line = lines[path] { return line }
      path.removeLast()
    }
    return nil
  }

  private mutating func record(_ path: [String], line: Int) {
    for count in 1..<(path.count + 1) where lines[Array(path.prefix(count))] == nil {
      lines[Array(path.prefix(count))] = line
    }
  }

  /// The keys of a dotted key, without quotes and blanks.
  private static func keys(in text: Substring) -> [String] {
    text.split(separator: ".").map { key in
      String(key.filter { !" \t\"'".contains($0) })
    }
  }
}
