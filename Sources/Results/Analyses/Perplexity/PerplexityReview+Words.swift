import Statistics

extension PerplexityReview {
  /// How the responses of others stand beside a scorer's own, a sentence a scorer.
  package func sentences(of problem: String?) -> [String] {
    scorers.compactMap { sentence(scorer: $0, problem) }
  }

  private func sentence(scorer: String, _ problem: String?) -> String? {
    let shown = boxes(of: problem).filter { $0.scorer == scorer }
    guard !shown.isEmpty else { return nil }
    let own = shown.first { $0.source == scorer }
    let parts = shown.filter { $0.source != scorer }.map { box in
      let text = "those of \(Self.name(box.source)) \(Self.median(box))"
      guard let own, let word = comparison(box, own, problem) else { return text }
      return "\(text), \(word)"
    }
    let ownText = own.map { "its own responses have median perplexity \(Self.median($0))" }
    let text = ([ownText] + parts).compactMap(\.self).joined(separator: "; ")
    return "Under \(scorer) \(text)."
  }

  /// Whether responses are told from the scorer's own: paired by problem over all of them; of
  /// one problem alone only which median is higher.
  private func comparison(_ box: Box, _ own: Box, _ problem: String?) -> String? {
    let contrast = contrasts.first { $0.scorer == box.scorer && $0.source == box.source }
    guard problem == nil, let mean = contrast?.difference, mean.problems > 1 else {
      let (one, other) = (box.summary.median, own.summary.median)
      return one == other ? "the same" : one < other ? "lower" : "higher"
    }
    let reach = mean.reach.map { " ± " + Format.fixed($0, 2) } ?? ""
    let value = (mean.value > 0 ? "+" : "") + Format.fixed(mean.value, 2)
    let numbers = "\(value)\(reach) by problem, \(Format.count(mean.problems, "problem"))"
    guard mean.isToldFromZero else { return "undecided (\(numbers))" }
    return "\(mean.value < 0 ? "more" : "less") probable (\(numbers))"
  }

  private static func median(_ box: Box) -> String {
    "\(Format.fixed(box.summary.median, 3)) (n = \(Format.count(box.summary.count)))"
  }

  private static func name(_ source: String) -> String {
    source.isEmpty ? "an author unknown" : source == "rl" ? "RL" : source
  }

  /// Quartiles of each box, one a row.
  package func table(of problem: String?) -> DataTable {
    var table = DataTable(
      "perplexity" + (problem.map { " of \($0)" } ?? ""),
      columns: [
        .init("scorer", isWords: true), .init("source", isWords: true), .init("responses", "n"),
        .init("problems"), .init("min"), .init("q1"), .init("median"), .init("mean"),
        .init("q3"), .init("max"), .init("left_out", "left out"),
      ])
    for box in boxes(of: problem) {
      let summary = box.summary
      table.append(
        [
          .text(box.scorer), .text(box.source), .count(summary.count), .count(box.problems),
        ]
          + [
            summary.min, summary.q1, summary.median, summary.mean, summary.q3, summary.max,
          ].map { .number($0, decimals: 3) } + [.count(box.leftOut)])
    }
    return table
  }

  /// Medians and numbers of responses, a scorer a row.
  package func matrix(of problem: String?) -> DataTable {
    let sources = sources
    var columns: [DataTable.Column] = [.init("scorer", isWords: true)]
    for source in sources {
      columns.append(.init("median_\(source)", "by \(source.isEmpty ? "?" : source)"))
      columns.append(.init("n_\(source)", "n"))
    }
    var table = DataTable("median perplexity by scorer and source", columns: columns)
    for scorer in scorers {
      let cells = sources.flatMap { source -> [DataValue] in
        let summary = box(scorer: scorer, source: source, of: problem)?.summary
        return [DataValue(number: summary?.median, decimals: 3), DataValue(count: summary?.count)]
      }
      table.append([.text(scorer)] + cells)
    }
    return table
  }
}
