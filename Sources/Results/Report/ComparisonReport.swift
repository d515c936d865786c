import FoundationEssentials
import Statistics

/// One comparison of a report; what is not known is `null`.
package struct ComparisonReport: Equatable, Sendable, Encodable {
  @OrNull package private(set) var benchmark: String?
  package let baseline: String
  package let candidate: String
  package let pairedProblems: Int
  package let unpaired: Unpaired
  package let difference: [Difference]
  package let band: Band
  package let crossing: CrossingReport
  package let coverage: [Coverage]
  @OrNull package private(set) var problemLists: ProblemLists?
  /// Problems that one run alone solves, with more samples of the model that does not.
  package let rechecks: [RecheckReport]
  @OrNull package private(set) var samplingEfficiency: Efficiency?
  package let histogram: Histogram
  package let warnings: [String]

  private enum CodingKeys: String, CodingKey {
    case benchmark, baseline, candidate, unpaired, difference, band, crossing, coverage, histogram
    case rechecks, warnings
    case pairedProblems = "paired_problems"
    case problemLists = "problem_lists"
    case samplingEfficiency = "sampling_efficiency"
  }

  package struct Unpaired: Equatable, Sendable, Encodable {
    package let baseline: Int
    package let candidate: Int
  }

  /// The candidate less the baseline at one k; no band where not every problem reaches k.
  package struct Difference: Equatable, Sendable, Encodable {
    package let k: Int
    package let value: Double
    /// pass@k of each run over the same problems.
    package let baseline: Double
    package let candidate: Double
    @OrNull package private(set) var low: Double?
    @OrNull package private(set) var high: Double?
    @OrNull package private(set) var state: String?
    package let problems: Int
  }

  package struct Band: Equatable, Sendable, Encodable {
    package let level: Double
    package let draws: Int
    package let seed: UInt64
    @OrNull package private(set) var criticalValue: Double?

    private enum CodingKeys: String, CodingKey {
      case level, draws, seed
      case criticalValue = "critical_value"
    }
  }

  package struct CrossingReport: Equatable, Sendable, Encodable {
    @OrNull package private(set) var k: Double?
    @OrNull package private(set) var low: Double?
    @OrNull package private(set) var high: Double?
    @OrNull package private(set) var withoutCrossing: Double?
    @OrNull package private(set) var direction: String?
    package let established: Bool
    @OrNull package private(set) var firstLossSet: [Int?]?

    private enum CodingKeys: String, CodingKey {
      case k, low, high, direction, established
      case withoutCrossing = "without_crossing"
      case firstLossSet = "first_loss_set"
    }
  }

  package struct Coverage: Equatable, Sendable, Encodable {
    package let k: Int
    package let problems: Int
    package let both: Double
    package let baselineOnly: Double
    package let candidateOnly: Double
    package let neither: Double
    /// Absent where the counts are expected ones.
    package let mcNemarP: Double?
    @OrNull package private(set) var srr: Double?
    @OrNull package private(set) var ndr: Double?
    @OrNull package private(set) var sds: Double?
    @OrNull package private(set) var nscr: Double?

    private enum CodingKeys: String, CodingKey {
      case k, problems, both, neither, srr, ndr, sds, nscr
      case baselineOnly = "baseline_only"
      case candidateOnly = "candidate_only"
      case mcNemarP = "mcnemar_p"
    }
  }

  package struct ProblemLists: Equatable, Sendable, Encodable {
    package let k: Int
    package let both: [String]
    package let baselineOnly: [String]
    package let candidateOnly: [String]
    package let neither: [String]

    private enum CodingKeys: String, CodingKey {
      case k, both, neither
      case baselineOnly = "baseline_only"
      case candidateOnly = "candidate_only"
    }
  }

  package struct Efficiency: Equatable, Sendable, Encodable {
    package let k: Int
    package let deltaSE: Double
    @OrNull package private(set) var gapClosed: Double?
    @OrNull package private(set) var kEquivalent: Double?

    private enum CodingKeys: String, CodingKey {
      case k
      case deltaSE = "delta_se"
      case gapClosed = "gap_closed"
      case kEquivalent = "k_eq"
    }
  }

  package struct Histogram: Equatable, Sendable, Encodable {
    package let bins: [String]
    package let baseline: [Int]
    package let candidate: [Int]
  }
}

/// A value that is written as `null` where there is none, instead of left out.
@propertyWrapper
package struct OrNull<Value: Equatable & Sendable & Encodable>: Equatable, Sendable, Encodable {
  package var wrappedValue: Value?

  package init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue {
      try container.encode(wrappedValue)
    } else {
      try container.encodeNil()
    }
  }
}
