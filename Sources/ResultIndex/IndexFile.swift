import CSystem
import Glibc
import Results
import Synchronization

/// A file that an index is in: connections to it, and the lists of problems that were read from it.
///
/// Sendable: a connection is taken out under the lock, and used by one thread until it is put back.
final class IndexFile: @unchecked Sendable {
  /// Tells an index from other databases: "kscp".
  static let applicationID = 0x6B73_6370
  /// Changes with the tables and with what stands in them.
  static let version = FileContents.storageVersion

  let path: String
  let isWritable: Bool
  /// Whether one file is all of it at any time, which also those can open who cannot write beside it.
  private let isOneFile: Bool
  private var idle: [Database] = []
  private let lock = Mutex<Void>(())
  private let lists = Mutex<[Int64: ListedProblems]>([:])
  private let damage = Atomic(false)

  /// Opens an index, and makes one where there is none and `writes` says so.
  ///
  /// - Parameter isPortable: Whether it is to be taken elsewhere, or given to others.
  init(path: String, writes: Bool, isPortable: Bool = false) throws(IndexProblem) {
    self.path = path
    isWritable = writes
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    // Over a network SQLite cannot share the memory that a write-ahead log needs.
    isOneFile = isPortable || cs_is_remote_file_system(cs_file_system_type(folder))
    do throws(DatabaseFailure) {
      let database = try Database(path: path, writes: writes)
      try prepare(database)
      idle = [database]
    } catch {
      throw error.problem(at: path, isOpening: true)
    }
    try check()
  }

  private func prepare(_ database: Database) throws(DatabaseFailure) {
    guard isWritable else { return }
    // What a crash leaves half-written is found by its checksum, so nothing waits for the disk.
    try database.run(isOneFile ? "PRAGMA journal_mode=DELETE" : "PRAGMA journal_mode=WAL")
    try database.run("PRAGMA synchronous=OFF; PRAGMA cache_size=-4096; PRAGMA foreign_keys=OFF")
  }

  /// Makes the tables of an empty database; refuses what is no index of this version.
  private func check() throws(IndexProblem) {
    let known: (application: Int64, version: Int64, tables: Int64)
    do throws(DatabaseFailure) {
      known = try use { (database) throws(DatabaseFailure) in
        (
          try database.integer("PRAGMA application_id") ?? 0,
          try database.integer("PRAGMA user_version") ?? 0,
          try database.integer("SELECT count(*) FROM sqlite_master") ?? 0
        )
      }
    } catch {
      throw error.problem(at: path, isOpening: true)
    }
    if known.application == 0, known.tables == 0, isWritable {
      do throws(DatabaseFailure) {
        try use { (database) throws(DatabaseFailure) in try Self.makeTables(in: database) }
      } catch { throw error.problem(at: path, isOpening: true) }
      return
    }
    guard known.application == Self.applicationID else { throw .foreign(path) }
    guard known.version == Self.version else { throw .otherVersion(path) }
  }

  private static func makeTables(in database: Database) throws(DatabaseFailure) {
    try database.transaction { () throws(DatabaseFailure) in
      // Another program may have made them meanwhile. Rows are numbered from anywhere: whoever still has
      // an index open that was deleted must not take the rows of this one for those it knows.
      try database.run(
        """
        CREATE TABLE IF NOT EXISTS file (
          id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL, view INTEGER NOT NULL,
          device INTEGER NOT NULL, inode INTEGER NOT NULL, size INTEGER NOT NULL,
          modified INTEGER NOT NULL, consumed INTEGER NOT NULL, seen INTEGER NOT NULL,
          head INTEGER NOT NULL, tail INTEGER NOT NULL, lines INTEGER NOT NULL,
          day INTEGER NOT NULL, bytes INTEGER NOT NULL, lists BLOB NOT NULL,
          contents BLOB NOT NULL, UNIQUE (path, view));
        CREATE TABLE IF NOT EXISTS list (
          id INTEGER PRIMARY KEY AUTOINCREMENT, hash INTEGER NOT NULL, bytes BLOB NOT NULL);
        CREATE INDEX IF NOT EXISTS list_hash ON list (hash);
        CREATE TABLE IF NOT EXISTS block (
          file INTEGER NOT NULL, part INTEGER NOT NULL, number INTEGER NOT NULL,
          bytes BLOB NOT NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS block_place ON block (file, part, number);
        CREATE TABLE IF NOT EXISTS repeats (
          first INTEGER NOT NULL, second INTEGER NOT NULL, day INTEGER NOT NULL,
          bytes BLOB NOT NULL, PRIMARY KEY (first, second));
        INSERT INTO sqlite_sequence (name, seq)
          SELECT name, abs(random() % (1 << 40)) FROM sqlite_master
          WHERE name IN ('file', 'list') AND NOT EXISTS (SELECT 1 FROM sqlite_sequence);
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(version);
        """)
    }
  }

