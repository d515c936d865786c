import Synchronization

/// Places in a compressed file from which unpacking can go on.
///
/// Without them the text of a sample near the end would take unpacking all that is before it. They
/// are gathered while the file is read and kept as long as it is.
final class RestartPoints: @unchecked Sendable {
  // Sendable: the lock guards both lists, and no cursor in them is ever advanced.
  private let lock = Mutex(())
  /// Ends of streams, which take 40 bytes each.
  private var ends: PointList
  /// Copies of what unpacks, which take 87 kB each.
  private var copies: PointList

  /// The copies of all files, and the most of them: 90 MB.
  private static let copied = Atomic(0)
  private static let mostCopied = 1024

  init(
    ends: PointList = PointList(spacing: 1 << 20, limit: 1024),
    copies: PointList = PointList(spacing: 16 << 20, limit: 64)
  ) {
    (self.ends, self.copies) = (ends, copies)
  }

  deinit { Self.copied.subtract(copies.points.count, ordering: .relaxed) }

  /// Keeps the place of a cursor if none near it is kept.
  func offer(_ cursor: PackedCursor) {
    lock.withLock { _ in
      if cursor.isBetweenStreams {
        ends.add(cursor)
      } else if copies.wants(cursor),
        Self.copied.load(ordering: .relaxed) < Self.mostCopied, let copy = cursor.copy()
      {
        let before = copies.points.count
        copies.add(copy)
        Self.copied.add(copies.points.count - before, ordering: .relaxed)
      }
    }
  }

  /// The nearest place before one in the unpacked text; the start where there is none.
  func cursor(before offset: Int) -> PackedCursor {
    lock.withLock { _ in
      let nearest = [ends.last(before: offset), copies.last(before: offset)].compactMap(\.self)
        .max { $0.unpacked < $1.unpacked }
      return nearest?.copy() ?? PackedCursor()
    }
  }
}

/// Cursors in their order, never nearer to each other than a distance that grows with their number.
struct PointList {
  private(set) var spacing: Int
  let limit: Int
  private(set) var points: [PackedCursor] = []

  init(spacing: Int, limit: Int) { (self.spacing, self.limit) = (spacing, limit) }

  func wants(_ cursor: PackedCursor) -> Bool {
    let index = index(behind: cursor.unpacked)
    let before = index > 0 ? points[index - 1].unpacked : 0
    guard cursor.unpacked - before >= spacing else { return false }
    return index == points.count || points[index].unpacked - cursor.unpacked >= spacing
  }

  mutating func add(_ cursor: PackedCursor) {
    guard wants(cursor) else { return }
    points.insert(cursor, at: index(behind: cursor.unpacked))
    guard points.count > limit else { return }
    spacing *= 2
    let all = points
    points = []
    for point in all where wants(point) { points.append(point) }
  }

  func last(before offset: Int) -> PackedCursor? {
    let index = index(behind: offset)
    return index > 0 ? points[index - 1] : nil
  }

  /// The index of the first point behind a place.
  private func index(behind offset: Int) -> Int {
    var (low, high) = (0, points.count)
    while low < high {
      let middle = (low + high) / 2
      if points[middle].unpacked <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
