import ResultIndex
import Results
import Watching

/// A file of samples that is open, to read any of its records.
///
/// Every way to a sample's text is by one of these, so that all of them read the same.
struct RecordSource {
  /// Where records come from.
  enum Bytes {
    /// They stand one after the other; of a table the names in its first row are needed.
    case stream(any ByteSource, table: TableColumns?)
    case archive(any ArchiveRecords)
  }

  let bytes: Bytes
  /// What the file is unpacked by; `nil` for one that is not compressed.
  let packed: PackedFile?

  /// - Parameters:
  ///   - stamp: What the system knew of the file when it was read.
  ///   - cursor: Where unpacking can go on; asked of a compressed file alone.
  init(
    _ path: String, _ holding: Holding, stamp: FileStamp?,
    from cursor: @autoclosure () -> PackedCursor? = nil
  ) throws(TextFailure) {
    let file = try Self.asking { () throws(SystemFailure) in try OpenFile(path) }
    let packing = try Self.asking { () throws(SystemFailure) in try Packing(of: file) }
    packed = PackedFile(packing, holding.points, from: cursor())
    if let packed {
      // Places in another file would be unpacked to anything.
      let now = try Self.asking { () throws(SystemFailure) in try file.stamp() }
      guard let now, now.isSameFile(as: stamp) else { throw .changed }
      packed.resume(file, to: now.size)
    }
    if let format = holding.format as? any ArchiveFormat {
      do throws(ZipFailure) {
        bytes = .archive(try format.records(in: file))
      } catch { throw .refused(error.description) }
      return
    }
    let source: any ByteSource = packed ?? file
    let name = packed == nil ? path : PackedName.unpacked(path)
    guard let separator = Recognizer.separator(of: [name]) else {
      bytes = .stream(source, table: nil)
      return
    }
    let head = try Self.asking { () throws(SystemFailure) in
      try source.bytes(at: 0, count: Recognizer.headLength)
    }
    bytes = .stream(source, table: TableColumns(head, separator))
  }

  /// One record.
  func record(at offset: Int, count: Int) throws(TextFailure) -> [UInt8] {
    switch bytes {
    case .archive(let archive):
      do throws(ZipFailure) {
        if let record = try archive.record(at: offset) { return record }
      } catch { throw .refused(error.description) }
    case .stream(let source, let table):
      let bytes = try Self.asking { () throws(SystemFailure) in
        try source.bytes(at: offset, count: count)
      }
      if bytes.count == count { return table?.record(of: bytes) ?? bytes }
    }
    throw .changed
  }

  private static func asking<Value>(
    _ body: () throws(SystemFailure) -> Value
  ) throws(TextFailure) -> Value {
    do throws(SystemFailure) {
      return try body()
    } catch { throw .refused(error.description) }
  }
}

extension FileStamp {
  /// Whether a file may have grown since, and is not another one.
  fileprivate func isSameFile(as before: FileStamp?) -> Bool {
    guard let before else { return false }
    return inode == before.inode && device == before.device && size >= before.size
  }
}

/// The names in the first row of a table, by which its rows become records.
struct TableColumns {
  private let names: [String]
  private let separator: UInt8

  init(_ head: [UInt8], _ separator: UInt8) {
    self.separator = separator
    names = head.withUnsafeBytes { Self.cells($0, separator) }
  }

  func record(of row: [UInt8]) -> [UInt8] { row.withUnsafeBytes(record) }

  func record(of row: RecordBytes) -> [UInt8] {
    let record = TableRecord(columns: names, cells: Self.cells(row, separator))
    return Array(record.bytes[..<record.count])
  }

  private static func cells(_ bytes: RecordBytes, _ separator: UInt8) -> [String] {
    var rows = TableRows(bytes, separator: separator)
    return rows.next()?.cells ?? []
  }
}
