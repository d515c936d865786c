import Results
import Testing

/// How far evaluations are, and which stand still.
@Suite struct RunProgressTests {
  private let now = ClockMinute(year: 2026, month: 3, day: 1, hour: 0, minute: 10)

  private func run(_ samples: Int, of problems: Int = 10, n: Int = 8) -> Run {
    var facts = Facts()
    facts.set(.samples, "\(n)", source: .sidecar)
    facts.set(.benchmark, "math", source: .sidecar)
    let results = (0..<problems).map { place in
      let own = max(0, min(n, samples - place * n))
      return ProblemResult(
        problem: Problem(id: "p\(place)"), tally: Tally(n: own, c: 0), samplesWithText: 0)
    }
    return Run(
      id: "r", name: "r", facts: facts, files: [], format: "kscope",
      problems: ProblemResults(results.filter { $0.tally.n > 0 }))
  }

  @Test func whatIsMissingIsCountedByTheLargestBenchmark() {
    let progress = RunProgress(run(24), problems: 10, now: now)
    #expect(progress.done == 24 && progress.expected == 80)
    #expect(progress.share == 0.3)
  }

  @Test func theTimeLeftFollowsThePace() {
    var growing = run(24)
    (growing.rate, growing.pace) = (2, 0.5)
    let progress = RunProgress(growing, problems: 10, now: now)
    #expect(progress.state == .growing && progress.secondsLeft == 112)
  }

  @Test func whoStandsStillIsStalledAfterAWhile() {
    var run = run(24)
    // Ten minutes before midnight, on the last day of February.
    run.lastChange = ClockMinute(year: 2026, month: 2, day: 28, hour: 23, minute: 50)
    #expect(RunProgress(run, problems: 10, now: now).state == .stalled(minutes: 20))
    run.lastChange = ClockMinute(year: 2026, month: 3, day: 1, hour: 0, minute: 7)
    #expect(RunProgress(run, problems: 10, now: now).state == .waiting(minutes: 3))
    run.lastChange = ClockMinute(year: 2026, month: 2, day: 20, hour: 0, minute: 0)
    #expect(RunProgress(run, problems: 10, now: now).state == .done)
  }

  @Test func aWholeRunIsDoneWhateverTheClockSays() {
    #expect(RunProgress(run(80), problems: 10, now: now).state == .done)
    #expect(RunProgress(run(80), problems: 10, now: nil).secondsLeft == nil)
  }

  @Test func minutesGoByTheCalendar() {
    let leap = ClockMinute(year: 2028, month: 3, day: 1, hour: 0, minute: 0)
    let before = ClockMinute(year: 2028, month: 2, day: 28, hour: 0, minute: 0)
    #expect(leap.minutes(since: before) == 2 * 1440)
    let newYear = ClockMinute(year: 2027, month: 1, day: 1, hour: 0, minute: 0)
    let eve = ClockMinute(year: 2026, month: 12, day: 31, hour: 23, minute: 59)
    #expect(newYear.minutes(since: eve) == 1 && eve.minutes(since: newYear) == -1)
  }
}
