import CScan
import Glibc
import Testing

@Suite struct ScanTests {
  private let scans = kernels.map(Scan.init)

  @Test(arguments: [
    (#"{"a": 1}"#, KSCOPE_SCAN_OK), ("noise", KSCOPE_SCAN_NOT_AN_OBJECT),
    ("[1]", KSCOPE_SCAN_NOT_AN_OBJECT), (#"{"a": "b"#, KSCOPE_SCAN_UNCLOSED_STRING),
    ("{\"a\": \"b\u{1}\"}", KSCOPE_SCAN_CONTROL_CHARACTER), (#"{"a": [1"#, KSCOPE_SCAN_INCOMPLETE),
    (#"{"a": tr"#, KSCOPE_SCAN_INCOMPLETE), (#"{"a": 1} 2"#, KSCOPE_SCAN_TRAILING),
    (#"{"a": [1}"#, KSCOPE_SCAN_MALFORMED), (#"{"a" 1}"#, KSCOPE_SCAN_MALFORMED),
    ("", KSCOPE_SCAN_BLANK), (" \t\r", KSCOPE_SCAN_BLANK),
  ])
  func tellsWhatIsWrongAndWhereTheLineEnds(_ text: String, _ error: kscope_scan_error) {
    let bytes = Array(text.utf8)
    for scan in scans {
      let last = scan.line(bytes)
      #expect(last.error == Int32(error.rawValue) && last.used == bytes.count)
      let line = scan.line(bytes + Array("\n{\"b\": \"}\n".utf8))
      #expect(line.error == Int32(error.rawValue) && line.used == bytes.count + 1)
      let cut = scan.line(bytes, isEnd: false)
      #expect(cut.error == Int32(KSCOPE_SCAN_NEEDS_MORE.rawValue) && cut.used == bytes.count)
    }
  }

  @Test func findsTheRecordBetweenBlanks() {
    for scan in scans {
      let line = scan.line(Array(" \t{\"a\": 1} \u{B}\r\n{}".utf8), keys: ["a"])
      #expect(line.error == 0 && line.used == 14 && line.start == 2 && line.length == 8)
      #expect(kscope_scan_values(scan.scanner)[0].start == 6)
    }
  }

  @Test func aLineFeedTearsAStringOfALineAndIsAControlCharacterElsewhere() {
    for scan in scans {
      let torn = scan.line(Array("{\"a\": \"b\nc\"}\n".utf8))
      #expect(torn.error == Int32(KSCOPE_SCAN_UNCLOSED_STRING.rawValue) && torn.used == 9)
      let error = scan.members(of: Array("{\"a\": \"b\nc\"}".utf8)).error
      #expect(error == Int32(KSCOPE_SCAN_CONTROL_CHARACTER.rawValue))
    }
  }

  @Test func nestingHasALimit() {
    func nested(_ depth: Int) -> [UInt8] {
      Array(
        (#"{"a": "# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
          + "}").utf8)
    }
    for scan in scans {
      for depth in [62, 63, 64, 65, 127, 128, 129, 3000, Int(KSCOPE_SCAN_DEPTH)] {
        #expect(scan.members(of: nested(depth)).error == 0)
      }
      #expect(scan.members(of: nested(Int(KSCOPE_SCAN_DEPTH) + 1)).error != 0)
    }
  }

  @Test func listsFollowEachOtherAtAnyDepth() {
    for scan in scans {
      for depth in 1..<140 {
        for (opening, closing) in [("[", "]"), (#"{"k": "#, "}")] {
          let twins = "[[1], [2], [[3], [4]], {}, {\"a\": []}]"
          let text = String(repeating: opening, count: depth) + twins
          let end = String(repeating: closing, count: depth)
          #expect(scan.members(of: Array((text + end).utf8)).error == 0)
          #expect(scan.members(of: Array((text + end + closing).utf8)).error != 0)
          #expect(scan.members(of: Array((text + end.dropLast()).utf8)).error != 0)
        }
      }
    }
  }

  /// All sequences that begin with two bytes, at a border of blocks and before it.
  @Test func knowsUTF8() {
    for scan in scans {
      for first in stride(from: 0x7F, through: 0xFF, by: 1).map(UInt8.init) {
        for second in stride(from: 0x70, through: 0xFF, by: 1).map(UInt8.init) {
          for rest in [[], [0x80], [0xBF, 0x80], [0x80, 0xC0]] as [[UInt8]] {
            let character = [first, second] + rest
            let text = Array(repeating: UInt8(0x61), count: 60 + Int(second) % 5) + character
            let isRight = String(validating: text, as: UTF8.self) != nil
            #expect(scan.isUTF8(text) == isRight, "\(character)")
            let line = Array(#"{"a": ""#.utf8) + text + Array(#""}"#.utf8)
            #expect((scan.line(line).error == 0) == isRight, "\(character)")
          }
        }
      }
    }
  }

  @Test func membersOfNestedListsLieSideBySide() throws {
    let text = #"{"r": [[1, 2], "x", {"k": [3]}], "r2": {"p": 1, "q": [4]}, "n": 5}"#
    let names = ["r", "r.0", "r.-1.k", "r2"]
    let pointers = names.map { UnsafePointer(strdup($0)) }
    defer { for pointer in pointers { free(UnsafeMutablePointer(mutating: pointer)) } }
    let keys = kscope_keys_create(pointers, [true, true, true, true], names.count, true)
    defer { kscope_keys_destroy(keys) }
    for scan in scans {
      let bytes = Array(text.utf8)
      let found: [[String]] = padded(bytes, shifted: 0) { start in
        #expect(kscope_scan_object(scan.scanner, keys, start, bytes.count) == 0)
        var count = 0
        let members = kscope_scan_members(scan.scanner, &count)
        return names.indices.map { index in
          let value = kscope_scan_values(scan.scanner)[index]
          let pair = value.kind == Int32(KSCOPE_OBJECT.rawValue) ? 2 : 1
          let all = UnsafeBufferPointer(start: members, count: count)
          return (0..<Int(value.count) * pair).map { place in
            let member = all[Int(value.first) + place]
            let end = Int(member.start + member.length)
            return String(decoding: bytes[Int(member.start)..<end], as: UTF8.self)
          }
        }
      }
      #expect(
        found == [["[1, 2]", "x", #"{"k": [3]}"#], ["1", "2"], ["3"], ["p", "1", "q", "[4]"]])
    }
  }

  /// Whatever follows, and wherever the bytes end.
  @Test func aValueAtTheStartOfBytes() {
    let values = [
      #"{"a": [1, {"b": "\\\"\u00e9"}], "c": {"d": null}}"#, #"[[], {}, "]", -1.5e3]"#,
      #""quote \" and \\""#, "12345678901234567890", "-Infinity", "true",
      #"{"long": "\#(String(repeating: "x\\\"", count: 99))"}"#,
    ]
    for scan in scans {
      for value in values {
        for rest in [",", " ]", "}{", "\n12"] {
          let found = scan.value(Array((value + rest).utf8))
          #expect(found.error == 0 && found.length == value.utf8.count, "\(value)")
        }
        for end in 0...value.utf8.count {
          let isWhole = end == value.utf8.count && "{[\"".contains(value.first ?? "0")
          let error = scan.value(Array(value.utf8.prefix(end))).error
          #expect(error == (isWhole ? 0 : Int32(KSCOPE_SCAN_NEEDS_MORE.rawValue)), "\(value)")
        }
      }
      for value in ["}", "[1 2]", #"{"a" 1}"#, "\"\u{1}\"", "nul,", " 1,", "[1}"] {
        let error = scan.value(Array((value + "     ").utf8)).error
        #expect(error != 0 && error != Int32(KSCOPE_SCAN_NEEDS_MORE.rawValue), "\(value)")
      }
    }
  }

  @Test func objectsInListsAreRecords() {
    let text =
      #"{"r": [{"a": 1, "r": [{"a": 2}], "z": 0}, "x", {"z": 1}, {"b": {"c": [3]}, "a": null, "a": "4"}], "a": 5}"#
    let names = ["a", "r", "b.c", "b.c.0"]
    let pointers = names.map { UnsafePointer(strdup($0)) }
    defer { for pointer in pointers { free(UnsafeMutablePointer(mutating: pointer)) } }
    let keys = kscope_keys_create(pointers, [false, true, true, false], names.count, true)
    defer { kscope_keys_destroy(keys) }
    kscope_keys_look_into(keys, 1)
    for scan in scans {
      let bytes = Array(text.utf8)
      let rows: [[String]] = padded(bytes, shifted: 0) { start in
        // Twice: what was learned of the record before changes nothing.
        #expect(kscope_scan_object(scan.scanner, keys, start, bytes.count) == 0)
        #expect(kscope_scan_object(scan.scanner, keys, start, bytes.count) == 0)
        var count = 0
        let members = kscope_scan_members(scan.scanner, &count)
        let all = UnsafeBufferPointer(start: members, count: count)
        let list = kscope_scan_values(scan.scanner)[1]
        return all[Int(list.first)..<Int(list.first) + Int(list.count)].map { element in
          all[Int(element.first)..<Int(element.first) + Int(element.count)].map { value in
            let end = Int(value.start + value.length)
            let text = String(decoding: bytes[Int(value.start)..<end], as: UTF8.self)
            return names[Int(value.first)] + " " + text
          }
        }
      }
      #expect(rows == [["a 1", #"r [{"a": 2}]"#], [], [], ["a 4", "b.c [3]", "b.c.0 3"]])
    }
  }

  /// A scanner knows how keys were written before; others may stand there now.
  @Test func whatWasScannedBeforeChangesNothing() {
    let records = [
      #"{"a": 1, "b": {"c": [{"d": 1, "e": 2}, {"d": 3}]}, "f": "x"}"#,
      #"{"a":1,"b" : {"c": []}, "f": "x"}"#, #"{"b": 2, "a": 1}"#, #"{"a": {"c": 1}, "é": 3}"#,
      #"{"a": 1, "b": 2"#, #"{"a": "#, #"{"a" 1}"#, #"{"a": "b", "b": {"a": 1}}"#,
    ].map { Array($0.utf8) }
    for (scan, kernel) in zip(scans, kernels) {
      for first in records {
        for second in records {
          _ = scan.members(of: first)
          #expect(scan.members(of: second) == Scan(kernel: kernel).members(of: second))
        }
      }
    }
  }
}
