import Charts
import Results
import Statistics
import TerminalUI

extension Job.Slot {
  static let runDetails = Job.Slot("run details")
  static let trends = Job.Slot("trends")
}

extension App {
  /// Asks for what the samples of the run under the cursor tell, unless they are very many.
  mutating func refreshRunDetails() -> [Effect] {
    guard screen == .runs, let run = selectedRun, run.totals.samples <= 5_000_000 else {
      return []
    }
    return board.ask(.runDetails, of: run.id, version: Fingerprint.of([run])) {
      $0.measures(of: run)
    }
  }

  /// How far a run is, in the few words that a column has room for.
  ///
  /// A run that grows says its rate even where nothing tells how much is to come.
  func progressText(_ run: Run) -> String {
    let rate = run.rate
    guard let progress = runs.progress.value[run.id] else { return "" }
    let share = progress.share.map { "\(Int(($0 * 100).rounded(.down)))%" } ?? ""
    switch progress.state {
    case .done: return rate.map(Self.rateText) ?? ""
    case .growing:
      return [share, rate.map(Self.rateText), progress.secondsLeft.map(Format.seconds)]
        .compactMap(\.self).joined(separator: " ")
    case .waiting(let minutes): return "\(share) waits \(minutes) min"
    case .stalled(let minutes): return "\(share) stalled \(Self.age(minutes))"
    }
  }

  private static func rateText(_ rate: Double) -> String {
    Format.fixed(rate, rate < 100 ? 1 : 0) + "/s"
  }

  /// An age in its largest fitting unit.
  static func age(_ minutes: Int) -> String {
    minutes < 120 ? "\(minutes) min" : "\(minutes / 60) h"
  }

  /// How far a run is, in full: what is done of what is expected, how fast, and when it ends.
  func progressDetail(_ run: Run) -> String {
    guard let progress = runs.progress.value[run.id], progress.state != .done,
      let expected = progress.expected
    else { return "" }
    let share = progress.share.map { " (\(Format.percent($0)))" } ?? ""
    var parts = ["\(Format.count(progress.done)) of \(Format.count(expected)) samples\(share)"]
    if let pace = run.pace { parts.append("\(Format.fixed(pace, pace < 10 ? 1 : 0)) a second") }
    if let left = progress.secondsLeft {
      let end = snapshot.today.map { " at \(Self.clock($0, plus: left))" } ?? ""
      parts.append("done in \(Format.seconds(left))\(end)")
    }
    if case .stalled(let minutes) = progress.state {
      parts.append("nothing came for \(Self.age(minutes)): has its worker died?")
    }
    return parts.joined(separator: ", ")
  }

  /// The time of day some seconds after a minute.
  private static func clock(_ now: ClockMinute, plus seconds: Int) -> String {
    let minutes = (now.hour * 60 + now.minute + (seconds + 59) / 60) % 1440
    let (hour, minute) = (minutes / 60, minutes % 60)
    return (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
  }

  /// What the samples tell of their lengths, their entropy and their answers.
  func measuredDetail(_ run: Run) -> String {
    guard run.id == selectedRun?.id,
      let measures = board.latest(.runDetails, as: RunMeasures?.self)?.value
    else { return "" }
    let totals = measures.totals
    var parts: [String] = []
    if let tokens = measures.tokens {
      parts.append("\(Format.fixed(tokens.value, tokens.value < 100 ? 1 : 0)) tokens a sample")
    }
    if let entropy = measures.entropy {
      parts.append("entropy \(Format.fixed(entropy.value, 3)) nats")
    }
    if let distinct = totals.distinct, let responses = totals.responses, distinct < responses {
      parts.append("\(Format.percent(Double(distinct) / Double(responses))) of responses differ")
    }
    let unanswered = measures.problems.reduce(0) { $0 + ($1.answers?.unanswered ?? 0) }
    if unanswered > 0 { parts.append("\(Format.count(unanswered)) without an answer") }
    return parts.joined(separator: ", ")
  }

  /// The best value of a column among the runs of each benchmark that has several.
  static func best(
    of runs: [Run], _ value: (Run) -> Double?
  ) -> [String: Double] {
    let groups = Dictionary(grouping: runs) { $0.benchmark ?? "" }
    return groups.compactMapValues { group in
      let values = group.compactMap(value)
      return values.count > 1 ? values.max() : nil
    }
  }

  /// Asks how pass@1 went over the steps of all trainings.
  mutating func refreshTrends() -> [Effect] {
    let all = snapshot.runs
    return board.ask(.trends, of: "all runs", version: UInt64(revision)) { _ in
      RunTrends.overSteps(of: all)
    }
  }

  /// pass@1 over time while a run grows, else over the steps up to its own; empty where there is
  /// nothing to see.
  func trend(of run: Run) -> [Double] { trend(of: run, trendsOverSteps) }

  func trend(of run: Run, _ overSteps: [String: [Double]]) -> [Double] {
    let grown = runs.trends.overTime(of: run.id)
    return grown.isEmpty ? overSteps[run.id] ?? [] : grown
  }

  /// How pass@1 went over the steps, by run; empty until that is worked out.
  var trendsOverSteps: [String: [Double]] {
    board.latest(.trends, as: [String: [Double]].self)?.value ?? [:]
  }

  func trendText(_ run: Run, width: Int) -> String {
    Sparkline(trend(of: run)).text(width: width, level: glyphs)
  }
}
