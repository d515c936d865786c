/// What a column of a training log tells, under whatever name its program writes it.
package enum TrainingQuantity: String, CaseIterable, Sendable {
  case reward
  case responseLength = "response length"
  case entropy
  /// The divergence from the reference model; the one from the policy that sampled is another.
  case kl = "KL"

  /// What its axis says.
  package var axisTitle: String {
    switch self {
    case .reward: "reward"
    case .responseLength: "response length (tokens)"
    case .entropy: "entropy (nats)"
    case .kl: "KL (nats)"
    }
  }

  /// The names that programs write, the first that a log has being taken: kscope's own, then those
  /// of verl, TRL (GRPO, then PPO), OpenRLHF and prime-rl.
  package var names: [String] {
    switch self {
    case .reward:
      [
        "reward", "critic/rewards/mean", "critic/score/mean", "objective/scores",
        "objective/rlhf_reward", "train/reward", "reward/all/mean", "reward/mean", "mean_reward",
      ]
    case .responseLength:
      [
        "response_length", "response_length/mean", "completions/mean_length",
        "completion_length", "train/response_length", "mean_response_length", "seq_len/all/mean",
      ]
    case .entropy:
      [
        "entropy", "actor/entropy", "actor/entropy_loss", "objective/entropy",
        "policy/entropy_avg", "train/entropy", "entropy/all/mean", "mean_entropy",
      ]
    case .kl:
      ["kl", "actor/kl_loss", "critic/kl", "actor/reward_kl_penalty", "objective/kl", "train/kl"]
    }
  }
}

extension TrainingSeries {
  /// The numbers that some row has, by name.
  package var columns: [String] {
    var names: Set<String> = []
    for row in rows { names.formUnion(row.values.keys) }
    return names.sorted(by: NaturalOrder.precedes)
  }

  /// The name under which the log has a quantity; `nil` where it has none.
  package func column(of quantity: TrainingQuantity) -> String? {
    quantity.names.first { name in rows.contains { $0.values[name] != nil } }
  }

  /// The curve of a quantity; `nil` where the log has none.
  package func curve(of quantity: TrainingQuantity) -> TrainingCurve? {
    column(of: quantity).map { TrainingCurve(self, column: $0) }
  }
}
