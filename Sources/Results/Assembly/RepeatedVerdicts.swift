/// The verdicts that samples have by all their copies.
struct RepeatedVerdicts {
  struct Said {
    var correct: RepeatFinder.Spot?
    var incorrect: RepeatFinder.Spot?

    /// None where they disagree.
    var common: Verdict {
      guard (correct == nil) != (incorrect == nil) else { return .ungraded }
      return correct == nil ? .incorrect : .correct
    }

    mutating func add(_ verdict: Verdict, at spot: RepeatFinder.Spot) {
      switch verdict {
      case .correct: correct = correct ?? spot
      case .incorrect: incorrect = incorrect ?? spot
      case .ungraded: break
      }
    }
  }

  /// Only those whose copies do not all say the same.
  private(set) var said: [RepeatFinder.Spot: Said] = [:]

  mutating func add(
    _ copy: RepeatFinder.Spot, of original: RepeatFinder.Spot,
    _ verdict: (RepeatFinder.Spot) -> Verdict
  ) {
    let (first, second) = (verdict(original), verdict(copy))
    guard first != second else { return }
    said[original, default: Said()].add(first, at: original)
    said[original, default: Said()].add(second, at: copy)
  }
}
