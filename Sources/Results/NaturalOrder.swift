/// The order people expect of names with numbers in them: `p9` before `p10`.
package enum NaturalOrder {
  package static func precedes(_ first: String, _ second: String) -> Bool {
    compare(Array(first.utf8), Array(second.utf8))
  }

  private static func compare(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    var i = 0
    var j = 0
    while i < first.count, j < second.count {
      if isDigit(first[i]), isDigit(second[j]) {
        let a = number(first, &i)
        let b = number(second, &j)
        if a.count != b.count { return a.count < b.count }
        if a != b { return a.lexicographicallyPrecedes(b) }
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
  private static func number(_ text: [UInt8], _ index: inout Int) -> ArraySlice<UInt8> {
    let start = index
    while index < text.count, isDigit(text[index]) { index += 1 }
    return text[start..<index].drop { $0 == 0x30 }
  }
}
