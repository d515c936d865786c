/// Something that tells when watched directories change.
///
/// The reader walks the tree; the watcher knows only the directories it was told
/// of. To miss nothing, the reader watches a directory *before* listing it, and
/// does both again whenever it is told `directory` or `everything`. It forgets
/// the directories that it finds gone.
///
/// Changes are handed to the callback given at creation, on the watcher's own
/// threads, possibly on two at once. A callback may call any method.
package protocol Watcher: AnyObject, Sendable {
  /// Begins to watch the entries of one directory, not what is below them.
  ///
  /// Whatever happens after this returns is told. Watching a directory a second
  /// time keeps what is known of it and replaces `names`.
  ///
  /// - Returns: `nil` if the directory is watched, in whatever way; otherwise why not.
  @discardableResult
  func watch(directory: String, names: WatchedNames) -> SystemFailure?

  /// Ends the watch of a directory and of all those below it.
  func forget(directory: String)

  /// Ends every watch; there is no callback after this returns, unless it was
  /// called from one.
  ///
  /// Waits for a callback that is under way: do not hold a lock it wants. A watcher
  /// that is never stopped is never freed.
  func stop()

  /// How changes are found out, for the screen.
  var mode: WatchMode { get }
}

extension Watcher {
  /// Begins to watch all entries of one directory.
  @discardableResult
  package func watch(directory: String) -> SystemFailure? {
    watch(directory: directory, names: .all)
  }
}

/// Which entries of a directory are worth telling of.
package enum WatchedNames: Equatable, Sendable {
  case all
  /// Only these: for files named one by one in a directory full of others.
  case only(Set<String>)

  func contains(_ name: String) -> Bool {
    switch self {
    case .all: true
    case .only(let names): names.contains(name)
    }
  }
}

/// The path of an entry, as every watcher spells it.
func path(of name: String, in directory: String) -> String {
  directory + "/" + name
}
