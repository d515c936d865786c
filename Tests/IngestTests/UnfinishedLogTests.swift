import Results
import TestSupport
import Testing

@testable import Ingest

/// Logs of Inspect whose evaluation has not come to its end.
@Suite struct UnfinishedLogTests {
  private static let statuses: [(String, Unfinished.Cause?)] = [
    ("started", .noEnd), ("cancelled", .cancelled), ("error", .error), ("success", nil),
    ("unheard of", nil),
  ]

  @Test(arguments: statuses) func aStatusIsTold(_ status: String, _ cause: Unfinished.Cause?) throws
  {
    let folder = try TemporaryDirectory()
    try folder.write(bytes: archive(header: header(status)), to: "a/log.eval")
    try folder.write(log(status), to: "b/log.json")
    try folder.write("[\(summary)]", to: "c/summaries.json")
    try folder.write(header(status), to: "c/header.json")
    let snapshot = try Library.read(folder.path)
    #expect(snapshot.rejects.isEmpty && snapshot.runs.count == 3)
    for run in snapshot.runs {
      #expect(run.unfinished.map(\.cause) == (cause.map { [$0] } ?? []), "\(run.files)")
    }
    let told = snapshot.files.filter { $0.unfinished?.cause == cause }.map(\.path)
    let expected = ["a/log.eval", "b/log.json", "c/header.json"]
    #expect(told == (cause == nil ? expected + ["c/summaries.json"] : expected))
    let doubts = CheckReport(snapshot, version: "test").doubts.filter { $0.kind == .unfinished }
    #expect(doubts.map(\.files) == (cause == nil ? [] : [expected]))
  }

  /// All epochs are there, and only the header is not: samples of further problems may follow.
  @Test func anArchiveWithoutAHeaderIsUnfinished() throws {
    let folder = try TemporaryDirectory()
    try folder.write(bytes: archive(header: nil), to: "log.eval")
    let report = CheckReport(try Library.read(folder.path), version: "test")
    #expect(report.rejects.isEmpty && !report.isClean)
    #expect(
      report.text.contains(
        """
        doubts: 1
          log.eval: the evaluation runs or was killed: samples may be missing; wait for its end, or run it again

        1 file, 1 run, 1 sample: nothing rejected, 1 doubt
        """))
  }

  /// Its last bytes are not there yet either, as while a writer writes in place.
  @Test func anArchiveThatIsCutIsUnfinished() throws {
    let folder = try TemporaryDirectory()
    let whole = archive(header: nil)
    try folder.write(bytes: Array(whole.dropLast(60)), to: "log.eval")
    let snapshot = try Library.read(folder.path)
    #expect(snapshot.runs.map(\.unfinished.first?.cause) == [.noEnd])
  }

  @Test func whatIsNoLogIsNotUnfinished() throws {
    let folder = try TemporaryDirectory()
    let members = [ZipBuilder.Member.deflate("notes.txt", "nothing to see")]
    try folder.write(bytes: ZipBuilder(members: members).bytes, to: "log.eval")
    #expect(try Library.read(folder.path).files.map(\.unfinished) == [nil])
  }

  @Test func anEndIsNoticed() throws {
    let folder = try TemporaryDirectory()
    let live = try LiveLibrary(folder, polls: false)
    try folder.write(bytes: archive(header: nil), to: "log.eval")
    #expect(live.waitUntil { $0.runs.first?.unfinished.isEmpty == false })
    try folder.write(bytes: archive(header: header("success")), to: "log.eval")
    #expect(live.waitUntil { $0.runs.first?.unfinished.isEmpty == true })
    #expect(live.snapshot.files.map(\.unfinished) == [nil])
  }

  private let summary =
    #"{"id": 1, "epoch": 1, "input": "q", "target": "1", "scores": {"match": {"value": "C"}}}"#

  private func header(_ status: String) -> String {
    #"{"version": 2, "status": "\#(status)", "eval": {"task": "sums", "model": "demo"}, "plan": {}}"#
  }

  private func log(_ status: String) -> String {
    header(status).dropLast() + #", "samples": [\#(summary)]}"#
  }

  private func archive(header: String?) -> [UInt8] {
    let start = #"{"version": 2, "eval": {"task": "sums", "model": "demo"}, "plan": {}}"#
    var members: [ZipBuilder.Member] = [
      .zstd("_journal/start.json", start), .zstd("samples/1_epoch_1.json", summary),
      .zstd("_journal/summaries/1.json", "[\(summary)]"),
    ]
    if let header {
      members += [.zstd("summaries.json", "[\(summary)]"), .zstd("header.json", header)]
    }
    return ZipBuilder(members: members).bytes
  }
}
