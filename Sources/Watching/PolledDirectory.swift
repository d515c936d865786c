/// One directory between sweeps: what was last seen of it, and when to list it.
struct PolledDirectory: Sendable {
  struct Findings: Sendable {
    var changes: Set<Change> = []
    /// The paths of subdirectories that are no more.
    var directoriesGone: Set<String> = []
  }

  let directory: String
  var names: WatchedNames
  private var schedule = ListingSchedule()
  /// `nil` while the directory is missing or may not be read.
  private var listing: DirectoryListing?

  /// Takes the listing that later ones are compared with.
  init(directory: String, names: WatchedNames, at now: ContinuousClock.Instant) {
    self.directory = directory
    self.names = names
    listing = look(at: now)
  }

  /// Looks at the directory, and tells what changed since the last look.
  mutating func sweep(at now: ContinuousClock.Instant) -> Findings {
    let earlier = listing
    listing = look(at: now)
    switch (earlier, listing) {
    case (let earlier?, let later?):
      let changes = earlier.changes(to: later, of: directory)
      // Only then has the directory lost one.
      guard changes.contains(.directory(directory)) else { return Findings(changes: changes) }
      return Findings(
        changes: changes, directoriesGone: earlier.directoriesGone(in: later, of: directory))
    case (nil, nil):
      return Findings()
    case (nil, _?), (_?, nil):
      return Findings(changes: [.directory(directory)])
    }
  }

  /// Takes a subdirectory for one that was never seen, so that it is news if it is there.
  mutating func forget(_ name: String) { listing?.entries.removeAll { $0.name == name } }

  private mutating func look(at now: ContinuousClock.Instant) -> DirectoryListing? {
    guard let reader = DirectoryReader(path: directory), let stamp = reader.ownStamp() else {
      schedule = ListingSchedule()
      return nil
    }
    if schedule.shouldList(stamp, at: now) { return reader.list(names) }
    return listing.map { reader.ask(again: $0) } ?? reader.list(names)
  }
}
