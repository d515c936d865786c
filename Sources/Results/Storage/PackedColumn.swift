// Columns of numbers in few bits: as distances from the least of them, or, where few numbers
// differ, as places in a table of these.

extension ByteWriter {
  /// Numbers in order; of `n` that lie within `2^w` of the least it takes `n * w` bits and a few bytes.
  mutating func write<Value: PackableNumber>(packed column: [Value]) {
    write(column.count)
    guard let (least, most) = column.bounds else { return }
    let width = UInt64(most &- least).bitWidthUsed
    if width > NumberTable<Value>.leastWidth, let table = NumberTable(of: column),
      table.bits(for: column.count) < width * column.count
    {
      write(true)
      write(packed: table.numbers)
      return write(table.places, above: 0, width: table.width)
    }
    write(false)
    write(UInt64(least))
    write(column, above: least, width: width)
  }

  /// The lowest `width` bits of each number less `least`, from the lowest bit of each word up.
  private mutating func write<Value: PackableNumber>(
    _ column: [Value], above least: Value, width: Int
  ) {
    write(width)
    var word: UInt64 = 0
    var filled = 0
    reserve(column.count * width / 8 + 16)
    guard width > 0 else { return }
    for number in column {
      let number = UInt64(number &- least)
      word |= number &<< UInt64(filled)
      filled += width
      guard filled >= 64 else { continue }
      write(word)
      filled -= 64
      word = filled == 0 ? 0 : number &>> UInt64(width - filled)
    }
    if filled > 0 { write(word) }
  }
}

extension ByteReader {
  /// Reads what `write(packed:)` wrote.
  mutating func packed<Value: PackableNumber>() throws(DamagedBytes) -> [Value] {
    let count = try integer()
    guard count > 0 else {
      guard count == 0 else { throw DamagedBytes() }
      return []
    }
    guard try flag() else {
      let least = try word()
      return try bits(count, above: Value(truncatingIfNeeded: least))
    }
    let table: [Value] = try packed()
    let places: [UInt16] = try bits(count, above: 0)
    guard places.allSatisfy({ Int($0) < table.count }) else { throw DamagedBytes() }
    return places.map { table[Int($0)] }
  }

  private mutating func bits<Value: PackableNumber>(
    _ count: Int, above least: Value
  ) throws(DamagedBytes) -> [Value] {
    let width = try integer()
    guard (0...64).contains(width), count <= PackedNumbers.most else { throw DamagedBytes() }
    guard width > 0 else { return Array(repeating: least, count: count) }
    let words = try words((count * width + 63) / 64)
    if width <= 32 { return Self.narrow(count, of: width, in: words, above: least) }
    let numbers = PackedNumbers(words: words, width: width)
    return Array(unsafeUninitializedCapacity: count) { buffer, initialized in
      for index in 0..<count {
        buffer[index] = Value(truncatingIfNeeded: numbers[index]) &+ least
      }
      initialized = count
    }
  }
}

extension ByteReader {
  /// Numbers of at most 32 bits, one behind the other: half as long as to look for each of them.
  private static func narrow<Value: PackableNumber>(
    _ count: Int, of width: Int, in words: UnsafeRawBufferPointer, above least: Value
  ) -> [Value] {
    Array(unsafeUninitializedCapacity: count) { buffer, initialized in
      let mask: UInt64 = 1 &<< UInt64(width) &- 1
      var (bits, filled, place): (UInt64, Int, Int) = (0, 0, 0)
      for index in 0..<count {
        if filled < width {
          let next = words.loadUnaligned(fromByteOffset: place, as: UInt32.self)
          bits |= UInt64(UInt32(littleEndian: next)) &<< UInt64(filled)
          (filled, place) = (filled &+ 32, place &+ 4)
        }
        buffer.initializeElement(at: index, to: Value(truncatingIfNeeded: bits & mask) &+ least)
        bits = bits &>> UInt64(width)
        filled = filled &- width
      }
      initialized = count
    }
  }
}

/// Numbers of one width, each of which can be had by itself.
struct PackedNumbers {
  /// More are not taken for what was written: damage is not to take all memory.
  static let most = 1 << 24

  /// Whole words, as many as the numbers take.
  let words: UnsafeRawBufferPointer
  /// In bits, from 1 to 64.
  let width: Int

  @inline(__always)
  subscript(index: Int) -> UInt64 {
    let bit = index &* width
    let (place, shift) = ((bit &>> 6) &* 8, bit & 63)
    var number = word(at: place) &>> UInt64(shift)
    if shift &+ width > 64 { number |= word(at: place &+ 8) &<< UInt64(64 &- shift) }
    return width == 64 ? number : number & (1 &<< UInt64(width) &- 1)
  }

  @inline(__always)
  private func word(at place: Int) -> UInt64 {
    UInt64(littleEndian: words.loadUnaligned(fromByteOffset: place, as: UInt64.self))
  }
}

/// The different numbers of a column, where they are few.
private struct NumberTable<Value: PackableNumber> {
  private(set) var numbers: [Value] = []
  private(set) var places: [UInt16] = []

  /// The most different numbers.
  private static var limit: Int { 1024 }

  /// `nil` where there are too many to be worth it.
  init?(of column: [Value]) {
    var slots = [UInt16](repeating: .max, count: 4 * Self.limit)
    places.reserveCapacity(column.count)
    for number in column {
      var slot = Int(
        truncatingIfNeeded: (UInt64(number) &* 0x9E37_79B9_7F4A_7C15) &>> 52)
      while slots[slot] != .max, numbers[Int(slots[slot])] != number {
        slot = (slot + 1) & (slots.count - 1)
      }
      if slots[slot] == .max {
        guard numbers.count < Self.limit else { return nil }
        slots[slot] = UInt16(numbers.count)
        numbers.append(number)
      }
      places.append(slots[slot])
    }
  }

  var width: Int { UInt64(numbers.count - 1).bitWidthUsed }

  func bits(for count: Int) -> Int {
    width * count + numbers.count * MemoryLayout<Value>.size * 8 + 32
  }
}

extension NumberTable {
  /// What takes fewer bits is not worth a table.
  static var leastWidth: Int { 8 }
}

/// What a packed column holds.
protocol PackableNumber: FixedWidthInteger, UnsignedInteger {}

extension UInt8: PackableNumber {}
extension UInt16: PackableNumber {}
extension UInt32: PackableNumber {}
extension UInt64: PackableNumber {}

extension UInt64 {
  /// How many bits the number takes; none for 0.
  fileprivate var bitWidthUsed: Int { UInt64.bitWidth - leadingZeroBitCount }
}

extension Array where Element: PackableNumber {
  fileprivate var bounds: (least: Element, most: Element)? {
    guard var least = first else { return nil }
    var most = least
    for number in self {
      least = Swift.min(least, number)
      most = Swift.max(most, number)
    }
    return (least, most)
  }
}
