import Synchronization

/// A block of samples that is in memory, as few bytes as it takes; it never changes.
final class PackedBlock: Sendable {
  let bytes: [UInt8]

  init(_ block: SampleBlock) { bytes = block.stored }
}

/// A block that is being added to or changed.
///
/// Sendable: it is changed by the one value that holds it alone.
final class OpenBlock: @unchecked Sendable {
  let number: Int
  // Of one thread: to check each use of it costs as much as to add a sample to a column or two.
  @exclusivity(unchecked) var block: SampleBlock

  init(_ number: Int, _ block: SampleBlock) {
    self.number = number
    self.block = block
  }
}

/// The blocks that were looked at last, of all files together.
///
/// Whoever looks at samples mostly looks at those beside them next; few blocks are enough, however
/// many files there are.
enum RecentBlocks {
  private struct Entry: Sendable {
    /// Held, so that no other object can have its identity.
    let owner: any AnyObject & Sendable
    let number: Int
    let block: SampleBlock
    var lastUse: Int
  }

  private struct State {
    var entries: [Entry] = []
    var clock = 0
  }

  private static let capacity = 16
  private static let state = Mutex(State())

  /// A block of what keeps it, made where it is not at hand; `nil` where it cannot be.
  static func block(
    _ number: Int, of owner: any AnyObject & Sendable, make: () -> SampleBlock?
  ) -> SampleBlock? {
    if let known = find(number, owner) { return known }
    guard let block = make() else { return nil }
    keep(block, number, owner)
    return block
  }

  static func block(_ packed: PackedBlock) -> SampleBlock {
    block(0, of: packed) { try? SampleBlock(stored: packed.bytes) } ?? SampleBlock()
  }

  private static func find(_ number: Int, _ owner: any AnyObject & Sendable) -> SampleBlock? {
    state.withLock { state in
      guard
        let index = state.entries.firstIndex(where: { $0.owner === owner && $0.number == number })
      else { return nil }
      state.clock += 1
      state.entries[index].lastUse = state.clock
      return state.entries[index].block
    }
  }

  private static func keep(_ block: SampleBlock, _ number: Int, _ owner: any AnyObject & Sendable) {
    state.withLock { state in
      state.clock += 1
      let entry = Entry(owner: owner, number: number, block: block, lastUse: state.clock)
      guard state.entries.count >= capacity,
        let oldest = state.entries.indices.min(by: {
          state.entries[$0].lastUse < state.entries[$1].lastUse
        })
      else { return state.entries.append(entry) }
      state.entries[oldest] = entry
    }
  }
}
