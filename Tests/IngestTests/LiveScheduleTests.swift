import Glibc
import Ingest
import ResultIndex
import Results
import TestSupport
import Testing

/// After each step the live report is what a fresh reading gives, byte for byte.
@Suite struct LiveScheduleTests {
  @Test(arguments: [false, true]) func followsALineWrittenInTwoParts(polls: Bool) throws {
    try schedule(polls: polls) { folder, check in
      try folder.write(line("p1", true), to: "m/aime24/step_1.jsonl")
      try check("created")
      try folder.append("{\"problem_id\": \"p2\", \"corr", to: "m/aime24/step_1.jsonl")
      try check("half a line")
      try folder.append("ect\": false}", to: "m/aime24/step_1.jsonl")
      try check("a whole line without an end")
      try folder.append("\n\n" + line("p3", true), to: "m/aime24/step_1.jsonl")
      try check("the rest")
    }
  }

  @Test(arguments: [false, true]) func followsReplacementTruncationAndRemoval(polls: Bool) throws {
    try schedule(polls: polls) { folder, check in
      try folder.write(line("p1", true) + line("p2", true), to: "m/step_1.jsonl")
      try check("created")
      try folder.write(line("p1", false), to: "m/new.tmp")
      try folder.rename("m/new.tmp", to: "m/step_1.jsonl")
      try check("replaced by a rename")
      try folder.write(
        line("p1", true) + line("p2", false) + line("p3", false), to: "m/step_1.jsonl")
      try check("rewritten in place, longer")
      try folder.write(line("p9", true), to: "m/step_1.jsonl")
      try check("cut short")
      try folder.write(line("p8", true), to: "m/step_1.jsonl")
      try check("rewritten at the same size")
      try folder.write("", to: "m/step_1.jsonl")
      try check("emptied")
      try folder.write("\n", to: "m/step_1.jsonl")
      try check("a blank line")
      try folder.remove("m/step_1.jsonl")
      try check("removed")
    }
  }

  /// The end of the listing is news of its own: nothing else would ever tell of it.
  @Test func tellsThatAnEmptyFolderIsListed() throws {
    for _ in 0..<30 {
      let live = try LiveLibrary(try TemporaryDirectory())
      #expect(live.waitUntil { $0.progress.isDone })
    }
  }

  @Test(arguments: [false, true]) func followsFolders(polls: Bool) throws {
    try schedule(polls: polls) { folder, check in
      try folder.write(line("p1", true), to: "a/aime24/step_1.jsonl")
      try folder.write(line("p1", false), to: "b/deep/er/step_2.jsonl")
      try check("two folders")
      try folder.rename("a", to: "c")
      try check("a folder renamed")
      try folder.rename("b", to: "c/b")
      try check("a folder moved into another")
      try folder.write(line("p2", false), to: "c/b/deep/er/step_3.jsonl")
      try check("a file in a moved folder")
      try folder.remove("c")
      try check("all gone")
      try folder.write(line("p2", false), to: "c/b/deep/er/step_3.jsonl")
      try check("back again")
    }
  }

  @Test(arguments: [false, true]) func followsSidecarsAndConfigurations(polls: Bool) throws {
    try schedule(polls: polls) { folder, check in
      try folder.write(line("p1", true), to: "x/one/s_5.jsonl")
      try folder.write(line("p1", false), to: "x/two/s_5.jsonl")
      try check("samples")
      try folder.write("{\"model\": \"M\", \"role\": \"base\"}", to: "x/one/run.json")
      try check("run.json appears")
      try folder.write("{\"model\": \"N\", \"step\": 7, \"role\": \"king\"}", to: "x/one/run.json")
      try check("run.json changes")
      try folder.write("pattern = \"{model}/{benchmark}/s_{step}.jsonl\"\n", to: "kscope.toml")
      try check("kscope.toml appears")
      try folder.write("pattern = \"{model}/{bench", to: "kscope.toml")
      try check("kscope.toml breaks")
      try folder.write("[[override]]\nfiles = \"two/*\"\nrole = \"rl\"\n", to: "x/kscope.toml")
      try check("another below")
      try folder.remove("kscope.toml")
      try folder.remove("x/one/run.json")
      try check("gone")
    }
  }

