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

  deinit { free(memory) }

  /// Whether it has no more memory than it must.
  private(set) var isResting = true

  /// Takes memory, or more of it: the system moves the pages of much memory without a copy, so that
  /// a long line is not there twice.
  private static func allocate(
    _ capacity: Int, insteadOf memory: UnsafeMutableRawPointer? = nil
  ) -> UnsafeMutableRawPointer {
    guard let made = realloc(memory, capacity + JSONScanner.padding) else {
      fatalError("no memory for \(capacity) bytes of a file")
    }
    return made
  }

  /// Makes room for at least `wanted` bytes and keeps what there is.
  func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    capacity = max(wanted, 2 * capacity)
    memory = Self.allocate(capacity, insteadOf: memory)
  }

  /// Gives back the memory of what was read, until the next file is.
  func giveBack() {
    isResting = true
    rest = RecordBytes(start: nil, count: 0)
    // The addresses stay; only whole pages can be given back.
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let start = (UInt(bitPattern: memory) + UInt(page) - 1) / UInt(page) * UInt(page)
    let count = (Int(bitPattern: memory) + capacity - Int(start)) / page * page
    if count > 0 { madvise(UnsafeMutableRawPointer(bitPattern: start), count, MADV_DONTNEED) }
  }

  /// Gives back the room that one very long line needed.
  func shrink() {
    isResting = false
    guard capacity > 8 * Self.usualCapacity else { return }
    free(memory)
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
      if done == capacity { reserve(2 * capacity) }
      let room = UnsafeMutableRawBufferPointer(start: memory + done, count: capacity - done)
      let count = try source.read(into: room, at: done)
      if count == 0 { return RecordBytes(start: memory, count: done) }
      done += count
      if done > limit { return nil }
    }
  }

  /// Reads a whole file.
  func load(_ file: OpenFile, size: Int) throws(SystemFailure) -> RecordBytes {
    reserve(size)
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
