import Glibc
import Watching

/// The buffer and the scanner of one reading thread.
final class ReadBuffer {
  private static let usualCapacity = 1 << 20

  let scanner = JSONScanner()
  private(set) var memory: UnsafeMutableRawPointer
  private(set) var capacity: Int
  /// The bytes at the front that belong to a line without an end.
  private(set) var rest = RecordBytes(start: nil, count: 0)

  init() {
    capacity = Self.usualCapacity
    memory = Self.allocate(capacity)
  }

  deinit { memory.deallocate() }

  private static func allocate(_ capacity: Int) -> UnsafeMutableRawPointer {
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: capacity + JSONScanner.padding, alignment: 64)
    memset(memory, 0x20, capacity + JSONScanner.padding)
    return memory
  }

  /// Makes room for at least `wanted` bytes and keeps the first `kept`.
  func reserve(_ wanted: Int, keeping kept: Int) {
    guard wanted > capacity else { return }
    let larger = max(wanted, 2 * capacity)
    let moved = Self.allocate(larger)
    moved.copyMemory(from: memory, byteCount: kept)
    memory.deallocate()
    (memory, capacity) = (moved, larger)
  }

  /// Gives back the room that one very long line needed.
  func shrink() {
    guard capacity > 8 * Self.usualCapacity else { return }
    memory.deallocate()
    capacity = Self.usualCapacity
    memory = Self.allocate(capacity)
    rest = RecordBytes(start: nil, count: 0)
  }

  func setRest(_ count: Int) {
    rest = RecordBytes(start: memory, count: count)
  }

  /// Reads a whole file.
  func load(_ file: OpenFile, size: Int) throws(SystemFailure) -> RecordBytes {
    reserve(size, keeping: 0)
    var done = 0
    while done < size {
      let count = try file.read(
        into: UnsafeMutableRawBufferPointer(start: memory + done, count: size - done), at: done)
      if count == 0 { break }
      done += count
    }
    return RecordBytes(start: memory, count: done)
  }
}

/// Hands out the lines of a file, split at line feeds alone, with where they stand.
///
/// Writers leave other line ends of Unicode inside their texts, so only 0x0A splits.
struct LineFeed {
  private let file: OpenFile
  /// The end of the last whole line.
  private(set) var consumed: Int
  /// The number of the last whole line, from 1.
  private(set) var line: Int

  init(file: OpenFile, offset: Int, line: Int) {
    self.file = file
    consumed = offset
    self.line = line
  }

  /// Reads to the end; what has no line end stays in `buffer.rest`.
  mutating func read(
    with buffer: ReadBuffer, _ body: (_ record: RecordBytes, _ offset: Int, _ line: Int) -> Void
  ) throws(SystemFailure) {
    var carried = 0
    buffer.setRest(0)
    while true {
      if carried == buffer.capacity { buffer.reserve(2 * buffer.capacity, keeping: carried) }
      let room = UnsafeMutableRawBufferPointer(
        start: buffer.memory + carried, count: buffer.capacity - carried)
      let count = try file.read(into: room, at: consumed + carried)
      if count == 0 { break }
      // A long line was searched already; only the new bytes can hold its end.
      let used = hand(
        RecordBytes(start: buffer.memory, count: carried + count), searchedTo: carried, body)
      carried += count - used
      if used > 0, carried > 0 { memmove(buffer.memory, buffer.memory + used, carried) }
    }
    buffer.setRest(carried)
  }

  /// Hands out the whole lines of a block; returns how many bytes they took.
  private mutating func hand(
    _ block: RecordBytes, searchedTo: Int,
    _ body: (_ record: RecordBytes, _ offset: Int, _ line: Int) -> Void
  ) -> Int {
    guard let base = block.baseAddress else { return 0 }
    var start = 0
    var search = searchedTo
    let first = consumed
    while search < block.count, let found = memchr(base + search, 0x0A, block.count - search) {
      let end = UnsafeRawPointer(found) - base
      line += 1
      var from = start
      var to = end
      if first + start == 0, end >= 3, block.prefix(3).elementsEqual([0xEF, 0xBB, 0xBF]) { from += 3 }
      while to > from, block[to - 1] == 0x0D || block[to - 1] == 0x20 { to -= 1 }
      while from < to, block[from] == 0x20 || block[from] == 0x09 { from += 1 }
      if from < to { body(RecordBytes(rebasing: block[from..<to]), first + from, line) }
      start = end + 1
      search = start
    }
    consumed = first + start
    return start
  }
}
