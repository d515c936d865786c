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

  /// What decides, beside its bytes and its place, how a file is read, as one number.
  ///
  /// The folders are those of the place, whatever was opened: an index of a part is one of the whole, too.
  package static func view(
    of name: String, _ mapping: FieldMapping = FieldMapping()
  ) -> UInt64 {
    var text = mapping.isEmpty ? plainStart : start(of: mapping)
    text.append(contentsOf: name.utf8)
    return text.withUnsafeBytes { Checksum.of($0) }
  }

  private static let plainStart = start(of: FieldMapping())

  private static func start(of mapping: FieldMapping) -> [UInt8] {
    Array("\(Formats.version)\n\(mapping.signature)\n".utf8)
  }

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
