import Glibc
@testable import Ingest
import Results
import TestSupport
import Testing

@Suite struct LibraryTests {
  private let sample = "{\"problem_id\": \"p\", \"correct\": true}\n"

  @Test func readsTheSidecarBesideAFileThatIsNamed() throws {
    let folder = try TemporaryDirectory()
    try folder.write(sample, to: "m/x.jsonl")
    try folder.write("{\"model\": \"Named\"}", to: "m/run.json")
    let run = try #require(try Library.read(folder.path("m/x.jsonl")).runs.first)
    #expect(run.facts[.model] == "Named" && run.files == ["x.jsonl"])
  }

  @Test func countsAFileBelowTwoOpenedPathsOnce() throws {
    let folder = try TemporaryDirectory()
    try folder.write(sample, to: "m/x.jsonl")
    let paths = [
      [folder.path, folder.path("m")], [folder.path("m"), folder.path],
      [folder.path, folder.path + "/./m"],
    ]
    for paths in paths {
      let runs = try Library.read(LibraryOptions(paths: paths)).runs
      #expect(runs.map(\.totals.samples) == [1], "\(paths)")
    }
  }

  @Test func foreignTreesMakeNoRunsAndNoRejects() throws {
    let folder = try TemporaryDirectory()
    let files = [
      "a.json": "{}", "b.json": "[]", "c.json": "[1, 2", "d.json": "{\"lr\": 1}", "e.txt": "hello",
      "f.jsonl": "\n\n", "g.jsonl": "", "h.jsonl": "{\"lr\": 1}\n", "i.md": "# Title",
      "vocab.json": "{\"id\": 1, \"correct\": 2}", "run.json": "{\"role\": \"nobody\"}",
      ".hidden/x.jsonl": sample, "w.safetensors": sample, "x_metrics.json": "{\"num_samples\": 3}",
    ]
    for (name, text) in files { try folder.write(text, to: name) }
    let snapshot = try Library.read(folder.path)
    #expect(snapshot.runs.isEmpty && snapshot.rejects.isEmpty, "\(snapshot.rejects)")
  }

  @Test func anEmptyFolderIsNoFault() throws {
    let folder = try TemporaryDirectory()
    let snapshot = try Library.read(folder.path)
    #expect(snapshot.runs.isEmpty && snapshot.rejects.isEmpty && snapshot.progress.isDone)
  }

  @Test func namesThatAreNotUTF8AreRejectedAloud() throws {
    let folder = try TemporaryDirectory()
    var name = Array(folder.path.utf8CString.dropLast()) + [0x2F, CChar(bitPattern: 0xFF), 0x2E]
    name += Array("jsonl".utf8CString)
    let descriptor = open(name, O_CREAT | O_WRONLY, 0o644)
    try #require(descriptor >= 0)
    close(descriptor)
    #expect(
      try Library.read(folder.path).rejects.map(\.reason)
        == ["the name is not UTF-8, so the file cannot be opened; rename it"])
  }

  @Test func recognisesAFirstRecordLongerThanWhatIsLookedAt() throws {
    let folder = try TemporaryDirectory()
    let long = String(repeating: "x", count: 100_000)
    let lists = "\"code\": [\"\(long)\", \"b\"], \"pred\": [\"1\", \"2\"], \"score\": [true, false]"
    try folder.write("{\"idx\": 0, \"question\": \"q\", \(lists)}\n", to: "m/aime24/any.jsonl")
    try folder.write(
      "{\"input\": \"\(long)\", \"output\": \"o\", \"score\": 1.0, \"step\": 5}\n", to: "v/5.jsonl")
    try folder.write("garbage\n{\"id\": 1, \"correct\": true}\n", to: "g/x.jsonl")
    let snapshot = try Library.read(folder.path)
    #expect(Set(snapshot.runs.map(\.format)) == ["qwen-math", "verl", "generic"])
    #expect(snapshot.rejects.map(\.reason) == ["not a JSON object"])
  }

  @Test func theQueueTakesWhatChangedFirst() {
    var queue = WorkQueue()
    for index in 0..<10 { queue.add("o\(index)", first: false) }
    queue.add("u1", first: true)
    queue.add("u2", first: true)
    var taken: [String] = []
    while let path = queue.take() { taken.append(path) }
    #expect(taken == ["u1", "u2"] + (0..<10).map { "o\($0)" } && queue.isEmpty)
  }
}
