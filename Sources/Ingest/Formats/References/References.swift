import Results

/// Published curves as a table, a value a row: `benchmark,model,k,value,source` and facts.
package struct References: TableFormat {
  package let name = "references"
  package let kind = FileKind.references
  package let layout = RecordLayout()

  package init() {}

  /// A table with `k` and `value` that says what they are of is one, even if it lacks the rest.
  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .table && head.has("k") && head.has("value")
      && ["benchmark", "model", "source"].count(where: head.has) >= 2
  }

  func read(_ table: RecordBytes, separator: UInt8?, into contents: inout FileContents) {
    let rows = TableRows(table, separator: separator ?? UInt8(ascii: ","))
    var (line, place) = (1, 0)
    var reader: ReferenceRows?
    for row in rows {
      line += table[place..<row.offset].count { $0 == UInt8(ascii: "\n") }
      place = row.offset
      guard !row.isComment else { continue }
      if reader != nil {
        reader?.read(row.cells, line: line, into: &contents)
      } else {
        reader = ReferenceRows(columns: row.cells, line: line, in: &contents)
        guard reader != nil else { return }
      }
    }
  }
}
