import Statistics

extension EntropyMatch {
  private var baselineWord: String { baseline.run.role == .base ? "base" : "the baseline" }
  private var candidateWord: String { candidate.run.role == .rl ? "RL" : "the candidate" }

  /// At which temperature the model has the baseline's entropy: one sentence, with how sure it is.
  package var matchSentence: String {
    let target =
      "\(baselineWord)'s \(Self.entropy(baseline.entropy)) nats "
      + "(T = \(Format.temperature(baseline.temperature)))"
    switch match {
    case .success(let found):
      let between =
        isMeasured
        ? "measured there"
        : "between \(Format.temperature(found.between.lowerBound)) and "
          + Format.temperature(found.between.upperBound)
      let range = range.map { ", " + $0.text } ?? ""
      return Self.capitalized(
        "\(candidateWord) reaches \(target) at about T = \(Format.fixed(found.temperature, 2)) "
          + "(\(between)\(range); \(Format.count(baseline.entropy.problems, "problem"))).")
    case .failure(let refusal):
      return Self.capitalized(
        "\(candidateWord) is not seen to reach \(target): \(refusal). Nearest is T = "
          + "\(Format.temperature(nearest.temperature)) with \(Self.entropy(nearest.entropy)) nats."
      )
    }
  }

  /// Whether equal entropy closes the gap at a k, in one sentence; `nil` where no problem has k.
  package func answer(at k: Int) -> String? {
    guard let gap = gap(at: k) else { return nil }
    let before = gap.candidate.gap
    guard before.isToldFromZero, before.value > 0 else {
      let state =
        before.isToldFromZero
        ? "\(candidateWord) leads by \(Self.points(before, isTurned: true))"
        : "the two are undecided (\(baselineWord) less \(candidateWord): \(Self.points(before)))"
      return "At k = \(k) there is no gap that entropy could close: \(state) points over "
        + "\(Format.count(before.problems, "problem"))."
    }
    return Self.capitalized(
      "\(verdict(gap)): raising \(candidateWord) from T = \(Format.temperature(candidate.temperature)) "
        + "to \(temperatureText) closes \(Self.share(gap.matched.closed)) of the gap to "
        + "\(baselineWord) at k = \(k), from \(Self.points(before)) to "
        + "\(Self.points(gap.matched.gap)) points (\(Format.count(before.problems, "problem")), "
        + "paired).")
  }

  private func verdict(_ gap: EntropyGap) -> String {
    let after = gap.matched.gap
    let share = gap.matched.closed?.interval
    guard after.isToldFromZero else {
      // What is left may be nothing; that is an answer only where much is known to be closed.
      return share.map { $0.lowerBound >= 0.5 } ?? false
        ? "yes, as far as these problems tell" : "undecided, as what is left is within noise"
    }
    if after.value < 0 { return "yes, and more than that" }
    if let share, share.upperBound < 0 { return "no, the gap grows" }
    if let share, share.contains(0) { return "no" }
    if let share, share.upperBound < 0.5 { return "no, most of the gap stays" }
    return "in part"
  }

  private var temperatureText: String {
    guard case .success(let found) = match else {
      return "\(Format.temperature(nearest.temperature)), the measured one of nearest entropy,"
    }
    let text = Format.fixed(found.temperature, 2)
    return isMeasured ? "\(text), where its entropy is equal," : "\(text) (interpolated)"
  }

  /// What else is to be known before it is believed.
  package func notes(at k: Int) -> [String] {
    var notes: [String] = []
    if case .success(let found) = match, !isMeasured {
      notes.append(
        "The matched curve is not measured: it lies between T = "
          + "\(Format.temperature(found.between.lowerBound)) and "
          + "\(Format.temperature(found.between.upperBound)), problem by problem, and its temperature "
          + "is taken for known.")
    }
    if let gap = gap(at: k), gap.interpolated != nil, nearest.run.id != candidate.run.id,
      let closed = gap.nearest.closed, gap.candidate.gap.isToldFromZero
    {
      notes.append(
        "Measured at T = \(Format.temperature(nearest.temperature)), of nearest entropy "
          + "(\(Self.entropy(nearest.entropy)) nats): it closes \(Self.share(closed)) and leaves "
          + "\(Self.points(gap.nearest.gap)) points.")
    }
    return notes
  }

  static func entropy(_ mean: ProblemMean) -> String {
    Format.fixed(mean.value, 3) + (mean.reach.map { " ± " + Format.fixed($0, 3) } ?? "")
  }

  private static func points(_ mean: ProblemMean, isTurned: Bool = false) -> String {
    Format.fixed(mean.value * (isTurned ? -100 : 100), 1)
      + (mean.reach.map { " ± " + Format.fixed($0 * 100, 1) } ?? "")
  }

  private static func share(_ ratio: MeanRatio?) -> String {
    guard let ratio else { return "an unknown share" }
    let interval = ratio.interval.map {
      " (95% \(Format.fixed($0.lowerBound * 100, 0)) to \(Format.fixed($0.upperBound * 100, 0)))"
    }
    return Format.fixed(ratio.value * 100, 0) + "%" + (interval ?? " (interval open)")
  }

  private static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
