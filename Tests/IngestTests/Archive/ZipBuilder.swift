@testable import Ingest

/// Writes archives byte by byte, honest ones and others.
struct ZipBuilder {
  struct Member {
    var name: [UInt8]
    var contents: [UInt8]
    var method = 0
    /// What is written for `contents`.
    var packed: [UInt8]
    var flags = 0
    /// What the archive claims, where that is not the truth.
    var checksum: UInt32?
    var size: Int?
    var compressedSize: Int?
    /// Whether the sizes stand in the extra field of ZIP64.
    var isLarge = false
    /// Whether checksum and sizes stand behind the bytes, and with which signature.
    var descriptor: [UInt8]?
    /// Whether the local header was not filled in yet.
    var isPending = false

    static func stored(_ name: String, _ text: String) -> Member {
      Member(name: Array(name.utf8), contents: Array(text.utf8), packed: Array(text.utf8))
    }

    static func deflate(_ name: String, _ text: String) -> Member {
      var member = stored(name, text)
      (member.method, member.packed) = (8, Packed.deflate(member.contents))
      return member
    }

    static func zstd(_ name: String, _ text: String) -> Member {
      var member = stored(name, text)
      (member.method, member.packed) = (93, Packed.zstd(member.contents))
      return member
    }

    func with(_ change: (inout Member) -> Void) -> Member {
      var changed = self
      change(&changed)
      return changed
    }
  }

  var members: [Member]
  var comment: [UInt8] = []
  var isLarge = false
  var hasDirectory = true

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      directory += member.entry(at: bytes.count)
      bytes += member.local
    }
    guard hasDirectory else { return bytes }
    let start = bytes.count
    bytes += directory
    if isLarge {
      let place = bytes.count
      bytes += [0x50, 0x4B, 6, 6] + little(44, 8) + little(45, 2) + little(45, 2) + little(0, 8)
      bytes += little(members.count, 8) + little(members.count, 8)
      bytes += little(directory.count, 8) + little(start, 8)
      bytes += [0x50, 0x4B, 6, 7] + little(0, 4) + little(place, 8) + little(1, 4)
    }
    let count = isLarge ? 0xFFFF : members.count
    bytes += [0x50, 0x4B, 5, 6] + little(0, 4) + little(count, 2) + little(count, 2)
    bytes += little(isLarge ? 0xFFFF_FFFF : directory.count, 4)
    bytes += little(isLarge ? 0xFFFF_FFFF : start, 4)
    return bytes + little(comment.count, 2) + comment
  }
}

extension ZipBuilder.Member {
  private var trueChecksum: UInt32 {
    var sum = CRC32()
    contents.withUnsafeBytes { sum.add($0) }
    return sum.value
  }

  /// Checksum and sizes; of the sizes, those of ZIP64 are in `extra`.
  private func numbers(isLocal: Bool) -> [UInt8] {
    if isLocal, isPending || descriptor != nil { return little(0, 12) }
    let sum = little(Int(checksum ?? trueChecksum), 4)
    if isLarge { return sum + little(0xFFFF_FFFF, 4) + little(0xFFFF_FFFF, 4) }
    return sum + little(compressedSize ?? packed.count, 4) + little(size ?? contents.count, 4)
  }

  private func extra(offset: Int?) -> [UInt8] {
    guard isLarge else { return [] }
    let sizes = little(size ?? contents.count, 8) + little(compressedSize ?? packed.count, 8)
    let numbers = sizes + (offset.map { little($0, 8) } ?? [])
    // Another field stands before it, as in archives of other tools.
    return little(0x5455, 2) + little(1, 2) + [0] + little(1, 2) + little(numbers.count, 2)
      + numbers
  }

  private var bits: Int { flags | (descriptor == nil ? 0 : 8) }

  fileprivate var local: [UInt8] {
    let extra = extra(offset: nil)
    let head = [0x50, 0x4B, 3, 4] + little(20, 2) + little(bits, 2) + little(method, 2)
    let tail = descriptor.map {
      $0 + little(Int(trueChecksum), 4) + little(packed.count, 4) + little(contents.count, 4)
    }
    return head + little(0, 4) + numbers(isLocal: true) + little(name.count, 2)
      + little(extra.count, 2) + name + extra + packed + (tail ?? [])
  }

  fileprivate func entry(at offset: Int) -> [UInt8] {
    let extra = extra(offset: offset)
    let head = [0x50, 0x4B, 1, 2] + little(20, 2) + little(20, 2) + little(bits, 2)
    let numbers = little(method, 2) + little(0, 4) + numbers(isLocal: false)
    return head + numbers + little(name.count, 2) + little(extra.count, 2) + little(0, 10)
      + little(isLarge ? 0xFFFF_FFFF : offset, 4) + name + extra
  }
}

/// Compressed streams that need no compressor.
enum Packed {
  /// Blocks of bytes as they are.
  static func deflate(_ bytes: [UInt8]) -> [UInt8] {
    var packed: [UInt8] = []
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(block.count)
      packed += [rest.isEmpty ? 1 : 0] + little(block.count, 2)
      packed += little(0xFFFF - block.count, 2) + block
    } while !rest.isEmpty
    return packed
  }

  /// A frame of one block of bytes as they are; at most 128 kB.
  static func zstd(_ bytes: [UInt8]) -> [UInt8] {
    frame(size: bytes.count) + little(bytes.count << 3 | 1, 3) + bytes
  }

  /// A frame of blocks of 128 kB, each four bytes long.
  static func zstdBomb(blocks: Int) -> [UInt8] {
    let length = 128 << 10
    var packed = frame(size: length * blocks)
    for index in 1...blocks {
      packed += little(length << 3 | 2 | (index == blocks ? 1 : 0), 3) + [0x20]
    }
    return packed
  }

  private static func frame(size: Int) -> [UInt8] {
    [0x28, 0xB5, 0x2F, 0xFD, 0xA0] + little(size, 4)
  }
}

/// A number, lowest byte first.
func little(_ number: Int, _ width: Int) -> [UInt8] {
  (0..<width).map { $0 < 8 ? UInt8(truncatingIfNeeded: number >> (8 * $0)) : 0 }
}
