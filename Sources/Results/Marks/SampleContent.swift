/// What a mark holds on to: a hash of the problem's id and of the response as it reads.
///
/// It stays the same where a file is moved, packed, merged with others or written with other
/// escapes. Equal responses to one problem are one.
package struct SampleContent: Hashable, Sendable {
  package let hash: UInt64

  package init(hash: UInt64) { self.hash = hash }

  /// FNV-1a with 64 bits over the id, a zero byte, and the response, in UTF-8.
  package init(problem: String, response: String) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for byte in problem.utf8 { add(byte) }
    add(0)
    var response = response
    response.withUTF8 { for byte in $0 { add(byte) } }
    self.hash = hash
  }

  /// Reads sixteen hexadecimal digits.
  package init?(_ text: String) {
    guard text.utf8.count == 16, let hash = UInt64(text, radix: 16) else { return nil }
    self.hash = hash
  }

  package var text: String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