  /// Lends a connection to one thread.
  func use<Value>(
    _ body: (Database) throws(DatabaseFailure) -> Value
  ) throws(DatabaseFailure) -> Value {
    let database = try take()
    defer { lock.withLock { _ in idle.append(database) } }
    return try body(database)
  }

  private func take() throws(DatabaseFailure) -> Database {
    if let database = lock.withLock({ _ in idle.popLast() }) { return database }
    let database = try Database(path: path, writes: isWritable)
    try prepare(database)
    // Another version may have built the file anew since.
    guard try database.integer("PRAGMA user_version") == Int64(Self.version) else {
      throw .otherVersion
    }
    return database
  }

  /// A list of problems, read once.
  func list(_ id: Int64, _ database: Database) throws(DatabaseFailure) -> ListedProblems? {
    if let known = lists.withLock({ $0[id] }) { return known }
    let statement = try database.statement("SELECT bytes FROM list WHERE id = ?").bind(id)
    defer { statement.reset() }
    guard try statement.step(), var list = try? ListedProblems(stored: statement.bytes(0)) else {
      return nil
    }
    list.share()
    lists.withLock { $0[id] = list }
    return list
  }

  /// Whether something in it turned out to be damaged.
  var isDamaged: Bool { damage.load(ordering: .relaxed) }

  func noteDamage() { damage.store(true, ordering: .relaxed) }

  /// Bytes that the file and its log take.
  var size: Int {
    [path, path + "-wal"].reduce(0) { sum, path in
      var status = stat()
      return stat(path, &status) == 0 ? sum + Int(status.st_size) : sum
    }
  }
}

/// Why an index cannot be used.
package enum IndexProblem: Error, Equatable, Sendable, CustomStringConvertible {
  case damaged(String)
  case otherVersion(String)
  case foreign(String)
  case locked(String)
  case refused(String, reason: String)

  package var description: String {
    switch self {
    case .damaged(let path): "the index \(path) is damaged and is built anew at the next start"
    case .otherVersion(let path): "the index \(path) is of another version of kscope; delete it"
    case .foreign(let path): "\(path) is no index of kscope; name another file with --index"
    case .locked(let path):
      "the index \(path) is kept locked by another program; name another with --index, or do without by --no-index"
    case .refused(let path, let reason):
      "the index \(path) cannot be used: \(reason); name another with --index, or do without by --no-index"
    }
  }

  /// The same of an index that is only read, beside the one that is written to.
  package var leftOut: String {
    switch self {
    case .damaged(let path):
      "the index \(path) is damaged and is left out; make it anew with kscope index --out"
    case .otherVersion(let path):
      "the index \(path) is of another version of kscope and is left out; make it anew with kscope index --out"
    case .foreign(let path): "\(path) is no index of kscope and is left out; name another file"
    case .locked(let path):
      "the index \(path) is kept locked by another program and is left out; try again when that has ended"
    case .refused(let path, let reason):
      "the index \(path) cannot be read and is left out: \(reason); name another file"
    }
  }
}
