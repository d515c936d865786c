import Glibc
import Statistics

/// The samples that a writer's figure is of, to be counted in kscope's way and in others'.
package struct FigureSamples: Sendable {
  /// n and c by problem.
  let tallies: [Tally]
  /// The parts of files that hold the samples.
  let parts: [FilePart]
  let rule: VerdictRule

  package init(tallies: [Tally], parts: [FilePart], rule: VerdictRule) {
    self.tallies = tallies
    self.parts = parts
    self.rule = rule
  }

  /// The ways in which figures are known to be computed, those first that say most.
  static let ways: [FigureReason] = [
    .ungradedAsWrong, .scores, .firstSample, .withReplacement, .pooled, .scoresOrZero,
  ]

  /// kscope's value; `nil` where no problem has samples enough.
  func value(of quantity: StatedFigure.Quantity) -> Double? { Self.value(of: quantity, tallies) }

  /// The value by another way; `nil` where that is the same way or makes no sense.
  func value(of quantity: StatedFigure.Quantity, by way: FigureReason) -> Double? {
    let isMean = quantity == .accuracy || quantity == .passAtK(1)
    switch way {
    case .ungradedAsWrong: return Self.value(of: quantity, tallies.map(\.withUngradedAsWrong))
    case .pooled: return isMean ? pooled : nil
    case .withReplacement:
      guard case .passAtK(let k) = quantity else { return nil }
      return Self.mean(
        tallies.compactMap(\.accuracy).map { -expm1(Double(k) * log1p(-$0)) })
    case .firstSample: return isMean ? firstSample : nil
    case .otherThreshold(let least):
      return Self.value(of: quantity, tallies(by: VerdictRule(threshold: least)))
    case .scores: return scores(of: quantity, absent: nil)
    case .scoresOrZero: return scores(of: quantity, absent: 0)
    case .otherProblems, .tooFewSamples, .unknown: return nil
    }
  }

  private static func value(of quantity: StatedFigure.Quantity, _ tallies: [Tally]) -> Double? {
    switch quantity {
    case .accuracy: mean(tallies.compactMap(\.accuracy))
    case .passAtK(let k):
      mean(
        tallies.filter { $0.n >= max(1, k) }
          .map { PassAtK.estimate(n: $0.n, c: $0.c, k: max(1, k)) })
    case .solved: mean(tallies.filter { $0.n > 0 }.map { $0.c > 0 ? 1 : 0 })
    }
  }

  private var pooled: Double? { tallies.reduce(Tally(), +).accuracy }

  /// n and c by another rule, a record a problem.
  private func tallies(by rule: VerdictRule) -> [Tally] {
    parts.flatMap { part in
      part.tallies(by: rule).map { Tally(n: $0.n, c: $0.c) }
    }
  }

  /// The problems that the file has, as the file counts them.
  var problems: Int { parts.reduce(0) { $0 + $1.table.problems.count } }

  /// The share of problems whose first sample in the file is right.
  private var firstSample: Double? {
    Self.mean(
      parts.flatMap { part in
        var firsts: [Double?] = Array(repeating: nil, count: part.table.problems.count)
        part.samples.forEachGrading { problem, grading in
          guard firsts[problem] == nil else { return }
          firsts[problem] = rule.verdict(of: grading) == .correct ? 1 : 0
        }
        return firsts.compactMap { $0 }
      })
  }

  /// The mean over problems of the mean score, or of the best one where any sample is enough.
  private func scores(of quantity: StatedFigure.Quantity, absent: Double?) -> Double? {
    guard quantity == .accuracy || quantity == .solved else { return nil }
    return Self.mean(
      parts.flatMap { part in
        let sums = ScoreSums(part, absent: absent)
        return quantity == .solved ? sums.best.compactMap { $0 } : sums.means
      })
  }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}

/// The scores of the problems of a part.
private struct ScoreSums {
  private var sum: [Double]
  private var count: [Double]
  private(set) var best: [Double?]

  /// - Parameter absent: What a sample without a score counts; `nil` leaves it out.
  init(_ part: FilePart, absent: Double?) {
    let problems = part.table.problems.count
    sum = Array(repeating: 0, count: problems)
    (count, best) = (sum, Array(repeating: nil, count: problems))
    let representatives = part.table.representatives
    part.samples.forEachGrading { index, grading in
      guard let score = grading.asScore ?? absent else { return }
      let problem = representatives.map { Int($0[index]) } ?? index
      sum[problem] += score
      count[problem] += 1
      best[problem] = max(best[problem] ?? score, score)
    }
  }

  var means: [Double] { zip(sum, count).filter { $0.1 > 0 }.map { $0.0 / $0.1 } }
}

extension Grading {
  /// The score, or 1 and 0 for verdicts.
  fileprivate var asScore: Double? { score ?? stated.map { $0 ? 1 : 0 } }
}

extension Tally {
  fileprivate var withUngradedAsWrong: Tally { Tally(n: n + ungraded, c: c) }
}
