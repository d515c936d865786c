import Results

/// The row that there is of a file that is to be written, and how far it has come.
///
/// Several programs may read a file that grows and keep it in one index. Each goes on with the row
/// that there is, and leaves it alone where another has come farther: were each to write one of its
/// own, the others would lose their samples and read all anew, by turns.
struct SharedRow: Hashable {
  let id: Int64
  private let inode: UInt64
  private let modified: Int64
  private let seen: Int

  /// `nil` where there is none.
  init?(of stored: StoredFile, _ database: Database) throws(DatabaseFailure) {
    let statement = try database.statement(
      "SELECT id, inode, modified, seen FROM file WHERE path = ? AND view = ?"
    ).bind(stored.path).bind(stored.view)
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    (id, inode) = (statement.integer(0), statement.word(1))
    (modified, seen) = (statement.integer(2), Int(statement.integer(3)))
  }

  /// Whether another program has come as far with it, or farther; of a file that was cut it has more,
  /// but from before.
  func isAhead(of stored: StoredFile) -> Bool {
    let (position, stamp) = (stored.position, stored.position.stamp)
    guard inode == stamp.inode, modified >= stamp.modified else { return false }
    return seen > position.seen || (seen == position.seen && id != stored.row)
  }
}

extension ResultIndex {
  /// Rows that other programs have written of the same files: what is in them begins with what is to
  /// be written, or the other way round.
  ///
  /// It is asked before others are locked out, since blocks may have to be fetched and compared.
  func rowsToShare(
    with files: [StoredFile], _ database: Database
  ) throws(DatabaseFailure) -> Set<SharedRow> {
    var shared: Set<SharedRow> = []
    for stored in files {
      let row = try SharedRow(of: stored, database)
      guard row?.id != stored.row else { continue }
      // The row that some of its samples are in is gone.
      if stored.row != nil, !stored.contents.canBeFetched() { continue }
      if let row, try agrees(stored, row, database) { shared.insert(row) }
    }
    return shared
  }

  private func agrees(
    _ stored: StoredFile, _ row: SharedRow, _ database: Database
  ) throws(DatabaseFailure) -> Bool {
    let statement = try database.statement(StoredRow.columns + " WHERE id = ?").bind(row.id)
    defer { statement.reset() }
    guard try statement.step(),
      let other = try StoredRow(statement).file(
        in: files[0], database, where: { $0.stamp.inode == stored.position.stamp.inode }, {})
    else { return false }
    return row.isAhead(of: stored)
      ? other.contents.begins(with: stored.contents) : stored.contents.begins(with: other.contents)
  }
}
