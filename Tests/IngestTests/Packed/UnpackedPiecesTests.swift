import TestSupport
import Testing

@testable import Ingest

/// What comes out of a stream does not depend on the pieces it is given in, nor on the room it has.
@Suite struct UnpackedPiecesTests {
  /// What one unpacker made of all that it was given.
  private struct Outcome {
    var text: [UInt8] = []
    /// How many bytes had been taken when a stream ended.
    var ends: [Int] = []
    var failure: UnpackFailure?
  }

  /// What a symbol stands for at most, in bytes: that much may have come of one that was damaged.
  private static let longestRepeat = 258

  /// Words of few kinds, so that a little of the stream gives much text.
  private static func words(_ count: Int, _ random: inout SplitMix64) -> String {
    (0..<count).map { _ in "word\(Int.random(in: 0...30, using: &random)) " }.joined()
  }

  /// Three streams, some flushed now and then, with where each of them ends.
  private static func streams(
    _ compression: Compression, _ random: inout SplitMix64
  ) -> (packed: [UInt8], text: [UInt8], ends: [Int]) {
    let packer = Packer(compression)
    var (packed, text, ends): ([UInt8], String, [Int]) = ([], "", [])
    for count in [9000, 1, 6000] {
      let (first, second) = (words(count, &random), words(count / 2, &random))
      packed += packer.flush(first) + packer.end(second)
      text += first + second
      ends.append(packed.count)
    }
    return (packed, Array(text.utf8), ends)
  }

  /// Gives an unpacker pieces of any length, and room of any length below a limit.
  private static func unpack(
    _ packed: [UInt8], _ compression: Compression, room: Int, _ random: inout SplitMix64
  ) throws -> Outcome {
    var unpacker = try Unpacker(compression, limit: 1 << 20)
    var outcome = Outcome()
    var (taken, given) = (0, 0)
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 16)
    defer { memory.deallocate() }
    while outcome.failure == nil {
      let output = UnsafeMutableRawBufferPointer(
        rebasing: memory[..<Int.random(in: 1...room, using: &random)])
      let (step, failure) = packed[taken..<given].withUnsafeBytes {
        unpacker.advance($0, into: output)
      }
      taken += step.consumed
      outcome.text += output[..<step.produced]
      outcome.failure = failure
      if step.isAtEnd { outcome.ends.append(taken) }
      if step.consumed + step.produced == 0 || taken == given {
        if given == packed.count, step.produced == 0 { break }
        given = min(packed.count, given + Int.random(in: 1...400, using: &random))
      }
      if failure == nil, Int.random(in: 0..<50, using: &random) == 0 {
        unpacker = unpacker.copy() ?? unpacker
      }
    }
    return outcome
  }

  @Test(arguments: Compression.ofFiles) func piecesAndRoomChangeNothing(
    _ compression: Compression
  ) throws {
    var random = SplitMix64(seed: 1)
    let (packed, text, ends) = Self.streams(compression, &random)
    for room in [3, 60, 900, 5000, 70_000, 1 << 20] {
      let found = try Self.unpack(packed, compression, room: room, &random)
      #expect(found.text.elementsEqual(text) && found.ends == ends, "room of \(room)")
      #expect(found.failure == nil)
    }
  }

  /// As in members of archives, where other bytes follow the stream.
  @Test func aStreamOfDeflateEndsBeforeWhatFollows() throws {
    var random = SplitMix64(seed: 2)
    for count in [1, 30, 5000] {
      let text = Self.words(count, &random)
      let gzip = Packer.pack(Array(text.utf8), .gzip)
      let stream = gzip.dropFirst(10).dropLast(8)
      for room in [3, 900, 70_000] {
        let found = try Self.unpack(stream + [0xFF, 0xFF], .deflate, room: room, &random)
        #expect(found.text == Array(text.utf8) && found.ends == [stream.count], "\(count), \(room)")
      }
    }
  }

  @Test func allThatComesBeforeDamageIsHandedOut() throws {
    var random = SplitMix64(seed: 3)
    let (packed, text, ends) = Self.streams(.gzip, &random)
    for place in stride(from: ends[1] + 200, to: packed.count - 8, by: 1997) {
      var broken = packed
      broken[place] ^= 0x55
      let whole = try Self.unpack(broken, .gzip, room: 1 << 20, &random)
      #expect(whole.failure != nil && whole.ends == Array(ends[..<2]))
      for room in [60, 900] {
        let found = try Self.unpack(broken, .gzip, room: room, &random)
        let same = zip(found.text, whole.text).prefix { $0 == $1 }.count
        #expect(found.failure == whole.failure && found.ends == whole.ends)
        #expect(same > whole.text.count - Self.longestRepeat, "byte \(place), room of \(room)")
      }
    }
    for count in stride(from: 0, through: packed.count, by: 997) {
      let found = try Self.unpack(Array(packed[..<count]), .gzip, room: 900, &random)
      #expect(found.failure == nil && text.starts(with: found.text), "\(count) bytes")
    }
  }
}
