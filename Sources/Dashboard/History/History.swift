/// Somewhere a person has been: a view, and the problem that was looked at.
struct Spot: Equatable, Sendable {
  let view: ViewName
  let problem: String?
}

/// Where one has been, to go back to and forward from again.
struct History: Equatable, Sendable {
  private var past: [Spot] = []
  private var future: [Spot] = []
  /// The most that is remembered.
  private static let limit = 100

  /// Remembers that a spot was left for another by any way but these.
  mutating func leave(_ spot: Spot) {
    past.append(spot)
    if past.count > Self.limit { past.removeFirst() }
    future = []
  }

  /// The spot before, of which `now` becomes the one after.
  mutating func back(from now: Spot) -> Spot? {
    guard let spot = past.popLast() else { return nil }
    future.append(now)
    return spot
  }

  /// The spot that one came back from.
  mutating func forward(from now: Spot) -> Spot? {
    guard let spot = future.popLast() else { return nil }
    past.append(now)
    return spot
  }
}
