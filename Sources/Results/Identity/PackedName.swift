/// The endings by which compressed files are called.
package enum PackedName {
  private static let endings = [".gz", ".gzip", ".zst", ".zstd"]
  private static let lastBytes: [UInt8] = endings.compactMap(\.utf8.last)

  /// The name or path of what such a file holds: the same for all other files.
  package static func unpacked(_ path: String) -> String {
    // Asked of every file in every snapshot: most names are told by their last byte.
    guard let last = path.utf8.last, lastBytes.contains(last),
      let ending = endings.first(where: path.hasSuffix), path.count > ending.count
    else {
      return path
    }
    return String(path.dropLast(ending.count))
  }
}
