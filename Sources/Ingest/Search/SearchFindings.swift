import Results
import Synchronization

/// What one thread found since it told of it last.
struct SearchFindings {
  var bytes = 0
  var hits: [SampleHit] = []
  var unread = 0
  var unreadReason: String?
  /// Samples that were looked at, and those of them that match, by run and verdict.
  private(set) var looked: [Int]
  private(set) var matched: [Int]

  init(runs: Int) {
    looked = Array(repeating: 0, count: runs * Self.verdicts.count)
    matched = looked
  }

  private static let verdicts: [Verdict] = [.correct, .incorrect, .ungraded]

  mutating func count(_ site: SearchPlan.Site, isMatch: Bool) {
    let verdict = Self.verdicts.firstIndex(of: site.sample.verdict) ?? 0
    let place = Int(site.run) * Self.verdicts.count + verdict
    looked[place] += 1
    if isMatch { matched[place] += 1 }
  }

  mutating func countUnread(_ samples: Int, _ reason: @autoclosure () -> String) {
    unread += samples
    if unreadReason == nil { unreadReason = reason() }
  }

  /// Adds all but the hits.
  mutating func add(_ other: SearchFindings) {
    bytes += other.bytes
    unread += other.unread
    // The same whichever thread comes first.
    unreadReason = [unreadReason, other.unreadReason].compactMap(\.self).min()
    for place in looked.indices {
      looked[place] += other.looked[place]
      matched[place] += other.matched[place]
    }
  }

  /// The counts of verdicts that occur, by run.
  func counts(_ runs: [Run]) -> [SearchProgress.Count] {
    runs.indices.flatMap { run in
      Self.verdicts.indices.compactMap { verdict in
        let place = run * Self.verdicts.count + verdict
        guard looked[place] > 0 else { return nil }
        var count = SearchProgress.Count(run: runs[run].id, verdict: Self.verdicts[verdict])
        (count.samples, count.matched) = (looked[place], matched[place])
        return count
      }
    }
  }
}

/// What the threads of one search share.
final class SearchBoard: Sendable {
  struct State {
    var nextPiece = 0
    var workers = 0
    var findings: SearchFindings
    var hits: FirstHits
    var failure: SearchFailure?
  }

  let plan: SearchPlan
  let state: Monitor<State>
  private let isStopped = Atomic(false)

  init(_ plan: SearchPlan, mostHits: Int) {
    self.plan = plan
    state = Monitor(
      State(
        findings: SearchFindings(runs: plan.runs.count), hits: FirstHits(most: mostHits)))
  }

  var isOver: Bool { isStopped.load(ordering: .relaxed) }

  func stop() { isStopped.store(true, ordering: .relaxed) }

  func nextPiece() -> SearchPlan.Piece? {
    guard !isOver else { return nil }
    return state.note { state in
      guard state.nextPiece < plan.pieces.count else { return nil }
      defer { state.nextPiece += 1 }
      return plan.pieces[state.nextPiece]
    }
  }

  /// Takes in what a thread found, which starts anew; what comes behind the hit that is returned
  /// need not be told of.
  func take(_ findings: inout SearchFindings) -> SampleHit? {
    defer { findings = SearchFindings(runs: plan.runs.count) }
    return state.note { state in
      state.findings.add(findings)
      state.hits.add(findings.hits)
      return state.hits.bound
    }
  }

  func fail(_ failure: SearchFailure) {
    stop()
    state.change { $0.failure = $0.failure ?? failure }
  }

  /// How far all are; a hit is handed out once, if it is among the first so far.
  func progress(isDone: Bool) -> SearchProgress {
    state.note { state in
      var progress = SearchProgress()
      progress.bytesDone = state.findings.bytes
      progress.bytesTotal = plan.bytes
      progress.hits = state.hits.untold()
      progress.counts = state.findings.counts(plan.runs)
      (progress.unread, progress.unreadReason) =
        (state.findings.unread, state.findings.unreadReason)
      progress.isDone = isDone
      return progress
    }
  }
}
