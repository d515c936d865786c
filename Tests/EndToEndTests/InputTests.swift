import TestSupport
import Testing

/// Results that come through standard input.
@Suite struct InputTests {
  private let lines = Samples.lines("p1", n: 2, correct: 1)
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  private let table = """
    run    role  problems  n  samples  unsolved  ungraded  pass@1  pass@2
    stdin  -            1  2        2         0         0  0.5000  1.0000

    """

  @Test func aPipeIsData() throws {
    let outcome = try Program.run(["report"], in: folder, input: .pipe(lines))
    #expect(outcome == Program.Outcome(output: table))
  }

  @Test func aFileIsData() throws {
    try folder.write(lines, to: "samples.jsonl")
    try folder.makeDirectory("elsewhere")
    let outcome = try Program.run(["report"], in: folder, input: .file("samples.jsonl"))
    #expect(outcome == Program.Outcome(output: table))
  }

  @Test func aDashStandsForIt() throws {
    let outcome = try Program.run(["report", "-"], in: folder, input: .pipe(lines))
    #expect(outcome == Program.Outcome(output: table))
  }

  @Test func aPathGoesBeforeAPipe() throws {
    try folder.write(Samples.lines("p1", n: 2, correct: 2), to: "other.jsonl")
    let outcome = try Program.run(["report", "other.jsonl"], in: folder, input: .pipe(lines))
    #expect(outcome.output.contains("other"))
    #expect(!outcome.output.contains("run  -  "))
  }

  @Test func theScreenTakesItToo() throws {
    let outcome = try Program.run(["--headless", "80x24"], in: folder, input: .pipe(lines))
    #expect(outcome.output.contains("50.0%") && outcome.status == 0)
  }

  @Test func anEmptyPipeMeansTheFolderOneIsIn() throws {
    try folder.write(lines, to: "alpha.jsonl")
    let outcome = try Program.run(["report"], in: folder, input: .pipe(""))
    #expect(outcome.output.contains("alpha") && outcome.status == 0)
  }

  @Test func nothingOfItIsLeftBehind() throws {
    let temporary = try folder.makeDirectory("temporary")
    let outcome = try Program.run(
      ["report", "-"], in: folder, input: .pipe(lines), environment: ["TMPDIR": temporary])
    #expect(outcome.output == table)
    let left = try Program.run(script: "ls -A temporary", in: folder)
    #expect(left.output == "")
  }

  @Test func aFolderThatCannotKeepItIsNamed() throws {
    let outcome = try Program.run(
      ["report", "-"], in: folder, input: .pipe(lines),
      environment: ["TMPDIR": folder.path("nowhere")])
    #expect(
      outcome.errors == """
        kscope: standard input cannot be kept in \(folder.path("nowhere")): No such file or directory; \
        set TMPDIR to a folder that can be written

        """)
    #expect(outcome.status == 1)
  }
}
