import CCompress

/// How a stream is compressed.
package enum Compression: Sendable {
  /// Without any frame, as in ZIP archives.
  case deflate
  case gzip
  case zstd

  fileprivate var code: Int32 {
    switch self {
    case .deflate: Int32(KSCOPE_DEFLATE.rawValue)
    case .gzip: Int32(KSCOPE_GZIP.rawValue)
    case .zstd: Int32(KSCOPE_ZSTD.rawValue)
    }
  }
}

/// What keeps a stream from being unpacked.
package enum UnpackFailure: Int32, Error, Equatable, Sendable {
  /// It is no such stream, or its bytes were changed.
  case damaged = 2
  /// It holds more than the limit.
  case tooLarge
  /// It needs a window of more than 128 MB, or a dictionary.
  case unsupported
  case memory
  /// It ended, and is not what was packed.
  case checksum
}

/// Unpacks compressed streams a piece at a time, in memory that does not grow with them.
///
/// Streams may follow each other, as the members of a gzip file and the frames of a zstd file do:
/// what comes after an end is taken for another beginning.
package final class Unpacker {
  /// How far one call came.
  package struct Step: Equatable {
    /// Bytes taken from the input.
    package let consumed: Int
    /// Bytes put into the output.
    package let produced: Int
    /// Whether a stream ended here, with all it holds handed out.
    package let isAtEnd: Bool
  }

  private let pointer: OpaquePointer

  /// Creates an unpacker.
  ///
  /// - Parameter limit: The most bytes that come out of it, of all streams together.
  package init(_ compression: Compression, limit: Int) throws(UnpackFailure) {
    guard let made = kscope_unpacker_create(compression.code, UInt64(max(0, limit))) else {
      throw .memory
    }
    pointer = made
  }

  deinit { kscope_unpacker_destroy(pointer) }

  /// Makes it as new, whatever came before.
  func restart(limit: Int) { kscope_unpacker_restart(pointer, UInt64(max(0, limit))) }

  private init(_ pointer: OpaquePointer) { self.pointer = pointer }

  /// Another that goes on from here; `nil` where that cannot be had, as for zstd.
  func copy() -> Unpacker? { kscope_unpacker_copy(pointer).map(Unpacker.init) }

  /// Unpacks as much as the input gives and the output holds.
  ///
  /// A step that neither consumes nor produces, with room in `output`, waits for more input. After
  /// a failure every further step fails alike.
  package func unpack(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(UnpackFailure) -> Step {
    let (step, failure) = advance(input, into: output)
    if let failure { throw failure }
    return step
  }

  /// The same; before a failure there may have come something, too.
  func advance(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> (step: Step, failure: UnpackFailure?) {
    var consumed = 0
    var produced = 0
    let status = kscope_unpack(
      pointer, input.assumingMemoryBound(to: UInt8.self).baseAddress, input.count, &consumed,
      output.assumingMemoryBound(to: UInt8.self).baseAddress, output.count, &produced)
    let step = Step(
      consumed: consumed, produced: produced,
      isAtEnd: status == Int32(KSCOPE_UNPACK_END.rawValue))
    return (step, UnpackFailure(rawValue: status))
  }
}

/// The checksum of ZIP and gzip.
package struct CRC32: Equatable, Sendable {
  /// Of all bytes added so far; 0 for none.
  package private(set) var value: UInt32 = 0

  package init() {}

  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    value = kscope_crc32(
      value, bytes.assumingMemoryBound(to: UInt8.self).baseAddress, bytes.count)
  }
}
