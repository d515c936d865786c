extension SearchProgress {
  /// The counts of one verdict, in the order of the runs; runs without such samples are left out.
  package func counts(of verdict: Verdict) -> [Count] {
    counts.filter { $0.verdict == verdict && $0.samples > 0 }
  }

  /// What the counts say, a sentence for the right samples and one for the wrong ones.
  ///
  /// - Parameter runs: The ids of the runs that are spoken of, with what they are called.
  package func sentences(
    of sought: SoughtText, runs: [(id: String, name: String)]
  ) -> [String] {
    let right = parts(of: .correct, runs) { "the \($0) right samples of \($1)" }
    let wrong = parts(of: .incorrect, runs) { "the \($0) wrong ones of \($1)" }
    return [
      right.isEmpty ? nil : "\(sought.shown) is in \(right.joined(separator: " and in ")).",
      wrong.isEmpty
        ? nil
        : "\(right.isEmpty ? sought.shown : "It") is in \(wrong.joined(separator: " and in ")).",
    ].compactMap(\.self)
  }

  private func parts(
    of verdict: Verdict, _ runs: [(id: String, name: String)],
    _ words: (_ count: String, _ name: String) -> String
  ) -> [String] {
    let known = counts(of: verdict)
    return runs.compactMap { run in
      known.first { $0.run == run.id }.map {
        Format.percent($0.share ?? 0) + " of " + words(Format.count($0.samples), run.name)
      }
    }
  }
}