  @Test(arguments: [false, true]) func followsConversations(polls: Bool) throws {
    func row(_ uid: String) -> String {
      #"{"input": "\#(uid.dropLast(2))", "output": "o", "score": 1, "step": 1, "uid": "\#(uid)"}"#
    }
    try schedule(polls: polls) { folder, check in
      try folder.write(row("a_0_0") + "\n", to: "1.jsonl")
      try check("a first turn")
      try folder.append(row("a_0_1"), to: "1.jsonl")
      try check("a second without a line end")
      try folder.append("\n" + row("a_1_0"), to: "1.jsonl")
      try check("another session without a line end")
      try folder.append("\n" + row("a_1_1") + "\n", to: "1.jsonl")
      try check("and its second turn")
    }
  }

  @Test(arguments: [false, true]) func followsWhatAPersonSaysOfFields(polls: Bool) throws {
    try schedule(polls: polls) { folder, check in
      try folder.write(
        "{\"frage\": 1, \"gut\": true}\n{\"frage\": 2, \"gut\": false}\n", to: "x/a.jsonl")
      try folder.write(line("p1", true), to: "x/b.jsonl")
      try check("one foreign file")
      try folder.write(
        "[[override]]\nfiles = \"a.jsonl\"\nfields = { problem = \"frage\", correct = \"gut\" }\n",
        to: "x/kscope.toml")
      try check("its fields are named")
      try folder.append("{\"frage\": 1, \"gut\": 0}\n", to: "x/a.jsonl")
      try check("it grows")
      try folder.write(
        "[[override]]\nfiles = \"*\"\nfields = { problem = \"frage\", correct = \"sehr\" }\n",
        to: "x/kscope.toml")
      try check("other fields")
      try folder.remove("x/kscope.toml")
      try check("nothing is said of them")
    }
  }

  @Test(arguments: [false, true]) func followsWhatAFileTurnsInto(polls: Bool) throws {
    try schedule(polls: polls) { folder, check in
      try folder.write("hello\n", to: "a.txt")
      try folder.write("{\"lr\": 1}\n", to: "b.jsonl")
      try folder.write("{\"problem_id\": \"p1\", \"corr", to: "c.jsonl")
      try folder.write("{\"problem_id\": \"p1\", \"correct\": true}\n", to: "d.json")
      try folder.write("[{\"id\": 1, \"correct\": true}]", to: "e.json")
      try check("foreign, undecided and documents")
      try folder.write(line("p1", true), to: "a.txt")
      try folder.append(line("p2", true), to: "b.jsonl")
      try folder.append("ect\": true}\n", to: "c.jsonl")
      try folder.append(line("p2", false), to: "d.json")
      try folder.write("[{\"id\": 1, \"correct\": true}, {\"id\": 2, \"corr", to: "e.json")
      try check("results")
      try folder.write(line("p1", true), to: "f.jsonl")
      try folder.write("version https://git-lfs.github.com/spec/v1\n", to: "f.jsonl")
      try folder.write("\u{0}\u{1}\n\n", to: "c.jsonl")
      try check("foreign again")
    }
  }

  @Test(arguments: [false, true]) func followsLinksWithoutCountingTwice(polls: Bool) throws {
    let outside = try TemporaryDirectory()
    try outside.write(line("p1", true), to: "far/step_1.jsonl")
    try schedule(polls: polls, sweep: 0.05) { folder, check in
      try folder.write(line("p1", true), to: "runs/step_9.jsonl")
      try check("a file")
      try link("step_9.jsonl", folder.path("runs/latest.jsonl"))
      try link(".", folder.path("runs/loop"))
      try link("runs", folder.path("also"))
      try link(outside.path("far"), folder.path("zfar"))
      try check("links to what is there, a loop, and a folder outside")
      try outside.append(line("p2", true), to: "far/step_1.jsonl")
      try check("a change outside")
      try link(outside.path("far"), folder.path("afar"))
      try check("a better path to the same folder")
      try folder.remove("afar")
      try check("gone again")
      try folder.remove("runs")
      try check("what links lead to is gone")
    }
  }

  @Test(arguments: [UInt64(1), 2, 3, 4]) func followsRandomSchedules(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    try schedule(polls: seed % 2 == 0) { folder, check in
      for step in 0..<50 {
        var done: [String] = []
        for _ in 0...Int.random(in: 0...2, using: &random) {
          done.append(try act(in: folder, &random))
        }
        try check("seed \(seed), step \(step): \(done.joined(separator: ", "))")
      }
    }
  }

