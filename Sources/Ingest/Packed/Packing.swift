import Results
import Watching

/// How a file is compressed, by its first bytes.
enum Packing: Equatable {
  case plain
  /// So few bytes that they may become the start of a compressed file.
  case undecided
  case packed(Compression)

  /// As many bytes as are looked at.
  static let signLength = 4

  private static let signs: [(start: [UInt8], compression: Compression)] = [
    // DEFLATE is the only method that gzip has.
    ([0x1F, 0x8B, 0x08], .gzip),
    ([0x28, 0xB5, 0x2F, 0xFD], .zstd),
  ]

  /// - Parameters:
  ///   - start: The first bytes of the file.
  ///   - name: What it is called: it tells frames to be skipped of zstd from those of LZ4, and
  ///     a few bytes of a compressed file from others.
  init(_ start: [UInt8], name: String) {
    let start = start.prefix(Self.signLength)
    if let sign = Self.signs.first(where: { start.starts(with: $0.start) }) {
      self = .packed(sign.compression)
    } else if name.hasSuffix(".zst"), start.count == 4, start[0] & 0xF0 == 0x50,
      start.dropFirst().elementsEqual([0x2A, 0x4D, 0x18])
    {
      self = .packed(.zstd)
    } else if name != PackedName.unpacked(name), !start.isEmpty,
      Self.signs.contains(where: { $0.start.starts(with: start) })
    {
      self = .undecided
    } else {
      self = .plain
    }
  }
}

extension Packing {
  init(of file: OpenFile) throws(SystemFailure) {
    let name = LibraryState.split(file.path).name
    self.init(try file.bytes(at: 0, count: Self.signLength), name: name)
  }
}

extension Compression {
  /// What people call it.
  var name: String {
    switch self {
    case .deflate: "DEFLATE"
    case .gzip: "gzip"
    case .zstd: "zstd"
    }
  }

  /// The command that unpacks a file.
  var unpacks: String { self == .zstd ? "zstd -d" : "gunzip" }
}
