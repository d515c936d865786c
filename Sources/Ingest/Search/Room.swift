import Glibc
import Watching

/// Memory that a thread uses again and again, with room behind it for what a scanner wants.
final class Room {
  private(set) var memory: UnsafeMutableRawPointer
  private var capacity: Int
  private static let usual = 1 << 20

  init() {
    capacity = Self.usual
    memory = Self.allocate(capacity)
  }

  deinit { free(memory) }

  private static func allocate(_ capacity: Int) -> UnsafeMutableRawPointer {
    guard let made = malloc(capacity + JSONScanner.padding) else {
      fatalError("no memory for \(capacity) bytes of a text")
    }
    return made
  }

  /// Makes room for so many bytes and gives much more than that back; what there was is lost.
  func reserve(_ count: Int) {
    guard count > capacity || capacity > max(16 * Self.usual, 4 * count) else { return }
    free(memory)
    capacity = max(count, Self.usual)
    memory = Self.allocate(capacity)
  }

  /// Reads a range of bytes; fewer where they end before.
  func load(
    _ source: any ByteSource, at offset: Int, count: Int
  ) throws(SystemFailure) -> RecordBytes {
    reserve(count)
    var done = 0
    while done < count {
      let rest = UnsafeMutableRawBufferPointer(start: memory + done, count: count - done)
      let read = try source.read(into: rest, at: offset + done)
      if read == 0 { break }
      done += read
    }
    return RecordBytes(start: memory, count: done)
  }
}
