import FoundationEssentials
import Glibc
import TestSupport

/// Results that tests write.
enum Samples {
  /// Lines of samples of one problem, the first of them correct.
  static func lines(
    _ problem: String, n: Int, correct: Int, response: String = "text"
  ) -> String {
    (0..<n).map { index in
      #"{"problem_id":"\#(problem)","sample_idx":\#(index),"#
        + #""response":"\#(response) \#(index)","correct":\#(index < correct)}"# + "\n"
    }.joined()
  }

  /// A folder with one run, `alpha`: four samples of one problem, one of them correct.
  static func smallFolder() throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    try folder.write(lines("p1", n: 4, correct: 1), to: "results/alpha.jsonl")
    return folder
  }

  /// A folder with a part of `sample-data/demo` in `demo`: three models, the samples of
  /// the first problems, and times that do not depend on when it was copied.
  static func demoFolder() throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    for model in ["base", "grpo-step100", "distill"] {
      for file in ["run.json", "counts.jsonl", "samples.jsonl"] {
        let name = "runs/\(model)/countdown-test/t0.6/\(file)"
        let source = Repository().root + "/sample-data/demo/" + name
        let text = try String(contentsOfFile: source, encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let part = file == "samples.jsonl" ? lines.prefix(640) + [""] : lines[...]
        try folder.write(part.joined(separator: "\n"), to: "demo/" + name)
        // 2026-01-02 03:04:05 UTC.
        setTime(of: folder.path("demo/" + name), seconds: 1_767_323_045)
      }
    }
    return folder
  }

  private static func setTime(of path: String, seconds: Int) {
    let time = timespec(tv_sec: seconds, tv_nsec: 0)
    utimensat(AT_FDCWD, path, [time, time], 0)
  }
}
