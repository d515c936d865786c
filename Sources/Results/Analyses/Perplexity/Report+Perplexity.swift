extension ReportSection {
  /// Perplexities by scorer and source, and over training; nothing without log-probabilities.
  package static func perplexity(_ tables: [ScoreTable]) -> [ReportSection] {
    guard !tables.isEmpty else { return [] }
    let (single, courses) = ScoreSet.split(tables)
    let review = PerplexityReview(ScoreSet(single))
    let course = PerplexityCourse(ScoreSet(courses))
    let section = ReportSection(
      "perplexity", title: "Perplexity",
      sentences: review.sentences(of: nil) + course.sentences,
      tables: [review.table(of: nil), course.table])
    return [section].compactMap(\.self)
  }
}
