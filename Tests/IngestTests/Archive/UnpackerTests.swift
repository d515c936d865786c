@testable import Ingest
import Testing

@Suite struct UnpackerTests {
  private static let streams: [(Compression, [UInt8], String)] = [
    (.gzip, WrittenByPython.gzip, "first line\nsecond line\n"),
    (
      .zstd, WrittenByPython.zstdFrames,
      "first line\n" + String(repeating: "second line\n", count: 3)
    ),
    (.deflate, Packed.deflate(Array("a block".utf8)), "a block"),
    (.zstd, Packed.zstd(Array("a block".utf8)), "a block"),
    (.zstd, Packed.zstd([]), ""),
    (.deflate, Packed.deflate([]), ""),
  ]

  @Test func unpacksStreamsHoweverTheyAreCutIntoPieces() throws {
    for (compression, packed, text) in Self.streams {
      for piece in [1, 2, 3, 7, 64, 1 << 16] {
        for room in [1, 5, 1 << 10] {
          let found = try unpack(packed, compression, piece: piece, room: room)
          #expect(found.text == text && found.isAtEnd, "\(compression) \(piece) \(room)")
        }
      }
    }
  }

  @Test func tellsAStreamThatIsCutFromOneThatEnds() throws {
    for (compression, packed, text) in Self.streams {
      for count in 0..<packed.count {
        let found = try unpack(Array(packed[..<count]), compression)
        #expect(text.hasPrefix(found.text))
        #expect(!found.isAtEnd || !found.text.isEmpty, "\(compression) \(count)")
      }
    }
  }

  @Test func refusesWhatIsNoStream() {
    for (compression, packed, _) in Self.streams {
      var broken = packed
      broken[0] = 0xFF
      #expect(throws: UnpackFailure.damaged) { try unpack(broken, compression) }
    }
  }

  @Test func givesNoByteMoreThanTheLimit() throws {
    for (compression, packed, text) in Self.streams {
      let exact = text.utf8.count
      #expect(try unpack(packed, compression, limit: exact).text == text)
      guard exact > 0 else { continue }
      for limit in 0..<exact {
        #expect(throws: UnpackFailure.tooLarge) { try unpack(packed, compression, limit: limit) }
      }
    }
  }

  @Test func failsAgainAfterAFailure() throws {
    let unpacker = try Unpacker(.gzip, limit: 100)
    for bytes in [[1, 2, 3], WrittenByPython.gzip] {
      #expect(throws: UnpackFailure.damaged) { try step(unpacker, bytes[...], room: 10) }
    }
  }

  /// Whatever came before: half a stream, a failure, all that it might give.
  @Test func oneThatIsRestartedIsAsNew() throws {
    for (compression, packed, text) in Self.streams {
      let unpacker = try Unpacker(compression, limit: 1)
      let others: [[UInt8]] = [packed, packed.dropLast(3), [9, 9, 9, 9, 9, 9], []]
      for before in others {
        _ = try? step(unpacker, before[...], room: 3)
        unpacker.restart(limit: text.utf8.count)
        let (found, isAtEnd) = try unpack(packed, by: unpacker, piece: 5, room: 7)
        #expect(found == text && isAtEnd, "\(compression) after \(before.count) bytes")
      }
    }
  }

  @Test func refusesWindowsOfMoreThan128MB() throws {
    // Magic, no flags, a window of 256 MB.
    let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, (28 - 10) << 3, 1, 0, 0]
    #expect(throws: UnpackFailure.unsupported) { try unpack(frame, .zstd) }
  }

  @Test func computesTheChecksumOfZip() {
    var sum = CRC32()
    #expect(sum.value == 0)
    Array("1234".utf8).withUnsafeBytes { sum.add($0) }
    Array("56789".utf8).withUnsafeBytes { sum.add($0) }
    #expect(sum.value == 0xCBF4_3926)
  }

  @discardableResult
  private func unpack(
    _ packed: [UInt8], _ compression: Compression, limit: Int = 1 << 20, piece: Int = 1 << 16,
    room: Int = 1 << 10
  ) throws -> (text: String, isAtEnd: Bool) {
    try unpack(
      packed, by: Unpacker(compression, limit: limit), piece: piece, room: room)
  }

  private func unpack(
    _ packed: [UInt8], by unpacker: Unpacker, piece: Int, room: Int
  ) throws -> (text: String, isAtEnd: Bool) {
    var text: [UInt8] = []
    var isAtEnd = false
    var rest = packed[...]
    while true {
      let (found, bytes) = try step(unpacker, rest.prefix(piece), room: room)
      rest = rest.dropFirst(found.consumed)
      text += bytes
      if found.isAtEnd {
        isAtEnd = true
      } else if found.consumed + found.produced > 0 {
        isAtEnd = false
      } else {
        return (String(decoding: text, as: UTF8.self), isAtEnd)
      }
    }
  }

  @discardableResult
  private func step(
    _ unpacker: Unpacker, _ input: ArraySlice<UInt8>, room: Int
  ) throws -> (Unpacker.Step, [UInt8]) {
    var output = [UInt8](repeating: 0, count: room)
    let step = try input.withUnsafeBytes { input in
      try output.withUnsafeMutableBytes { try unpacker.unpack(input, into: $0) }
    }
    return (step, Array(output.prefix(step.produced)))
  }
}
