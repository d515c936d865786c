import Glibc
import Results
import TestSupport
import Testing
import Watching

@testable import Ingest

/// A file that is read in pieces gives what reading it as a whole gives.
@Suite struct PieceTests {
  @Test(arguments: [150, 1000]) func theSampleDataInPieces(length: Int) throws {
    let data = Repository().root + "/sample-data/"
    let files = try ["formats", "broken"].flatMap { try Self.lines(below: data + $0) }
    #expect(files.count > 30)
    for file in files {
      let whole = try Self.contents(of: file)
      #expect(try Self.contents(of: file, pieces: length) == whole, "\(file)")
    }
  }

  @Test func endsOfLinesOfAllKinds() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("m/a.jsonl")
    for length in [1, 7, 20, 61] {
      for end in ["", "\n", "\n\n\n", "\r\n", "\n{\"problem_id\": \"p", "\n \t"] {
        let lines = (0..<9).map { line($0, long: $0 % 4 == 3) }
        for text in [
          lines.joined(separator: "\n"), "\u{FEFF}" + lines.joined(separator: "\r\n"),
          "\n\n" + lines.joined(separator: "\n\n"), lines.joined(separator: "\n") + "\nno JSON",
        ] {
          try folder.write(text + end, to: "m/a.jsonl")
          #expect(
            try Self.contents(of: path, pieces: length) == Self.contents(of: path), "\(length)")
        }
      }
    }
  }

  /// Turns belong to conversations that may have begun in an earlier piece.
  @Test func conversationsGoOnAcrossPieces() throws {
    let folder = try TemporaryDirectory()
    let rows = (0..<40).map { number in
      #"{"input": "q\#(number)", "output": "o", "score": 1, "step": 1, "uid": "a_\#(number % 3)_\#(number / 3)"}"#
    }
    let plain = (0..<40).map { number in
      #"{"input": "q\#(number % 5)", "output": "o\#(number)", "score": 0, "step": 1}"#
    }
    for text in [rows, plain + rows, rows + plain, plain + rows + plain] {
      try folder.write(text.joined(separator: "\n") + "\n", to: "v/1.jsonl")
      let path = folder.path("v/1.jsonl")
      #expect(try Self.contents(of: path, pieces: 300) == Self.contents(of: path))
    }
  }

  /// Some problems have a prompt, and a number as their id, and others do not.
  @Test func promptsStayWithTheirProblems() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("m/a.jsonl")
    let lines = (0..<40).map { number in
      let question = number % 3 == 0 ? "" : #""question": "what is \#(number / 2)?", "#
      return
        #"{"idx": \#(number), \#(question)"gt": "1", "code": ["r"], "pred": ["1"], "score": [true]}"#
    }
    for lines in [lines, Array(lines.reversed()), lines.filter { $0.contains("question") }] {
      try folder.write(lines.joined(separator: "\n") + "\n", to: "m/a.jsonl")
      let whole = try #require(try Self.contents(of: path))
      let pieces = try #require(try Self.contents(of: path, pieces: 150))
      #expect(pieces == whole)
      #expect(pieces.parts.map(\.table.identity) == whole.parts.map(\.table.identity))
    }
  }

  /// A file that was read in pieces grows like any other.
  @Test func goesOnBehindPieces() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("m/a.jsonl")
    try folder.write((0..<50).map { line($0) + "\n" }.joined(), to: "m/a.jsonl")
    let reader = FileReader(path: path, relative: "m/a.jsonl", pieceLength: 200)
    let buffer = ReadBuffer()
    for round in 1...3 {
      guard case .contents(let contents) = reader.read(with: buffer, publish: { _, _ in }) else {
        return #expect(Bool(false), "not read")
      }
      #expect(contents == (try Self.contents(of: path)), "round \(round)")
      try folder.append((0..<20).map { line($0 * round) + "\n" }.joined(), to: "m/a.jsonl")
    }
  }

  /// Two threads help who reads: whichever is done first, pieces are joined in their order.
  @Test func severalThreadsReadOneFile() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("m/a.jsonl")
    try folder.write((0..<3000).map { line($0, long: true) + "\n" }.joined(), to: "m/a.jsonl")
    let reader = FileReader(path: path, relative: "m/a.jsonl", pieceLength: 5000)
    let helping = Monitor(0)
    var helpers: [StartedThread?] = []
    var (pieces, joined) = (0, 0)
    reader.share = { shards in
      guard let shards else { return }
      pieces = shards.count
      helpers = (0..<2).map { _ in
        try? startThread(named: "helper") {
          let buffer = ReadBuffer()
          guard shards.work(with: buffer) else { return }
          helping.change { $0 += 1 }
          // So that none does all before another has begun.
          _ = helping.wait { $0 == 2 ? true : nil }
          while shards.work(with: buffer) {}
        }
      }
      _ = helping.wait { $0 == 2 ? true : nil }
    }
    let outcome = reader.read(with: ReadBuffer(), publish: { _, _ in joined += 1 })
    for helper in helpers { try #require(helper).join() }
    guard case .contents(let contents) = outcome else { return #expect(Bool(false), "not read") }
    #expect(contents == (try Self.contents(of: path)))
    #expect(pieces > 100 && joined == pieces)
  }

  private func line(_ number: Int, long: Bool = false) -> String {
    "{\"problem_id\": \"p\(number % 7)\", \"sample_idx\": \(number), \"correct\": \(number % 3 == 0), "
      + "\"model\": \"m\(number / 20)\", \"response\": \"r\(String(repeating: "x", count: long ? 150 : 1))\"}"
  }

  private static func contents(of path: String, pieces: Int = .max / 4) throws -> FileContents? {
    let names = path.split(separator: "/").map(String.init)
    let reader = FileReader(path: path, relative: names.joined(separator: "/"), pieceLength: pieces)
    guard case .contents(let contents) = reader.read(with: ReadBuffer(), publish: { _, _ in })
    else { return nil }
    return contents
  }

  private static func lines(below folder: String) throws -> [String] {
    let listing = try FolderListing(folder)
    return try listing.files.filter { $0.contains(".jsonl") }.map { folder + "/" + $0 }
      + listing.folders.flatMap { try lines(below: folder + "/" + $0) }
  }
}
