// A block as bytes: column by column, 10 to 16 bytes a sample with a response; on disk and in
// memory alike.

extension SampleBlock {
  /// The columns one behind the other; columns of numbers that are alike take next to nothing.
  var stored: [UInt8] {
    var writer = ByteWriter()
    writer.reserve(24 * count)
    // First, as they are, so that one can be had without the others.
    writer.write(column: response)
    writer.write(offset.first ?? 0)
    writer.write(packed: distances)
    writer.write(packed: length)
    writer.write(packed: problem)
    writer.write(packed: flags)
    writer.write(packed: element)
    writer.write(packed: tokens.map(Self.shifted))
    for column in [score, entropy, logProbability] { writer.write(packed: column.map(\.bits)) }
    writer.write(packed: draw)
    writer.write(packed: answer)
    writer.write(sums) { $0.write(packed: $1.map(\.bits)) }
    writer.write(sumTokens) { $0.write(packed: $1.map(Self.shifted)) }
    return writer.sealed
  }

  /// Absent ones, which are the greatest, become 0, beside the others.
  private static func shifted(_ tokens: UInt32) -> UInt32 { tokens &+ 1 }

  /// For each record but the first how far from the end of the one before it begins, forwards or
  /// backwards by turns from 1 up; 0 where it begins in the same place.
  private var distances: [UInt64] {
    guard count > 1 else { return [] }
    return (1..<count).map { index in
      guard offset[index] != offset[index - 1] else { return 0 }
      let distance = Int64(
        bitPattern: offset[index] &- offset[index - 1] &- UInt64(length[index - 1]))
      return UInt64(bitPattern: (distance &<< 1) ^ (distance >> 63)) &+ 1
    }
  }

  private static func offsets(
    from first: UInt64, _ distances: [UInt64], _ lengths: [UInt32]
  ) -> [UInt64] {
    var offset = first
    return [first]
      + zip(distances, lengths).map { distance, length in
        guard distance != 0 else { return offset }
        let code = distance &- 1
        offset = offset &+ UInt64(length) &+ ((code &>> 1) ^ (0 &- (code & 1)))
        return offset
      }
  }

  init(stored bytes: [UInt8]) throws(DamagedBytes) {
    self = try ByteReader.read(bytes) { (reader) throws(DamagedBytes) in try SampleBlock(&reader) }
  }

  /// One response's hash in the bytes of a block that were not damaged; 0 where there is none.
  static func response(_ index: Int, in bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { bytes in
      let (count, start) = ByteReader.columnStart(bytes)
      guard index < count, start + 8 * (index + 1) <= bytes.count else { return 0 }
      return UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: start + 8 * index, as: UInt64.self))
    }
  }

  private init(_ reader: inout ByteReader) throws(DamagedBytes) {
    response = try reader.column()
    let first = try reader.word()
    let distances: [UInt64] = try reader.packed()
    length = try reader.packed()
    if !length.isEmpty {
      guard distances.count == length.count - 1 else { throw DamagedBytes() }
      offset = Self.offsets(from: first, distances, length)
    }
    problem = try reader.packed()
    flags = try reader.packed()
    element = try reader.packed()
    tokens = try Self.tokens(&reader)
    score = try Self.measures(&reader)
    entropy = try Self.measures(&reader)
    logProbability = try Self.measures(&reader)
    draw = try reader.packed()
    answer = try reader.packed()
    sums = try reader.list(Self.measures)
    sumTokens = try reader.list(Self.tokens)
    guard isWhole else { throw DamagedBytes() }
  }

  private static func tokens(_ reader: inout ByteReader) throws(DamagedBytes) -> [UInt32] {
    (try reader.packed() as [UInt32]).map { $0 &- 1 }
  }

  private static func measures(_ reader: inout ByteReader) throws(DamagedBytes) -> [Measure] {
    (try reader.packed() as [UInt32]).map(Measure.init(bits:))
  }

  /// Whether the columns are as long as they must be.
  private var isWhole: Bool {
    let sizes = [
      element.count, tokens.count, score.count, entropy.count, logProbability.count,
      response.count, draw.count, answer.count,
    ]
    return [length.count, problem.count, flags.count].allSatisfy { $0 == count }
      && sizes.allSatisfy { $0 == 0 || $0 == count }
      && sums.count == sumTokens.count
      && zip(sums, sumTokens).allSatisfy { $0.count == $1.count && $0.count <= count }
  }
}
