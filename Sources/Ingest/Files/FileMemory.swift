import ResultIndex
import Results

/// What an index knows of one file.
package struct FileMemory: Sendable {
  let index: ResultIndex
  /// The path without links.
  let path: String
  /// Files of fewer bytes are not kept: reading them takes no longer.
  let smallest: Int
  /// Called when samples that were kept cannot be fetched any more.
  let lost: @Sendable () -> Void

  /// What decides, beside its bytes, how a file is read, as one number.
  package static func view(
    of components: [String], _ mapping: FieldMapping = FieldMapping()
  ) -> UInt64 {
    var text = ([String(Formats.version), mapping.signature] + components).joined(separator: "\n")
    return text.withUTF8 { Checksum.of(RecordBytes($0)) }
  }

  /// The same for a path.
  static func view(of path: String, _ mapping: FieldMapping) -> UInt64 {
    let slash = UInt8(ascii: "/")
    guard mapping.isEmpty, path.utf8.first != slash, path.utf8.last != slash, !path.isEmpty else {
      return view(of: path.pathComponents, mapping)
    }
    var text = plainStart
    text.reserveCapacity(text.count + path.utf8.count)
    var before = slash
    for byte in path.utf8 {
      if byte == slash, before == slash { return view(of: path.pathComponents, mapping) }
      text.append(byte == slash ? UInt8(ascii: "\n") : byte)
      before = byte
    }
    return text.withUnsafeBytes { Checksum.of($0) }
  }

  private static let plainStart = Array("\(Formats.version)\n\(FieldMapping().signature)\n".utf8)

  /// What is known of the file as it is now, or of the part that it had before it grew.
  func recall(
    _ stamp: FileStamp, view: UInt64, marks: (_ seen: Int) -> FollowMarks?
  ) -> StoredFile? {
    index.file(
      path, view: view,
      where: { position in
        if position.isOf(stamp) { return true }
        return position.stamp.inode == stamp.inode && stamp.size > position.seen
          && marks(position.seen) == position.marks
      }, lost: lost)
  }
}

extension FilePosition {
  /// Whether the file is as it was, by what `stat` says.
  ///
  /// The number of the device is not asked: hosts of a cluster give one file system several.
  func isOf(_ other: FileStamp) -> Bool {
    stamp.inode == other.inode && stamp.size == other.size && stamp.modified == other.modified
  }
}

extension FieldMapping {
  /// The same in one spelling.
  var signature: String {
    let fields = fields.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { $0.key.rawValue + "=" + $0.value.joined(separator: ",") }
    return (fields + [records ?? ""]).joined(separator: ";")
  }
}
