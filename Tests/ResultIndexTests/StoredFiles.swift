import Glibc
import ResultIndex
import Results
import Synchronization
import TestSupport
import Testing

final class BlockStore: SampleStore {
  private let bytes: [UInt8]
  private let hasLost = Atomic(false)
  init(_ bytes: [UInt8]) { self.bytes = bytes }
  func block(_ number: Int) -> [UInt8]? { number == 0 ? bytes : nil }
  var isLost: Bool { hasLost.load(ordering: .relaxed) }
  func lost(isDamaged: Bool) { hasLost.store(isDamaged, ordering: .relaxed) }
}

extension [UInt8] {
  func changed(at place: Int) -> [UInt8] {
    var changed = self
    changed[place] ^= 0x10
    return changed
  }
}

final class Told: @unchecked Sendable {
  // Sendable: the tests call back on their own thread.
  private(set) var all: [String] = []
  func add(_ text: String) { all.append(text) }
}

/// Some samples of seven problems, with every kind of column.
func contents(samples: Int, prefix: String = "p") -> FileContents {
  var contents = FileContents(format: "test", kind: .samples)
  contents.parts = [FilePart(facts: Facts([.model: "M", .step: "40"], source: .file))]
  for sample in 0..<samples { add(sample, to: &contents, prefix: prefix) }
  contents.reject(line: 3, "no verdict")
  contents.mapping = ["problem": "id"]
  return contents
}

func add(_ number: Int, to contents: inout FileContents, prefix: String = "p") {
  var sample = SampleRecord(offset: UInt64(number) * 1000, length: 999)
  let problem = number % 7
  sample.problem = contents.parts[0].table.index(of: UInt64(problem)) {
    Problem(id: prefix + "\(problem)")
  }
  sample.grading = Grading(stated: number % 3 == 0, score: number % 5 == 0 ? nil : 0.5)
  sample.finish = number % 11 == 0 ? .length : .stop
  sample.tokens = number % 2 == 0 ? number : nil
  sample.entropy = number % 4 == 0 ? Double(number) / 8 : nil
  sample.response = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 | 1
  sample.draw = UInt64(number + 1)
  if number % 6 == 0 {
    sample.logProbabilities = [LogProbability(scorer: "base", sum: -1.5, tokens: 3)]
  }
  contents.parts[0].table.count(sample)
  contents.parts[0].samples.append(sample)
  contents.records += 1
}

func stored(_ path: String, _ contents: FileContents, modified: Int64 = 1) -> StoredFile {
  let size = contents.records * 1000
  return StoredFile(
    path: path, view: 7,
    position: FilePosition(
      stamp: FileStamp(device: 1, inode: 2, size: size, modified: modified), consumed: size,
      seen: size, marks: FollowMarks(head: 3, tail: 4)),
    lines: contents.records, contents: contents)
}

extension TemporaryDirectory {
  func size(of name: String) throws -> Int {
    var status = stat()
    try #require(stat(path(name), &status) == 0)
    return Int(status.st_size)
  }
}
