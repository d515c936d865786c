import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// `kscope report`, and the dashboard where there is no terminal.
@Suite struct ReportTests {
  @Test func theTableHasARunALine() throws {
    let folder = try Samples.smallFolder()
    let outcome = try Program.run(["report", "results"], in: folder)
    #expect(
      outcome.output == """
        run    role  problems  n  samples  unsolved  ungraded  pass@1  pass@2  pass@4
        alpha  -            1  4        4         0         0  0.2500  0.5000  1.0000

        """)
    #expect(outcome.errors == "" && outcome.status == 0)
  }

  @Test func theJSONHoldsTheNumbersAndTheRejects() throws {
    let folder = try Samples.smallFolder()
    try folder.append("{half\n", to: "results/alpha.jsonl")
    let outcome = try Program.run(["report", "results", "--format", "json"], in: folder)
    let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    #expect(report.runs.map(\.id) == ["alpha"])
    #expect(report.runs.first?.files == ["alpha.jsonl"])
    #expect(report.runs.first?.passAtK.map(\.k) == [1, 2, 4])
    #expect(report.runs.first?.passAtK.map { ($0.value * 1000).rounded() } == [250, 500, 1000])
    #expect(report.rejects.map(\.line) == [5])
    #expect(outcome.status == 0)
  }

  @Test func theJSONHoldsWhatTheWriterSays() throws {
    let folder = try TemporaryDirectory()
    try folder.write(
      #"{"example_id":0,"prompt":"q","completion":"a","reward":1.0}"# + "\n"
        + #"{"example_id":0,"prompt":"q","completion":"b","reward":0.5}"# + "\n",
      to: "results/results.jsonl")
    try folder.write(
      #"{"env_id":"e","rollouts_per_example":2,"avg_reward":0.75,"pass_at_k":{"1":0.5}}"#,
      to: "results/metadata.json")
    let outcome = try Program.run(["report", "results", "--format", "json"], in: folder)
    #expect(
      outcome.output.contains(
        """
              "stated" : [
                {
                  "agrees" : false,
                  "file" : "metadata.json",
                  "kscope" : 0.5,
                  "name" : "avg_reward",
                  "reason" : "it is a mean of scores, not of verdicts",
                  "value" : 0.75
                },
                {
                  "agrees" : true,
                  "file" : "metadata.json",
                  "k" : 1,
                  "kscope" : 0.5,
                  "name" : "pass@1",
                  "value" : 0.5
                }
              ],

        """))
  }

  @Test func theReportOfTheDemoIsThatOfItsReference() throws {
    let folder = try Samples.demoFolder()
    let outcome = try Program.run(
      ["report", "demo", "--format", "json", "--ks", "256,1,16,16"], in: folder)
    let report = try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    #expect(report.runs.map { $0.passAtK.map(\.k) } == [[1, 16, 256], [1, 16], [1, 16, 256]])
    let percent = report.runs.map { run in run.passAtK.map { ($0.value * 1000).rounded() / 10 } }
    #expect(percent == [[5.1, 43.1, 91.7], [13.2, 62.2], [10.8, 25.7, 30]])
  }

  @Test func roleIsWhatIsAsked() throws {
    let folder = try Samples.smallFolder()
    let outcome = try Program.run(["report", "results", "--role", "alp*=base"], in: folder)
    #expect(outcome.output.contains("alpha  base"))
  }

  /// Of alpha's problems one is hard; of the numbers only its own are left.
  @Test func aFilterTakesSomeOfTheProblems() throws {
    let folder = try TemporaryDirectory()
    let lines = [("p", 5, true), ("p", 5, false), ("q", 1, true), ("q", 1, true)].map {
      #"{"problem_id":"\#($0)","response":"r","correct":\#($2),"level":\#($1)}"#
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "results/alpha.jsonl")
    let outcome = try Program.run(["report", "results", "--filter", "level >= 4"], in: folder)
    #expect(
      outcome.output == """
        filter: level >= 4
          1 of 2 problems

        run    role  problems  n  samples  unsolved  ungraded  pass@1  pass@2
        alpha  -            1  2        2         0         0  0.5000  1.0000

        """)
    #expect(outcome.errors == "" && outcome.status == 0)
    let json = try Program.run(
      ["report", "results", "--filter", "level>=4", "--format", "json"], in: folder)
    #expect(
      json.output.contains(
        """
          "filter" : {
            "benchmarks" : [
              {
                "of" : 2,
                "problems" : 1
              }
            ],
            "expression" : "level >= 4"
          },

        """))
  }

  @Test func aWrongFilterIsNamedBeforeAnythingIsRead() throws {
    let folder = try Samples.smallFolder()
    let calls: [(filter: String, path: String, message: String, status: Int32)] = [
      ("levle >= 4", "nowhere", "column 1: 'levle' is no field here; did you mean 'level'?", 2),
      (
        "C.c > 0", "results",
        "column 1: no run is 'C' here; use base, rl, instruct, distill or teacher", 2
      ),
      ("c > 99", "results", "'c > 99' lets no problem through; loosen it", 1),
      (
        "rl.c > 0", "results", "no run has the role rl; give it to one with --role", 1
      ),
    ]
    for call in calls {
      let outcome = try Program.run(["report", call.path, "--filter", call.filter], in: folder)
      #expect(outcome.errors == "kscope: --filter: \(call.message)\n")
      #expect(outcome.output == "" && outcome.status == call.status)
    }
  }

  @Test func aReaderThatLeavesIsNoFailure() throws {
    let folder = try Samples.demoFolder()
    let outcome = try Program.run(
      script: #""$KSCOPE" report demo --format json | head -n 1"#,
      in: folder)
    #expect(outcome.output == "{\n" && outcome.errors == "")
  }

  @Test func aReportThatCannotBeWrittenIsAFailure() throws {
    let folder = try Samples.smallFolder()
    let outcome = try Program.run(
      script: #""$KSCOPE" report results > /dev/full; echo "$?""#, in: folder)
    #expect(outcome.output == "1\n")
    #expect(outcome.errors == "kscope: the output cannot be written: No space left on device\n")
  }

  @Test func aPathThatDoesNotExistIsNamed() throws {
    let folder = try TemporaryDirectory()
    for command in [["report"], [], ["--headless", "80x24"]] {
      let outcome = try Program.run(command + ["nowhere"], in: folder)
      #expect(
        outcome.errors == """
          kscope: nowhere: there is no such file or folder; check the spelling, or where you are with pwd

          """)
      #expect(outcome.output == "" && outcome.status == 1)
    }
  }

  @Test func anEmptyFolderHasNothingToShow() throws {
    let folder = try TemporaryDirectory()
    try folder.makeDirectory("results")
    let outcome = try Program.run(["report", "results"], in: folder)
    #expect(outcome.errors.hasPrefix("kscope: nothing to show in results: "))
    #expect(outcome.output == "" && outcome.status == 1)
  }

  @Test func aFolderOfBadLinesSaysSo() throws {
    let folder = try TemporaryDirectory()
    try folder.write(
      "{\"problem_id\":\"p\",\"response\":\"\",\"correct\":\n", to: "results/a.jsonl")
    let outcome = try Program.run(["report", "results"], in: folder)
    #expect(outcome.errors.hasPrefix("kscope: nothing to show in results: "))
    #expect(outcome.status == 1)
  }

  /// Root reads whatever it wants.
  @Test(.enabled(if: geteuid() != 0, "root can read every folder"))
  func aFolderThatMayNotBeReadIsNamedAndTheRestIsRead() throws {
    let folder = try Samples.smallFolder()
    let secret = try folder.makeDirectory("results/secret")
    chmod(secret, 0)
    defer { chmod(secret, 0o755) }
    let outcome = try Program.run(["report", "results"], in: folder)
    #expect(outcome.output.contains("alpha  -"))
    #expect(outcome.output.contains("secret") && outcome.output.contains("Permission denied"))
    #expect(outcome.status == 0)
  }

  @Test func withoutATerminalTheDashboardIsTheReport() throws {
    let folder = try Samples.smallFolder()
    let report = try Program.run(["report", "results"], in: folder)
    #expect(try Program.run(["results"], in: folder) == report)
    #expect(try Program.run(["dashboard", "results"], in: folder) == report)
  }

  /// What a test wants of the report.
  private struct Report: Decodable {
    let runs: [Run]
    let rejects: [Reject]

    struct Run: Decodable {
      let id: String
      let files: [String]
      let passAtK: [Point]

      private enum CodingKeys: String, CodingKey {
        case id, files
        case passAtK = "pass_at_k"
      }
    }

    struct Point: Decodable {
      let k: Int
      let value: Double
    }

    struct Reject: Decodable {
      let file: String
      let line: Int?
    }
  }
}
