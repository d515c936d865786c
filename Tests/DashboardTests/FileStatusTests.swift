import Results
import Testing

@testable import Dashboard

@Suite struct FileStatusTests {
  /// Replaced bytes are told: nothing is bent in silence.
  @Test func saysHowManyRecordsAreNotUTF8() {
    var file = FileStatus(path: "a.jsonl", state: .read, bytes: 10)
    file.kind = .samples
    #expect(file.stateText == "samples")
    file.repaired = 2
    #expect(file.stateText == "2 not UTF-8")
    file.unfinished = Unfinished(.cancelled, retry: "again")
    #expect(file.stateText == "cancelled")
    file.waiting = 5
    #expect(file.stateText == "waiting for a line's end")
  }
}
