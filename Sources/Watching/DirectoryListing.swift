/// The entries of a directory at one moment.
struct DirectoryListing: Equatable, Sendable {
  struct Entry: Equatable, Sendable {
    var name: String
    var stamp: FileStamp
  }

  /// In the order in which the file system lists them, which is mostly stable.
  var entries: [Entry] = []

  /// What became different on the way from this listing to a later one.
  func changes(to later: DirectoryListing, of directory: String) -> Set<Change> {
    var comparison = Comparison(directory: directory)
    let same = zip(entries, later.entries).prefix { $0.name == $1.name }.count
    for index in 0..<same {
      comparison.note(entries[index], later.entries[index])
    }
    guard same < max(entries.count, later.entries.count) else { return comparison.changes }
    let rest = entries[same...].map { ($0.name, $0) }
    var unmatched = Dictionary(rest) { first, _ in first }
    for entry in later.entries[same...] {
      comparison.note(unmatched.removeValue(forKey: entry.name), entry)
    }
    for entry in unmatched.values { comparison.note(entry, nil) }
    return comparison.changes
  }

  /// The paths of the subdirectories that a later listing lacks.
  func directoriesGone(in later: DirectoryListing, of directory: String) -> Set<String> {
    directories(of: directory).subtracting(later.directories(of: directory))
  }

  private func directories(of directory: String) -> Set<String> {
    Set(entries.filter(\.stamp.isDirectory).map { path(of: $0.name, in: directory) })
  }
}

private struct Comparison {
  let directory: String
  var changes: Set<Change> = []

  /// Notes what happened to one name; `nil` where there was or is no such entry.
  mutating func note(_ before: DirectoryListing.Entry?, _ after: DirectoryListing.Entry?) {
    guard before?.stamp != after?.stamp, let name = (after ?? before)?.name else { return }
    let entry = path(of: name, in: directory)
    let sides = [before, after].compactMap { $0 }
    if sides.contains(where: { !$0.stamp.isDirectory }) { changes.insert(.file(entry)) }
    if after?.stamp.isDirectory == true { changes.insert(.directory(entry)) }
    if before?.stamp.isDirectory == true { changes.insert(.directory(directory)) }
  }
}
