import CSystem
import Glibc
import Results
import Watching

/// A long file of lines in pieces, which several threads decode at once.
///
/// Each piece is decoded as if it were the file; joined in their order they are what reading from
/// one end to the other gives. Where a record means something else for what came before it, as the
/// turns of a conversation do, reading must go on one after the other from that piece.
final class FileShards: Sendable {
  /// What a piece gave.
  struct Piece: Sendable {
    var contents: FileContents
    /// Where it begins and ends: at beginnings of lines.
    let range: Range<Int>
    /// The lines in it.
    var lines = 0
    /// Whether its records mean the same whatever came before.
    var isIndependent = true
  }

  private struct State {
    var next = 0
    var done: [Int: Result<Piece, SystemFailure>] = [:]
    /// Where pieces begin, of those that were looked for.
    var starts: [Int: Int] = [:]
    var isAbandoned = false
  }

  private let file: OpenFile
  /// Both are beginnings of lines.
  private let range: Range<Int>
  private let length: Int
  private let empty: FileContents
  private let makeDecoder: @Sendable (JSONScanner) -> RecordDecoder
  private let state = Monitor(State())

  /// How long a piece is, more or less, in bytes.
  static let usualLength = 16 << 20

  /// - Parameters:
  ///   - range: The bytes to read, which begin and end where lines do.
  ///   - empty: The contents of a file without records.
  init(
    _ file: OpenFile, _ range: Range<Int>, length: Int = usualLength, empty: FileContents,
    makeDecoder: @escaping @Sendable (JSONScanner) -> RecordDecoder
  ) {
    self.file = file
    self.range = range
    self.length = length
    self.empty = empty
    self.makeDecoder = makeDecoder
  }

  var count: Int { (range.count + length - 1) / length }

  /// Whether a thread that has nothing to do would find something.
  var hasWork: Bool { state.look { !$0.isAbandoned && $0.next < count } }

  /// Decodes the next piece that nobody has taken; false where there is none.
  func work(with buffer: ReadBuffer) -> Bool {
    let number = state.change { state -> Int? in
      guard !state.isAbandoned, state.next < count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
    guard let number else { return false }
    let result: Result<Piece, SystemFailure>
    do throws(SystemFailure) {
      result = .success(try piece(number, buffer))
    } catch { result = .failure(error) }
    state.change { $0.done[number] = result }
    return true
  }

  /// The pieces in their order, decoding while the next is not there yet; `body` says whether to go on.
  func forEach(
    with buffer: ReadBuffer, _ body: (Piece) -> Bool
  ) throws(SystemFailure) {
    defer { state.change { $0.isAbandoned = true } }
    for number in 0..<count {
      while state.look({ $0.done[number] == nil }), work(with: buffer) {}
      let result = state.wait { $0.done.removeValue(forKey: number) }
      guard let result, body(try result.get()) else { return }
    }
  }

  private func piece(_ number: Int, _ buffer: ReadBuffer) throws(SystemFailure) -> Piece {
    let start = try lineStart(number)
    let goal = min(place(number + 1), range.upperBound)
    var contents = empty
    let decoder = makeDecoder(buffer.scanner)
    var lines = LineFeed(file: file, offset: start, line: 0)
    try lines.read(to: range.upperBound, goal: goal, with: buffer) { line in
      if line.end >= goal { note(line.end, behind: number) }
      line.decode(by: decoder, into: &contents)
    }
    var piece = Piece(contents: contents, range: start..<max(start, lines.consumed))
    piece.lines = lines.line
    piece.isIndependent = decoder.conversations.isEmpty && lines.consumed >= goal
    return piece
  }

  /// Where the first line begins that does so in a piece or after it.
  ///
  /// A line that is longer than a piece is not searched for its end by each of the pieces in it.
  private func lineStart(_ number: Int) throws(SystemFailure) -> Int {
    guard number > 0 else { return range.lowerBound }
    if let known = state.look({ $0.starts[number] }) { return known }
    let start = try end(ofLineAt: place(number) - 1, orStartOf: number)
    note(start, behind: number - 1)
    return start
  }

  /// Where a piece begins but for the line that reaches into it.
  private func place(_ number: Int) -> Int { range.lowerBound + number * length }

  /// Notes where the next line begins for all pieces that the one before reaches into.
  private func note(_ start: Int, behind number: Int) {
    state.note { state in
      for number in (number + 1)..<max(number + 2, count) {
        guard place(number) <= start else { break }
        state.starts[number] = start
      }
    }
  }

  /// Where the first line ends that does so at a place or after it, unless who reads it tells before.
  private func end(
    ofLineAt place: Int, orStartOf number: Int
  ) throws(SystemFailure) -> Int {
    var place = place
    // So few that the processor still has them at hand when they are searched.
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 64)
    defer { room.deallocate() }
    while place < range.upperBound {
      let wanted = UnsafeMutableRawBufferPointer(
        rebasing: room[..<min(room.count, range.upperBound - place)])
      let count = try file.read(into: wanted, at: place)
      if let start = room.baseAddress, let found = memchr(start, 0x0A, count) {
        return place + (found - start) + 1
      }
      if count == 0 { break }
      place += count
      if let known = state.look({ $0.starts[number] }) { return known }
    }
    return range.upperBound
  }

  /// Where the last whole line of a file ends; `nil` where none ends in the last megabytes.
  static func endOfLines(
    in file: OpenFile, before end: Int, after start: Int
  ) throws(SystemFailure) -> Int? {
    var end = end
    for _ in 0..<64 where end > start {
      let from = max(start, end - 1 << 16)
      let bytes = try file.bytes(at: from, count: end - from)
      if let last = bytes.lastIndex(of: 0x0A) { return from + last + 1 }
      end = from
    }
    return nil
  }
}
