/// The endings by which compressed files are called.
package enum PackedName {
  private static let endings = [".gz", ".gzip", ".zst", ".zstd"]

  /// The name or path of what such a file holds: the same for all other files.
  package static func unpacked(_ path: String) -> String {
    guard let ending = endings.first(where: path.hasSuffix), path.count > ending.count else {
      return path
    }
    return String(path.dropLast(ending.count))
  }
}
