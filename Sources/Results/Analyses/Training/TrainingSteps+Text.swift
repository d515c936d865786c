import Statistics

extension TrainingSteps {
  /// What moved from the first checkpoint to the last, in one sentence.
  ///
  /// `±` is the 95 % interval, paired by problem; a change whose interval holds 0 is undecided.
  package func sentence(at k: Int) -> String {
    guard let first = steps.first, let last = steps.last, let one = change[1] else {
      return single(at: k)
    }
    let ends = "From step \(Self.text(first.step)) to \(Self.text(last.step)) "
    let problems = " (\(Format.count(one.problems, "problem")), paired)."
    guard k > 1 else { return ends + "pass@1 " + Self.moved(one) + problems }
    guard let many = change[k] else {
      return ends + "pass@1 " + Self.moved(one)
        + "; no problem has \(Format.count(k)) samples in both" + problems
    }
    return ends + "pass@1 " + Self.moved(one) + " and pass@\(k) " + Self.moved(many) + problems
  }

  private func single(at k: Int) -> String {
    guard let step = steps.first else { return "There is no checkpoint." }
    let alone = "Step \(Self.text(step.step)) is the only checkpoint of its training"
    guard let value = step.value(at: k), let difference = value.difference else {
      return alone + "; with another one there is something to compare."
    }
    return alone + ": against the base model pass@\(k) " + Self.moved(difference)
      + " (\(Format.count(difference.problems, "problem")), paired)."
  }

  /// `rises by 4.4 ± 3.0 points`, or that nobody can tell.
  private static func moved(_ point: PairedDifferences.Point) -> String {
    let reach = point.standardError.map { NormalQuantile.twoSided95 * $0 }
    let half = reach.map { " ± " + Format.fixed($0 * 100, 1) } ?? ""
    guard let reach, abs(point.value) > reach else {
      return "is undecided (\(Format.points(point.value))\(half) points)"
    }
    let size = Format.fixed(abs(point.value) * 100, 1)
    return (point.value > 0 ? "rises" : "falls") + " by \(size)\(half) points"
  }

  /// A step without a superfluous fraction.
  package static func text(_ step: Double) -> String { Facts.formatted(step) }
}

extension TrainingSteps {
  /// Every checkpoint of some trainings at one budget, the models they were trained from first.
  package static func table(_ trainings: [TrainingSteps], at k: Int) -> DataTable {
    var table = DataTable("pass@1 and pass@\(k) by step", columns: columns(k))
    for training in trainings {
      let name = training.series.name(among: trainings.map(\.series))
      let benchmark = DataValue(text: training.series.benchmark)
      if let baseline = training.baseline {
        table.append(
          [.text(name), benchmark, .text("base"), .text(baseline.id)]
            + ends(of: training.baselineValues[1]) + [.count(k)]
            + ends(of: training.baselineValues[k])
            + Array(repeating: .missing, count: 10)
            + [DataValue(count: training.baselineValues[k]?.problems)])
      }
      for step in training.steps {
        table.append(
          [.text(name), benchmark, .text(text(step.step)), .text(step.run.id)]
            + ends(of: step.value(at: 1)?.own) + [.count(k)] + row(step.value(at: k)))
      }
    }
    return table
  }

  private static func columns(_ k: Int) -> [DataTable.Column] {
    [
      .init("training", isWords: true), .init("benchmark", isWords: true),
      .init("step", isWords: true), .init("run", isWords: true),
      .init("pass_1", "pass@1"), .init("pass_1_low", "low"), .init("pass_1_high", "high"),
      .init("k"), .init("pass_k", "pass@\(k)"), .init("pass_k_low", "low"),
      .init("pass_k_high", "high"),
      .init("difference", "vs base"), .init("difference_low", "low"),
      .init("difference_high", "high"),
      .init("delta_se", "ΔSE"), .init("delta_se_low", "low"), .init("delta_se_high", "high"),
      .init("gap_closed"), .init("gained"), .init("lost"), .init("counts"), .init("problems"),
    ]
  }

  private static func ends(of point: CurvePoint?) -> [DataValue] {
    [
      DataValue(share: point?.value), DataValue(share: point?.interval?.lowerBound),
      DataValue(share: point?.interval?.upperBound),
    ]
  }

  private static func row(_ value: Value?) -> [DataValue] {
    let coverage = value?.coverage
    let decimals = coverage?.isWhole == true ? 0 : 1
    return ends(of: value?.own)
      + differences(value?.difference?.value, value?.difference?.standardError)
      + differences(value?.efficiency?.delta, value?.efficiency?.standardError)
      + [
        DataValue(share: value?.efficiency?.gapClosed),
        DataValue(number: coverage?.candidateOnly, decimals: decimals),
        DataValue(number: coverage?.baselineOnly, decimals: decimals),
        DataValue(text: coverage.map { $0.isWhole ? "counted" : "expected" }),
        DataValue(count: value?.own.problems),
      ]
  }

  /// A difference with the ends of its 95 % interval.
  static func differences(_ value: Double?, _ error: Double?) -> [DataValue] {
    let reach = error.map { NormalQuantile.twoSided95 * $0 }
    let ends = [-1.0, 1.0].map { sign -> DataValue in
      guard let value, let reach else { return .missing }
      return .difference(value + sign * reach)
    }
    return [DataValue(difference: value)] + ends
  }
}
