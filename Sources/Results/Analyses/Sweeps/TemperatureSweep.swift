import Statistics

/// pass@k of one model over temperature.
package struct TemperatureSweep: Equatable, Sendable {
  /// One run of the series.
  package struct Point: Equatable, Sendable {
    package let temperature: Double
    package let run: String
    /// pass@k by k, as far as a problem has so many samples.
    package let values: [Int: CurvePoint]
  }

  package let series: RunSeries
  /// In the order of the temperatures.
  package let points: [Point]
  /// The k at which points have values, ascending.
  package let budgets: [Int]
  /// By k: at which temperature most is solved, and which temperatures are not told from it.
  package let best: [Int: BestTemperature]

  /// - Parameter budgets: The k to look at beside powers of two and the largest common n.
  package init(_ series: RunSeries, budgets extra: [Int] = []) {
    self.series = series
    let largest = series.runs.map(\.tallies.largestN).max() ?? 0
    let common = series.commonN > 0 ? [series.commonN] : []
    let wanted = Budgets.powersOfTwo(upTo: largest) + common + extra
    let budgets = Set(wanted.filter { 1...max(1, largest) ~= $0 }).sorted()
    self.budgets = budgets
    let points = series.members.map { member in
      let curve = Curve.points(of: member.run.tallies, at: budgets)
      return Point(
        temperature: member.value, run: member.run.id,
        values: Dictionary(uniqueKeysWithValues: curve.map { ($0.k, $0) }))
    }
    self.points = points
    best = BestTemperature.all(of: series, points, at: budgets)
  }

  /// The largest k that all problems of all runs reach.
  package var commonN: Int { series.commonN }
}

/// The temperature at which one model solves most problems within k samples.
package struct BestTemperature: Equatable, Sendable {
  /// Another temperature, and pass@k at the best less that at this one, paired by problem.
  package struct Rival: Equatable, Sendable {
    package let temperature: Double
    package let lead: ProblemMean
  }

  package let k: Int
  package let temperature: Double
  package let value: CurvePoint
  /// The other temperatures, ascending.
  package let rivals: [Rival]

  /// The temperatures whose difference from the best is within its 95 % interval of 0.
  package var undecided: [Double] { rivals.filter { !$0.lead.isToldFromZero }.map(\.temperature) }
  package var isDecided: Bool { undecided.isEmpty }

  /// None at a k that fewer than two runs reach.
  static func all(
    of series: RunSeries, _ points: [TemperatureSweep.Point], at budgets: [Int]
  ) -> [Int: BestTemperature] {
    var places: [Int: Int] = [:]
    for k in budgets {
      let reached = points.indices.filter { points[$0].values[k] != nil }
      guard reached.count > 1 else { continue }
      // Of equal ones the coolest.
      places[k] = reached.max { first, second in
        let values = (points[first].values[k]?.value ?? 0, points[second].values[k]?.value ?? 0)
        return values.0 != values.1 ? values.0 < values.1 : first > second
      }
    }
    var leads: [[Int]: [Int: ProblemMean]] = [:]
    for place in Set(places.values) {
      for other in points.indices where other != place {
        leads[[place, other]] = lead(of: series.runs[place], over: series.runs[other], at: budgets)
      }
    }
    var best: [Int: BestTemperature] = [:]
    for (k, place) in places {
      guard let value = points[place].values[k] else { continue }
      let rivals = points.indices.compactMap { other in
        leads[[place, other]]?[k].map { Rival(temperature: points[other].temperature, lead: $0) }
      }
      best[k] = BestTemperature(
        k: k, temperature: points[place].temperature, value: value, rivals: rivals)
    }
    return best
  }

  private static func lead(of first: Run, over second: Run, at budgets: [Int]) -> [Int: ProblemMean]
  {
    let pairs = PairedProblems(ProblemPairing(second, first).pairs.map(\.tallies))
    let points = PairedDifferences(pairs, at: budgets).points
    return Dictionary(
      uniqueKeysWithValues: points.map { point in
        let mean = ProblemMean(
          value: point.value, standardError: point.standardError, problems: point.problems)
        return (point.k, mean)
      })
  }
}

extension TemperatureSweep {
  /// Where most is solved at a k, and how sure that is; `nil` where fewer than two runs reach it.
  package func sentence(at k: Int, name: String) -> String? {
    guard let best = best[k] else { return nil }
    let reach = best.value.standardError.map {
      " ± " + Format.fixed(NormalQuantile.twoSided95 * $0 * 100, 1)
    }
    let start =
      "pass@\(k) of \(name) is highest at T = \(Format.temperature(best.temperature)): "
      + "\(Format.fixed(best.value.value * 100, 1))\(reach ?? "")% over "
      + Format.count(best.value.problems, "problem")
    let undecided = best.undecided.map(Format.temperature)
    guard !undecided.isEmpty else {
      return start + ", more than at each other one (paired by problem, 95% each)."
    }
    let nearest = best.rivals.filter { !$0.lead.isToldFromZero }.min {
      abs($0.lead.value) < abs($1.lead.value)
    }
    let lead = nearest.map { rival in
      let reach = rival.lead.reach.map { " ± " + Format.fixed($0 * 100, 1) } ?? ""
      return "; from \(Format.temperature(rival.temperature)) it differs by "
        + "\(Format.fixed(rival.lead.value * 100, 1))\(reach) points"
    }
    return start + ". Undecided: T = \(undecided.joined(separator: ", ")) "
      + "\(undecided.count == 1 ? "is" : "are") within noise of it (paired by problem\(lead ?? ""))."
  }
}
