import Results

extension ResultIndex {
  /// What an index holds.
  package struct Summary: Equatable, Sendable {
    package var files = 0
    package var bytes = 0
  }

  /// Counts what the one that is written to holds.
  package func summary() throws(IndexProblem) -> Summary {
    try attempt { (database) throws(DatabaseFailure) in
      var summary = Summary()
      summary.files = Int(try database.integer("SELECT count(*) FROM file") ?? 0)
      summary.bytes = size
      return summary
    }
  }

  /// Forgets files that `isGone` says are gone or changed, and those used longest ago while it is too large.
  ///
  /// Others can write meanwhile, however long it takes to ask after files; what they write stays.
  ///
  /// - Parameter sparesToday: Whether what was used today stays: somebody may look at it, and would have it
  ///   written again at once.
  /// - Returns: How many were forgotten.
  package func prune(
    sparesToday: Bool = true,
    where isGone: (_ path: String, _ stamp: FileStamp) -> Bool = { _, _ in false }
  ) throws(IndexProblem) -> Int {
    let until = sparesToday ? day : .max
    let known = try attempt { (database) throws(DatabaseFailure) in
      // What the log has twice is no reason to forget anything.
      try database.run("PRAGMA wal_checkpoint(TRUNCATE)")
      return try KnownFile.all(database)
    }
    let doomed = doomed(isGone, usedBefore: until, of: known)
    return try attempt { (database) throws(DatabaseFailure) in
      var forgotten = 0
      for start in stride(from: 0, to: doomed.count, by: Self.batch) {
        try database.transaction { () throws(DatabaseFailure) in
          for file in doomed[start..<min(start + Self.batch, doomed.count)]
          where try file.isUnchanged(in: database) {
            try Self.remove(file.row, database)
            forgotten += 1
          }
        }
      }
      if forgotten > 0 {
        try database.transaction { () throws(DatabaseFailure) in
          // What was found of files that changed is never asked for again.
          try database.statement("DELETE FROM repeats WHERE day < ?").bind(day - 30).run()
          try Self.removeUnusedLists(database)
        }
        try database.run("VACUUM")
      }
      try database.run("PRAGMA wal_checkpoint(TRUNCATE)")
      return forgotten
    }
  }

  /// Files forgotten or taken over in one transaction, which others wait for.
  private static let batch = 256

  /// Whether it has grown beyond its bound.
  package var isTooLarge: Bool { size > limit }

  private func doomed(
    _ isGone: (String, FileStamp) -> Bool, usedBefore until: Int, of files: [KnownFile]
  ) -> [KnownFile] {
    var doomed: [KnownFile] = []
    var kept: [KnownFile] = []
    for file in files {
      if isGone(file.path, file.stamp) { doomed.append(file) } else { kept.append(file) }
    }
    guard isTooLarge else { return doomed }
    // Room to grow: what is just below the bound would be pruned again soon.
    var total = size - doomed.reduce(0) { $0 + $1.bytes }
    for file in kept where total > limit / 5 * 4 && file.day < until {
      doomed.append(file)
      total -= file.bytes
    }
    return doomed
  }

  private static func removeUnusedLists(_ database: Database) throws(DatabaseFailure) {
    var used: Set<Int64> = []
    let rows = try database.statement(StoredRow.columns)
    while try rows.step() { used.formUnion(StoredRow(rows).lists) }
    rows.reset()
    let all = try database.statement("SELECT id FROM list")
    var unused: [Int64] = []
    while try all.step() { if !used.contains(all.integer(0)) { unused.append(all.integer(0)) } }
    all.reset()
    for list in unused { try database.statement("DELETE FROM list WHERE id = ?").bind(list).run() }
  }

  /// Takes over what other indexes know; of two that know a file, the newer knowledge wins.
  ///
  /// Files of which something is damaged are left to be read.
  ///
  /// - Returns: How many files were taken over.
  package func merge(_ other: ResultIndex) throws(IndexProblem) -> Int {
    var merged = 0
    for file in other.files {
      let rows = try Self.rows(of: file)
      for batch in stride(from: 0, to: rows.count, by: Self.batch) {
        let taken = try Self.load(rows[batch..<min(batch + Self.batch, rows.count)], from: file)
          .filter { isNews($0) }
        merged += try write(taken).count { $0.row != nil }
      }
    }
    return merged
  }

  private func isNews(_ stored: StoredFile) -> Bool {
    file(stored.path, view: stored.view) { $0.stamp.modified >= stored.position.stamp.modified }
      == nil
  }

  private static func rows(of file: IndexFile) throws(IndexProblem) -> [Int64] {
    try attempt(file) { (database) throws(DatabaseFailure) in
      let statement = try database.statement("SELECT id FROM file ORDER BY id")
      defer { statement.reset() }
      var rows: [Int64] = []
      while try statement.step() { rows.append(statement.integer(0)) }
      return rows
    }
  }

  private static func load(
    _ rows: ArraySlice<Int64>, from file: IndexFile
  ) throws(IndexProblem) -> [StoredFile] {
    try attempt(file) { (database) throws(DatabaseFailure) in
      var loaded: [StoredFile] = []
      for row in rows {
        let statement = try database.statement(StoredRow.columns + " WHERE id = ?").bind(row)
        defer { statement.reset() }
        guard try statement.step(),
          var stored = try StoredRow(statement).file(in: file, database, where: { _ in true }, {})
        else { continue }
        stored.row = nil
        loaded.append(stored)
      }
      return loaded
    }
  }

  private func attempt<Value>(
    _ body: (Database) throws(DatabaseFailure) -> Value
  ) throws(IndexProblem) -> Value {
    try Self.attempt(files[0], body)
  }

  private static func attempt<Value>(
    _ file: IndexFile, _ body: (Database) throws(DatabaseFailure) -> Value
  ) throws(IndexProblem) -> Value {
    do throws(DatabaseFailure) {
      return try file.use(body)
    } catch {
      throw error.problem(at: file.path)
    }
  }
}

/// A row of the table of files as one who tidies up sees it.
private struct KnownFile {
  let row: Int64
  let path: String
  let stamp: FileStamp
  private let seen: Int
  let bytes: Int
  let day: Int

  private init(_ rows: Statement) {
    (row, path, seen) = (rows.integer(0), rows.text(1), Int(rows.integer(6)))
    stamp = FileStamp(
      device: rows.word(2), inode: rows.word(3), size: Int(rows.integer(4)),
      modified: rows.integer(5))
    (bytes, day) = (Int(rows.integer(7)), Int(rows.integer(8)))
  }

  /// All that there are, those used longest ago first.
  static func all(_ database: Database) throws(DatabaseFailure) -> [KnownFile] {
    let rows = try database.statement(
      "SELECT id, path, device, inode, size, modified, seen, bytes, day FROM file ORDER BY day, id")
    defer { rows.reset() }
    var files: [KnownFile] = []
    while try rows.step() { files.append(KnownFile(rows)) }
    return files
  }

  /// Whether nobody has written or used it meanwhile.
  func isUnchanged(in database: Database) throws(DatabaseFailure) -> Bool {
    let rows = try database.statement(
      "SELECT 1 FROM file WHERE id = ? AND modified = ? AND seen = ? AND day = ?"
    ).bind(row).bind(stamp.modified).bind(seen).bind(day)
    defer { rows.reset() }
    return try rows.step()
  }
}
