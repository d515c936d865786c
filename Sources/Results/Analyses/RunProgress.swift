/// How far the sampling of a run is, and whether it goes on.
package struct RunProgress: Equatable, Sendable {
  package enum State: Equatable, Sendable {
    /// All samples that are meant to come are there, or nothing says how many are meant to.
    case done
    /// Samples come.
    case growing
    /// Samples are missing, and the last ones came this many minutes ago.
    case waiting(minutes: Int)
    /// None came for so long that it is not going to end by itself.
    case stalled(minutes: Int)
  }

  /// Samples that are there, graded or not.
  package let done: Int
  /// Samples that are meant to come, at least `done`; `nil` where nothing says so.
  package let expected: Int?
  /// At the pace of the last minutes; `nil` while nothing comes.
  package let secondsLeft: Int?
  package let state: State

  /// Without samples for so long a run is taken for stalled.
  package static let patience = 5
  /// An evaluation that stopped longer ago is history rather than news.
  package static let memory = 24 * 60

  /// - Parameters:
  ///   - problems: The problems of the benchmark, as far as any run has them.
  ///   - now: The minute in which this is asked; without it nothing is known to stall.
  package init(_ run: Run, problems: Int, now: ClockMinute?) {
    done = run.totals.samples
    let each = run.facts.integer(.samples) ?? run.totals.nMax
    expected = each.map { max(run.totals.samples, $0 * max(problems, run.problems.count)) }
    let missing = (expected ?? 0) - done
    let isWhole = missing <= 0
    secondsLeft =
      isWhole ? nil : run.pace.flatMap { $0 > 0 ? Int((Double(missing) / $0).rounded(.up)) : nil }
    state = Self.state(run, isWhole: isWhole, now: now)
  }

  private static func state(_ run: Run, isWhole: Bool, now: ClockMinute?) -> State {
    guard !isWhole else { return .done }
    if run.rate != nil { return .growing }
    guard let now, let last = run.lastChange else { return .done }
    let minutes = now.minutes(since: last)
    switch minutes {
    case ..<patience: return .waiting(minutes: max(0, minutes))
    case ..<memory: return .stalled(minutes: minutes)
    default: return .done
    }
  }

  /// The share of the samples that is there, in 0...1; `nil` where nothing says how many are meant.
  package var share: Double? {
    expected.map { $0 == 0 ? 1 : Double(done) / Double($0) }
  }

  /// The progress of each run; problems are those of all runs on its benchmark.
  package static func all(of runs: [Run], now: ClockMinute?) -> [String: RunProgress] {
    var problems: [String: Int] = [:]
    for run in runs {
      problems[run.benchmark ?? "", default: 0] =
        max(problems[run.benchmark ?? ""] ?? 0, run.problems.count)
    }
    return Dictionary(
      runs.map {
        ($0.id, RunProgress($0, problems: problems[$0.benchmark ?? ""] ?? 0, now: now))
      }, uniquingKeysWith: { first, _ in first })
  }
}

extension ClockMinute {
  /// The minutes from another moment to this one, by the calendar; negative if it is later.
  package func minutes(since other: ClockMinute) -> Int {
    (days - other.days) * 1440 + (hour - other.hour) * 60 + minute - other.minute
  }

  /// Days since the first of March of the year 0 (Gregorian).
  private var days: Int {
    // Years begin in March, so that the day that some years have more is their last.
    let (year, month) = month < 3 ? (year - 1, month + 9) : (year, month - 3)
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1
  }
}
