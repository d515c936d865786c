import Synchronization

/// Rows of an index that were taken out of it all at once: one pass over them takes a fraction of
/// as many look-ups.
struct RowsAhead: Sendable {
  private struct Key: Hashable {
    let path: String
    let view: UInt64
  }

  private var rows: [Key: StoredRow] = [:]
  private(set) var bytes = 0

  /// More bytes are left in the index, to be looked up one by one.
  static let mostBytes = 64 << 20

  mutating func add(_ row: StoredRow) {
    bytes += row.contents.count + row.path.utf8.count
    rows[Key(path: row.path, view: row.view)] = row
  }

  mutating func take(_ path: String, _ view: UInt64) -> StoredRow? {
    rows.removeValue(forKey: Key(path: path, view: view))
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
          try Self.read(below: folder, into: &rows, database)
        }
      }
      ahead = rows
    }
  }

  /// Forgets what nobody has asked for.
  package func endReadingAhead() { ahead.withLock { $0 = RowsAhead() } }

  private static func read(
    below folder: String, into rows: inout RowsAhead, _ database: Database
  ) throws(DatabaseFailure) {
    // "0" follows "/".
    let statement = try database.statement(StoredRow.columns + " WHERE path > ? AND path < ?")
      .bind(folder + "/").bind(folder + "0")
    defer { statement.reset() }
    while rows.bytes < RowsAhead.mostBytes, try statement.step() { rows.add(StoredRow(statement)) }
  }
}
