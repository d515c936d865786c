import Results

/// What is kept of one file.
package struct StoredFile: Sendable {
  /// The path as the system knows it, without links.
  package let path: String
  /// A hash of what else decides how the file is read: the path below what was opened, what a person
  /// says of its fields, and the version of the readers.
  package let view: UInt64
  package var position: FilePosition
  /// The lines before `position.consumed`; `nil` where more of the file means reading it anew.
  package var lines: Int?
  package var contents: FileContents
  /// The row that the contents came from or were written to last.
  package var row: Int64?

  package init(
    path: String, view: UInt64, position: FilePosition, lines: Int?, contents: FileContents,
    row: Int64? = nil
  ) {
    self.path = path
    self.view = view
    self.position = position
    self.lines = lines
    self.contents = contents
    self.row = row
  }
}
