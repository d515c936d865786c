import FoundationEssentials
import ResultIndex
import Results
import TestSupport
import Testing

@testable import Ingest

/// What is read of a compressed file is what the same file gives unpacked.
@Suite struct PackedReadingTests {
  /// Every file of the sample data but archives, and those that are no results.
  @Test(arguments: Compression.ofFiles) func givesWhatTheUnpackedFilesGive(
    _ compression: Compression
  ) throws {
    let data = Repository().root + "/sample-data"
    let names = try FileManager.default.contentsOfDirectory(atPath: data + "/formats").sorted()
    for name in names where FolderListing.isFolder(data + "/formats/" + name) {
      let plain = try TemporaryDirectory()
      let packed = try TemporaryDirectory()
      for path in try FileManager.default.subpathsOfDirectory(atPath: data + "/formats/" + name) {
        let full = data + "/formats/" + name + "/" + path
        guard !FolderListing.isFolder(full) else { continue }
        let bytes = try OpenFile(full).bytes(at: 0, count: 1 << 22)
        let isPacked = !path.hasSuffix(".eval") && !path.hasSuffix(".toml")
        try plain.write(bytes: bytes, to: "r/" + path)
        try packed.write(
          bytes: isPacked ? Packer.pack(bytes, compression) : bytes,
          to: "r/" + path + (isPacked ? compression.ending : ""))
      }
      #expect(
        try named(report(Library.read(packed.path("r"))), compression)
          == report(Library.read(plain.path("r"))), "\(name)")
    }
  }

  @Test(arguments: Compression.ofFiles) func countsWhatCanBeUnpacked(
    _ compression: Compression
  ) throws {
    let packer = Packer(compression)
    let whole =
      packer.flush(line(1) + line(2)) + packer.flush(line(3)) + packer.end(line(4))
      + packer.end(line(5)) + packer.end("")
    let file = try Followed(compression)
    for count in 0...whole.count {
      let bytes = Array(whole[..<count])
      let text = unpacked(bytes, compression)
      // One reader sees the file grow by a byte, another sees it for the first time.
      let grown = try file.read(bytes)
      let fresh = try Followed(compression).read(bytes)
      #expect(grown == fresh, "\(count) bytes")
      #expect(grown?.samples ?? 0 == text.split(separator: "\n").count { $0.hasSuffix("}") })
      #expect(grown?.rejects.isEmpty ?? true)
      guard let grown else { continue }
      #expect(grown.waiting == text.count - wholeLines(text).count, "\(count) bytes")
    }
    #expect(try file.read(whole)?.unfinished == nil)
    #expect(
      try file.read(Array(whole.dropLast()))?.unfinished?.sentence
        == "the compressed file has no end yet: samples may be missing; "
        + "wait until its writer closes it, or copy or pack it anew")
  }

  @Test(arguments: Compression.ofFiles) func readsWhatComesBeforeDamage(
    _ compression: Compression
  ) throws {
    let first = Packer.pack(Array((0..<50).map(line).joined().utf8), compression)
    let second = Packer.pack(Array((50..<90).map(line).joined().utf8), compression)
    var broken = first + second
    broken[first.count] = 0xFF
    let contents = try #require(try Followed(compression).read(broken))
    #expect(contents.samples == 50)
    let stream = compression.name
    #expect(
      contents.rejects.map(\.reason) == [
        "the \(stream) stream is damaged at byte \(place(contents)) of the compressed file, and only "
          + "what comes before is read; copy or pack the file anew"
      ])
    #expect((first.count...first.count + 8).contains(place(contents)))
    #expect(contents.unfinished == nil && contents.waiting == 0)
    // More behind the damage changes nothing.
    let file = try Followed(compression)
    _ = try file.read(broken)
    #expect(try file.read(broken + second) == contents)
  }

  @Test func tellsOfChecksumsThatDoNotFit() throws {
    var packed = Packer.pack(Array((line(1) + line(2)).utf8), .gzip)
    packed[packed.count - 5] ^= 1
    #expect(
      try Followed(.gzip).read(packed)?.rejects.first?.reason
        == "the checksum at byte \(packed.count) of the compressed file does not fit the gzip stream "
        + "that ends there: any of its records may be wrong; copy or pack the file anew")
  }

  @Test(arguments: Compression.ofFiles) func aReplacedFileIsReadAnew(
    _ compression: Compression
  ) throws {
    let file = try Followed(compression)
    let packer = Packer(compression)
    #expect(try file.read(packer.flush((0..<20).map(line).joined()))?.samples == 20)
    for count in [3, 30, 5] {
      let other = Packer(compression).flush((100..<100 + count).map(line).joined())
      #expect(try file.read(other)?.samples == count)
    }
  }

  /// Rows of a table count one by one, a document as a whole.
  @Test(arguments: Compression.ofFiles) func readsDocumentsThatAreCutOrDamaged(
    _ compression: Compression
  ) throws {
    let rows = Packer(compression).flush("id,correct\n1,true\n2,false\n3,tr")
    let table = try Followed(compression, ".csv")
    let cut = try table.read(rows)
    #expect(cut?.samples == 2 && cut?.rejects == [] && cut?.unfinished?.cause == .packed)
    let document = Packer.pack(Array(#"[{"id": 1, "correct": true}]"#.utf8), compression)
    let junk = try #require(
      try Followed(compression, ".json").read(document + [0xFF, 1, 2, 3, 4, 5, 6, 7, 8]))
    #expect(junk.samples == 1 && junk.rejects.count == 1 && place(junk) >= document.count)
    let packer = Packer(compression)
    var half = packer.flush(#"[{"id": 1, "correct": true},"#)
    half += [UInt8](repeating: 0xFF, count: 40)
    let broken = try #require(try Followed(compression, ".json").read(half))
    #expect(broken.samples == 0 && broken.rejects.count == 1 && place(broken) > 0)
  }

  @Test func zerosBehindTheEndAreNoStream() throws {
    let packed = Packer.pack(Array(line(1).utf8), .gzip)
    let contents = try Followed(.gzip).read(packed + Array(repeating: 0, count: 300))
    #expect(contents?.samples == 1 && contents?.rejects == [] && contents?.unfinished == nil)
  }

  @Test func whatIsPackedAndNoResultsIsNamed() throws {
    let folder = try TemporaryDirectory()
    var tar = Array("runs/a.jsonl".utf8) + Array(repeating: UInt8(0), count: 245)
    tar += Array("ustar".utf8) + Array(repeating: 0, count: 250)
    try folder.write(bytes: Packer.pack(tar, .gzip), to: "runs.jsonl.tar.gz")
    let inner = Packer.pack(Array(line(1).utf8), .gzip)
    try folder.write(bytes: Packer.pack(inner, .zstd), to: "a.jsonl.gz.zst")
    try folder.write(bytes: Packer.pack(Array("PK\u{3}\u{4}".utf8), .gzip), to: "b.eval.gz")
    try folder.write(bytes: [0x1F, 0x8B, 8, 0xFF], to: "c.jsonl.gz")
    let reasons = try Library.read(folder.path).foreign.map { "\($0.path): \($0.state)" }
    #expect(
      reasons.sorted() == [
        #"a.jsonl.gz.zst: ignored("gzip-compressed; unpack it with: gunzip")"#,
        #"b.eval.gz: ignored("a gzip-compressed archive; unpack it with: gunzip")"#,
        #"c.jsonl.gz: ignored("the gzip stream is damaged at byte 0 of the compressed file, and only "#
          + #"what comes before is read; copy or pack the file anew")"#,
        #"runs.jsonl.tar.gz: ignored("a tar archive; unpack it with: tar -xf")"#,
      ])
  }

  @Test func whatLiesUnpackedBesideIsReadOnce() throws {
    let folder = try TemporaryDirectory()
    try folder.write(line(1) + line(2), to: "a.jsonl")
    try folder.write(bytes: Packer(.gzip).flush(line(1)), to: "a.jsonl.gz")
    let snapshot = try Library.read(folder.path)
    #expect(snapshot.runs.map(\.totals.samples) == [2])
    #expect(snapshot.files.map(\.state) == [.read, .ignored("it lies unpacked beside it")])
  }

  private func place(_ contents: FileContents) -> Int {
    let words = contents.rejects.first?.reason.split(separator: " ") ?? []
    return words.compactMap { Int($0) }.first ?? 0
  }

  private func named(_ report: String, _ compression: Compression) -> String {
    report.replacing(compression.ending + "\"", with: "\"")
      .replacing(compression.ending + ":", with: ":")
  }
}

