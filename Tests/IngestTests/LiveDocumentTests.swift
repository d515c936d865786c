import Ingest
import Results
import TestSupport
import Testing

/// A document that is being written is wrong nowhere on its way, and whole at its end.
@Suite struct LiveDocumentTests {
  private static let samples: [(name: String, text: String, right: Int, all: Int)] = [
    (
      "x_eval_all.json",
      #"[{"question_id": "a", "graded_list": [true, false], "output_list": ["x", "y"]}, {"question_id": "b", "graded_list": [true, true], "output_list": ["x", "y"]}]"#,
      3, 4
    ),
    (
      "x_eval_results.json",
      #"{"eval": {"a": [{"task_id": "a", "solution": "x", "base_status": "pass", "plus_status": "pass"}], "b": [{"task_id": "b", "solution": "x", "base_status": "fail", "plus_status": null}]}}"#,
      1, 2
    ),
    (
      "x_input.json",
      #"{"raw_generations": {"a": ["x", "y"], "b": ["x"]}, "raw_scored_generations": {"a": [true, true], "b": [false]}}"#,
      2, 3
    ),
    (
      "x.json",
      #"{"name": "n", "results": [{"question": "a", "best_score": 1, "completions": [{"score": 1.0}, {"score": 0.5}]}]}"#,
      1, 2
    ),
    (
      "t.json",
      #"[{"task_id": 0, "reward": 1.0, "trial": 0}, {"task_id": 0, "reward": 0.0, "trial": 1}]"#, 1,
      2
    ),
  ]

  @Test func noCutOfADocumentGivesNumbers() throws {
    for sample in Self.samples {
      let bytes = Array(sample.text.utf8)
      for end in stride(from: 1, to: bytes.count, by: 7) {
        let folder = try TemporaryDirectory()
        try folder.write(String(decoding: bytes[..<end], as: UTF8.self), to: "m/" + sample.name)
        let snapshot = try Library.read(folder.path)
        #expect(snapshot.runs.isEmpty, "\(sample.name) cut at \(end)")
        #expect(snapshot.rejects.count <= 1, "\(sample.name) cut at \(end)")
      }
      let folder = try TemporaryDirectory()
      try folder.write(sample.text, to: "m/" + sample.name)
      let totals = try #require(try Library.read(folder.path).runs.first).totals
      #expect([totals.correct, totals.samples] == [sample.right, sample.all], "\(sample.name)")
    }
  }

  @Test(arguments: [false, true]) func followsADocumentThatIsRewritten(polls: Bool) throws {
    for sample in Self.samples {
      let folder = try TemporaryDirectory()
      let live = try LiveLibrary(folder, polls: polls)
      let path = "m/" + sample.name
      let half = String(sample.text.prefix(sample.text.count * 2 / 3))
      try folder.write(sample.text, to: path)
      #expect(live.waitUntil { $0.runs.first?.totals.samples == sample.all }, "\(sample.name)")
      try folder.write(half, to: path)
      #expect(live.waitUntil { $0.runs.isEmpty }, "\(sample.name): opened and half written")
      try live.expectFresh("half written")
      try folder.append(String(sample.text.dropFirst(half.count)), to: path)
      #expect(live.waitUntil { $0.runs.first?.totals.correct == sample.right }, "\(sample.name)")
      try live.expectFresh("whole again")
      #expect(live.snapshot.rejects.isEmpty)
      try folder.write("", to: path)
      try live.expectFresh("emptied")
      try folder.write(sample.text + "\n", to: path + ".tmp")
      try folder.rename(path + ".tmp", to: path)
      #expect(live.waitUntil { $0.runs.first?.totals.samples == sample.all }, "\(sample.name)")
    }
  }
}
