/// Lists the members of an archive from its start, by the local headers that stand before them.
///
/// This is for archives whose central directory is not there yet. Where a header does not say how
/// long its member is, the member is unpacked: DEFLATE and zstd tell where they end. The walk stops
/// at the first thing that is not a whole member, without a failure; a member whose length can
/// neither be read nor found, because it is being written, is not listed.
struct ZipWalk {
  let file: OpenFile
  let size: Int
  let limits: ZipLimits
  /// Where the next header is expected.
  private var place = 0
  /// Bytes that may still be unpacked to find ends.
  private var budget: Int
  private let memory = UnpackingMemory()

  init(file: OpenFile, size: Int, limits: ZipLimits) {
    self.file = file
    self.size = size
    self.limits = limits
    budget = limits.walk
  }

  mutating func members() throws(ZipFailure) -> [ZipMember] {
    var members: [ZipMember] = []
    while let header = try header() {
      guard members.count < limits.members else { throw .tooManyMembers(limit: limits.members) }
      guard let member = try member(of: header) else { break }
      members.append(member)
    }
    guard place > 0 else { throw try beginsWithHeader() ? .unfinished : .notAnArchive }
    return members
  }

  /// A local header and what follows it.
  private struct Header {
    let record: ZipRecord
    let name: [UInt8]
    var sizes: ZipSizes
    /// Where the member's bytes begin.
    let start: Int

    var method: ZipMember.Method { .init(number: record.uint16(8)) }
    var isEncrypted: Bool { record.uint16(6) & 1 != 0 }
    var checksum: UInt32 { UInt32(truncatingIfNeeded: record.uint32(14)) }

    /// Whether the length is known: not before a stream was written, where the writer cannot or
    /// did not yet go back to fill it in.
    var isComplete: Bool {
      record.uint16(6) & 8 == 0 && (method == .stored || sizes.compressedSize > 0)
    }
  }

  /// The part of a member that has to be found out.
  private struct Extent {
    let compressedSize: Int
    let size: Int
    let checksum: UInt32
  }

  private func beginsWithHeader() throws(ZipFailure) -> Bool {
    ZipRecord.Kind.localHeader.signature.starts(with: try file.zipBytes(at: 0, count: min(size, 4)))
  }

  private func header() throws(ZipFailure) -> Header? {
    let length = ZipRecord.Kind.localHeader.length
    guard let record = ZipRecord(.localHeader, try file.zipBytes(at: place, count: length)[...])
    else { return nil }
    let (nameLength, extraLength) = (record.uint16(26), record.uint16(28))
    let variable = try file.zipBytes(at: place + length, count: nameLength + extraLength)
    guard variable.count == nameLength + extraLength else { return nil }
    var sizes = ZipSizes(size: record.uint32(22), compressedSize: record.uint32(18))
    guard sizes.complete(from: variable[nameLength...]) else { return nil }
    return Header(
      record: record, name: Array(variable[..<nameLength]), sizes: sizes,
      start: place + length + variable.count)
  }

  /// The member of a header, with `place` behind it; `nil` if it is not whole.
  private mutating func member(of header: Header) throws(ZipFailure) -> ZipMember? {
    let offset = place
    guard let extent = header.isComplete ? stated(header) : try found(header) else { return nil }
    return ZipMember(
      nameBytes: header.name, method: header.method, isEncrypted: header.isEncrypted,
      compressedSize: extent.compressedSize, size: extent.size, checksum: extent.checksum,
      offset: offset)
  }

  /// What the header says, if the file is that long.
  private mutating func stated(_ header: Header) -> Extent? {
    let sizes = header.sizes
    guard sizes.compressedSize <= size - header.start else { return nil }
    // A member without bytes at the end of the file may be one that is about to get some.
    guard sizes.compressedSize > 0 || header.start < size else { return nil }
    place = header.start + sizes.compressedSize
    return Extent(
      compressedSize: sizes.compressedSize, size: sizes.size, checksum: header.checksum)
  }

  /// What unpacking shows, if it agrees with the descriptor that follows the bytes.
  private mutating func found(_ header: Header) throws(ZipFailure) -> Extent? {
    guard !header.isEncrypted, header.start < size else { return nil }
    switch header.method {
    case .deflate: return try found(header, .deflate)
    case .zstd: return try found(header, .zstd)
    case .stored, .other: return nil
    }
  }

  private mutating func found(
    _ header: Header, _ compression: Compression
  ) throws(ZipFailure) -> Extent? {
    let stream = PackedStream(
      file: file, range: header.start..<size, compression: compression, limit: budget,
      memory: memory)
    var checksum = CRC32()
    var count = 0
    let stop = try? stream.unpack(expecting: .max) { piece in
      checksum.add(piece)
      count += piece.count
      return true
    }
    budget -= count
    guard case .ended(let end) = stop else { return nil }
    let extent = Extent(
      compressedSize: end - header.start, size: count, checksum: checksum.value)
    guard let length = try descriptorLength(at: end, extent) else { return nil }
    place = end + length
    return extent
  }

  /// The length of the descriptor that says `extent`: with a signature or without, with sizes of
  /// four bytes or of eight.
  private func descriptorLength(at place: Int, _ extent: Extent) throws(ZipFailure) -> Int? {
    let bytes = try file.zipBytes(at: place, count: 24)[...]
    for start in bytes.starts(with: Self.descriptorSignature) ? [4, 0] : [0] {
      for width in [4, 8] {
        let length = start + 4 + 2 * width
        guard bytes.count >= length else { continue }
        let mask = width == 4 ? UInt64(UInt32.max) : .max
        if bytes.unsigned(at: start, width: 4) == UInt64(extent.checksum),
          bytes.unsigned(at: start + 4, width: width) == UInt64(extent.compressedSize) & mask,
          bytes.unsigned(at: start + 4 + width, width: width) == UInt64(extent.size) & mask
        {
          return length
        }
      }
    }
    return nil
  }

  private static let descriptorSignature = [UInt8(ascii: "P"), UInt8(ascii: "K"), 7, 8]
}
