import Results
import TestSupport
import Testing

@testable import Ingest

/// Any place of the text can be read, in any order.
@Suite struct PackedPlacesTests {
  @Test(arguments: Compression.ofFiles) func readsAnyPlace(_ compression: Compression) throws {
    var random = SplitMix64(seed: 3)
    let text = (0..<200_000).map { _ in UInt8.random(in: 0x20...0x7E, using: &random) }
    let packer = Packer(compression)
    var packed: [UInt8] = []
    for start in stride(from: 0, to: text.count, by: 10_000) {
      let piece = String(decoding: text[start..<start + 10_000], as: UTF8.self)
      packed += start % 30_000 == 0 ? packer.end(piece) : packer.flush(piece)
    }
    packed += packer.end()
    let folder = try TemporaryDirectory()
    let file = try OpenFile(folder.write(bytes: packed, to: "a" + compression.ending))
    let points = RestartPoints(
      ends: PointList(spacing: 20_000, limit: 6), copies: PointList(spacing: 7_000, limit: 8))
    for round in 0..<3 {
      let source = PackedFile(compression, points: points)
      source.resume(file, to: packed.count)
      for _ in 0..<60 {
        let start = Int.random(in: 0..<text.count, using: &random)
        let count = Int.random(in: 1...5000, using: &random)
        let found = try source.bytes(at: start, count: count)
        #expect(found.elementsEqual(text[start...].prefix(count)), "round \(round), \(start)")
      }
      #expect(try source.bytes(at: text.count + 1, count: 9).isEmpty)
    }
    #expect(points.cursor(before: text.count).unpacked > text.count / 2)
  }

  @Test func pointsAreNeverTooMany() {
    var list = PointList(spacing: 10, limit: 8)
    for place in stride(from: 0, to: 10_000, by: 7) { list.add(PackedCursor(unpacked: place)) }
    #expect((4...8).contains(list.points.count))
    let places = list.points.map(\.unpacked)
    #expect(zip([0] + places, places).allSatisfy { $1 - $0 >= list.spacing })
    for place in [0, 9, 5000, 9999] {
      #expect(list.last(before: place)?.unpacked == places.last { $0 <= place })
    }
  }

  @Test(arguments: Compression.ofFiles) func opensTheTextsOfSamples(
    _ compression: Compression
  ) throws {
    var random = SplitMix64(seed: 5)
    let lines = (0..<400).map { number -> String in
      let response = (0..<Int.random(in: 1...900, using: &random)).map { _ in "w\(number) " }
      return "{\"problem_id\": \"p\(number % 5)\", \"response\": \"\(response.joined())\", "
        + "\"correct\": true}\n"
    }
    let rows = "id,response,correct\n" + (0..<50).map { "q\($0 % 3),r \($0),1\n" }.joined()
    let plain = try TemporaryDirectory()
    try plain.write(lines.joined(), to: "m/a.jsonl")
    try plain.write(rows, to: "m/b.csv")
    let packed = try TemporaryDirectory()
    let packer = Packer(compression)
    let streams = [packer.end(lines[..<150].joined()), packer.end(lines[150...].joined())]
    try packed.write(bytes: streams.flatMap(\.self), to: "m/a.jsonl" + compression.ending)
    try packed.write(bytes: packer.end(rows), to: "m/b.csv" + compression.ending)
    let expected = try texts(plain)
    #expect(expected.count == 450 && !expected.contains(nil))
    #expect(try texts(packed) == expected)
  }

  /// The responses of all samples, opened in no order.
  private func texts(_ folder: TemporaryDirectory) throws -> [String?] {
    let library = try Library(LibraryOptions(paths: [folder.path]))
    library.start()
    defer { library.stop() }
    let samples = library.waitUntilRead().runs.flatMap { run in
      run.problems.map(\.problem.id).flatMap { library.samples(of: $0, in: run) }
    }
    var random = SplitMix64(seed: 9)
    var found: [Int: String] = [:]
    for index in samples.indices.shuffled(using: &random) {
      found[index] = try? library.text(of: samples[index].reference).get().response
    }
    return samples.indices.map { found[$0] }
  }
}
