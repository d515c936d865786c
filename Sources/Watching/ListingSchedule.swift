/// Decides in which sweeps the names of a directory are listed anew.
///
/// Asking about the known names is most of a sweep, and listing them again the
/// rest. A directory whose own times stand still has the same names, except
/// that an entry may appear within the tick in which the last change was seen,
/// and that some file systems behind FUSE never move a directory's times.
struct ListingSchedule: Equatable, Sendable {
  typealias Instant = ContinuousClock.Instant

  /// Longer than the tick of any file system's clock.
  static let tick = Duration.seconds(2)
  /// The longest time without a listing.
  static let patience = Duration.seconds(5)

  private var stamp: FileStamp?
  private var firstSeen: Instant?
  private var lastListed: Instant?

  /// Whether to list, given the directory's own stamp.
  mutating func shouldList(_ stamp: FileStamp, at now: Instant) -> Bool {
    if stamp != self.stamp {
      self.stamp = stamp
      firstSeen = now
      lastListed = nil
    }
    let isFresh = firstSeen.map { now - $0 < Self.tick } ?? true
    let isStale = lastListed.map { now - $0 >= Self.patience } ?? true
    guard isFresh || isStale else { return false }
    lastListed = now
    return true
  }
}
