import TestSupport
import Testing

/// Files that change while the dashboard is open change the screen without a key.
@Suite struct LiveTests {
  @Test(arguments: [[], ["--poll"]])
  func theScreenFollowsTheFiles(options: [String]) throws {
    let folder = try Samples.smallFolder()
    let terminal = try PseudoTerminal(options + ["results"], in: folder)
    try terminal.expect("25.0%")
    #expect(terminal.screen.isAlternate)

    try folder.append(Samples.lines("p2", n: 4, correct: 3), to: "results/alpha.jsonl")
    try terminal.expect("50.0%")

    try folder.write(Samples.lines("p1", n: 8, correct: 1), to: "results/below/beta.jsonl")
    try terminal.expect("beta")
    try terminal.expect("12.5%")

    try folder.remove("results/below/beta.jsonl")
    try terminal.expectGone("beta")

    try folder.write(Samples.lines("p1", n: 4, correct: 4), to: "results/alpha.jsonl")
    try terminal.expect("100.0%")
    #expect(terminal.screen.strangers == [])
  }

  @Test func aReplacedFileIsReadAnew() throws {
    let folder = try Samples.smallFolder()
    let terminal = try PseudoTerminal(["results"], in: folder)
    try terminal.expect("25.0%")
    try folder.write(Samples.lines("p1", n: 8, correct: 1), to: "results/.next")
    try folder.rename("results/.next", to: "results/alpha.jsonl")
    try terminal.expect("12.5%")
  }

  @Test func aHalfWrittenLineIsWaitedFor() throws {
    let folder = try Samples.smallFolder()
    let terminal = try PseudoTerminal(["results"], in: folder)
    try terminal.expect("25.0%")
    let line = Samples.lines("p2", n: 1, correct: 1)
    try folder.append(String(line.prefix(20)), to: "results/alpha.jsonl")
    // A file that comes later is seen later: what was written before it has been looked at.
    try folder.write(Samples.lines("p1", n: 8, correct: 1), to: "results/beta.jsonl")
    try terminal.expect("beta")
    #expect(!terminal.screen.text.contains("reject"))
    try folder.append(String(line.dropFirst(20)), to: "results/alpha.jsonl")
    try terminal.expect("62.5%")
  }

  @Test func theCursorStaysOnItsRow() throws {
    let folder = try Samples.smallFolder()
    try folder.write(Samples.lines("p1", n: 8, correct: 1), to: "results/gamma.jsonl")
    let terminal = try PseudoTerminal(["results"], in: folder)
    try terminal.expect("gamma")
    terminal.type("j")
    try terminal.expect("── gamma ")
    try folder.write(Samples.lines("p1", n: 4, correct: 2), to: "results/beta.jsonl")
    try terminal.expect("beta")
    #expect(terminal.screen.text.contains("── gamma "))
  }

  @Test func aTerminalCanShowWhatComesThroughAPipe() throws {
    let folder = try TemporaryDirectory()
    try folder.write(Samples.lines("p1", n: 4, correct: 1), to: "samples.jsonl")
    let terminal = try PseudoTerminal([], in: folder, shell: #"cat samples.jsonl | "$KSCOPE""#)
    try terminal.expect("25.0%")
    terminal.type("2")
    try terminal.expect("pass@k")
    terminal.type("q")
    #expect(try terminal.end() == 0)
  }

  @Test func anEmptyFolderWaitsForResults() throws {
    let folder = try TemporaryDirectory()
    try folder.makeDirectory("results")
    let terminal = try PseudoTerminal(["results"], in: folder)
    try terminal.expect("no file here yet")
    try folder.write(Samples.lines("p1", n: 4, correct: 1), to: "results/new/alpha.jsonl")
    try terminal.expect("25.0%")
  }
}
