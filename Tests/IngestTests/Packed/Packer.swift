import CPacking

@testable import Ingest

/// Compresses texts as programs do: in one go, flushed now and then, in several streams.
final class Packer {
  private let pointer: OpaquePointer

  init(_ compression: Compression) {
    pointer = cpk_create(compression == .gzip ? 1 : 2)
  }

  deinit { cpk_destroy(pointer) }

  /// A piece of a stream, all of which can be unpacked.
  func flush(_ text: String) -> [UInt8] { pack(Array(text.utf8), ends: false) }

  /// The last piece of a stream.
  func end(_ text: String = "") -> [UInt8] { pack(Array(text.utf8), ends: true) }

  static func pack(_ bytes: [UInt8], _ compression: Compression) -> [UInt8] {
    Packer(compression).pack(bytes, ends: true)
  }

  private func pack(_ bytes: [UInt8], ends: Bool) -> [UInt8] {
    Array(unsafeUninitializedCapacity: bytes.count + bytes.count / 8 + 1024) { buffer, count in
      count = cpk_pack(
        pointer, bytes, bytes.count, ends ? 1 : 0, buffer.baseAddress, buffer.count)
    }
  }
}

extension Compression {
  static let ofFiles: [Compression] = [.gzip, .zstd]
  var ending: String { self == .gzip ? ".gz" : ".zst" }
}
