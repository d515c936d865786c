import Statistics

/// A measure that is drawn as a curve of one run.
package enum CurveMetric: Hashable, Sendable {
  case passAtK
  case passHatK
  /// At least a share τ of k samples is correct.
  case gPass(tau: Double)
  /// The share of problems whose accuracy is at least τ, over τ instead of k.
  case cover
  case majAtK
  case cotPassAtK

  /// One of each, in the order of a menu.
  package static let all: [CurveMetric] = [
    .passAtK, .passHatK, .gPass(tau: 0.5), .cover, .majAtK, .cotPassAtK,
  ]

  package var name: String {
    switch self {
    case .passAtK: "pass@k"
    case .passHatK: "pass^k"
    case .gPass(let tau): "G-Pass@k τ=\(Facts.formatted(tau))"
    case .cover: "Cover@τ"
    case .majAtK: "maj@k"
    case .cotPassAtK: "CoT-pass@k"
    }
  }

  /// What the horizontal axis counts.
  package var axis: Axis { self == .cover ? .tau : .budget }

  package enum Axis: Sendable {
    /// Samples k, from 1.
    case budget
    /// A threshold of accuracy, in 0...1.
    case tau

    package var title: String {
      switch self {
      case .budget: "number of samples k"
      case .tau: "accuracy τ"
      }
    }
  }

  package var axisTitle: String { axis.title }

  /// What it means, in a sentence.
  package var help: String {
    switch self {
    case .passAtK: "The chance that at least one of k samples is correct."
    case .passHatK: "The chance that all of k samples are correct."
    case .gPass: "The chance that at least a share τ of k samples is correct."
    case .cover: "The share of problems of which at least a share τ of the samples is correct."
    case .majAtK: "The chance that the commonest answer among k samples is right."
    case .cotPassAtK:
      "The chance that at least one of k samples is right in its answer and its reasoning."
    }
  }

  /// Whether it takes more of a run than its tallies.
  package var needsMeasures: Bool { self == .majAtK || self == .cotPassAtK }

  /// Whether it can be made of other samples than all graded ones.
  package var allowsCounting: Bool { !needsMeasures }

  /// Why a run has no such curve although its measures are known; `nil` where it has one.
  package func absence(in measures: RunMeasures) -> String? {
    switch self {
    case .majAtK where measures.votes.isEmpty:
      "maj@k needs answers and no sample of this run has one; let the evaluation write `answer`"
    case .cotPassAtK where measures.reasoning.isEmpty:
      "CoT-pass@k needs judged reasoning and no sample of this run has it; mark some on Samples "
        + "(v, x), or let the evaluation write `cot_valid`"
    default: nil
    }
  }
}
