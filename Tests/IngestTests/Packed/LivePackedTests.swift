import Glibc
import ResultIndex
import Results
import TestSupport
import Testing

@testable import Ingest

/// After each step the live report is what a fresh reading gives.
@Suite struct LivePackedTests {
  @Test(arguments: Compression.ofFiles, [false, true])
  func followsWhatIsFlushed(_ compression: Compression, hasIndex: Bool) throws {
    let folder = try TemporaryDirectory()
    let live = try library(folder, hasIndex)
    let name = "m/aime24/step_1.jsonl" + compression.ending
    let packer = Packer(compression)
    var bytes: [UInt8] = []
    var samples = 0
    func grow(by piece: [UInt8], _ count: Int, _ what: String) throws {
      bytes += piece
      samples += count
      try folder.append(bytes: piece, to: name)
      try live.expectFresh("\(compression), \(what)")
      #expect(live.snapshot.runs.map(\.totals.samples) == (samples == 0 ? [] : [samples]))
    }
    try grow(by: Array(Packer.pack([], compression).prefix(3)), 0, "a sign")
    try folder.remove(name)
    try live.expectFresh("gone")
    bytes = []
    try grow(by: packer.flush(line("p1") + line("p2")), 2, "flushed")
    for index in 0..<5 {
      try grow(by: packer.flush(line("p\(index)")), 1, "flushed again")
      try grow(by: packer.flush(String(line("p1").prefix(20))), 0, "half a line")
      try grow(by: packer.flush(String(line("p1").dropFirst(20))), 1, "the rest")
    }
    #expect(live.snapshot.files.map(\.unfinished?.cause) == [.packed])
    try grow(by: packer.end(line("p3")), 1, "the end")
    #expect(live.snapshot.files.map(\.unfinished) == [nil])
    for index in 0..<5 { try grow(by: packer.end(line("q\(index)")), 1, "another stream") }
    let last = packer.end(line("p9"))
    try grow(by: Array(last.prefix(last.count / 2)), 0, "half of one")
    try grow(by: Array(last.dropFirst(last.count / 2)), 1, "the other half")
    try folder.write(bytes: Packer.pack(Array(line("z").utf8), compression), to: name)
    try live.expectFresh("written anew")
    try folder.write(line("p1") + line("p2"), to: name)
    try live.expectFresh("not packed at all")
  }

  @Test(arguments: [UInt64(1), 2, 3, 4]) func followsRandomSchedules(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let folder = try TemporaryDirectory()
    let other = try TemporaryDirectory()
    for session in 0..<3 {
      let live = try LiveLibrary(folder, polls: seed % 2 == 0) {
        guard seed > 2 else { return }
        $0.index = try? ResultIndex(path: other.path("i.sqlite"), day: 1)
        $0.smallestIndexed = 0
      }
      var packers: [String: Packer] = [:]
      for step in 0..<25 {
        let done = try act(in: folder, &packers, &random)
        try live.expectFresh("seed \(seed), session \(session), step \(step): \(done)")
      }
    }
  }

  /// The second time nothing is read; what grew is read as a whole or from the end of a stream.
  @Test(arguments: Compression.ofFiles) func anIndexHasWhatWasRead(
    _ compression: Compression
  ) throws {
    let folder = try TemporaryDirectory()
    let other = try TemporaryDirectory()
    let name = "m/step_1.jsonl" + compression.ending
    let packer = Packer(compression)
    var bytes = packer.end((0..<300).map { line("p\($0)") }.joined())
    var options = LibraryOptions(paths: [folder.path])
    options.index = try ResultIndex(path: other.path("i.sqlite"), day: 1)
    options.smallestIndexed = 0
    let pieces: [[UInt8]] = [
      [], packer.end(line("q")), packer.flush(line("r")), packer.flush("{\"prob"),
      packer.end(String(line("s").dropFirst(6))),
    ]
    for piece in pieces {
      bytes += piece
      try folder.write(bytes: [], to: "m/new")
      try folder.append(bytes: piece, to: name)
      if piece.isEmpty { try folder.write(bytes: bytes, to: name) }
      let fresh = try report(Library.read(folder.path))
      for _ in 0..<2 {
        let library = try Library(options)
        library.start()
        #expect(try report(library.waitUntilRead()) == fresh)
        library.waitUntilKept()
        library.stop()
      }
      let reader = FileReader(
        path: folder.path(name), relative: "m/step_1.jsonl" + compression.ending,
        memory: options.index.map {
          FileMemory(index: $0, path: Root.realPath(folder.path(name)), smallest: 0, lost: {})
        })
      guard case .recalled = reader.read(with: ReadBuffer(), publish: { _, _ in }) else {
        Issue.record("\(compression), \(piece.count) bytes more: read again")
        continue
      }
    }
  }

  private func library(_ folder: TemporaryDirectory, _ hasIndex: Bool) throws -> LiveLibrary {
    let other = try TemporaryDirectory()
    return try LiveLibrary(folder) {
      guard hasIndex else { return }
      $0.index = try? ResultIndex(path: other.path("i.sqlite"), day: 1)
      $0.smallestIndexed = 0
    }
  }
}

/// Does one thing that writers of compressed files do.
private func act(
  in folder: TemporaryDirectory, _ packers: inout [String: Packer], _ random: inout SplitMix64
) throws -> String {
  let compression = Compression.ofFiles[Int.random(in: 0..<2, using: &random)]
  let number = Int.random(in: 1...2, using: &random)
  let name = "a/step_\(number).jsonl" + compression.ending
  let packer = packers[name] ?? Packer(compression)
  packers[name] = packer
  let text = (0..<Int.random(in: 1...4, using: &random)).map { _ in
    line("p\(Int.random(in: 1...9, using: &random))")
  }.joined()
  let action = Int.random(in: 0..<9, using: &random)
  switch action {
  case 0, 1, 2: try folder.append(bytes: packer.flush(text), to: name)
  case 3: try folder.append(bytes: packer.flush(String(text.dropLast(20))), to: name)
  case 4, 5: try folder.append(bytes: packer.end(text), to: name)
  case 6:
    try folder.append(bytes: Array(packer.end(text).dropLast(5)), to: name)
  case 7:
    packers[name] = nil
    try? folder.remove(name)
  default:
    packers[name] = nil
    try folder.write(bytes: Packer.pack(Array(text.utf8), compression), to: name + ".tmp")
    try folder.rename(name + ".tmp", to: name)
  }
  return "\(action) \(name)"
}

private func line(_ id: String) -> String { "{\"problem_id\": \"\(id)\", \"correct\": true}\n" }
