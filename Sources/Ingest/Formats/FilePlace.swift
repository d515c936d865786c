import Results

/// Where a file lies, taken apart for formats that ask: most do not, and thousands of files have places.
package struct FilePlace {
  /// The path below what was opened.
  private let relative: String
  /// The folders that lead to what was opened, itself included.
  private let above: [String]

  package init(_ relative: String, above: [String] = []) {
    (self.relative, self.above) = (relative, above)
  }

  /// The file's name, as of what a compressed file holds.
  var name: String { PackedName.unpacked(relative.lastComponent) }

  /// The folders that lead to the file, from the root of the file system.
  var folders: [String] { above + relative.pathComponents.dropLast() }
}
