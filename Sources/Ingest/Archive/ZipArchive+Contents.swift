extension ZipArchive {
  /// The unpacked bytes of a member, checked against its size and checksum.
  ///
  /// - Parameter limit: The most bytes it may have.
  package func contents(of member: ZipMember, limit: Int) throws(ZipFailure) -> [UInt8] {
    var contents: [UInt8] = []
    // A size is only a claim: beyond this the array grows with what is really there.
    contents.reserveCapacity(min(member.size, limit, 16 << 20))
    try read(member, limit: limit) { piece in
      contents.append(contentsOf: piece)
      return true
    }
    return contents
  }

  /// Hands out the unpacked bytes of a member, some at a time, until `take` returns false.
  ///
  /// Pieces come before the checksum is known: only a return without failure, and without `take`
  /// having refused, says that they were right. Memory does not grow with the member.
  ///
  /// - Parameters:
  ///   - limit: The most bytes it may have.
  ///   - memory: Of who reads many members.
  package func read(
    _ member: ZipMember, limit: Int, in memory: UnpackingMemory = UnpackingMemory(),
    _ take: (UnsafeRawBufferPointer) -> Bool
  ) throws(ZipFailure) {
    guard !member.isEncrypted else { throw .encrypted(member.name) }
    guard member.size <= limit else { throw .tooLarge(member.name, limit: limit) }
    var checksum = CRC32()
    var count = 0
    let isWanted = try pieces(of: member, memory) { piece in
      checksum.add(piece)
      count += piece.count
      return take(piece)
    }
    guard isWanted else { return }
    guard count == member.size else { throw .wrongSize(member.name, claimed: member.size) }
    guard checksum.value == member.checksum else { throw .wrongChecksum(member.name) }
  }

  /// Returns whether all of it was handed out.
  private func pieces(
    of member: ZipMember, _ memory: UnpackingMemory, _ take: (UnsafeRawBufferPointer) -> Bool
  ) throws(ZipFailure) -> Bool {
    let range = try range(of: member)
    switch member.method {
    case .stored: return try copy(member, range, take)
    case .deflate: return try unpack(member, range, .deflate, memory, take)
    case .zstd: return try unpack(member, range, .zstd, memory, take)
    case .other(let number): throw .unknownMethod(member.name, number: number)
    }
  }

  /// Where the compressed bytes of a member are: behind its local header.
  ///
  /// The header repeats the name; an archive that was written anew in place since its directory
  /// was read has other bytes there.
  private func range(of member: ZipMember) throws(ZipFailure) -> Range<Int> {
    let length = ZipRecord.Kind.localHeader.length
    let wanted = length + member.nameBytes.count
    let size = try file.zipSize()
    guard member.offset < size else { throw .truncated(member.name, byte: size) }
    let bytes = try file.zipBytes(at: member.offset, count: wanted)
    guard bytes.count == wanted else { throw .truncated(member.name, byte: size) }
    guard let header = ZipRecord(.localHeader, bytes[...]),
      header.uint16(26) == member.nameBytes.count, bytes[length...].elementsEqual(member.nameBytes)
    else { throw .displaced(member.name, byte: member.offset) }
    let start = member.offset + wanted + header.uint16(28)
    let (end, isTooFar) = start.addingReportingOverflow(member.compressedSize)
    guard !isTooFar else { throw .truncated(member.name, byte: size) }
    return start..<end
  }

  private func unpack(
    _ member: ZipMember, _ range: Range<Int>, _ compression: Compression,
    _ memory: UnpackingMemory, _ take: (UnsafeRawBufferPointer) -> Bool
  ) throws(ZipFailure) -> Bool {
    let stream = PackedStream(
      file: file, range: range, compression: compression, limit: member.size,
      memory: memory)
    let stop: PackedStream.Stop
    do {
      stop = try stream.unpack(expecting: member.size, take)
    } catch {
      throw error.about(member)
    }
    switch stop {
    case .ended: return true
    case .unwanted: return false
    case .cut(let place) where place < range.upperBound:
      throw .truncated(member.name, byte: place)
    case .cut: throw .damaged(member.name)
    }
  }

  private func copy(
    _ member: ZipMember, _ range: Range<Int>, _ take: (UnsafeRawBufferPointer) -> Bool
  ) throws(ZipFailure) -> Bool {
    guard range.count == member.size else {
      throw .wrongSize(member.name, claimed: member.size)
    }
    var place = range.lowerBound
    while place < range.upperBound {
      let piece = try file.zipBytes(at: place, count: min(256 << 10, range.upperBound - place))
      guard !piece.isEmpty else { throw .truncated(member.name, byte: place) }
      guard piece.withUnsafeBytes(take) else { return false }
      place += piece.count
    }
    return true
  }
}

extension PackedStream.Failure {
  /// The failure as one of a member, whose size was the limit of the stream.
  fileprivate func about(_ member: ZipMember) -> ZipFailure {
    switch self {
    case .file(let failure): failure
    case .stream(.damaged), .stream(.checksum): .damaged(member.name)
    case .stream(.tooLarge): .wrongSize(member.name, claimed: member.size)
    case .stream(.unsupported): .unsupported(member.name)
    case .stream(.memory): .memory(member.name)
    }
  }
}
