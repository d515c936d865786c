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
    for (name, bytes) in demoFiles {
      try folder.write(bytes: bytes, to: "demo/" + name)
      // 2026-01-02 03:04:05 UTC.
      setTime(of: folder.path("demo/" + name), seconds: 1_767_323_045)
    }
    return folder
  }

  private static let demoFiles: [(name: String, bytes: [UInt8])] =
    ["base", "grpo-step100", "distill"].flatMap { model in
      ["run.json", "counts.jsonl", "samples.jsonl"].map { file in
        let name = "runs/\(model)/countdown-test/t0.6/\(file)"
        return (name, wholeLines(of: Repository.demo + name, atMost: 160_000))
      }
    }

  /// The start of a file, up to the last line end in it; all of a shorter one.
  private static func wholeLines(of path: String, atMost limit: Int) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = max(0, read(descriptor, &bytes, limit))
    let end = count < limit ? count : (bytes.lastIndex(of: 0x0A) ?? -1) + 1
    return Array(bytes[..<end])
  }

  private static func setTime(of path: String, seconds: Int) {
    let time = timespec(tv_sec: seconds, tv_nsec: 0)
    utimensat(AT_FDCWD, path, [time, time], 0)
  }
}

extension Repository {
  /// `sample-data/demo/` of this repository.
  fileprivate static let demo: String = {
    let folders = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    return folders.joined(separator: "/") + "/sample-data/demo/"
  }()
}
