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

  /// Reads to the end; `nil` where there are more bytes than `limit`.
  func load(_ source: any ByteSource, limit: Int) throws(SystemFailure) -> RecordBytes? {
    var done = 0
    while true {
      if done == capacity { reserve(2 * capacity, keeping: done) }
      let room = UnsafeMutableRawBufferPointer(start: memory + done, count: capacity - done)
      let count = try source.read(into: room, at: done)
      if count == 0 { return RecordBytes(start: memory, count: done) }
      done += count
      if done > limit { return nil }
    }
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
