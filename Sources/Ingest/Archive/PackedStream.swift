/// A compressed stream somewhere in a file, unpacked a piece at a time.
struct PackedStream {
  let file: OpenFile
  /// Where it begins, and where it has ended at the latest.
  let range: Range<Int>
  let compression: Compression
  /// The most bytes that may come out.
  let limit: Int
  /// What unpacked other streams before, and may unpack this one.
  let memory: UnpackingMemory

  /// Bytes that are read at once, and handed out at once.
  private static let pieceRead = 64 << 10
  private static let pieceGiven = 256 << 10

  /// Where unpacking stopped.
  enum Stop: Equatable {
    /// The stream ended before this byte of the file.
    case ended(Int)
    /// The range or the file ended before the stream, at this byte.
    case cut(Int)
    /// Nothing more was wanted.
    case unwanted
  }

  enum Failure: Error {
    case file(ZipFailure)
    case stream(UnpackFailure)
  }

  /// Hands out what the stream holds, until it ends or `take` returns false.
  func unpack(
    expecting size: Int, _ take: (UnsafeRawBufferPointer) -> Bool
  ) throws(Failure) -> Stop {
    let unpacker = try unpacker()
    let output = memory.room(for: max(1, min(size, Self.pieceGiven)))
    var place = range.lowerBound
    while true {
      let input = try read(at: place)
      var used = 0
      repeat {
        let step = try Self.step(unpacker, input.dropFirst(used), output)
        used += step.consumed
        if step.produced > 0, !take(UnsafeRawBufferPointer(rebasing: output[..<step.produced])) {
          return .unwanted
        }
        if step.isAtEnd, try !continues(at: place + used) { return .ended(place + used) }
        if step.consumed == 0, step.produced == 0, !step.isAtEnd { break }
      } while true
      place += used
      // The unpacker wants more than there was: either there is more, or the stream is cut.
      if used == 0 { return .cut(place + input.count) }
    }
  }

  /// Whether another frame follows one that ended; only zstd has several.
  private func continues(at place: Int) throws(Failure) -> Bool {
    guard compression == .zstd, range.upperBound - place >= 4 else { return false }
    let start = try bytes(at: place, count: 4)[...]
    guard start.count == 4 else { return false }
    let mark = start.unsigned(at: 0, width: 4)
    return mark == 0xFD2F_B528 || mark & 0xFFFF_FFF0 == 0x184D_2A50
  }

  private func read(at place: Int) throws(Failure) -> [UInt8] {
    try bytes(at: place, count: min(Self.pieceRead, range.upperBound - place))
  }

  private func bytes(at place: Int, count: Int) throws(Failure) -> [UInt8] {
    do {
      return try file.zipBytes(at: place, count: count)
    } catch {
      throw .file(error)
    }
  }

  private func unpacker() throws(Failure) -> Unpacker {
    do {
      return try memory.unpacker(compression, limit: limit)
    } catch {
      throw .stream(error)
    }
  }

  private static func step(
    _ unpacker: Unpacker, _ input: ArraySlice<UInt8>, _ output: UnsafeMutableRawBufferPointer
  ) throws(Failure) -> Unpacker.Step {
    let result = input.withUnsafeBytes { input in
      Result { () throws(UnpackFailure) in try unpacker.unpack(input, into: output) }
    }
    do {
      return try result.get()
    } catch {
      throw .stream(error)
    }
  }
}

/// The memory that unpacking takes, for one stream after another: archives hold thousands of small ones.
package final class UnpackingMemory {
  private var unpackers: [Compression: Unpacker] = [:]
  private var output = UnsafeMutableRawBufferPointer(start: nil, count: 0)

  package init() {}

  deinit { output.deallocate() }

  /// An unpacker as new; the one that was handed out before is no longer to be used.
  fileprivate func unpacker(
    _ compression: Compression, limit: Int
  ) throws(UnpackFailure) -> Unpacker {
    if let known = unpackers[compression] {
      known.restart(limit: limit)
      return known
    }
    let made = try Unpacker(compression, limit: limit)
    unpackers[compression] = made
    return made
  }

  /// So many bytes of room, the same each time.
  fileprivate func room(for count: Int) -> UnsafeMutableRawBufferPointer {
    if output.count < count {
      output.deallocate()
      output = .allocate(byteCount: count, alignment: 16)
    }
    return UnsafeMutableRawBufferPointer(rebasing: output[..<count])
  }
}
