// A block as bytes: column by column, little-endian, about 30 bytes a sample.

extension SampleBlock {
  /// The columns one behind the other; places are written as distances from the first.
  var stored: [UInt8] {
    var writer = ByteWriter()
    write(offset, to: &writer)
    writer.write(column: length)
    let isNarrow = problem.allSatisfy { $0 <= UInt32(UInt16.max) }
    writer.write(isNarrow)
    if isNarrow {
      writer.write(column: problem.map(UInt16.init(truncatingIfNeeded:)))
    } else {
      writer.write(column: problem)
    }
    writer.write(column: flags)
    for column in [element, tokens] { writer.write(column: column) }
    for column in [score, entropy, logProbability] { writer.write(column: column.map(\.bits)) }
    for column in [response, draw] { writer.write(column: column) }
    writer.write(column: answer)
    writer.write(sums) { $0.write(column: $1.map(\.bits)) }
    writer.write(sumTokens) { $0.write(column: $1) }
    return writer.sealed
  }

  private func write(_ offsets: [UInt64], to writer: inout ByteWriter) {
    let base = offsets.min() ?? 0
    let isNarrow = (offsets.max() ?? 0) - base <= UInt64(UInt32.max)
    writer.write(isNarrow)
    if isNarrow {
      writer.write(base)
      writer.write(column: offsets.map { UInt32(truncatingIfNeeded: $0 - base) })
    } else {
      writer.write(column: offsets)
    }
  }

  init(stored bytes: [UInt8]) throws(DamagedBytes) {
    self = try ByteReader.read(bytes) { (reader) throws(DamagedBytes) in try SampleBlock(&reader) }
  }

  private init(_ reader: inout ByteReader) throws(DamagedBytes) {
    if try reader.flag() {
      let base = try reader.word()
      offset = (try reader.column() as [UInt32]).map { base &+ UInt64($0) }
    } else {
      offset = try reader.column()
    }
    length = try reader.column()
    problem =
      try reader.flag()
      ? (try reader.column() as [UInt16]).map(UInt32.init) : try reader.column()
    flags = try reader.column()
    element = try reader.column()
    tokens = try reader.column()
    score = try Self.measures(&reader)
    entropy = try Self.measures(&reader)
    logProbability = try Self.measures(&reader)
    response = try reader.column()
    draw = try reader.column()
    answer = try reader.column()
    sums = try reader.list(Self.measures)
    sumTokens = try reader.list { (reader) throws(DamagedBytes) in try reader.column() }
    guard isWhole else { throw DamagedBytes() }
  }

  private static func measures(_ reader: inout ByteReader) throws(DamagedBytes) -> [Measure] {
    (try reader.column() as [UInt32]).map(Measure.init(bits:))
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
