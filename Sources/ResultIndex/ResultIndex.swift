import Results
import Synchronization

/// What was read of result files, kept on disk between sessions.
///
/// It is a cache: losing it loses nothing. Several indexes can be opened together: all are
/// looked at, and the first is written to.
package final class ResultIndex: Sendable {
  let files: [IndexFile]
  /// The most bytes that it may take.
  package let limit: Int
  /// Days since 1970, to tell what nobody has used for long.
  let day: Int
  /// Rows of the first index that were used, and are not noted as such yet.
  let used = Mutex<Set<Int64>>([])
  /// Rows of the first index that were taken out of it before anybody asked for them.
  let ahead = Mutex<RowsAhead?>(nil)
  /// What was found of repeats and is not written yet.
  let foundRepeats = Mutex<[(signature: [UInt64], bytes: [UInt8])]>([])

  package static let usualLimit = 2 << 30

  /// Opens indexes.
  ///
  /// - Parameters:
  ///   - path: The one that is written to; made where there is none.
  ///   - others: Further ones.
  ///   - isPortable: Whether it is to be taken elsewhere, or given to others.
  package init(
    path: String, others: [String] = [], limit: Int = usualLimit, day: Int,
    isPortable: Bool = false
  ) throws(IndexProblem) {
    var files = [try IndexFile(path: path, writes: true, isPortable: isPortable)]
    for other in others { files.append(try IndexFile(path: other, writes: false)) }
    self.files = files
    self.limit = limit
    self.day = day
  }

  /// Opens indexes that are only read.
  package init(reading paths: [String]) throws(IndexProblem) {
    var files: [IndexFile] = []
    for path in paths { files.append(try IndexFile(path: path, writes: false)) }
    self.files = files
    limit = Self.usualLimit
    day = 0
  }

  /// Where it is written to.
  package var path: String { files[0].path }
  /// Bytes on disk of the one that is written to.
  package var size: Int { files[0].size }
  /// Those of which something turned out to be damaged.
  package var damaged: [String] { files.filter(\.isDamaged).map(\.path) }

  /// What is known of a file, whatever the file is like now.
  ///
  /// - Parameters:
  ///   - fits: Whether what is known can be used; the first that can is taken.
  ///   - lost: Called when samples cannot be fetched any more, on any thread.
  package func file(
    _ path: String, view: UInt64, where fits: (FilePosition) -> Bool,
    lost: @escaping @Sendable () -> Void = {}
  ) -> StoredFile? {
    let key = RowsAhead.key(path, view)
    for (number, file) in files.enumerated() {
      let ahead = number == 0 ? ahead.withLock { $0?.take(key) } : nil
      let found: StoredFile??
      if let ahead, ahead.row.path == path, ahead.row.view == view {
        found = ahead.row.file(in: file, ahead.lists, where: fits, lost)
      } else {
        // What cannot be read is as good as not there: the results themselves are.
        found = try? file.use { (database) throws(DatabaseFailure) in
          try Self.find(path, view, in: file, database, where: fits, lost)
        }
      }
      guard var found = found ?? nil else { continue }
      if number == 0, let row = found.row {
        used.withLock { _ = $0.insert(row) }
      } else {
        found.row = nil
      }
      return found
    }
    return nil
  }

  private static func find(
    _ path: String, _ view: UInt64, in file: IndexFile, _ database: Database,
    where fits: (FilePosition) -> Bool, _ lost: @escaping @Sendable () -> Void
  ) throws(DatabaseFailure) -> StoredFile? {
    let row = try database.statement(StoredRow.columns + " WHERE path = ? AND view = ?")
      .bind(path).bind(view)
    defer { row.reset() }
    guard try row.step() else { return nil }
    return try StoredRow(row).file(in: file, database, where: fits, lost)
  }
}

/// A row of the table of files.
struct StoredRow {
  static let columns = """
    SELECT id, path, view, device, inode, size, modified, consumed, seen, head, tail, lines, lists, \
    contents FROM file
    """

  let id: Int64
  let path: String
  let view: UInt64
  let position: FilePosition
  let lines: Int64
  let lists: [Int64]
  let contents: [UInt8]
  /// Whether what stands beside the contents is what was written.
  private let isSound: Bool

  init(_ row: Statement) {
    id = row.integer(0)
    path = row.text(1)
    view = row.word(2)
    position = FilePosition(
      stamp: FileStamp(
        device: row.word(3), inode: row.word(4), size: Int(row.integer(5)),
        modified: row.integer(6)),
      consumed: Int(row.integer(7)), seen: Int(row.integer(8)),
      marks: FollowMarks(head: row.word(9), tail: row.word(10)))
    lines = row.integer(11)
    lists = row.bytes(12).withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count - 7, by: 8).map {
        Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: Int64.self))
      }
    }
    var sealed = row.bytes(13)
    let seal = sealed.suffix(8)
    sealed.removeLast(seal.count)
    contents = sealed
    isSound =
      seal.elementsEqual(Self.seal(path: path, view: view, position, lines: lines, lists: lists))
  }

  /// A checksum over what stands beside the contents, which have one of their own: eight bytes behind them.
  static func seal(
    path: String, view: UInt64, _ position: FilePosition, lines: Int64, lists: [Int64]
  ) -> [UInt8] {
    let stamp = position.stamp
    let words =
      [
        stamp.device, stamp.inode, UInt64(bitPattern: Int64(stamp.size)),
        UInt64(bitPattern: stamp.modified), UInt64(bitPattern: Int64(position.consumed)),
        UInt64(bitPattern: Int64(position.seen)), position.marks.head, position.marks.tail,
        UInt64(bitPattern: lines),
      ] + lists.map { UInt64(bitPattern: $0) }
    let seal = words.reduce(RowsAhead.key(path, view), RowsAhead.mix)
    return withUnsafeBytes(of: seal.littleEndian) { Array($0) }
  }

  /// The lists of problems that it names; `nil` where one of them is lost.
  func lists(
    in file: IndexFile, _ database: Database
  ) throws(DatabaseFailure) -> [ListedProblems]? {
    var found: [ListedProblems] = []
    for id in lists {
      guard let list = try file.list(id, database) else { return nil }
      found.append(list)
    }
    return found
  }

  /// The same as below, with lists that are not known yet.
  func file(
    in file: IndexFile, _ database: Database, where fits: (FilePosition) -> Bool,
    _ lost: @escaping @Sendable () -> Void
  ) throws(DatabaseFailure) -> StoredFile? {
    guard isSound, fits(position), let lists = try lists(in: file, database) else { return nil }
    return self.file(in: file, lists, where: { _ in true }, lost)
  }

  /// What the row says, unless it does not fit or is damaged.
  func file(
    in file: IndexFile, _ lists: [ListedProblems], where fits: (FilePosition) -> Bool,
    _ lost: @escaping @Sendable () -> Void
  ) -> StoredFile? {
    guard isSound, fits(position) else { return nil }
    let contents = try? FileContents(stored: self.contents) { (part) throws(DamagedBytes) in
      guard lists.indices.contains(part) else { throw DamagedBytes() }
      return lists[part]
    } store: { part in
      RowStore(file, row: id, part: part, tell: lost)
    }
    guard let contents else { return nil }
    return StoredFile(
      path: path, view: view, position: position, lines: lines < 0 ? nil : Int(lines),
      contents: contents, row: id)
  }
}
