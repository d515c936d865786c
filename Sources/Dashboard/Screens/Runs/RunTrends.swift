import Results
import Statistics

/// How pass@1 of runs went, for the sparklines of *Runs*.
struct RunTrends: Equatable, Sendable {
  /// Of runs that grew while they were looked at: pass@1 each time they had more samples.
  private var overTime: [String: [Double]] = [:]
  private var samples: [String: Int] = [:]
  /// Of runs of several steps: pass@1 up to their own step.
  private var overSteps: [String: [Double]] = [:]
  /// The most points of a sparkline.
  static let length = 40

  /// Takes in a change of the runs.
  mutating func take(_ runs: [Run]) {
    for run in runs {
      let before = samples[run.id]
      samples[run.id] = run.totals.samples
      guard let before, before < run.totals.samples, let point = run.curve.first else { continue }
      overTime[run.id, default: []].append(point.value)
      if let count = overTime[run.id]?.count, count > Self.length {
        overTime[run.id]?.removeFirst(count - Self.length)
      }
    }
    overSteps = [:]
    for series in RunSeries.all(of: runs, varying: .step) {
      let values = series.members.map { $0.run.curve.first?.value ?? .nan }
      for (place, member) in series.members.enumerated() {
        overSteps[member.run.id] = Array(values[...place])
      }
    }
  }

  /// pass@1 over time while a run grows, else over the steps up to its own; empty where there is
  /// nothing to see.
  func values(of run: String) -> [Double] {
    let grown = overTime[run] ?? []
    return grown.count > 1 ? grown : overSteps[run] ?? []
  }

  var isEmpty: Bool { overTime.isEmpty && overSteps.isEmpty }
}
