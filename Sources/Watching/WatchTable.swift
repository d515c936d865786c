import Glibc

/// Which watch stands for which directory, and what an event therefore means.
///
/// The kernel numbers a watch by the directory's inode, so two paths of one
/// directory share a number. Nothing is renamed here when a directory moves: its
/// watches are dropped, and the reader, told of the new place, adds them anew.
struct WatchTable: Sendable {
  private struct Place: Sendable {
    let directory: String
    var names: WatchedNames
  }

  private var places: [Int32: [Place]] = [:]
  private var watches: [String: Int32] = [:]

  /// The number of watched directories.
  var count: Int { watches.count }

  func contains(_ directory: String) -> Bool { watches[directory] != nil }

  /// Notes a watch that the kernel gave; answers with those no longer of use.
  mutating func add(directory: String, names: WatchedNames, watch: Int32) -> [Int32] {
    let released = watches[directory] == watch ? [] : remove(directory)
    watches[directory] = watch
    var shared = places[watch] ?? []
    shared.removeAll { $0.directory == directory }
    shared.append(Place(directory: directory, names: names))
    places[watch] = shared
    return released
  }

  /// Forgets one directory; answers with its watch if nothing else shares it.
  mutating func remove(_ directory: String) -> [Int32] {
    guard let watch = watches.removeValue(forKey: directory) else { return [] }
    places[watch]?.removeAll { $0.directory == directory }
    guard places[watch]?.isEmpty == true else { return [] }
    places[watch] = nil
    return [watch]
  }

  /// Forgets a directory and those below it; answers with the watches of no use.
  mutating func removeTree(_ directory: String) -> [Int32] {
    let below = directory + "/"
    let tree = watches.keys.filter { $0 == directory || $0.hasPrefix(below) }
    return tree.flatMap { remove($0) }
  }

  /// Adds what an event means to `changes`; answers with the watches of no use.
  mutating func translate(_ event: InotifyEvent, into changes: inout Set<Change>) -> [Int32] {
    if event.has(IN_Q_OVERFLOW) {
      changes.insert(.everything)
      return []
    }
    guard let shared = places[event.watch] else { return [] }
    if event.has(IN_IGNORED) { return ignored(event.watch) }
    var released: [Int32] = []
    for place in shared {
      if event.name.isEmpty {
        released += translateOwn(event, of: place, into: &changes)
      } else if place.names.contains(event.name) {
        released += translateEntry(event, of: place, into: &changes)
      }
    }
    return released
  }

  /// Forgets a watch that the kernel has removed by itself.
  private mutating func ignored(_ watch: Int32) -> [Int32] {
    for place in places.removeValue(forKey: watch) ?? [] {
      watches[place.directory] = nil
    }
    return []
  }

  /// An event of the watched directory itself: for a root, nobody else tells.
  private mutating func translateOwn(
    _ event: InotifyEvent, of place: Place, into changes: inout Set<Change>
  ) -> [Int32] {
    changes.insert(.directory(place.directory))
    guard event.has(IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT) else { return [] }
    return removeTree(place.directory)
  }

  private mutating func translateEntry(
    _ event: InotifyEvent, of place: Place, into changes: inout Set<Change>
  ) -> [Int32] {
    let entry = path(of: event.name, in: place.directory)
    guard event.has(IN_ISDIR) else {
      changes.insert(.file(entry))
      return []
    }
    guard event.has(IN_DELETE | IN_MOVED_FROM) else {
      changes.insert(.directory(entry))
      return []
    }
    changes.insert(.directory(place.directory))
    // What is removed was empty: only a move takes watches below along.
    return event.has(IN_DELETE) ? remove(entry) : removeTree(entry)
  }
}
