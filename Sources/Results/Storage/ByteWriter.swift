/// Writes values one behind the other, as `ByteReader` reads them: integers as LEB128 or little-endian.
///
/// A checksum stands at the end: what a disk or another program changed is not taken for results.
struct ByteWriter {
  private var bytes: [UInt8] = []

  /// All that was written, with its checksum, in no more memory than it takes.
  var sealed: [UInt8] {
    let sum = bytes.withUnsafeBytes { Scramble.of(bytes: $0) }
    return Array(unsafeUninitializedCapacity: bytes.count + 8) { buffer, initialized in
      let all = UnsafeMutableRawBufferPointer(buffer)
      bytes.withUnsafeBytes { all.copyMemory(from: $0) }
      all.storeBytes(of: sum.littleEndian, toByteOffset: bytes.count, as: UInt64.self)
      initialized = bytes.count + 8
    }
  }

  /// Makes room for so many further bytes at once.
  mutating func reserve(_ count: Int) {
    if bytes.capacity - bytes.count < count { bytes.reserveCapacity(2 * bytes.count + count) }
  }

  mutating func write(_ value: Int) {
    // Small negative numbers stay short: the sign goes to the lowest bit.
    var rest = UInt64(bitPattern: Int64(value << 1 ^ value >> (Int.bitWidth - 1)))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func write(_ value: UInt64) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ value: Double) { write(value.bitPattern) }

  mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write<Value>(_ value: Value?, _ body: (inout ByteWriter, Value) -> Void) {
    write(value != nil)
    if let value { body(&self, value) }
  }

  mutating func write(_ text: String?) { write(text) { $0.write($1) } }

  mutating func write<Value>(_ list: [Value], _ body: (inout ByteWriter, Value) -> Void) {
    write(list.count)
    for value in list { body(&self, value) }
  }

  /// Numbers of one width, as they lie in memory.
  mutating func write<Value: FixedWidthInteger>(column: [Value]) {
    write(column.count)
    column.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }
}

/// Some bytes are not what `ByteWriter` wrote.
package struct DamagedBytes: Error, Equatable {
  package init() {}
}

/// Reads values one behind the other; never beyond the bytes.
struct ByteReader {
  private let bytes: UnsafeRawBufferPointer
  private var place = 0

  private init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Reads all of some bytes: that some are left over is damage, too.
  static func read<Value>(
    _ bytes: [UInt8], _ body: (inout ByteReader) throws(DamagedBytes) -> Value
  ) throws(DamagedBytes) -> Value {
    try bytes.withUnsafeBufferPointer { (bytes) throws(DamagedBytes) in
      let all = UnsafeRawBufferPointer(bytes)
      guard all.count >= 8 else { throw DamagedBytes() }
      let content = UnsafeRawBufferPointer(rebasing: all.dropLast(8))
      let sum = UInt64(
        littleEndian: all.loadUnaligned(fromByteOffset: content.count, as: UInt64.self))
      guard Scramble.of(bytes: content) == sum else { throw DamagedBytes() }
      var reader = ByteReader(content)
      let value = try body(&reader)
      guard reader.place == content.count else { throw DamagedBytes() }
      return value
    }
  }

  /// How many numbers a column has that stands first, and where they begin.
  static func columnStart(_ bytes: UnsafeRawBufferPointer) -> (count: Int, start: Int) {
    var reader = ByteReader(bytes)
    return ((try? reader.integer()) ?? 0, reader.place)
  }

  private mutating func take(_ count: Int) throws(DamagedBytes) -> Range<Int> {
    guard count >= 0, count <= bytes.count - place else { throw DamagedBytes() }
    defer { place += count }
    return place..<(place + count)
  }

  mutating func integer() throws(DamagedBytes) -> Int {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = bytes[try take(1).lowerBound]
      guard shift < 64 else { throw DamagedBytes() }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return Int(Int64(bitPattern: value >> 1) ^ -Int64(value & 1)) }
      shift += 7
    }
  }

  /// A number of things that take at least a byte each: no more than there are bytes.
  mutating func size() throws(DamagedBytes) -> Int {
    let size = try integer()
    guard size >= 0, size <= bytes.count - place else { throw DamagedBytes() }
    return size
  }

  /// Passes over so many bytes if all of them are 0.
  mutating func skip(zeros count: Int) -> Bool {
    guard count <= bytes.count - place, bytes[place..<(place + count)].allSatisfy({ $0 == 0 })
    else { return false }
    place += count
    return true
  }

  mutating func flag() throws(DamagedBytes) -> Bool { bytes[try take(1).lowerBound] != 0 }

  mutating func word() throws(DamagedBytes) -> UInt64 {
    UInt64(
      littleEndian: bytes.loadUnaligned(fromByteOffset: try take(8).lowerBound, as: UInt64.self))
  }

  mutating func double() throws(DamagedBytes) -> Double { Double(bitPattern: try word()) }

  mutating func text() throws(DamagedBytes) -> String {
    let count = try size()
    return String(decoding: bytes[try take(count)], as: UTF8.self)
  }

  mutating func optional<Value>(
    _ body: (inout ByteReader) throws(DamagedBytes) -> Value
  ) throws(DamagedBytes) -> Value? {
    try flag() ? try body(&self) : nil
  }

  mutating func optionalText() throws(DamagedBytes) -> String? {
    try flag() ? try text() : nil
  }

  mutating func list<Value>(
    _ body: (inout ByteReader) throws(DamagedBytes) -> Value
  ) throws(DamagedBytes) -> [Value] {
    let count = try size()
    var list: [Value] = []
    list.reserveCapacity(count)
    for _ in 0..<count { list.append(try body(&self)) }
    return list
  }

  /// So many words of 64 bits, as they lie there.
  mutating func words(_ count: Int) throws(DamagedBytes) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= (bytes.count - place) / 8 else { throw DamagedBytes() }
    return UnsafeRawBufferPointer(rebasing: bytes[try take(8 * count)])
  }

  mutating func column<Value: FixedWidthInteger>() throws(DamagedBytes) -> [Value] {
    let count = try size()
    let range = try take(count * MemoryLayout<Value>.size)
    return Array(unsafeUninitializedCapacity: count) { buffer, initialized in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: bytes[range]))
      initialized = count
    }
  }
}
