/// A piece of a ZIP archive that begins with a signature, and its numbers by their offsets.
///
/// Offsets and names are those of PKWARE's APPNOTE.TXT, section 4.3. All numbers are little-endian.
struct ZipRecord {
  /// What a record begins with, and the length of its part that is always there.
  enum Kind {
    case localHeader, directoryEntry, end, end64, locator64

    /// The two bytes behind "PK".
    private var mark: (UInt8, UInt8) {
      switch self {
      case .localHeader: (3, 4)
      case .directoryEntry: (1, 2)
      case .end: (5, 6)
      case .end64: (6, 6)
      case .locator64: (6, 7)
      }
    }

    var signature: [UInt8] { [UInt8(ascii: "P"), UInt8(ascii: "K"), mark.0, mark.1] }

    var length: Int {
      switch self {
      case .localHeader: 30
      case .directoryEntry: 46
      case .end: 22
      case .end64: 56
      case .locator64: 20
      }
    }
  }

  private let bytes: ArraySlice<UInt8>

  /// Creates a record from bytes that begin with it; `nil` if they are too few or something else.
  init?(_ kind: Kind, _ bytes: ArraySlice<UInt8>) {
    guard bytes.count >= kind.length, bytes.starts(with: kind.signature) else { return nil }
    self.bytes = bytes.prefix(kind.length)
  }

  func uint16(_ offset: Int) -> Int { Int(bytes.unsigned(at: offset, width: 2)) }
  func uint32(_ offset: Int) -> Int { Int(bytes.unsigned(at: offset, width: 4)) }
  func uint64(_ offset: Int) -> UInt64 { bytes.unsigned(at: offset, width: 8) }
}

extension ArraySlice<UInt8> {
  /// A little-endian number; `offset` counts from the start of the slice.
  ///
  /// - Precondition: The slice has `offset + width` bytes.
  func unsigned(at offset: Int, width: Int) -> UInt64 {
    let start = startIndex + offset
    return self[start..<(start + width)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
