import CScan
import Glibc
import SimdjsonOracle

/// A part of a file from the start of a line to the end of one.
struct FilePart: Sendable {
  struct Result: Sendable {
    var facts = oracle_facts()
    /// What the processor worked for it, a pass.
    var seconds = 0.0
  }

  let path: String
  let start: Int
  let end: Int

  /// A file cut at line feeds, into parts of about the same size.
  static func parts(of path: String, count: Int) -> [FilePart] {
    let file = open(path, O_RDONLY)
    defer { close(file) }
    let size = Int(lseek(file, 0, SEEK_END))
    guard file >= 0, size > 0 else { fail("\(path) cannot be read") }
    var cuts = [0]
    var bytes = Array(repeating: UInt8(0), count: 1 << 20)
    for part in 1..<max(2, count) where count > 1 {
      let place = size * part / count
      let found = pread(file, &bytes, bytes.count, off_t(place))
      cuts.append(place + (bytes[..<max(0, found)].firstIndex(of: 0x0A).map { $0 + 1 } ?? 0))
    }
    return zip(cuts, cuts.dropFirst() + [size]).map { FilePart(path: path, start: $0, end: $1) }
  }

  func read(by method: String, passes: Int) -> Result {
    var result = Result()
    let before = threadSeconds()
    for _ in 0..<passes {
      result.facts = oracle_facts()
      switch method {
      case "pread": feed { _, count, _, _ in count }
      case "simdjson": simdjson(&result.facts)
      case "whole": scanWhole(&result.facts)
      default: kscope(method, &result.facts)
      }
    }
    result.seconds = (threadSeconds() - before) / Double(passes)
    return result
  }

  /// Hands out what is read, a block at a time; `body` returns how many bytes it took.
  private func feed(
    block: Int = 512 << 10, _ body: (UnsafePointer<UInt8>, Int, Int, Bool) -> Int
  ) {
    let file = open(path, O_RDONLY)
    defer { close(file) }
    let padding = Int(KSCOPE_SCAN_PADDING)
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: block + padding)
    memory.initialize(repeating: 0, count: block + padding)
    defer { memory.deallocate() }
    var offset = start
    var carried = 0
    while offset + carried < end {
      let wanted = min(block - carried, end - offset - carried)
      let count = pread(file, memory + carried, wanted, off_t(offset + carried))
      if count <= 0 { fail("a line is longer than a block, or the file was cut") }
      carried += count
      let used = body(memory, carried, offset, offset + carried == end)
      carried -= used
      offset += used
      if used > 0, carried > 0 { memmove(memory, memory + used, carried) }
    }
  }

  /// Reads all of the part into memory before it is scanned: long lines, or one document.
  private func scanWhole(_ facts: inout oracle_facts) {
    let file = open(path, O_RDONLY)
    defer { close(file) }
    let count = end - start
    guard let memory = malloc(count + Int(KSCOPE_SCAN_PADDING)) else { fail("no memory") }
    defer { free(memory) }
    var done = 0
    while done < count {
      let found = pread(file, memory + done, min(1 << 20, count - done), off_t(start + done))
      if found <= 0 { fail("the file was cut") }
      done += found
    }
    let scanner = kscope_scanner_create()
    defer { kscope_scanner_destroy(scanner) }
    let keys = kscope_keys_create(nil, nil, 0, false)
    defer { kscope_keys_destroy(keys) }
    let bytes = memory.assumingMemoryBound(to: UInt8.self)
    if path.hasSuffix(".json") {
      if kscope_scan_object(scanner, keys, bytes, count) != 0 { fail("the document has a fault") }
      facts.records = 1
      return
    }
    var place = 0
    while place < count {
      let line = kscope_scan_line(scanner, keys, bytes + place, count - place, true)
      if line.error != 0 { fail("a line has the fault \(line.error)") }
      place += Int(line.used)
      facts.records += 1
    }
  }

  private func simdjson(_ facts: inout oracle_facts) {
    let oracle = oracle_create()
    defer { oracle_destroy(oracle) }
    let pointers = names.map { UnsafePointer(strdup($0)) }
    var keys = oracle_names(
      problem: pointers[0], index: pointers[1], score: pointers[2], correct: pointers[3],
      entropy: pointers[4], log_probability: pointers[5], tokens: pointers[6])
    feed(block: 1 << 20) { bytes, count, offset, _ in
      oracle_take_facts(oracle, bytes, count, offset, &keys, &facts)
    }
  }

  private func kscope(_ method: String, _ facts: inout oracle_facts) {
    let scanner = kscope_scanner_create()
    defer { kscope_scanner_destroy(scanner) }
    let kernel = method.split(separator: "_")[0]
    for place in 0..<Int32(KSCOPE_KERNELS.rawValue)
    where String(cString: kscope_kernel_name(place)) == kernel {
      if !kscope_scanner_use(scanner, place) { fail("this processor has no \(kernel)") }
    }
    kscope_scanner_check_utf8(scanner, !method.hasSuffix("_unchecked"))
    let pointers = names.map { UnsafePointer(strdup($0)) }
    let keys = kscope_keys_create(pointers, nil, names.count, false)
    defer { kscope_keys_destroy(keys) }
    feed { bytes, count, offset, isEnd in
      var place = 0
      while place < count {
        let line = kscope_scan_line(scanner, keys, bytes + place, count - place, isEnd)
        if line.error == Int32(KSCOPE_SCAN_NEEDS_MORE.rawValue) { break }
        if line.error != 0 { fail("a line has the fault \(line.error)") }
        let found = Found(record: bytes + place + Int(line.start), kscope_scan_values(scanner))
        found.add(to: &facts)
        facts.offsets &+= UInt64(offset + place)
        facts.lengths &+= line.length
        place += Int(line.used)
      }
      return place
    }
  }
}

/// The values of one record, turned into facts.
private struct Found {
  let record: UnsafePointer<UInt8>
  let values: UnsafePointer<kscope_value>

  init(record: UnsafePointer<UInt8>, _ values: UnsafePointer<kscope_value>) {
    self.record = record
    self.values = values
  }

  func add(to facts: inout oracle_facts) {
    facts.records += 1
    facts.problems &+= oracle_hash(record + Int(values[0].start), Int(values[0].length))
    facts.indexes &+= whole(1)
    facts.scores += number(2)
    facts.correct &+= values[3].kind == Int32(KSCOPE_TRUE.rawValue) ? 1 : 0
    facts.entropies += number(4)
    facts.log_probabilities += number(5)
    facts.tokens &+= whole(6)
  }

  private func whole(_ place: Int) -> UInt64 {
    var number: UInt64 = 0
    let value = values[place]
    return kscope_unsigned(record + Int(value.start), Int(value.length), &number) ? number : 0
  }

  private func number(_ place: Int) -> Double {
    var number = 0.0
    let value = values[place]
    return kscope_number(record + Int(value.start), Int(value.length), &number) ? number : 0
  }
}
