/// Hashes in one flat table, with a place for each: a million of them at a few bytes each.
struct KeyTable {
  private var keys: [UInt64]
  private let mask: Int

  /// - Parameter capacity: The most keys that will be added.
  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    mask = size - 1
  }

  /// How many places there are.
  var size: Int { keys.count }

  /// Adds a key; the place that it has, and whether it is new.
  mutating func insert(_ key: UInt64) -> (place: Int, isNew: Bool) {
    // 0 stands for nothing.
    let key = max(1, key)
    var place = Int(truncatingIfNeeded: key) & mask
    while keys[place] != 0 {
      if keys[place] == key { return (place, false) }
      place = (place + 1) & mask
    }
    keys[place] = key
    return (place, true)
  }
}

/// The first sample of each key.
struct SpotTable {
  private var keys: KeyTable
  private var spots: [UInt64]

  init(capacity: Int) {
    keys = KeyTable(capacity: capacity)
    spots = Array(repeating: 0, count: keys.size)
  }

  /// Adds a key; returns the sample that has it already.
  mutating func insert(_ spot: RepeatFinder.Spot, for key: UInt64) -> RepeatFinder.Spot? {
    let (place, isNew) = keys.insert(key)
    guard isNew else { return RepeatFinder.Spot(bits: spots[place]) }
    spots[place] = spot.bits
    return nil
  }
}
