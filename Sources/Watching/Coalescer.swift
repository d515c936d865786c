/// Decides when gathered changes are delivered.
///
/// The first change after quiet is delivered after a short settling, so that the
/// write and the close of one append are one delivery; a stream of changes is
/// delivered once in an interval. It reads no clock: it is told the time.
///
///     changes    x x        xxxxxxxxxxxxxxxxxxxxx
///     deliveries  |          |    |    |    |    |
package struct Coalescer: Sendable {
  package typealias Instant = ContinuousClock.Instant

  package enum Step: Equatable, Sendable {
    /// Nothing is gathered: wait for the next change, however long.
    case await
    /// Leave changes where they queue for so long, then gather them.
    ///
    /// Not waking for each is what makes a stream cheap.
    case pause(Duration)
    case deliver(Set<Change>)
  }

  /// How long the first change after quiet waits for its companions.
  package var settling = Duration.milliseconds(1)
  /// The least time between two deliveries.
  package var interval = Duration.milliseconds(50)
  /// The longest pause: the kernel's queue must not overflow meanwhile.
  package var longestPause = Duration.milliseconds(10)

  private var gathered: Set<Change> = []
  private var firstGathered: Instant?
  private var lastDelivered: Instant?

  package init() {}

  package mutating func gather(_ changes: Set<Change>, at now: Instant) {
    guard !changes.isEmpty else { return }
    if firstGathered == nil { firstGathered = now }
    gathered.merge(changes)
  }

  /// What to do now; what it says to deliver is no longer gathered.
  package mutating func next(at now: Instant) -> Step {
    guard let firstGathered else { return .await }
    let settled = firstGathered + settling
    let due = max(settled, lastDelivered.map { $0 + interval } ?? settled)
    guard now >= due else { return .pause(min(longestPause, due - now)) }
    defer {
      gathered = []
      self.firstGathered = nil
      lastDelivered = now
    }
    return .deliver(gathered)
  }
}
