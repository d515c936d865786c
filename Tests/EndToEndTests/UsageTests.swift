import TestSupport
import Testing

/// What is said of a call that makes no sense, word for word.
@Suite struct UsageTests {
  @Test func wrongCallsSayWhatIsWrong() throws {
    let calls: [(arguments: [String], message: String)] = [
      (["--frobnicate"], "Unknown option '--frobnicate'"),
      (
        ["report", "--ks", "0"], "--ks takes whole numbers from 1, such as 1,2,4; '0' is not that."
      ),
      (
        ["report", "--ks", "1,,2"],
        "--ks takes whole numbers from 1, such as 1,2,4; '1,,2' is not that."
      ),
      (
        ["report", "--format", "xml"],
        "The value 'xml' is invalid for '--format <format>'. Please provide one of 'text', 'markdown' or 'json'."
      ),
      (["--headless", "12"], "--headless takes a size such as 120x40; '12' is not one."),
      (["--headless", "0x9"], "--headless takes a size such as 120x40; '0x9' is not one."),
      (["--keys", "jj"], "--keys goes with --headless WxH."),
      (
        ["--headless", "80x24", "--keys", "<nope>"],
        "--keys: no key is named <nope>; use <enter>, <esc>, <tab>, <up>, <c-d>, <f1> or <lt> for '<'."
      ),
      (["--threads", "0"], "--threads takes a number from 1."),
      (
        ["--role", "base"],
        "--role takes GLOB=ROLE with one of base, rl, instruct, distill, teacher; 'base' is not that."
      ),
    ]
    let folder = try TemporaryDirectory()
    for call in calls {
      let outcome = try Program.run(call.arguments, in: folder)
      let first = outcome.errors.split(separator: "\n").first.map(String.init)
      #expect(first == "Error: " + call.message)
      #expect(outcome.errors.contains("Usage: kscope "))
      #expect(outcome.output == "" && outcome.status == 2, "\(call.arguments)")
    }
  }

  @Test func helpAndVersionAreNoFailure() throws {
    let folder = try TemporaryDirectory()
    for arguments in [["--help"], ["-h"], ["report", "--help"], ["help", "report"]] {
      let outcome = try Program.run(arguments, in: folder)
      #expect(outcome.output.contains("USAGE: kscope"), "\(arguments)")
      #expect(outcome.errors == "" && outcome.status == 0)
    }
    #expect(try Program.run(["--version"], in: folder) == Program.Outcome(output: "0.1.0\n"))
  }
}