/// A compressed file and the one reader that follows it.
private final class Followed {
  private let folder: TemporaryDirectory
  private let name: String
  private let buffer = ReadBuffer()
  private let reader: FileReader
  private var last: FileContents?

  init(_ compression: Compression, _ ending: String = ".jsonl") throws {
    folder = try TemporaryDirectory()
    name = "a" + ending + compression.ending
    reader = FileReader(path: folder.path(name), relative: name)
  }

  /// What the file holds once it has these bytes.
  func read(_ bytes: [UInt8]) throws -> FileContents? {
    try folder.write(bytes: bytes, to: name)
    switch reader.read(with: buffer, publish: { _, _ in }) {
    case .contents(let contents): last = contents
    case .unchanged: break
    default: last = nil
    }
    return last
  }
}

private func unpacked(_ bytes: [UInt8], _ compression: Compression) -> String {
  guard let unpacker = try? Unpacker(compression, limit: 1 << 20) else { return "" }
  var rest = bytes[...]
  var text: [UInt8] = []
  var output = [UInt8](repeating: 0, count: 1 << 10)
  while true {
    let (step, _) = rest.withUnsafeBytes { input in
      output.withUnsafeMutableBytes { unpacker.advance(input, into: $0) }
    }
    if step.consumed == 0, step.produced == 0 { break }
    rest = rest.dropFirst(step.consumed)
    text += output[..<step.produced]
  }
  return String(decoding: text, as: UTF8.self)
}

private func wholeLines(_ text: String) -> Substring {
  let end = text.lastIndex { $0 == "\n" || $0 == "}" }
  return text[..<(end.map(text.index(after:)) ?? text.startIndex)]
}

private func line(_ number: Int) -> String {
  "{\"problem_id\": \"p\(number % 7)\", \"sample_idx\": \(number), \"correct\": \(number % 2 == 0)}\n"
}
