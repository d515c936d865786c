import Statistics

extension CoverageReview {
  /// What the table says, a sentence each; every number with its n.
  package var sentences: [String] {
    [counts] + [lost, unsolved, incomplete].compactMap(\.self)
  }

  private var counts: String {
    let numbers = CoverageCell.allCases.map { number(count($0)) }
    let split =
      "\(numbers[0]), the baseline alone \(numbers[1]), the candidate alone \(numbers[2]) and "
      + "neither \(numbers[3])"
    guard let p = table.mcNemarP else {
      return "Of \(Format.count(table.problems, "problem")) at k = \(Format.count(k)) one expects "
        + "both to solve \(split): sums of each problem's pass@k over more samples than k, so "
        + "there is no test."
    }
    return "Of \(Format.count(table.problems, "problem")) with n = k = \(Format.count(k)) samples "
      + "both solve \(split): \(verdict(p)) (exact McNemar \(PValueText.equation(p)))."
  }

  private func verdict(_ p: Double) -> String {
    guard p < 0.05 else { return "which run covers more is undecided" }
    return table.baselineOnly > table.candidateOnly
      ? "the candidate covers less" : "the candidate covers more"
  }

  /// How many of the problems that one run alone solves are so beyond chance.
  private var lost: String? {
    let parts = [CoverageCell.baselineOnly, .candidateOnly].compactMap { cell -> String? in
      let problems = problems(in: cell)
      guard !problems.isEmpty else { return nil }
      let sure = problems.filter { $0.p < 0.05 }.count
      return "\(Format.count(sure)) of \(Format.count(problems.count)) \(cell.title)"
    }
    guard !parts.isEmpty else { return nil }
    return "The rate differs beyond chance, each problem by itself (one-sided Fisher p < 0.05, not "
      + "corrected for their number): in \(parts.joined(separator: ", "))."
  }

  /// What a problem that nobody solved may still be.
  private var unsolved: String? {
    let never = problems(in: .neither).filter {
      $0.tallies.baseline.c == 0 && $0.tallies.candidate.c == 0
    }
    let least = never.map(\.tallies.commonN).min() ?? 0
    guard let limit = ZeroSuccesses.upperLimit(trials: least) else { return nil }
    let subject =
      never.count == 1 ? "One problem has" : "\(Format.count(never.count)) problems have"
    return "\(subject) no correct sample in either run, which leaves a rate of up to "
      + "\(RateText.limitText(limit)) each (0 of \(Format.count(least)), 95%, one-sided)."
  }

  private var incomplete: String? {
    guard leftOut > 0 else { return nil }
    return "\(Format.count(leftOut, "problem")) with fewer than \(Format.count(k)) samples in "
      + "either run \(leftOut == 1 ? "is" : "are") left out."
  }

  /// A count, with a decimal where it is an expected one.
  package func number(_ value: Double) -> String {
    table.isWhole ? Format.count(Int(value)) : Format.fixed(value, 1)
  }
}
