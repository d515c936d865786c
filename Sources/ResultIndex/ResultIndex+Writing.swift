import Results
import Synchronization

extension ResultIndex: RepeatMemory {
  package func recall(_ signature: [UInt64]) -> [UInt8]? {
    for file in files {
      let found = try? file.use { (database) throws(DatabaseFailure) -> [UInt8]? in
        let statement = try database.statement(
          "SELECT bytes FROM repeats WHERE first = ? AND second = ?"
        ).bind(signature[0]).bind(signature[1])
        defer { statement.reset() }
        return try statement.step() ? statement.bytes(0) : nil
      }
      if let bytes = found ?? nil { return bytes }
    }
    return nil
  }

  /// Notes what was found, to be written with the files that are written next.
  package func keep(_ found: [UInt8], for signature: [UInt64]) {
    foundRepeats.withLock { $0.append((signature, found)) }
  }

  /// Whether anything waits to be written: what was found of repeats, or which files were used.
  package var hasNews: Bool {
    foundRepeats.withLock { !$0.isEmpty } || used.withLock { !$0.isEmpty }
  }
}

extension ResultIndex {
  /// Keeps files, all in one transaction; afterwards their samples can be fetched from here.
  ///
  /// Files of which samples are lost are not written, and come back as they are.
  ///
  /// - Parameter lost: Called with a file's path when its samples cannot be fetched any more.
  /// - Returns: The same files, none of whose samples are in memory.
  package func write(
    _ files: [StoredFile], lost: @escaping @Sendable (String) -> Void = { _ in }
  ) throws(IndexProblem) -> [StoredFile] {
    let file = self.files[0]
    let days = used.withLock { used in
      defer { used = [] }
      return used
    }
    let repeats = foundRepeats.withLock { found in
      defer { found = [] }
      return found
    }
    do throws(DatabaseFailure) {
      return try file.use { (database) throws(DatabaseFailure) in
        let shared = try rowsToShare(with: files, database)
        var written: [StoredFile] = []
        try database.transaction { () throws(DatabaseFailure) in
          for stored in files {
            let row = try write(stored, sharing: shared, database)
            written.append(row.map { Self.released(stored, in: file, row: $0, lost) } ?? stored)
          }
          for row in days { try touch(row, database) }
          for found in repeats { try write(found.bytes, for: found.signature, database) }
        }
        return written
      }
    } catch {
      // What was not written is for the next time.
      used.withLock { $0.formUnion(days) }
      foundRepeats.withLock { $0 += repeats }
      throw error.problem(at: path)
    }
  }

  private static func released(
    _ stored: StoredFile, in file: IndexFile, row: Int64,
    _ lost: @escaping @Sendable (String) -> Void
  ) -> StoredFile {
    var stored = stored
    stored.row = row
    let path = stored.path
    for part in stored.contents.parts.indices {
      stored.contents.parts[part].samples.keep(
        in: RowStore(file, row: row, part: part) { lost(path) })
    }
    return stored
  }

  private func write(
    _ repeats: [UInt8], for signature: [UInt64], _ database: Database
  ) throws(DatabaseFailure) {
    try database.statement(
      "INSERT OR REPLACE INTO repeats (first, second, day, bytes) VALUES (?, ?, ?, ?)"
    ).bind(signature[0]).bind(signature[1]).bind(day).bind(repeats).run()
  }

  private func touch(_ row: Int64, _ database: Database) throws(DatabaseFailure) {
    try database.statement("UPDATE file SET day = ? WHERE id = ? AND day <> ?")
      .bind(day).bind(row).bind(day).run()
  }

  /// Writes one file; returns its row, `nil` where samples of it are lost.
  private func write(
    _ stored: StoredFile, sharing shared: Set<SharedRow>, _ database: Database
  ) throws(DatabaseFailure) -> Int64? {
    guard stored.contents.isWhole else { return nil }
    guard let row = try SharedRow(of: stored, database) else {
      return try write(stored, as: nil, database)
    }
    guard row.id == stored.row || shared.contains(row) else {
      // It is of another file, or damaged.
      try Self.remove(row.id, database)
      return try write(stored, as: nil, database)
    }
    guard row.isAhead(of: stored) else { return try write(stored, as: row.id, database) }
    try touch(row.id, database)
    return row.id
  }

