import Results
import Statistics

/// How pass@1 of runs went, for the sparklines of *Runs*.
struct RunTrends: Equatable, Sendable {
  /// Of runs that grew while they were looked at: pass@1 each time they had more samples.
  private var overTime: [String: [Double]] = [:]
  private var samples: [String: Int] = [:]
  /// The most points of a sparkline.
  static let length = 40

  /// Takes in a change of the runs.
  mutating func take(_ runs: [Run]) {
    for run in runs {
      let before = samples[run.id]
      samples[run.id] = run.totals.samples
      guard let before, before < run.totals.samples, let point = run.passAtOne else { continue }
      overTime[run.id, default: []].append(point.value)
      if let count = overTime[run.id]?.count, count > Self.length {
        overTime[run.id]?.removeFirst(count - Self.length)
      }
    }
  }

  /// Of runs of several steps: pass@1 up to their own step.
  static func overSteps(of runs: [Run]) -> [String: [Double]] {
    var found: [String: [Double]] = [:]
    for series in RunSeries.all(of: runs, varying: .step) {
      let values = series.members.map { $0.run.passAtOne?.value ?? .nan }
      for (place, member) in series.members.enumerated() {
        found[member.run.id] = Array(values[...place])
      }
    }
    return found
  }

  /// pass@1 each time the run grew; empty where it did not twice.
  func overTime(of run: String) -> [Double] {
    let grown = overTime[run] ?? []
    return grown.count > 1 ? grown : []
  }
}
