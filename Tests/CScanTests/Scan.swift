import CScan
import Glibc
import SimdjsonOracle

/// A value as tests compare it.
struct Found: Equatable {
  let start: UInt64
  let length: UInt64
  let kind: Int32

  init(_ value: kscope_value) {
    (start, length, kind) = (value.start, value.length, value.kind)
  }

  init(_ value: oracle_value) {
    (start, length, kind) = (value.start, value.length, value.kind)
  }
}

/// What a scan of the fields, or of the elements, of some bytes said.
struct Answer: Equatable {
  var error: Int32
  var members: [Found] = []
}

/// The kernels that this processor has.
let kernels = (0..<Int32(KSCOPE_KERNELS.rawValue)).filter { kernel in
  let scanner = kscope_scanner_create()
  defer { kscope_scanner_destroy(scanner) }
  return kscope_scanner_use(scanner, kernel)
}

/// A scanner with one kernel, and simdjson beside it.
final class Scan {
  let scanner: OpaquePointer?
  let oracle = oracle_create()

  init(kernel: Int32) {
    scanner = kscope_scanner_create()
    _ = kscope_scanner_use(scanner, kernel)
  }

  deinit {
    kscope_scanner_destroy(scanner)
    oracle_destroy(oracle)
  }

  /// The members of the object, or the list, that some bytes are; read at a distance from a border.
  func members(of bytes: [UInt8], shifted: Int = 0) -> Answer {
    let isList = bytes.first { $0 > 0x20 } == UInt8(ascii: "[")
    return padded(bytes, shifted: shifted) { start in
      let error =
        isList
        ? kscope_scan_array(scanner, start, bytes.count)
        : kscope_scan_fields(scanner, start, bytes.count)
      var count = 0
      let found = kscope_scan_members(scanner, &count)
      guard error == 0 else { return Answer(error: error) }
      return Answer(
        error: 0, members: UnsafeBufferPointer(start: found, count: count).map(Found.init))
    }
  }

  /// The same by simdjson, and whether it says that all of it is JSON.
  func theirMembers(of bytes: [UInt8]) -> (answer: Answer, isJSON: Bool) {
    let isList = bytes.first { $0 > 0x20 } == UInt8(ascii: "[")
    var found = Array(repeating: oracle_value(), count: bytes.count + 1)
    return padded(bytes, shifted: 0) { start in
      var count = 0
      let error =
        isList
        ? oracle_elements(oracle, start, bytes.count, &found, found.count, &count)
        : oracle_fields(oracle, start, bytes.count, &found, found.count, &count)
      let isJSON = oracle_is_json(oracle, start, bytes.count) == 1
      let members = error == 0 ? found[..<count].map(Found.init) : []
      return (Answer(error: error, members: members), isJSON)
    }
  }

  /// The line at the start of some bytes.
  func line(_ bytes: [UInt8], isEnd: Bool = true, keys: [String] = []) -> kscope_line {
    let pointers = keys.map { UnsafePointer(strdup($0)) }
    defer { for pointer in pointers { free(UnsafeMutablePointer(mutating: pointer)) } }
    let prepared = kscope_keys_create(pointers, nil, keys.count, true)
    defer { kscope_keys_destroy(prepared) }
    return padded(bytes, shifted: 0) {
      kscope_scan_line(scanner, prepared, $0, bytes.count, isEnd)
    }
  }

  /// The value at the start of some bytes.
  func value(_ bytes: [UInt8]) -> kscope_line {
    padded(bytes, shifted: 0) { kscope_scan_value(scanner, nil, $0, bytes.count) }
  }

  func isUTF8(_ bytes: [UInt8]) -> Bool {
    padded(bytes, shifted: 0) { kscope_is_utf8(scanner, $0, bytes.count) }
  }
}

/// Calls with bytes at a distance from a border of 64, and with what misleads behind them.
func padded<Result>(
  _ bytes: [UInt8], shifted: Int, _ body: (UnsafePointer<UInt8>) -> Result
) -> Result {
  let border = 64
  let size = border + shifted + bytes.count + Int(KSCOPE_SCAN_PADDING)
  let room = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
  defer { room.deallocate() }
  let start = room + (border - Int(bitPattern: room) % border) + shifted
  let trap = Array("\"}]\\\",{[:1\n".utf8)
  for place in 0..<(room + size - start) {
    start[place] = place < bytes.count ? bytes[place] : trap[place % trap.count]
  }
  return body(start)
}
