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
}
