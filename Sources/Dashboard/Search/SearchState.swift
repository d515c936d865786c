import Results

/// The search over samples that was asked for last, with what it has found so far.
package struct SearchState: Sendable {
  /// `nil` while nothing is looked for.
  package private(set) var query: SampleQuery?
  /// All samples that were told of, in the order of runs, problems and places in files.
  package private(set) var hits: [SampleHit] = []
  /// How far it is, with the counts; its own hits are those of the last report alone.
  package private(set) var progress = SearchProgress()
  /// Why it cannot be made or was given up.
  package private(set) var failure: String?

  /// The sample whose matches were found last, with all places in its texts.
  package private(set) var matches: (reference: SampleReference, places: [TextMatch])?

  package init() {}

  package var isRunning: Bool { query != nil && !progress.isDone && failure == nil }

  /// Asks for a search in place of the one before.
  mutating func begin(_ query: SampleQuery) -> [Effect] {
    self = SearchState()
    self.query = query
    return [.search(query)]
  }

  /// Ends the search; what was found is kept with `keeping`.
  mutating func end(keeping: Bool = false) -> [Effect] {
    let wasRunning = isRunning
    if keeping { progress.isDone = true } else { self = SearchState() }
    return wasRunning ? [.stopSearch] : []
  }

  /// Takes in a report, unless something else is looked for by now.
  mutating func take(_ result: Result<SearchProgress, Action.Failure>, of query: SampleQuery) {
    guard query == self.query, isRunning else { return }
    switch result {
    case .failure(let failure): self.failure = failure.message
    case .success(let progress):
      if !progress.hits.isEmpty { insert(progress.hits, in: query) }
      self.progress = progress
    }
  }

  /// Takes in the places in one sample; a failure is that of the search itself.
  mutating func take(
    _ result: Result<[TextMatch], Action.Failure>, in reference: SampleReference,
    of query: SampleQuery
  ) {
    guard query == self.query else { return }
    switch result {
    case .success(let places): matches = (reference, places)
    case .failure(let failure): self.failure = failure.message
    }
  }

  private mutating func insert(_ found: [SampleHit], in query: SampleQuery) {
    let ranks = Dictionary(
      zip(query.runs, 0...), uniquingKeysWith: { first, _ in first })
    hits += found
    hits.sort { first, second in
      let ranks = (ranks[first.run] ?? 0, ranks[second.run] ?? 0)
      guard ranks.0 == ranks.1 else { return ranks.0 < ranks.1 }
      guard first.problem == second.problem else {
        return NaturalOrder.precedes(first.problem, second.problem)
      }
      return first.reference.precedes(second.reference)
    }
  }
}

extension SampleReference {
  /// Whether it stands before another of the same problem and run.
  fileprivate func precedes(_ other: SampleReference) -> Bool {
    (shownPath, offset, element) < (other.shownPath, other.offset, other.element)
  }
}
