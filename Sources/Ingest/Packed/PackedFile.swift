import Glibc
import Watching

/// The text that a compressed file holds, by places in that text.
///
/// It is unpacked from front to back: reading on is cheap, and reading what lies before goes back to
/// a restart point. Between two readings of a file that grows it holds no descriptor.
final class PackedFile: ByteSource {
  let compression: Compression
  private let points: RestartPoints
  private(set) var cursor: PackedCursor
  private var reading: (file: OpenFile, input: PackedInput)?
  /// How many bytes the compressed file had when it was looked at.
  private var end = 0
  /// How often reading began or went on.
  private(set) var readings = 0
  /// The text before `cursor` that reading comes back to: a line without an end.
  private var tail: [UInt8] = []
  private var tailStart = 0

  /// A longer tail is unpacked again.
  private static let longestTail = 8 << 20
  private static let pieceSkipped = 256 << 10

  init(_ compression: Compression, points: RestartPoints, from cursor: PackedCursor? = nil) {
    (self.compression, self.points) = (compression, points)
    self.cursor = cursor ?? PackedCursor()
  }

  /// Begins or goes on reading.
  ///
  /// - Parameter end: Behind which byte of the compressed file nothing is looked at.
  func resume(_ file: OpenFile, to end: Int) {
    (reading, self.end) = ((file, PackedInput()), end)
    readings += 1
  }

  /// Gives back what only reading needs.
  func pause() { reading = nil }

  var damage: PackedDamage? { cursor.damage }
  /// How many bytes of the compressed file were used.
  var place: Int { cursor.packed }
  /// Whether all that the compressed file had was used and its last stream has an end.
  var isWhole: Bool { cursor.isBetweenStreams && cursor.packed == end }

  /// Whether the text is whole and ends at a place.
  func isWhole(at offset: Int) -> Bool { isWhole && cursor.unpacked == offset }

  /// Keeps the end of the text that was read, from a place on.
  func keep(_ rest: RecordBytes, at offset: Int) {
    guard rest.count <= Self.longestTail, offset + rest.count == cursor.unpacked else {
      tail = []
      return
    }
    (tail, tailStart) = (Array(rest), offset)
  }

  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SystemFailure) -> Int {
    if offset >= tailStart, offset < tailStart + tail.count {
      let kept = tail[(offset - tailStart)...].prefix(buffer.count)
      buffer.copyBytes(from: kept)
      return kept.count
    }
    if offset != cursor.unpacked { try go(to: offset) }
    return offset == cursor.unpacked ? try unpack(into: buffer) : 0
  }

  /// Goes to a place in the text, or to its end.
  private func go(to offset: Int) throws(SystemFailure) {
    let nearest = points.cursor(before: offset)
    if offset < cursor.unpacked || nearest.unpacked > cursor.unpacked {
      cursor = nearest
      reading?.input.empty()
    }
    guard cursor.unpacked < offset else { return }
    let nowhere = UnsafeMutableRawBufferPointer.allocate(
      byteCount: min(Self.pieceSkipped, offset - cursor.unpacked), alignment: 16)
    defer { nowhere.deallocate() }
    while cursor.unpacked < offset {
      let room = min(nowhere.count, offset - cursor.unpacked)
      if try unpack(into: UnsafeMutableRawBufferPointer(rebasing: nowhere[..<room])) == 0 { return }
    }
  }

  /// Fills a buffer as far as the compressed bytes go.
  private func unpack(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(SystemFailure) -> Int {
    guard let (file, input) = reading else { return 0 }
    var done = 0
    while done < buffer.count {
      if input.isEmpty { try input.fill(from: file, at: cursor.packed, to: end) }
      let step = cursor.advance(
        compression, input.rest, into: UnsafeMutableRawBufferPointer(rebasing: buffer[done...]))
      input.drop(step.consumed)
      done += step.produced
      points.offer(cursor)
      if step.isIdle { break }
    }
    return done
  }
}

/// A piece of a compressed file.
private final class PackedInput {
  private let memory = UnsafeMutableRawBufferPointer.allocate(
    byteCount: 128 << 10, alignment: 64)
  private var range = 0..<0

  deinit { memory.deallocate() }

  var isEmpty: Bool { range.isEmpty }

  /// What was not used yet.
  var rest: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[range]) }

  func empty() { range = 0..<0 }

  func drop(_ count: Int) { range = (range.lowerBound + count)..<range.upperBound }

  func fill(from file: OpenFile, at place: Int, to end: Int) throws(SystemFailure) {
    guard place < end else { return }
    let room = UnsafeMutableRawBufferPointer(rebasing: memory[..<min(memory.count, end - place)])
    range = 0..<(try file.read(into: room, at: place))
  }
}
