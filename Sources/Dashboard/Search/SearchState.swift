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
      insert(progress.hits)
      self.progress = progress
    }
  }

  /// Adds samples, which are in their order, to those that are.
  private mutating func insert(_ found: [SampleHit]) {
    guard let first = found.first, let last = hits.last, first.precedes(last) else {
      hits += found
      return
    }
    var merged: [SampleHit] = []
    merged.reserveCapacity(hits.count + found.count)
    var rest = found[...]
    for hit in hits {
      while let next = rest.first, next.precedes(hit) { merged.append(rest.removeFirst()) }
      merged.append(hit)
    }
    hits = merged + rest
  }
}
