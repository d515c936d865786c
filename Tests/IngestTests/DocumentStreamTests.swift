import Results
import TestSupport
import Testing
import Watching

@testable import Ingest

/// Documents that are decoded while they come give what they give as a whole.
@Suite struct DocumentStreamTests {
  @Test(arguments: [64, 1000, .max]) func theSampleDataAsItComes(piece: Int) throws {
    let data = Repository().root + "/sample-data/"
    var streamed: Set<String> = []
    for file in try ["formats", "broken"].flatMap({ try Self.documents(below: data + $0) }) {
      let bytes = try OpenFile(file).bytes(at: 0, count: 1 << 20)
      guard let read = Self.read(bytes, named: file, piece: piece), let found = read.streamed
      else { continue }
      #expect(found == read.whole, "\(file)")
      streamed.insert(found.format)
    }
    #expect(streamed.isSuperset(of: ["inspect", "generic", "tau-bench"]), "\(streamed)")
  }

  private static let record =
    #"{"id": 1, "epoch": 1, "output": {"completion": "caf\u00e9 {[\""}, "scores": {"m": {"value": "C"}}}"#
  private static let start =
    #"{"version": 2, "eval": {"model": "m", "task": "t"}, "status": "error", "results": {"scores": [{"name": "m", "scorer": "m", "metrics": {"accuracy": {"value": 1}}}]}, "#

  @Test func bytesComeAtAnyPace() throws {
    let text =
      "\u{FEFF}" + Self.start + "\"samples\": [\(Self.record),\n \(Self.record) ] , \"x\": []}\r\n"
    let whole = try #require(Self.read(Array(text.utf8), named: "m/x.json", piece: .max)).whole
    #expect(whole.records == 2 && whole.figures.count == 1 && whole.unfinished != nil)
    for piece in 1...text.utf8.count {
      let read = Self.read(Array(text.utf8), named: "m/x.json", piece: piece)
      #expect(read?.streamed == whole, "\(piece)")
    }
  }

  /// A record longer than the buffer, and than what is read at a time.
  @Test func longRecords() throws {
    let long = String(repeating: "x\\n", count: 1 << 20)
    let record = Self.record.replacing("caf", with: long)
    let text = Self.start + "\"samples\": [\(record), \(Self.record)]}"
    for piece in [100_000, .max] {
      let read = try #require(Self.read(Array(text.utf8), named: "m/x.json", piece: piece))
      #expect(read.streamed == read.whole && read.whole.records == 2)
    }
  }

  /// What is not as expected is left to those who read all of it, as if nothing had been read.
  @Test(arguments: [
    start + "\"samples\": [\(record)], \"samples\": [\(record), \(record)]}",
    start + "\"s\\u0061mples\": [\(record)], \"samples\": []}",
    start + "\"samples\": [\(record), 1]}", start + "\"samples\": [\(record)]} {}",
    start + "\"samples\": [\(record)]", start + "\"samples\": [\(record)}]}",
    start + "\"samples\": [\(record)], \"eval\": {\"model\": \"n\"}}",
    start + "\"samples\": {\"a\": \(record)}}", start + "\"samples\": [\(record),]}",
    start + "\"samples\": [\(record)], \"x\": tru}",
  ])
  func leavesNoTrace(_ text: String) throws {
    let read = try #require(Self.read(Array(text.utf8), named: "m/x.json", piece: 50))
    #expect(read.streamed == nil && read.whole == read.alone)
  }

  /// Bytes that are no UTF-8, anywhere.
  @Test func wrongBytes() throws {
    let text = Array((Self.start + "\"samples\": [\(Self.record), \(Self.record)]}").utf8)
    for place in text.indices {
      for byte in [0xFF, 0x00, UInt8(ascii: "\""), UInt8(ascii: "}")] {
        var changed = text
        changed[place] = byte
        guard let read = Self.read(changed, named: "m/x.json", piece: 64) else { continue }
        #expect(read.streamed.map { $0 == read.alone } != false, "\(place) \(byte)")
        #expect(read.whole == read.alone, "\(place) \(byte)")
      }
    }
  }

  /// What a document gives while it comes, as a whole where it gives nothing then, and as a whole alone.
  private static func read(
    _ bytes: [UInt8], named name: String, piece: Int
  ) -> (streamed: FileContents?, whole: FileContents, alone: FileContents)? {
    let path = name.split(separator: "/").map(String.init)
    let start = Array(bytes.prefix(Recognizer.headLength))
    guard
      case .format(let format, let head) = Recognizer.recognize(
        path: path, bytes: start, isWhole: start.count == bytes.count),
      head.framing == .document, !(format is any TableFormat)
    else { return nil }
    let buffer = ReadBuffer()
    let empty = FileContents(format: format.name, kind: format.kind)
    func decoder() -> DocumentDecoder {
      DocumentDecoder(
        scanner: buffer.scanner,
        records: RecordDecoder(
          layout: format.layout, kind: format.kind, scanner: buffer.scanner),
        format: format, head: head, name: path.last ?? "")
    }
    func whole(_ decoder: DocumentDecoder) -> FileContents {
      var contents = empty
      let padded = bytes + Array(repeating: 0x20, count: JSONScanner.padding)
      padded.withUnsafeBytes {
        decoder.decode(RecordBytes(rebasing: $0[..<bytes.count]), into: &contents)
      }
      return contents
    }
    let documents = decoder()
    let source = Bytes(bytes, piece: piece)
    let alone = whole(decoder())
    if let streamed = try? documents.stream(source, size: bytes.count, with: buffer, into: empty) {
      return (streamed, alone, alone)
    }
    return (nil, whole(documents), alone)
  }

  private static func documents(below folder: String) throws -> [String] {
    let listing = try FolderListing(folder)
    return try listing.files.filter { $0.hasSuffix(".json") }.map { folder + "/" + $0 }
      + listing.folders.flatMap { try documents(below: folder + "/" + $0) }
  }
}

/// Bytes that are read some at a time.
private final class Bytes: ByteSource {
  private let bytes: [UInt8]
  private let piece: Int

  init(_ bytes: [UInt8], piece: Int) { (self.bytes, self.piece) = (bytes, piece) }

  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
    let part = bytes[offset...].prefix(min(piece, buffer.count))
    buffer.copyBytes(from: part)
    return part.count
  }
}
