import Results
import TestSupport
import Testing

@testable import Ingest

/// What is counted of a file and what its samples say is the same.
@Suite struct GradingTests {
  /// Ten rewards of 0.1 are not quite 1 in a Double, and 1e39 is more than a Float holds.
  @Test(arguments: [
    ("0.9999999999999999", Verdict.correct), ("0.9999", .incorrect), ("1e39", .ungraded),
    ("1e-60", .incorrect),
  ])
  func aScoreCountsAlikeInTalliesSamplesAndCopies(score: String, verdict: Verdict) throws {
    let folder = try TemporaryDirectory()
    let lines = (0..<9).map { number in
      #"{"problem_id": "p", "sample": \#(number), "response": "text \#(number)", "#
        + #""reward": \#(number < 4 ? score : "1.0")}"# + "\n"
    }
    try folder.write(lines.joined(), to: "m/part_1.jsonl")
    for isCopied in [false, true] {
      if isCopied { try folder.write(lines[..<4].joined(), to: "m/part_2.jsonl") }
      let library = try Library(LibraryOptions(paths: [folder.path]))
      library.start()
      defer { library.stop() }
      let run = try #require(library.waitUntilRead().runs.first)
      let right = verdict == .correct ? 9 : 5
      #expect(run.totals.samples == 9 && run.totals.correct == right, "copied: \(isCopied)")
      #expect(run.totals.ungraded == (verdict == .ungraded ? 4 : 0))
      let verdicts = library.samples(of: "p", in: run).map(\.verdict)
      #expect(verdicts.count { $0 == .correct } == right && verdicts.contains(verdict))
    }
  }
}
