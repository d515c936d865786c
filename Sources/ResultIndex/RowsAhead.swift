import Results
import Synchronization

/// Rows of an index that were taken out of it all at once: one pass over them takes a fraction of
/// as many look-ups.
struct RowsAhead: Sendable {
  /// A row with the lists of problems that it names; threads take thousands of them at a time, so
  /// nothing is looked for while they wait for each other.
  struct Row: Sendable {
    let row: StoredRow
    let lists: [ListedProblems]
  }

  private var rows: [UInt64: Row] = [:]
  private(set) var bytes = 0
  var isEmpty: Bool { rows.isEmpty }

  /// More bytes are left in the index, to be looked up one by one.
  static let mostBytes = 64 << 20

  mutating func add(_ row: StoredRow, _ lists: [ListedProblems]) {
    bytes += row.contents.count + row.path.utf8.count
    rows[Self.key(row.path, row.view)] = Row(row: row, lists: lists)
  }

  /// Takes the row of a key; of several with one key the others are looked up in the index.
  mutating func take(_ key: UInt64) -> Row? { rows.removeValue(forKey: key) }

  /// A number for a path and a view; whoever takes a row of it compares them.
  static func key(_ path: String, _ view: UInt64) -> UInt64 {
    var path = path
    return path.withUTF8 { bytes in
      var state = view
      var place = 0
      let raw = UnsafeRawBufferPointer(bytes)
      while place + 8 <= raw.count {
        state = mix(state, raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        place += 8
      }
      while place < raw.count {
        state = mix(state, UInt64(raw[place]))
        place += 1
      }
      return state
    }
  }

  static func mix(_ state: UInt64, _ value: UInt64) -> UInt64 {
    let product = (state ^ value).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low &+ state
  }
}

extension ResultIndex {
  /// Takes out what is known of all files below some folders, which are about to be asked for.
  ///
  /// It is done once; who asks meanwhile waits.
  ///
  /// - Parameter folders: Without links, and without a slash at the end.
  package func readAhead(below folders: [String]) {
    ahead.withLock { ahead in
      guard ahead == nil else { return }
      var rows = RowsAhead()
      for folder in folders {
        // What cannot be read is asked for again, file by file.
        try? files[0].use { (database) throws(DatabaseFailure) in
          try Self.read(below: folder, of: files[0], into: &rows, database)
        }
      }
      ahead = rows
    }
  }

  /// Whether there are rows that nobody has asked for yet.
  package var hasAhead: Bool { ahead.withLock { $0?.isEmpty == false } }

  /// Forgets what nobody has asked for.
  package func endReadingAhead() { ahead.withLock { $0 = RowsAhead() } }

  private static func read(
    below folder: String, of file: IndexFile, into rows: inout RowsAhead, _ database: Database
  ) throws(DatabaseFailure) {
    // "0" follows "/".
    let statement = try database.statement(StoredRow.columns + " WHERE path > ? AND path < ?")
      .bind(folder + "/").bind(folder + "0")
    defer { statement.reset() }
    while rows.bytes < RowsAhead.mostBytes, try statement.step() {
      let row = StoredRow(statement)
      if let lists = try row.lists(in: file, database) { rows.add(row, lists) }
    }
  }
}
