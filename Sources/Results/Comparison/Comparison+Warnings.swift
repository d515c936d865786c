import Statistics

extension Comparison {
  /// What makes the numbers doubtful, a sentence each.
  func foundWarnings() -> [String] {
    guard problems.total > 0 else {
      return ["the two runs share no problem; compare runs on the same benchmark"]
    }
    return settingWarnings + budgetWarnings + problemWarnings
  }

  /// Sampling settings that should be equal and are not.
  private var settingWarnings: [String] {
    SettingDifference.all(of: candidate, from: baseline).map(\.sentence)
  }

  private var budgetWarnings: [String] {
    var warnings: [String] = []
    let finding = PairCheck.budgets(
      problems.baseline, run: "the baseline", problems.candidate, run: "the candidate")
    if let finding {
      warnings.append(finding.description)
      warnings.append(
        "without one number of samples for all, coverage is expected counts, without a test")
    }
    if problems.smallestCommonN < problems.usualCommonN {
      warnings.append(
        "the band ends at k = \(problems.smallestCommonN), which every problem reaches; beyond it "
          + "differences are over fewer problems")
    }
    return warnings
  }

  private var problemWarnings: [String] {
    var warnings: [String] = []
    let finding = PairCheck.problems(
      Set(unpaired.baseline), run: "the baseline", Set(unpaired.candidate), run: "the candidate")
    if let finding { warnings.append(finding.description) }
    let flat = [
      ("the baseline", problems.baseline, baseline),
      ("the candidate", problems.candidate, candidate),
    ]
    warnings += flat.compactMap { name, tallies, run in
      (run.repeats.oneResponse(of: name) ?? RunCheck.allOrNothing(tallies, run: name))?.description
    }
    for (name, run) in [("baseline", baseline), ("candidate", candidate)]
    where run.totals.ungraded > 0 {
      let noun = run.totals.ungraded == 1 ? "sample" : "samples"
      warnings.append(
        "\(Format.count(run.totals.ungraded)) \(noun) of the \(name) without a verdict: "
          + "no number here counts them")
    }
    if problems.total < Self.fewProblems {
      warnings.append(
        "with \(Format.count(problems.total, "problem")) one of them is "
          + "\(Format.fixed(100 / Double(problems.total), 1)) points")
    }
    return warnings
  }

  /// Below this a single problem moves a curve by more than two points.
  private static let fewProblems = 50
}
