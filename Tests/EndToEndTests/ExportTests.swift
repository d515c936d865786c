import TestSupport
import Testing

/// `kscope export`.
@Suite struct ExportTests {
  private func folder() throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    let rows = [
      #"{"problem_id": "p1", "prompt": "q", "response": "a \"b\",\nc", "correct": true, "score": 0.1}"#,
      #"{"problem_id": "p1", "prompt": "q", "response": "\u001b[31m", "correct": false}"#,
      #"{"problem_id": "p,2", "prompt": "r", "response": "x", "correct": true, "tokens": 3}"#,
    ]
    try folder.write(rows.joined(separator: "\n") + "\n", to: "results/alpha.jsonl")
    return folder
  }

  @Test func talliesAreCSV() throws {
    let outcome = try Program.run(["export", "tallies", "results"], in: folder())
    #expect(
      outcome.output == """
        run,benchmark,role,problem,n,c,samples,ungraded,truncated
        alpha,,,"p,2",1,1,1,0,
        alpha,,,p1,2,1,2,0,

        """)
    #expect(outcome.errors == "" && outcome.status == 0)
  }

  @Test func samplesAreLinesOfJSONWithTextsWhereAskedFor() throws {
    let folder = try folder()
    let plain = try Program.run(
      ["export", "samples", "results", "--filter", "n = 2 and c = 1"], in: folder)
    let lines = plain.output.split(separator: "\n")
    #expect(
      lines.first.map(String.init)
        == #"{"run":"alpha","problem":"p1","file":"alpha.jsonl","offset":0,"element":0,"#
        + #""verdict":"correct","score":0.1,"finish":null,"tokens":null,"mean_entropy":null,"#
        + #""logprob_sum":null,"cot_valid":null}"#)
    #expect(lines.count == 2 && plain.status == 0)
    let texts = try Program.run(["export", "samples", "results", "--text"], in: folder)
    #expect(texts.output.contains(#""prompt":"q","response":"a \"b\",\nc"}"#))
    #expect(texts.output.contains(#""response":"\u001b[31m"}"#))
    let table = try Program.run(
      ["export", "samples", "results", "--text", "--format", "csv"], in: folder)
    #expect(table.output.contains("q,\"a \"\"b\"\",\nc\"\n"))
  }

  @Test func marksAreTheLastWordOfEachReader() throws {
    let folder = try folder()
    let lines = [
      ("ann", "10", "\"valid\"", "p1"), ("ann", "11", "\"invalid\"", "p1"),
      ("bob", "10", "\"unsure\"", "p,2"), ("bob", "12", "null", "p,2"),
      ("cal", "09", "\"valid\"", "p,2"),
    ].map { who, hour, verdict, problem in
      #"{"who":"\#(who)","when":"2026-07-01T\#(hour):00:00Z","sample":"00000000000000aa","#
        + #""run":"alpha","problem":"\#(problem)","verdict":\#(verdict)}"#
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "results/kscope-marks.jsonl")
    let table = try Program.run(["export", "marks", "results", "--format", "csv"], in: folder)
    #expect(
      table.output == """
        who,when,sample,run,problem,verdict,note
        cal,2026-07-01T09:00:00.000Z,00000000000000aa,alpha,"p,2",valid,
        ann,2026-07-01T11:00:00.000Z,00000000000000aa,alpha,p1,invalid,

        """)
    let some = try Program.run(["export", "marks", "results", "--filter", "id = p1"], in: folder)
    #expect(
      some.output == #"{"who":"ann","when":"2026-07-01T11:00:00.000Z","sample":"00000000000000aa","#
        + #""run":"alpha","problem":"p1","verdict":"invalid","note":null}"# + "\n")
    let check = try Program.run(["check", "results"], in: folder)
    #expect(!check.output.contains("kscope-marks"))
  }

  @Test func nothingToPrintIsAFailure() throws {
    let none = try Program.run(["export", "marks", "results"], in: folder())
    #expect(none.errors == "kscope: there are no marks to print in results\n" && none.status == 1)
    let wrong = try Program.run(["export", "tallies", "results", "--text"], in: folder())
    #expect(wrong.status == 2 && wrong.errors.contains("--text goes with samples."))
  }
}
