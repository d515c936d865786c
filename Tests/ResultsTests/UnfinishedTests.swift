import Results
import Testing

@Suite struct UnfinishedTests {
  @Test(arguments: [nil, Unfinished.Cause.noEnd, .cancelled, .error])
  func isStoredWithTheFile(_ cause: Unfinished.Cause?) throws {
    var contents = FileContents(format: "log", kind: .sidecar)
    contents.unfinished = cause.map { Unfinished($0, retry: "again") }
    let read = try FileContents(
      stored: contents.stored, list: { _ throws(DamagedBytes) in throw DamagedBytes() },
      store: { _ in preconditionFailure("it has no part") })
    #expect(read == contents)
  }

  @Test func namesWhatIsMissingAndTheWayOut() {
    let sentences = [Unfinished.Cause.noEnd, .cancelled, .error].map {
      Unfinished($0, retry: "retry x").sentence
    }
    #expect(
      sentences == [
        "the evaluation runs or was killed: samples may be missing; wait for its end, or run it again",
        "the evaluation was cancelled: samples may be missing; retry x draws the rest",
        "the evaluation ended in an error: samples may be missing; retry x draws the rest",
      ])
  }

  /// The report says it of the run, each reason once, in every format.
  @Test func theReportSaysWhichRunsAreUnfinished() throws {
    var snapshot = Snapshot()
    snapshot.runs = [.made("m/a", [("p", 2, 1)]), .made("m/b", [("p", 2, 1)])]
    let reason = Unfinished(.cancelled, retry: "retry x")
    snapshot.runs[0].unfinished = [reason, reason, Unfinished(.noEnd)]
    let report = Report(snapshot, version: "test")
    let sentence =
      "the evaluation was cancelled: samples may be missing; retry x draws the rest; "
      + "the evaluation runs or was killed: samples may be missing; wait for its end, or run it again"
    #expect(report.text().hasSuffix("\n\nunfinished:\n  m/a: \(sentence)\n"))
    #expect(report.markdown.contains("\n\n- unfinished: m/a: \(sentence)\n"))
    #expect(report.runs.map(\.unfinished?.count) == [2, nil])
    snapshot.runs[0].unfinished = []
    #expect(!Report(snapshot, version: "test").text().contains("unfinished"))
    #expect(try !Report(snapshot, version: "test").json().contains("unfinished"))
  }
}
