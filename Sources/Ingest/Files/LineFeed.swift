import Glibc
import Results
import Watching

/// Hands out the lines of a file, split at line feeds alone, with where they stand.
///
/// Writers leave other line ends of Unicode inside their texts, so only 0x0A splits.
struct LineFeed {
  /// One line without the blanks around it.
  struct Line {
    let record: RecordBytes
    /// Where the record starts in the file.
    let offset: Int
    /// From 1.
    let number: Int
    /// Where the next line starts.
    let end: Int
    /// The length of a line that is too long to be read, of which there is no record.
    var excess: Int?
  }

  /// The longest line that is read, in bytes: it is held in memory while it is.
  static let longestLine = 1 << 30

  /// Bytes that are read at a time: the processor still has them at hand when they are searched.
  private static let step = 1 << 20

  private let file: any ByteSource
  private let longest: Int
  /// The end of the last whole line.
  private(set) var consumed: Int
  /// The number of the last whole line, from 1.
  private(set) var line: Int
  /// Bytes of a line too long to be read that were passed over.
  private var passed = 0

  init(file: any ByteSource, offset: Int, line: Int, longest: Int = Self.longestLine) {
    self.file = file
    self.longest = longest
    consumed = offset
    self.line = line
  }

  /// Reads up to `end`; what has no line end stays in `buffer.rest`.
  ///
  /// Not to the end of the file, which may have grown since it was looked at.
  ///
  /// - Parameter goal: Where no more lines are wanted that start there or behind.
  mutating func read(
    to end: Int, goal: Int = .max, with buffer: ReadBuffer, _ body: (Line) -> Void
  ) throws(SystemFailure) {
    var carried = 0
    buffer.setRest(0)
    while consumed + passed + carried < end, consumed < goal {
      if carried == buffer.capacity { makeRoom(in: buffer, &carried, end) }
      let wanted = wanted(behind: carried, end, goal)
      let room = UnsafeMutableRawBufferPointer(
        start: buffer.memory + carried, count: min(wanted, buffer.capacity - carried))
      let count = try file.read(into: room, at: consumed + passed + carried)
      if count == 0 { break }
      // A long line was searched already; only the new bytes can hold its end.
      let block = RecordBytes(start: buffer.memory, count: carried + count)
      let used = hand(block, searchedTo: carried, goal, body)
      carried += count - used
      if used > 0, carried > 0 { memmove(buffer.memory, buffer.memory + used, carried) }
    }
    buffer.setRest(carried)
  }

  /// How many bytes to read at a time: of the last line only what may be left of it.
  private func wanted(behind carried: Int, _ end: Int, _ goal: Int) -> Int {
    let place = consumed + passed + carried
    if place < goal { return min(Self.step, end - place, goal - place) }
    return min(Self.step, end - place, max(carried, 1 << 14))
  }

  /// The bytes behind the last whole line that were seen.
  func unfinished(in buffer: ReadBuffer) -> Int { passed + buffer.rest.count }

  /// The last line without an end, as a line; `nil` where there is none but blanks.
  func last(in buffer: ReadBuffer) -> Line? {
    passed > 0 ? nil : Self.line(buffer.rest, at: consumed, number: line + 1)
  }

  private mutating func makeRoom(in buffer: ReadBuffer, _ carried: inout Int, _ end: Int) {
    if carried >= longest {
      passed += carried
      carried = 0
    } else {
      // In few steps, and where one line is left to read in one.
      buffer.reserve(min(end - consumed, 8 * buffer.capacity, max(longest, 2 * buffer.capacity)))
    }
  }

  /// Hands out the whole lines of a block; returns how many bytes they took.
  private mutating func hand(
    _ block: RecordBytes, searchedTo: Int, _ goal: Int, _ body: (Line) -> Void
  ) -> Int {
    guard let base = block.baseAddress else { return 0 }
    var start = 0
    var search = searchedTo
    while search < block.count, consumed < goal,
      let found = memchr(base + search, 0x0A, block.count - search)
    {
      let end = UnsafeRawPointer(found) - base
      line += 1
      let length = passed + end - start
      if passed > 0 || length > longest {
        body(
          Line(
            record: RecordBytes(start: nil, count: 0), offset: consumed, number: line,
            end: consumed + length + 1, excess: length))
      } else if let line = Self.line(
        RecordBytes(rebasing: block[start..<end]), at: consumed, number: line)
      {
        body(line)
      }
      consumed += length + 1
      passed = 0
      start = end + 1
      search = start
    }
    return start
  }

  /// A line without a byte order mark and blanks around it, or `nil` where nothing else is on it.
  private static func line(_ bytes: RecordBytes, at offset: Int, number: Int) -> Line? {
    var from = 0
    var to = bytes.count
    if offset == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { from = 3 }
    while to > from, isBlank(bytes[to - 1]) { to -= 1 }
    while from < to, isBlank(bytes[from]) { from += 1 }
    guard from < to else { return nil }
    return Line(
      record: RecordBytes(rebasing: bytes[from..<to]), offset: offset + from, number: number,
      end: offset + bytes.count + 1)
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}

extension LineFeed.Line {
  /// Adds what the line holds to the contents of its file.
  func decode(by decoder: RecordDecoder, into contents: inout FileContents) {
    if decoder.console != nil {
      decoder.decodeConsole(record, into: &contents)
    } else if let excess {
      contents.records += 1
      contents.reject(line: number, RejectReason.tooLong(bytes: excess).description)
    } else {
      decoder.decode(record, offset: UInt64(offset), line: number, into: &contents)
    }
  }
}
