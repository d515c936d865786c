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

  @Test func fieldsThatAPersonNamesAreRead() throws {
    let folder = try TemporaryDirectory()
    try folder.write(
      #"{"meta": {}, "liste": [{"teile": [{"nr": {"id": 7}, "urteil": "C"}, {"nr": {"id": 8}, "urteil": "I"}]}]}"#,
      to: "b.json")
    try folder.write("nummer,ok\n1,True\n1,False\n", to: "d.csv")
    #expect(try Library.read(folder.path).runs.isEmpty)
    try folder.write(
      """
      [[override]]
      files = "b.json"
      records = "liste[].teile[]"
      fields = { problem = "nr.id", correct = ["richtig", "urteil"] }

      [[override]]
      files = "d.csv"
      fields = { problem = "nummer", correct = "ok" }
      """, to: "kscope.toml")
    let runs = try Library.read(folder.path).runs
    #expect(runs.map { $0.problems.map(\.problem.id) } == [["7", "8"], ["1"]])
    #expect(runs.map(\.totals.correct) == [1, 1] && runs.map(\.totals.samples) == [2, 2])
  }

  @Test func whatIsWrongWithNamedFieldsIsSaid() throws {
    let folder = try TemporaryDirectory()
    try folder.write(sample, to: "x.jsonl")
    try folder.write(
      """
      [[override]]
      files = "*"
      records = "a..b[]"
      fields = { boo = "x", correct = 7 }
      [[override]]
      files = "*"
      fields = "problem"
      """, to: "kscope.toml")
    #expect(
      try Library.read(folder.path).rejects.map(\.reason) == [
        "records must be a path such as \"results[].items[]\"",
        "no field is called 'boo'; use one of problem, prompt, response, gold, answer, list, correct, score, tokens, finish, entropy, logprob_sum, cot_valid, group, level, subject, date, direct_answer",
        "correct must be the name of a field, or a list of names",
        "fields must be a table, such as fields = { problem = \"qid\" }",
      ])
  }

  @Test func whatIsNeverOpenedIsNamed() throws {
    let folder = try TemporaryDirectory()
    for name in ["a.pkl", "b.pt", "c.safetensors", "d.png", "e.parquet", "f.py"] {
      try folder.write(sample, to: name)
    }
    try folder.write(sample, to: "x.jsonl")
    let snapshot = try Library.read(folder.path)
    #expect(snapshot.runs.map(\.files) == [["x.jsonl"]] && snapshot.rejects.isEmpty)
    #expect(snapshot.foreignFiles == 5)
  }

  /// Two problems, three conversations: the first has eleven turns, of which 10 comes after 9.
  @Test func turnsOfAConversationAreOneSample() throws {
    let folder = try TemporaryDirectory()
    func row(_ uid: String, _ input: String, _ output: String, _ score: Int) -> String {
      #"{"input": "\#(input)", "output": "\#(output)", "score": \#(score), "step": 5, "uid": "\#(uid)"}"#
        + "\n"
    }
    var text = row("aa-1_0_0", "q", "t0", 1) + row("aa-1_0_1", "q t0", "t1", 1)
    text += row("aa-1_0_10", "q t9", "t10", 1)
    for turn in 2..<10 { text += row("aa-1_0_\(turn)", "q t\(turn - 1)", "t\(turn)", 1) }
    text += row("aa-1_1_0", "q", "no", 0) + row("bb-2_0_0", "r", "yes", 1)
    try folder.write(text, to: "m/val/5.jsonl")
    let library = try Library(LibraryOptions(paths: [folder.path]))
    library.start()
    defer { library.stop() }
    let run = try #require(library.waitUntilRead().runs.first)
    #expect(run.problems.map(\.tally).map { [$0.n, $0.c] } == [[2, 1], [1, 1]])
    let samples = library.samples(of: run.problems[0].problem.id, in: run)
    let texts = try samples.map { try library.text(of: $0.reference).get().response }
    #expect(texts == ["t10", "no"])
  }

  @Test func theStepInTheNameOfAModelIsTheRuns() throws {
    let folder = try TemporaryDirectory()
    try folder.write(
      #"{"problem_id": "p", "correct": true, "model": "org/sums-step_40"}"# + "\n", to: "a.jsonl")
    try folder.write(
      #"{"problem_id": "p", "correct": true, "model": "org/sums-step_40", "step": 50}"# + "\n",
      to: "b.jsonl")
    #expect(try Library.read(folder.path).runs.map { $0.facts[.step] } == ["40", "50"])
  }

  @Test func aLineOfColumnsIsNoProblem() throws {
    let folder = try TemporaryDirectory()
    try folder.write(
      #"{"step": ["1", "1"], "prompt": ["p", "p"], "completion": ["4", "5"], "acc": [1, 0]}"#
        + "\n",
      to: "completions.jsonl")
    #expect(try Library.read(folder.path).runs.isEmpty)
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
    while let path = queue.takeUnread() { taken.append(path) }
    #expect(taken == ["u1", "u2"] + (0..<10).map { "o\($0)" } && queue.isEmpty)
  }

  @Test func theQueueTakesWhatIsLookedAtThenTheNewest() {
    var queue = WorkQueue()
    let times: [Int64] = [5, 9, 1, 7, 9, 3, 8, 2, 6, 4]
    for (index, time) in times.enumerated() {
      queue.add("\(index)", first: false, modified: time)
    }
    queue.prefer(["2", "none", "5"])
    #expect(queue.count == 10)
    queue.add("u", first: true)
    queue.add(known: "k")
    var taken: [String] = []
    while let path = queue.takeUnread() { taken.append(path) }
    #expect(taken == ["u", "2", "5", "1", "4", "6", "3", "8", "0", "9", "7"])
    #expect(queue.isRead && queue.takeKnown() == "k")
  }

  @Test func theQueueCanBeFilledAgain() {
    var queue = WorkQueue()
    for round in 0..<3 {
      for name in ["a", "b", "c"] { queue.add("\(name)\(round)", first: false) }
      queue.prefer(["b\(round)"])
      var taken: [String] = []
      while let path = queue.takeUnread() { taken.append(path) }
      #expect(taken == ["b", "a", "c"].map { "\($0)\(round)" } && queue.isEmpty)
    }
  }

  /// A reader goes on from the very contents that others have.
  @Test func whatWasReadStaysAsItWasWhenTheFileGrows() throws {
    let folder = try TemporaryDirectory()
    let line = "{\"id\": 1, \"correct\": true}\n"
    try folder.write(line + line, to: "a.jsonl")
    let reader = FileReader(path: folder.path("a.jsonl"), relative: "a.jsonl")
    let buffer = ReadBuffer()
    func read() throws -> Holding {
      guard case .contents(let contents) = reader.read(with: buffer, publish: { _, _ in }) else {
        throw Missing()
      }
      // As a thread does that has nothing left to read.
      buffer.giveBack()
      return try #require(reader.holding(contents))
    }
    let first = try read()
    try folder.write(line + line + line + line.dropLast(), to: "a.jsonl")
    let second = try read()
    try folder.write(line + line + line + line + line, to: "a.jsonl")
    let third = try read()
    #expect([first, second, third].map(\.contents.samples) == [2, 4, 5])
  }

  private struct Missing: Error {}

  @Test func filesOfTheRunsOnTheScreenAndThoseBesideThemAreReadFirst() throws {
    let folder = try TemporaryDirectory()
    for name in ["a/1", "a/2", "b/1", "b/2", "c/1"] {
      try folder.write("{\"id\": 1, \"correct\": true}\n", to: name + ".jsonl")
    }
    let library = try Library(LibraryOptions(paths: [folder.path]))
    for root in library.roots.indices { library.list(library.roots[root].path) }
    library.readFirst([folder.path + "/b/2.jsonl"])
    var taken: [String] = []
    library.monitor.change { state in
      while let path = state.queue.takeUnread() { taken.append(path) }
    }
    #expect(taken.count == 5)
    #expect(taken.prefix(2) == [folder.path + "/b/2.jsonl", folder.path + "/b/1.jsonl"])
  }

  @Test func nothingIsLeftOfAFileThatIsGone() throws {
    let folder = try TemporaryDirectory()
    try folder.write(sample, to: "m/x.jsonl")
    let library = try Library(LibraryOptions(paths: [folder.path]))
    let path = folder.path + "/m/x.jsonl"
    library.start()
    defer { library.stop() }
    #expect(library.waitUntilRead().runs.count == 1)
    weak let reader = library.monitor.look { $0.entries[path]?.reader }
    #expect(reader != nil)
    try folder.remove("m/x.jsonl")
    library.monitor.change { $0.enqueue(path, first: true) }
    #expect(library.waitUntilRead().runs.isEmpty)
    // The thread that found it gone may still be about to let go of it.
    let end = MonotonicTime.now + 20
    while reader != nil, MonotonicTime.now < end { sched_yield() }
    #expect(reader == nil)
  }
}
