/// A sampling setting that should be the same in two runs and is not.
package struct SettingDifference: Equatable, Sendable {
  package let name: FactName
  package let baseline: String
  package let candidate: String

  private static let names: [FactName] = [
    .temperature, .topP, .maxTokens, .promptTemplate, .split, .verifier, .verifierVersion,
    .dateWindow,
  ]

  /// The settings that both runs state and that differ.
  package static func all(of candidate: Run, from baseline: Run) -> [SettingDifference] {
    names.compactMap { name in
      guard let first = baseline.facts[name], let second = candidate.facts[name], first != second
      else { return nil }
      return SettingDifference(name: name, baseline: first, candidate: second)
    }
  }

  package var sentence: String {
    "\(name.rawValue) differs: \(baseline) in the baseline, \(candidate) in the candidate"
  }

  /// What a legend has room for, such as `T 1.0`.
  package var label: String {
    switch name {
    case .temperature: "T \(candidate)"
    case .topP: "top-p \(candidate)"
    case .maxTokens: "\(candidate) tokens"
    case .promptTemplate: "other prompt"
    case .verifier, .verifierVersion: "other verifier"
    default: "other \(name.rawValue)"
    }
  }
}
