/// What a watcher says may have happened.
///
/// A change is a hint, not an account: it names a place to look at, and looking
/// twice does no harm. Paths are the watched directory as it was given, a slash,
/// and the name; bytes of a name that are not UTF-8 are replaced, and such a path
/// cannot be opened.
package enum Change: Hashable, Sendable {
  /// The file may have been created, changed, replaced or removed.
  ///
  /// A symbolic link counts as a file, also one that leads to a directory.
  case file(String)
  /// The entries of the directory, or of one below it, may have changed.
  ///
  /// Watches at and below it may have been dropped: watch it again, then list it.
  case directory(String)
  /// Events were lost: look at everything.
  case everything
}

extension Set<Change> {
  /// Adds changes; once `everything` is in, there is nothing else to say.
  mutating func merge(_ changes: Set<Change>) {
    formUnion(changes)
    if count > 1, contains(.everything) { self = [.everything] }
  }
}
