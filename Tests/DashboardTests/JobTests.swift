@testable import Dashboard
import Results
import TerminalUI
import TestSupport
import Testing

/// What is worked out beside the main thread, and what is shown meanwhile.
@Suite struct JobTests {
  private static let slot = Job.Slot("sum")

  private func job(in effects: [Effect]) -> Job? {
    for case .work(let job) in effects { return job }
    return nil
  }

  @Test func whatIsAtHandOrOnItsWayIsNotAskedForAgain() throws {
    var board = JobBoard()
    let first = board.ask(Self.slot, of: "a", version: 1) { _ in 1 }
    #expect(board.ask(Self.slot, of: "a", version: 1) { _ in 1 }.isEmpty)
    let wanted = try #require(job(in: first))
    board.take(JobAnswer(of: wanted, value: 41))
    #expect(board.ask(Self.slot, of: "a", version: 1) { _ in 1 }.isEmpty)
    #expect(board.latest(Self.slot, as: Int.self)?.value == 41 && !board.isWaiting)
  }

  /// While files grow the last answer stays, and is said to be old.
  @Test func anAnswerOfOlderDataStaysUntilTheNextIsThere() throws {
    var board = JobBoard()
    let first = try #require(job(in: board.ask(Self.slot, of: "a", version: 1) { _ in 1 }))
    board.take(JobAnswer(of: first, value: 1))
    let second = try #require(job(in: board.ask(Self.slot, of: "a", version: 2) { _ in 2 }))
    let old = try #require(board.latest(Self.slot, as: Int.self))
    #expect(old.value == 1 && !old.isCurrent && board.isWaiting)
    board.take(JobAnswer(of: second, value: 2))
    let new = try #require(board.latest(Self.slot, as: Int.self))
    #expect(new.value == 2 && new.isCurrent && !board.isWaiting)
  }

  /// An answer about other runs is never shown, however late it comes.
  @Test func anAnswerOfAnotherSubjectIsDropped() throws {
    var board = JobBoard()
    let first = try #require(job(in: board.ask(Self.slot, of: "a", version: 1) { _ in 1 }))
    _ = board.ask(Self.slot, of: "b", version: 1) { _ in 2 }
    #expect(board.latest(Self.slot, as: Int.self) == nil)
    board.take(JobAnswer(of: first, value: 1))
    #expect(board.latest(Self.slot, as: Int.self) == nil && board.isWaiting)
  }

  @Test func aScreenSaysThatItIsWorkingUntilTheAnswerComes() throws {
    var app = App(size: Size(columns: 100, rows: 30))
    var effects = app.reduce(.snapshot(Fixture.snapshot))
    effects += app.reduce(.key(.character("2")))
    #expect(app.render().text.contains("working it out…"))
    #expect(!app.render().text.contains("the candidate leads by"))
    for case .work(let job) in effects {
      _ = app.reduce(.answered(JobAnswer(of: job, value: job.work(PatientWorld()))))
    }
    #expect(!app.render().text.contains("working it out…"))
    #expect(app.render().text.contains("At k = 1 the candidate leads by"))
  }
}
