import ArgumentParser
import FoundationEssentials
import Glibc
import Results
import TerminalUI

/// Rows on their way to standard output, which are printed as they come: there may be many.
struct ExportedRows {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv, json
  }

  private let format: Format
  private let encoder = JSONEncoder()
  /// A terminal is sent nothing that it would act on; a file gets texts as they are.
  private let isTerminal = isatty(STDOUT_FILENO) == 1
  private var waiting = ""
  private var count = 0

  init(_ format: Format) {
    self.format = format
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
  }

  /// - Parameter cells: The same names in each row.
  mutating func add(_ cells: [(name: String, value: DataValue)]) {
    switch format {
    case .csv:
      if count == 0 { waiting += DataTable.csvLine(cells.map { .text($0.name) }) }
      let line = DataTable.csvLine(cells.map(\.value))
      waiting += isTerminal ? line.sanitized() : line
    case .json: waiting += json(cells)
    }
    count += 1
    if waiting.utf8.count > 1 << 16 { flush() }
  }

  /// Prints what waits; returns how many rows there were.
  mutating func end() -> Int {
    flush()
    return count
  }

  private mutating func flush() {
    Output.text(waiting)
    waiting = ""
  }

  /// An object with the cells in their order, and a line's end.
  private func json(_ cells: [(name: String, value: DataValue)]) -> String {
    let members = cells.map { cell in
      let value = (try? encoder.encode(cell.value)).map { String(decoding: $0, as: UTF8.self) }
      return "\"\(cell.name)\":" + (value ?? "null")
    }
    return ("{" + members.joined(separator: ",") + "}").escapingHidden() + "\n"
  }
}