  /// Writes one file as a new row, or in place of what a row has.
  private func write(
    _ stored: StoredFile, as known: Int64?, _ database: Database
  ) throws(DatabaseFailure) -> Int64? {
    let parts = stored.contents.parts
    let contents = stored.contents.stored
    var lists: [Int64] = []
    for part in parts { lists.append(try list(part.table.storedList, database)) }
    let row = try insert(stored, contents, lists, as: known, database)
    var bytes = contents.count
    for (number, part) in parts.enumerated() {
      // Blocks that came from another row are written anew.
      let first = known == stored.row && known != nil ? part.samples.keptBlocks : 0
      guard
        let written = try write(part.samples, part: number, of: row, from: first, database)
      else {
        try Self.remove(row, database)
        return nil
      }
      bytes += written
    }
    try database.statement("UPDATE file SET bytes = ? WHERE id = ?").bind(bytes).bind(row).run()
    return row
  }

  private func insert(
    _ stored: StoredFile, _ contents: [UInt8], _ lists: [Int64], as known: Int64?,
    _ database: Database
  ) throws(DatabaseFailure) -> Int64 {
    let (position, stamp) = (stored.position, stored.position.stamp)
    let lines = Int64(stored.lines ?? -1)
    let seal = StoredRow.seal(
      path: stored.path, view: stored.view, position, lines: lines, lists: lists)
    let set =
      known == nil
      ? """
      INSERT INTO file (path, view, device, inode, size, modified, consumed, seen, head, tail, lines, day, \
      lists, contents, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
      """
      : """
      UPDATE file SET path = ?, view = ?, device = ?, inode = ?, size = ?, modified = ?, consumed = ?, \
      seen = ?, head = ?, tail = ?, lines = ?, day = ?, lists = ?, contents = ? WHERE id = ?
      """
    let statement = try database.statement(set)
      .bind(stored.path).bind(stored.view).bind(stamp.device).bind(stamp.inode).bind(stamp.size)
      .bind(stamp.modified).bind(position.consumed).bind(position.seen)
      .bind(position.marks.head).bind(position.marks.tail).bind(lines).bind(day)
      .bind(lists.flatMap { list in withUnsafeBytes(of: list.littleEndian) { Array($0) } })
      .bind(contents + seal)
    if let known {
      try statement.bind(known).run()
      return known
    }
    try statement.run()
    return database.lastRow
  }

  /// Writes the blocks that are not there yet; returns the bytes of all that there are, `nil` where
  /// one is lost.
  private func write(
    _ samples: SampleColumns, part: Int, of row: Int64, from first: Int, _ database: Database
  ) throws(DatabaseFailure) -> Int? {
    try database.statement("DELETE FROM block WHERE file = ? AND part = ? AND number >= ?")
      .bind(row).bind(part).bind(first).run()
    for number in first..<max(first, samples.blockCount) {
      guard let block = samples.stored(block: number) else { return nil }
      try database.statement("INSERT INTO block (file, part, number, bytes) VALUES (?, ?, ?, ?)")
        .bind(row).bind(part).bind(number).bind(block).run()
    }
    let sum = try database.statement(
      "SELECT ifnull(sum(length(bytes)), 0) FROM block WHERE file = ? AND part = ?"
    ).bind(row).bind(part)
    defer { sum.reset() }
    return try sum.step() ? Int(sum.integer(0)) : 0
  }

  /// The row of a list of problems; files that have the same share it.
  private func list(_ bytes: [UInt8], _ database: Database) throws(DatabaseFailure) -> Int64 {
    // The checksum at the end tells lists apart; of two with one checksum the bytes decide.
    let hash = bytes.withUnsafeBytes {
      Int64(littleEndian: $0.loadUnaligned(fromByteOffset: $0.count - 8, as: Int64.self))
    }
    let known = try database.statement("SELECT id FROM list WHERE hash = ? AND bytes = ?")
      .bind(hash).bind(bytes)
    defer { known.reset() }
    if try known.step() { return known.integer(0) }
    try database.statement("INSERT INTO list (hash, bytes) VALUES (?, ?)").bind(hash).bind(bytes)
      .run()
    return database.lastRow
  }

  static func remove(_ row: Int64, _ database: Database) throws(DatabaseFailure) {
    try database.statement("DELETE FROM block WHERE file = ?").bind(row).run()
    try database.statement("DELETE FROM file WHERE id = ?").bind(row).run()
  }
}
