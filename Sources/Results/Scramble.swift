/// Numbers made of others, the same in every process: keys of tables, and checksums of sequences.
enum Scramble {
  static func of(_ text: String) -> UInt64 {
    var state = UInt64(text.utf8.count)
    for byte in text.utf8 { state = mix(state, UInt64(byte)) }
    return state
  }

  static func of(bytes: UnsafeRawBufferPointer) -> UInt64 {
    var state = UInt64(bytes.count)
    var place = 0
    while place + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      state = mix(state, UInt64(littleEndian: word))
      place += 8
    }
    while place < bytes.count {
      state = mix(state, UInt64(bytes[place]))
      place += 1
    }
    return state
  }

  @inline(__always)
  static func mix(_ state: UInt64, _ value: UInt64) -> UInt64 {
    let product = (state ^ 0xA076_1D64_78BD_642F)
      .multipliedFullWidth(by: value ^ 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low &+ state
  }
}
