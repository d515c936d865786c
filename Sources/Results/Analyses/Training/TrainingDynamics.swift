import Statistics

/// What training logs say over their steps: reward, response length, entropy and KL.
package struct TrainingDynamics: Equatable, Sendable {
  /// One quantity of one log.
  package struct Line: Equatable, Sendable {
    package let raw: TrainingCurve
    /// Equal to `raw` where nothing is smoothed.
    package let smoothed: TrainingCurve
    /// The mean of the first and of the last fifth of the points, at least one each.
    package let start: Double
    package let end: Double
    /// How many points each of the two is made of.
    package let count: Int

    init?(_ curve: TrainingCurve, window: Int) {
      guard !curve.points.isEmpty else { return nil }
      raw = curve
      smoothed = window > 1 ? curve.smoothed(.centered(window: window)) : curve
      count = max(1, curve.points.count / 5)
      start = Self.mean(curve.points.prefix(count))
      end = Self.mean(curve.points.suffix(count))
    }

    private static func mean(_ points: ArraySlice<TrainingCurve.Point>) -> Double {
      points.reduce(0) { $0 + $1.value } / Double(points.count)
    }

    /// The last point up to a step, as logged and as smoothed; `nil` before the first.
    package func values(at step: Int) -> (step: Int, raw: Double, smoothed: Double)? {
      var (low, high) = (0, raw.points.count)
      while low < high {
        let middle = (low + high) / 2
        if raw.points[middle].step <= step { low = middle + 1 } else { high = middle }
      }
      guard low > 0 else { return nil }
      let point = raw.points[low - 1]
      return (point.step, point.value, smoothed.points[low - 1].value)
    }
  }

  package struct Log: Equatable, Sendable {
    package let series: TrainingSeries
    package let name: String
    package let lines: [TrainingQuantity: Line]
    /// The steps that have reward and entropy, by rising step.
    package let points: [EntropyRewardLaw.Point]
    package let law: Result<EntropyRewardLaw, TrainingLawRefusal>

    /// Relative to what was opened: what tells it from all others.
    package var file: String { series.file }
  }

  /// Logs with at least one of the quantities, in the order of their files.
  package let logs: [Log]
  /// Names of those without: nothing of them is drawn.
  package let others: [String]
  /// The quantities that some log has.
  package let quantities: [TrainingQuantity]
  /// The steps over which points are averaged; 1 where they are not.
  package let window: Int

  /// - Parameter window: In steps, odd; 1 smooths nothing.
  package init(_ series: [TrainingSeries], window: Int = 1) {
    self.window = window
    let names = Self.names(of: series)
    var (logs, others): ([Log], [String]) = ([], [])
    for (series, name) in zip(series, names) {
      var lines: [TrainingQuantity: Line] = [:]
      for quantity in TrainingQuantity.allCases {
        lines[quantity] = series.curve(of: quantity).flatMap { Line($0, window: window) }
      }
      guard !lines.isEmpty else {
        others.append(name)
        continue
      }
      logs.append(
        Log(
          series: series, name: name, lines: lines,
          points: (try? series.entropyAndReward()) ?? [], law: Self.law(of: series)))
    }
    (self.logs, self.others) = (logs, others)
    quantities = TrainingQuantity.allCases.filter { quantity in
      logs.contains { $0.lines[quantity] != nil }
    }
  }

  private static func law(
    of series: TrainingSeries
  ) -> Result<EntropyRewardLaw, TrainingLawRefusal> {
    do throws(TrainingLawRefusal) { return .success(try series.entropyRewardLaw()) } catch {
      return .failure(error)
    }
  }

  /// What each log is called, or its file where others are called the same.
  private static func names(of series: [TrainingSeries]) -> [String] {
    let names = series.map(\.name)
    let counts = Dictionary(grouping: names) { $0 }.mapValues(\.count)
    return zip(series, names).map { counts[$1] == 1 ? $1 : $0.file }
  }

  /// The steps of all logs, ascending, each once.
  package var steps: [Int] {
    var steps: Set<Int> = []
    for line in logs.flatMap(\.lines.values) { steps.formUnion(line.raw.points.map(\.step)) }
    return steps.sorted()
  }
}

extension Fingerprint {
  /// Over the rows of some logs, as far as they can change: appended, or written anew.
  package static func of(_ logs: [TrainingSeries]) -> UInt64 {
    logs.reduce(UInt64(logs.count)) { state, log in
      var state = Scramble.mix(state, Scramble.of(log.file))
      for name in FactName.allCases {
        state = Scramble.mix(state, Scramble.of(log.facts[name] ?? ""))
      }
      state = Scramble.mix(state, UInt64(log.rows.count))
      for row in [log.rows.first, log.rows.last].compactMap(\.self) {
        state = Scramble.mix(state, UInt64(bitPattern: Int64(row.step)))
        let sum = row.values.values.reduce(0) { $0 &+ $1.bitPattern }
        state = Scramble.mix(state, sum)
      }
      return state
    }
  }
}
