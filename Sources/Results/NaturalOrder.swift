/// The order people expect of names with numbers in them: `p9` before `p10`.
package enum NaturalOrder {
  package static func precedes(_ first: String, _ second: String) -> Bool {
    var (first, second) = (first, second)
    return first.withUTF8 { first in second.withUTF8 { compare(first, $0) } }
  }

  private typealias Bytes = UnsafeBufferPointer<UInt8>

  private static func compare(_ first: Bytes, _ second: Bytes) -> Bool {
    var i = 0
    var j = 0
    while i < first.count, j < second.count {
      if isDigit(first[i]), isDigit(second[j]) {
        let a = number(first, &i)
        let b = number(second, &j)
        if a.count != b.count { return a.count < b.count }
        if !a.elementsEqual(b) { return a.lexicographicallyPrecedes(b) }
      } else {
        if first[i] != second[j] { return first[i] < second[j] }
        i += 1
        j += 1
      }
    }
    if (i < first.count) != (j < second.count) { return j < second.count }
    // Equal but for leading zeros: any order will do, as long as it is one.
    return first.lexicographicallyPrecedes(second)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// The digits at a place, without leading zeros.
  private static func number(_ text: Bytes, _ index: inout Int) -> Slice<Bytes> {
    let start = index
    while index < text.count, isDigit(text[index]) { index += 1 }
    return text[start..<index].drop { $0 == 0x30 }
  }
}
