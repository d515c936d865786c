/// Numbers made of others, the same in every process: keys of tables, and checksums of sequences.
enum Scramble {
  static func of(_ text: String) -> UInt64 {
    var state = UInt64(text.utf8.count)
    for byte in text.utf8 { state = mix(state, UInt64(byte)) }
    return state
  }

  @inline(__always)
  static func mix(_ state: UInt64, _ value: UInt64) -> UInt64 {
    let product = (state ^ 0xA076_1D64_78BD_642F)
      .multipliedFullWidth(by: value ^ 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low &+ state
  }
}
