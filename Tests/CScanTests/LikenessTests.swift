import CScan
import Glibc
import TestSupport
import Testing

/// Records that are like the one before take a shorter way, with the same end.
@Suite struct LikenessTests {
  /// What is said of a record under some keys.
  private struct Said: Equatable {
    var error: Int32
    var used: UInt64
    var values: [Found] = []
    var members: [Found] = []
  }

  /// Keys that stay the same from record to record, and a scanner for them.
  private final class Reader {
    static let names = [
      "problem_id", "score", "correct", "doc.choices.1", "resps", "tokens", "nothing", "target",
      "metrics.-1", "acc",
    ]
    private let keys: OpaquePointer?
    private let scanner = kscope_scanner_create()

    init(kernel: Int32) {
      let pointers = Self.names.map { UnsafePointer(strdup($0)) }
      let members = Self.names.map { $0 == "resps" }
      keys = kscope_keys_create(pointers, members, pointers.count, true)
      for pointer in pointers { free(UnsafeMutablePointer(mutating: pointer)) }
      _ = kscope_scanner_use(scanner, kernel)
    }

    deinit {
      kscope_keys_destroy(keys)
      kscope_scanner_destroy(scanner)
    }

    func line(_ bytes: [UInt8], isEnd: Bool) -> Said {
      padded(bytes, shifted: 3) { start in
        let line = kscope_scan_line(scanner, keys, start, bytes.count, isEnd)
        return said(line.error, line.used)
      }
    }

    func record(_ bytes: [UInt8]) -> Said {
      padded(bytes, shifted: 5) { start in
        said(kscope_scan_object(scanner, keys, start, bytes.count), 0)
      }
    }

    /// Scans for all keys instead.
    func takeFields(_ bytes: [UInt8]) {
      padded(bytes, shifted: 0) { _ = kscope_scan_fields(scanner, $0, bytes.count) }
    }

    private func said(_ error: Int32, _ used: UInt64) -> Said {
      guard error == 0 else { return Said(error: error, used: used) }
      var count = 0
      let members = kscope_scan_members(scanner, &count)
      return Said(
        error: 0, used: used,
        values: UnsafeBufferPointer(start: kscope_scan_values(scanner), count: Self.names.count)
          .map { Found($0) },
        members: UnsafeBufferPointer(start: members, count: count).map { Found($0) })
    }
  }

  private static func lines(_ seed: UInt64) -> [[UInt8]] {
    var corpus = RecordCorpus(.short, seed: seed)
    return corpus.lines(bytes: 60_000).split(separator: 0x0A).map(Array.init)
  }

  @Test(arguments: kernels)
  func aLineIsReadAsByAScannerThatSawNone(_ kernel: Int32) {
    let reader = Reader(kernel: kernel)
    for line in Self.lines(3) {
      let fresh = Reader(kernel: 0)
      #expect(reader.line(line + [0x0A], isEnd: false) == fresh.line(line + [0x0A], isEnd: false))
      #expect(reader.line(line, isEnd: true) == fresh.line(line, isEnd: true))
      #expect(reader.record(line) == fresh.record(line))
    }
  }

  @Test(arguments: kernels)
  func aDamagedLineIsReadAsByAScannerThatSawNone(_ kernel: Int32) {
    let lines = Self.lines(4)
    var generator = SplitMix64(seed: 7)
    var reader = Reader(kernel: kernel)
    var accepted = 0
    for round in 0..<1000 {
      // One that has met many faults would stop to compare.
      if round % 3 == 0 {
        reader = Reader(kernel: kernel)
        for line in lines.prefix(2) { _ = reader.line(line + [0x0A], isEnd: false) }
      }
      var line = lines[round % lines.count]
      damage(&line, &generator)
      let fresh = Reader(kernel: 0)
      let expected = fresh.line(line + [0x0A], isEnd: false)
      accepted += expected.error == 0 ? 1 : 0
      #expect(
        reader.line(line + [0x0A], isEnd: false) == expected,
        "\(String(decoding: line, as: UTF8.self))")
      #expect(reader.record(line) == fresh.record(line))
    }
    #expect(accepted > 100)
  }

  @Test func aWordWhereANumberWasIsFound() {
    for kernel in kernels {
      let reader = Reader(kernel: kernel)
      for value in ["1", "2", "true", "false", "null", "1e-5", "NaN", "-Infinity", "tru", "1true"] {
        let text = #"{"acc": \#(value), "score": [\#(value), {"a": 1}, ["b"]], "n": "ü"}"#
        let fresh = Reader(kernel: 0)
        #expect(reader.record(Array(text.utf8)) == fresh.record(Array(text.utf8)), "\(text)")
      }
    }
  }

  /// A line that ends behind a key, as one that is being written does, says nothing of other keys.
  @Test(arguments: kernels)
  func aLineCutBehindAKeyChangesNothing(_ kernel: Int32) {
    let record = Array(#"{"score": 1, "acc": 2}"#.utf8)
    for cut in [#"{"acc":"#, #"{"acc": "#, #"{"score": 1, "nothing":"#, #"{"target": 1, "acc": "#] {
      let reader = Reader(kernel: kernel)
      reader.takeFields(record)
      _ = reader.line(Array(cut.utf8), isEnd: false)
      let expected = Reader(kernel: 0).line(record, isEnd: true)
      #expect(reader.line(record, isEnd: true) == expected, "\(cut)")
    }
  }

  @Test func bytesThatAreNoUTF8AreFoundInALineLikeOthers() {
    for kernel in kernels {
      let reader = Reader(kernel: kernel)
      let right = Array(#"{"acc": 1, "target": "ü", "score": [2, 3]}"#.utf8)
      let wrong = right.map { $0 == 0xBC ? 0x41 : $0 }
      for _ in 0..<3 { #expect(reader.record(right).error == 0) }
      #expect(reader.record(wrong).error == Int32(KSCOPE_SCAN_UTF8.rawValue))
    }
  }

  private func damage(_ line: inout [UInt8], _ generator: inout SplitMix64) {
    let place = Int.random(in: 0..<line.count, using: &generator)
    let signs = Array("\"\\[]{},: \t1exa-t".utf8) + [0x80, 0xC3]
    let sign = signs[Int(generator.next() % UInt64(signs.count))]
    switch generator.next() % 4 {
    case 0: line[place] = sign
    case 1: line.insert(sign, at: place)
    case 2: line.insert(0x20, at: place)
    default: line.remove(at: place)
    }
  }
}
