/// Finds and reads the central directory at the end of a ZIP archive.
///
///     members … | directory entries … | end64, locator64 (if large) | end | comment
struct ZipDirectory {
  let file: OpenFile
  let size: Int
  let limits: ZipLimits

  private static let longestComment = 0xFFFF
  /// A comment may hold what looks like the end of an archive; no honest one does so often.
  private static let mostEnds = 16

  func members() throws(ZipFailure) -> [ZipMember] {
    var failure: ZipFailure?
    for end in try ends().prefix(Self.mostEnds) {
      do {
        return try members(before: end)
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    throw try beginsLikeAnArchive() ? .unfinished : .notAnArchive
  }

  /// An end record and where it stands.
  private struct End {
    let record: ZipRecord
    let place: Int
  }

  /// Where the entries are.
  private struct Extent {
    var offset: Int
    var length: Int
    /// The number of entries, by its lowest bits: some writers let it overflow.
    var count: UInt64
    var countMask: UInt64
  }

  /// All that may be the end record: first those whose comment ends with the file, from the back.
  private func ends() throws(ZipFailure) -> [End] {
    let length = min(size, ZipRecord.Kind.end.length + Self.longestComment)
    let tail = try file.zipBytes(at: size - length, count: length)
    var fitting: [End] = []
    var followed: [End] = []
    for index in stride(from: tail.count - ZipRecord.Kind.end.length, through: 0, by: -1)
    where tail[index] == UInt8(ascii: "P") {
      guard let record = ZipRecord(.end, tail[index...]) else { continue }
      let end = End(record: record, place: size - length + index)
      let rest = tail.count - index - ZipRecord.Kind.end.length - record.uint16(20)
      if rest == 0 { fitting.append(end) } else if rest > 0 { followed.append(end) }
    }
    return fitting + followed
  }

  private func beginsLikeAnArchive() throws(ZipFailure) -> Bool {
    let start = try file.zipBytes(at: 0, count: min(size, 4))
    return [.localHeader, .end].contains { (kind: ZipRecord.Kind) in
      kind.signature.starts(with: start)
    }
  }

  private func members(before end: End) throws(ZipFailure) -> [ZipMember] {
    let extent = try extent(before: end)
    guard extent.length <= limits.directory else {
      throw .directoryTooLarge(bytes: extent.length, limit: limits.directory)
    }
    let bytes = try file.zipBytes(at: extent.offset, count: extent.length)
    guard bytes.count == extent.length else { throw .unfinished }
    let members = try entries(bytes, at: extent.offset)
    guard UInt64(members.count) & extent.countMask == extent.count else {
      throw .damagedDirectory(byte: end.place)
    }
    return members
  }

  private func extent(before end: End) throws(ZipFailure) -> Extent {
    if let large = try extent64(before: end) { return large }
    let record = end.record
    guard record.uint16(4) == 0, record.uint16(6) == 0 else { throw .severalVolumes }
    let extent = Extent(
      offset: record.uint32(16), length: record.uint32(12), count: UInt64(record.uint16(10)),
      countMask: 0xFFFF)
    guard extent.offset + extent.length == end.place else {
      throw .damagedDirectory(byte: end.place)
    }
    return extent
  }

  /// What ZIP64 says, or `nil` where it is not used.
  private func extent64(before end: End) throws(ZipFailure) -> Extent? {
    let locatorPlace = end.place - ZipRecord.Kind.locator64.length
    guard locatorPlace >= 0,
      let locator = ZipRecord(
        .locator64,
        try file.zipBytes(at: locatorPlace, count: ZipRecord.Kind.locator64.length)[...])
    else { return nil }
    let length = ZipRecord.Kind.end64.length
    guard let place = Int(exactly: locator.uint64(8)), place <= locatorPlace - length,
      let record = ZipRecord(.end64, try file.zipBytes(at: place, count: length)[...])
    else { throw .damagedDirectory(byte: locatorPlace) }
    guard record.uint32(16) == 0, record.uint32(20) == 0 else { throw .severalVolumes }
    guard let start = Int(exactly: record.uint64(48)), start <= place,
      let bytes = Int(exactly: record.uint64(40)), bytes == place - start
    else { throw .damagedDirectory(byte: place) }
    return Extent(offset: start, length: bytes, count: record.uint64(32), countMask: .max)
  }

  private func entries(_ bytes: [UInt8], at offset: Int) throws(ZipFailure) -> [ZipMember] {
    var members: [ZipMember] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      guard members.count < limits.members else { throw .tooManyMembers(limit: limits.members) }
      guard let member = Self.entry(&rest) else {
        throw .damagedDirectory(byte: offset + rest.startIndex)
      }
      members.append(member)
    }
    return members
  }

  /// Takes one entry off the front; `nil` if there is none.
  private static func entry(_ rest: inout ArraySlice<UInt8>) -> ZipMember? {
    guard let record = ZipRecord(.directoryEntry, rest) else { return nil }
    let (nameLength, extraLength) = (record.uint16(28), record.uint16(30))
    let name = rest.dropFirst(ZipRecord.Kind.directoryEntry.length)
    let extra = name.dropFirst(nameLength)
    let comment = extra.dropFirst(extraLength)
    guard nameLength + extraLength + record.uint16(32) <= name.count else { return nil }
    var sizes = ZipSizes(
      size: record.uint32(24), compressedSize: record.uint32(20), offset: record.uint32(42))
    guard sizes.complete(from: extra.prefix(extraLength)) else { return nil }
    rest = comment.dropFirst(record.uint16(32))
    return ZipMember(
      nameBytes: Array(name.prefix(nameLength)), method: .init(number: record.uint16(10)),
      isEncrypted: record.uint16(8) & 1 != 0, compressedSize: sizes.compressedSize,
      size: sizes.size, checksum: UInt32(truncatingIfNeeded: record.uint32(16)),
      offset: sizes.offset)
  }
}
