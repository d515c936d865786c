extension TrainingSeries {
  /// What the log is called: as its file is, or the folder above where that name says nothing.
  package var name: String {
    let parts = file.split(separator: "/").map(String.init)
    let names = parts.dropLast() + [PathFacts.stem(parts.last ?? file)]
    return names.last { !Self.saysNothing($0) } ?? names.last ?? file
  }

  private static func saysNothing(_ name: String) -> Bool {
    let generic: Set = ["metrics", "training", "train_log", "trainer_log", "training_log"]
    return PathWords.isGeneric(name) || generic.contains(name.lowercased())
  }

  /// Whether a run is of a checkpoint of the training that the log is of.
  ///
  /// It is where both are called the same run, where a file names the same model for both, and
  /// where the log's name stands in the run's, at its end or before a step: `grpo` is of
  /// `tiny-grpo-step40`, not of `tiny-grpo-kl-step40`.
  package func isOf(_ run: Run) -> Bool {
    if let own = facts[.run], own == run.facts[.run] { return true }
    if let own = facts.entry(of: .model), own.source < .token, own.value == run.facts[.model] {
      return true
    }
    let own = Self.words(of: name)
    let folders = run.files.flatMap { $0.split(separator: "/").dropLast().map(String.init) }
    let names = [run.name, run.facts[.model] ?? ""] + folders.uniqued()
    return !own.isEmpty && names.contains { Self.words(of: $0).nameEnds(in: own) }
  }

  private static func words(of name: String) -> [Substring] {
    name.lowercased().split { "-_/. ".contains($0) }
  }
}

extension [Substring] {
  /// Whether some words stand here, at the end or before a step.
  fileprivate func nameEnds(in words: [Substring]) -> Bool {
    indices.contains { start in
      let rest = self[start...]
      guard rest.starts(with: words) else { return false }
      let next = rest.dropFirst(words.count).first
      return next.map { $0.hasPrefix("step") || $0 == "global" || $0.hasPrefix("checkpoint") }
        ?? true
    }
  }
}
