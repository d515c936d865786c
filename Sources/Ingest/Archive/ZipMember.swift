/// One file in a ZIP archive, as the archive describes it.
///
/// Nothing of it is to be believed before the bytes were read: archives may be damaged or hostile.
package struct ZipMember: Equatable, Sendable {
  package enum Method: Equatable, Sendable {
    case stored, deflate, zstd
    /// A method that is not read, by its number in the archive.
    case other(Int)

    init(number: Int) {
      switch number {
      case 0: self = .stored
      case 8: self = .deflate
      case 93: self = .zstd
      default: self = .other(number)
      }
    }
  }

  /// The name as it is written.
  ///
  /// Two names are equal only if their bytes are.
  package let nameBytes: [UInt8]
  package let method: Method
  package let isEncrypted: Bool
  package let compressedSize: Int
  /// The size once unpacked.
  package let size: Int
  /// The CRC-32 of the unpacked bytes.
  package let checksum: UInt32
  /// Where the local header begins that stands before the member's bytes.
  package let offset: Int

  /// The name for people and for lookups; bytes that are not UTF-8 become U+FFFD.
  package var name: String { String(decoding: nameBytes, as: UTF8.self) }
}

/// The numbers of a member that may be too large for their four bytes.
///
/// Each of them that is all ones stands, with eight bytes, in the extra field of ZIP64; in this
/// order, without those that fit.
struct ZipSizes {
  static let sentinel = 0xFFFF_FFFF

  private(set) var size: Int
  private(set) var compressedSize: Int
  private(set) var offset: Int

  init(size: Int, compressedSize: Int, offset: Int = 0) {
    self.size = size
    self.compressedSize = compressedSize
    self.offset = offset
  }

  /// Fills in what the extra fields tell; returns false if they lack it.
  mutating func complete(from extra: ArraySlice<UInt8>) -> Bool {
    guard [size, compressedSize, offset].contains(Self.sentinel) else { return true }
    guard var rest = Self.field(1, in: extra) else { return false }
    return Self.complete(&size, &rest) && Self.complete(&compressedSize, &rest)
      && Self.complete(&offset, &rest)
  }

  private static func complete(_ number: inout Int, _ rest: inout ArraySlice<UInt8>) -> Bool {
    guard number == sentinel else { return true }
    guard rest.count >= 8, let exact = Int(exactly: rest.unsigned(at: 0, width: 8)) else {
      return false
    }
    number = exact
    rest = rest.dropFirst(8)
    return true
  }

  /// The extra field with a number; each begins with its number and its length.
  private static func field(_ wanted: UInt64, in extra: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var rest = extra
    while rest.count >= 4 {
      let number = rest.unsigned(at: 0, width: 2)
      let length = Int(rest.unsigned(at: 2, width: 2))
      rest = rest.dropFirst(4)
      guard length <= rest.count else { return nil }
      if number == wanted { return rest.prefix(length) }
      rest = rest.dropFirst(length)
    }
    return nil
  }
}
