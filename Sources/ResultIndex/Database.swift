import CSqlite
import Glibc

/// What SQLite refused.
struct DatabaseFailure: Error, Equatable {
  /// SQLite's result code.
  let code: Int32

  /// The file has become one of another version of kscope, which SQLite has no code for.
  static let otherVersion = DatabaseFailure(code: -1)

  /// Without what an extended code adds.
  private var primary: Int32 { code & 0xFF }

  /// What that means for the index at a path.
  ///
  /// - Parameter isOpening: Whether nothing was asked of it but what every index has.
  func problem(at path: String, isOpening: Bool = false) -> IndexProblem {
    switch primary {
    case Int32(KSCOPE_SQLITE_ERROR.rawValue) where isOpening: .damaged(path)
    case _ where self == .otherVersion: .otherVersion(path)
    case Int32(KSCOPE_SQLITE_CORRUPT.rawValue): .damaged(path)
    case Int32(KSCOPE_SQLITE_NOT_A_DATABASE.rawValue): .foreign(path)
    case Int32(KSCOPE_SQLITE_BUSY.rawValue): .locked(path)
    default: .refused(path, reason: reason(at: path))
    }
  }

  private func reason(at path: String) -> String {
    switch primary {
    case Int32(KSCOPE_SQLITE_READONLY.rawValue): "it cannot be written"
    case Int32(KSCOPE_SQLITE_FULL.rawValue): "the disk is full"
    case Int32(KSCOPE_SQLITE_CANNOT_OPEN.rawValue): Self.refusal(of: path)
    default: "SQLite's error \(code)"
    }
  }

  /// Why a file cannot be opened, which SQLite does not say.
  private static func refusal(of path: String) -> String {
    var status = stat()
    let isThere = stat(path, &status) == 0
    if isThere, status.st_mode & S_IFMT == S_IFDIR { return "it is a folder" }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    guard access(isThere ? path : folder, R_OK | W_OK) != 0 else { return "there is no such file" }
    let reason = String(cString: strerror(errno))
    return reason.prefix(1).lowercased() + reason.dropFirst()
  }
}

/// One connection to a database, for one thread at a time.
final class Database {
  private let pointer: OpaquePointer
  private var statements: [String: Statement] = [:]

  /// - Parameter patience: How long to wait for a lock, in milliseconds.
  init(path: String, writes: Bool, patience: Int = 200) throws(DatabaseFailure) {
    var opened: OpaquePointer?
    let code = kscope_sqlite_open(path, writes ? 1 : 0, Int32(patience), &opened)
    guard code == 0, let opened else {
      if let opened { kscope_sqlite_close(opened) }
      throw DatabaseFailure(code: code)
    }
    pointer = opened
  }

  deinit {
    statements = [:]
    kscope_sqlite_close(pointer)
  }

  /// Runs statements that give no rows.
  func run(_ sql: String) throws(DatabaseFailure) {
    let code = kscope_sqlite_run(pointer, sql)
    guard code == 0 else { throw DatabaseFailure(code: code) }
  }

  /// A statement, prepared once and kept.
  func statement(_ sql: String) throws(DatabaseFailure) -> Statement {
    if let known = statements[sql] {
      known.reset()
      return known
    }
    var prepared: OpaquePointer?
    let code = kscope_sqlite_prepare(pointer, sql, &prepared)
    guard code == 0, let prepared else { throw DatabaseFailure(code: code) }
    let statement = Statement(prepared)
    statements[sql] = statement
    return statement
  }

  /// The number that a statement gives.
  func integer(_ sql: String) throws(DatabaseFailure) -> Int64? {
    let statement = try statement(sql)
    defer { statement.reset() }
    return try statement.step() ? statement.integer(0) : nil
  }

  /// The row that was inserted last.
  var lastRow: Int64 { kscope_sqlite_last_row(pointer) }

  /// All of it happens, or nothing.
  func transaction(_ body: () throws(DatabaseFailure) -> Void) throws(DatabaseFailure) {
    try run("BEGIN IMMEDIATE")
    do throws(DatabaseFailure) {
      try body()
      try run("COMMIT")
    } catch {
      try? run("ROLLBACK")
      throw error
    }
  }
}

/// A prepared statement; parameters are given in order.
final class Statement {
  private let pointer: OpaquePointer
  private var bound: Int32 = 0

  fileprivate init(_ pointer: OpaquePointer) { self.pointer = pointer }

  deinit { kscope_sqlite_finalize(pointer) }

  func bind(_ value: Int64) throws(DatabaseFailure) -> Statement {
    bound += 1
    return try checked(kscope_sqlite_bind_integer(pointer, bound, value))
  }

  func bind(_ value: Int) throws(DatabaseFailure) -> Statement { try bind(Int64(value)) }

  func bind(_ value: UInt64) throws(DatabaseFailure) -> Statement {
    try bind(Int64(bitPattern: value))
  }

  func bind(_ text: String) throws(DatabaseFailure) -> Statement {
    bound += 1
    var text = text
    return try checked(
      text.withUTF8 { utf8 in
        utf8.withMemoryRebound(to: CChar.self) {
          kscope_sqlite_bind_text(pointer, bound, $0.baseAddress, $0.count)
        }
      })
  }

  func bind(_ bytes: [UInt8]) throws(DatabaseFailure) -> Statement {
    bound += 1
    return try checked(
      bytes.withUnsafeBytes {
        kscope_sqlite_bind_blob(pointer, bound, $0.baseAddress, $0.count)
      })
  }

  private func checked(_ code: Int32) throws(DatabaseFailure) -> Statement {
    guard code == 0 else { throw DatabaseFailure(code: code) }
    return self
  }

  /// Goes to the next row; false where there is none.
  func step() throws(DatabaseFailure) -> Bool {
    switch kscope_sqlite_step(pointer) {
    case Int32(KSCOPE_SQLITE_ROW.rawValue): return true
    case Int32(KSCOPE_SQLITE_DONE.rawValue): return false
    case let code: throw DatabaseFailure(code: code)
    }
  }

  /// Runs a statement that gives no rows, to its end.
  func run() throws(DatabaseFailure) {
    defer { reset() }
    while try step() {}
  }

  func reset() {
    kscope_sqlite_reset(pointer)
    bound = 0
  }

  func integer(_ column: Int32) -> Int64 { kscope_sqlite_integer(pointer, column) }
  func word(_ column: Int32) -> UInt64 { UInt64(bitPattern: integer(column)) }

  func bytes(_ column: Int32) -> [UInt8] {
    var length = 0
    guard let bytes = kscope_sqlite_bytes(pointer, column, &length) else { return [] }
    return Array(UnsafeRawBufferPointer(start: bytes, count: length))
  }

  func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }
}