  /// The same with an index, which takes files out of memory and gives them back.
  @Test(arguments: [UInt64(5), 6]) func followsRandomSchedulesWithAnIndex(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let other = try TemporaryDirectory()
    let folder = try TemporaryDirectory()
    // Every few steps the program is started again, and goes on from the index.
    for session in 0..<5 {
      let live = try LiveLibrary(folder, polls: seed % 2 == 0) {
        $0.index = try? ResultIndex(path: other.path("i.sqlite"), day: 1)
        $0.smallestIndexed = 0
      }
      #expect(live.hasIndex)
      for step in 0..<10 {
        var done: [String] = []
        for _ in 0...Int.random(in: 0...2, using: &random) {
          done.append(try act(in: folder, &random))
        }
        try live.expectFresh(
          "seed \(seed), session \(session), step \(step): \(done.joined(separator: ", "))")
      }
    }
  }
}

/// Shards whose samples repeat, grow and come and go: what counts follows from what is there.
@Suite struct LiveRepeatTests {
  @Test(arguments: [UInt64(1), 2, 3]) func followsCopiesAndConflicts(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    try schedule(polls: seed % 2 == 0) { folder, check in
      for step in 0..<40 {
        let name = "m/aime24/part_\(Int.random(in: 1...3, using: &random)).jsonl"
        let action = Int.random(in: 0..<8, using: &random)
        switch action {
        case 0: try? folder.remove(name)
        case 1: try? folder.rename(name, to: "m/aime24/part_\(4 + step % 3).jsonl")
        default: try folder.append(numberedLines(&random), to: name)
        }
        try check("seed \(seed), step \(step): \(action) \(name)")
      }
    }
  }
}

/// A few samples of few problems, numbers and answers, so that many repeat.
private func numberedLines(_ random: inout SplitMix64) -> String {
  (0..<Int.random(in: 1...6, using: &random)).map { _ in
    let problem = Int.random(in: 1...2, using: &random)
    let number = Int.random(in: 0...9, using: &random)
    let isCorrect = Int.random(in: 0..<9, using: &random) != 0
    return "{\"problem_id\": \"p\(problem)\", \"sample_idx\": \(number), "
      + "\"response\": \"\(problem) \(number)\", \"correct\": \(isCorrect)}\n"
  }.joined()
}

/// Does one thing that evaluations and people do; returns what, for a failure to tell.
private func act(in folder: TemporaryDirectory, _ random: inout SplitMix64) throws -> String {
  let directories = ["a", "a/aime24", "b", "b/sub/deep"]
  let directory = directories[Int.random(in: 0..<4, using: &random)]
  let name = directory + "/step_\(Int.random(in: 1...3, using: &random)).jsonl"
  let id = "p\(Int.random(in: 1...4, using: &random))"
  let verdict = Bool.random(using: &random)
  let action = Int.random(in: 0..<12, using: &random)
  switch action {
  case 0, 1, 2: try folder.append(line(id, verdict), to: name)
  case 3: try folder.append(String(line(id, verdict).prefix(20)), to: name)
  case 4: try folder.write(line(id, verdict), to: name)
  case 5:
    try folder.write(line(id, verdict) + line("p1", verdict), to: name + ".tmp")
    try folder.rename(name + ".tmp", to: name)
  case 6: try? folder.remove(name)
  case 7: try? folder.rename(directory, to: directory + "x")
  case 8: try? folder.remove(directory)
  case 9: try folder.write("{\"model\": \"\(id)\"}", to: directory + "/run.json")
  case 10: try folder.write(counts(id), to: directory + "/counts.jsonl")
  default:
    try folder.write("pattern = \"{model}/step_{step}.jsonl\"\n", to: directory + "/kscope.toml")
  }
  return "\(action) \(name) \(id) \(verdict)"
}

private func counts(_ id: String) -> String { "{\"id\": \"\(id)\", \"n\": 8, \"c\": 3}\n" }

private func line(_ id: String, _ isCorrect: Bool) -> String {
  "{\"problem_id\": \"\(id)\", \"correct\": \(isCorrect)}\n"
}

private func link(_ target: String, _ path: String) throws {
  #expect(symlink(target, path) == 0)
}

/// Runs steps against a live library, each followed by a comparison with a fresh one.
private func schedule(
  polls: Bool, sweep: Double = 30,
  _ steps: (_ folder: TemporaryDirectory, _ check: (String) throws -> Void) throws -> Void
) throws {
  let folder = try TemporaryDirectory()
  let live = try LiveLibrary(folder, polls: polls) { $0.sweepInterval = sweep }
  try steps(folder) { try live.expectFresh("\($0), \(polls ? "polling" : "inotify")") }
}
