import FoundationEssentials
import TestSupport
import Testing

/// `kscope check`, with the exit status that scripts go by.
@Suite struct CheckTests {
  @Test func aSoundFolderIsClean() throws {
    let folder = try Samples.smallFolder()
    let outcome = try Program.run(["check", "results"], in: folder)
    #expect(
      outcome.output == """
        file         format  problems  samples  correct  incorrect  ungraded  rejects  run
        alpha.jsonl  kscope         1        4        1          3         0        -  alpha

        runs: 1
          alpha: 1 problem, n 4, 4 samples
            folder: model alpha

        notes: 1
          alpha: a folder's or a file's name alone is the model

        1 file, 1 run, 4 samples: nothing rejected, nothing doubtful

        """)
    #expect(outcome.errors == "" && outcome.status == 0)
    #expect(try Program.run(["check", "results/alpha.jsonl"], in: folder) == outcome)
  }

  @Test func everyRejectOfTheBrokenDataIsListedWithItsPlace() throws {
    let folder = try copy(of: "broken")
    let outcome = try Program.run(["check", "broken"], in: folder)
    let expected = try JSONDecoder().decode(
      Expected.self, from: Data(folder.read("broken/expected.json").utf8))
    #expect(expected.rejects.count > 20)
    let lines = Set(outcome.output.split(separator: "\n").map(String.init))
    for reject in expected.rejects { #expect(lines.contains("  " + reject.text)) }
    #expect(lines.contains("rejects: \(expected.rejects.count)"))
    #expect(outcome.errors == "" && outcome.status == 1)
  }

  @Test func theJSONSaysWhatTheFormatsWereTakenFor() throws {
    let folder = try copy(of: "formats")
    let outcome = try Program.run(["check", "formats", "--format", "json"], in: folder)
    let check = try JSONDecoder().decode(Check.self, from: Data(outcome.output.utf8))
    #expect(check.rejects.isEmpty && outcome.status == 1)
    #expect(
      Set(check.doubts.map(\.kind))
        == ["unfinished", "ungraded", "unequal_n", "missing_samples", "one_response"])
    #expect(Set(check.notes.map(\.kind)).isSuperset(of: ["mapping", "path_name", "ignored"]))
    let counts = try #require(
      check.files.first { $0.file == "counts/ppo-7b/math500/counts.jsonl" })
    #expect(counts.format == "counts" && counts.runs == ["ppo-7b/math500"])
    #expect(counts.problems == 3 && counts.samples == 640 && counts.correct == 149)
    #expect(
      Set(check.merges.map(\.run)).isSuperset(of: ["Qwen2.5-7B/aime24/t0.6", "ppo-7b/math500"]))
    let demo = try #require(check.runs.first { $0.id == "Demo-7B/aime24/step_150/t0.6" })
    #expect(demo.facts["role"]?.value == "rl" && demo.facts["role"]?.source == "run.json")
  }

  @Test func figuresOfTheWriterAreNotesWhereTheyAreExplainedAndDoubtsElsewhere() throws {
    let folder = try copy(of: "formats")
    let metrics =
      "Qwen2.5-7B_temp0.6_n2_seed1/aime24/test_qwen-boxed_-1_seed1_t0.6_s0_e-1_qwen-boxed_metrics.json"
    let said = "Qwen2.5-7B/aime24/t0.6: its writer has acc 66.7%, kscope 50.0%: "
    var outcome = try Program.run(["check", "formats/qwen-math"], in: folder)
    #expect(
      outcome.output.contains(
        "\n  \(said)it counts only the first sample of each problem (\(metrics))\n"))
    #expect(outcome.output.contains("\ndoubts: 2\n"))
    let path = "formats/qwen-math/" + metrics
    try folder.write(folder.read(path).replacing("66.7", with: "70.0"), to: path)
    outcome = try Program.run(["check", "formats/qwen-math"], in: folder)
    let doubts = outcome.output.split(separator: "\ndoubts: 6\n").last ?? ""
    #expect(doubts.contains("its writer has acc 70.0%, kscope 50.0%: no reason is known"))
    #expect(outcome.status == 1)
  }

  @Test func aLastLineWithoutAnEndIsAProblem() throws {
    let folder = try Samples.smallFolder()
    try folder.append(#"{"problem_id":"p1","resp"#, to: "results/alpha.jsonl")
    let outcome = try Program.run(["check", "results"], in: folder)
    #expect(
      outcome.output.contains(
        "\n  alpha.jsonl:5: the last line has no end yet; its 24 bytes wait for the rest\n"))
    #expect(outcome.status == 1)
  }

  @Test func resultsThatAreNotThereAreAProblem() throws {
    let folder = try Samples.smallFolder()
    try folder.write("version https://git-lfs.github.com/spec/v1\n", to: "results/b.jsonl")
    try folder.write("", to: "results/c.jsonl")
    let outcome = try Program.run(["check", "results"], in: folder)
    let end = outcome.output.split(separator: "\n\n").suffix(2).joined(separator: "\n\n")
    #expect(
      end == """
        doubts: 2
          b.jsonl: not read: a Git LFS pointer; fetch the file with: git lfs pull
          c.jsonl: not read: empty

        1 file, 1 run, 4 samples: nothing rejected, 2 doubts

        """)
    #expect(outcome.status == 1)
  }

  @Test func noResultsAreAProblem() throws {
    let folder = try TemporaryDirectory()
    try folder.makeDirectory("results")
    let outcome = try Program.run(["check", "results"], in: folder)
    #expect(outcome.output.hasPrefix("doubts: 1\n  nothing here could be read as results\n"))
    #expect(outcome.status == 1)
    let missing = try Program.run(["check", "nowhere"], in: folder)
    #expect(missing.errors.hasPrefix("kscope: nowhere: there is no such file or folder"))
    #expect(missing.status == 1)
    #expect(try Program.run(["check", "--format", "markdown"], in: folder).status == 2)
  }

  @Test func whatComesThroughAPipeIsCheckedToo() throws {
    let folder = try TemporaryDirectory()
    let outcome = try Program.run(
      ["check"], in: folder, input: .pipe(Samples.lines("p", n: 2, correct: 1) + "oh\n"))
    #expect(outcome.output.contains("\n  stdin.jsonl:3: not a JSON object\n"))
    #expect(outcome.status == 1)
  }

  @Test func namesOfFilesCannotHarmTheTerminal() throws {
    let folder = try TemporaryDirectory()
    try folder.write(Samples.lines("p", n: 1, correct: 1), to: "results/a\u{1B}[31m.jsonl")
    for format in ["text", "json"] {
      let outcome = try Program.run(["check", "results", "--format", format], in: folder)
      #expect(!outcome.output.contains("\u{1B}") && outcome.output.contains("[31m"))
    }
  }

  /// A folder with a copy of one of `sample-data`.
  private func copy(of name: String) throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    let source = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
      .joined(separator: "/")
    try FileManager.default.copyItem(
      atPath: source + "/sample-data/" + name, toPath: folder.path(name))
    return folder
  }

  private struct Expected: Decodable {
    let rejects: [Reject]
  }

  private struct Reject: Decodable {
    let file: String
    let line: Int?
    let reason: String

    /// As the text lists it; line 0 is the whole file.
    var text: String { file + (line.map { $0 > 0 ? ":\($0)" : "" } ?? "") + ": " + reason }
  }

  /// What a test wants of the JSON.
  private struct Check: Decodable {
    let files: [File]
    let runs: [Run]
    let merges: [Merge]
    let rejects: [Reject]
    let doubts: [Finding]
    let notes: [Finding]

    struct File: Decodable {
      let file: String
      let format: String?
      let runs: [String]
      let problems: Int?
      let samples: Int?
      let correct: Int?
    }

    struct Run: Decodable {
      let id: String
      let facts: [String: Fact]
    }

    struct Fact: Decodable {
      let value: String
      let source: String
    }

    struct Merge: Decodable {
      let run: String
    }

    struct Finding: Decodable {
      let kind: String
    }
  }
}
