import Results

/// Which samples are looked through.
enum SearchScope: CaseIterable, Sendable {
  case marked, all, problem
}

/// The search over samples that was asked for last, with what it has found so far.
package struct SearchState: Sendable {
  /// `nil` while nothing is looked for.
  package private(set) var query: SampleQuery?
  /// The first of the samples found, in the order of runs, problems and places in files.
  package private(set) var hits: [SampleHit] = []
  /// How far it is, with the counts; its own hits are those of the last report alone.
  package private(set) var progress = SearchProgress()
  /// Whether it was ended before all was looked at.
  package private(set) var isStopped = false
  /// Why it cannot be made or was given up.
  package private(set) var failure: String?

  /// Where is looked, for the next search too.
  var scope = SearchScope.marked
  /// The view that Esc leads back to.
  var origin = ViewName.runs
  private(set) var row = 0
  var window = Window()

  /// Grows with each report.
  private(set) var reports = 0
  var shown = Derived<ShownKey, Shown>(Shown())

  package init() {}

  struct ShownKey: Equatable, Sendable {
    let report: Int
    let query: SampleQuery?
    let revision: Int
  }

  /// What is shown of the runs, by their ids.
  struct Shown: Sendable {
    var names: [String: String] = [:]
    var nameWidth = 4
    var counts = DataTable("", columns: [])
    /// Samples without a text.
    var silent = 0
  }

  /// The sample under the cursor.
  var hit: SampleHit? { hits[safe: row] }

  mutating func select(_ row: Int) { self.row = max(0, min(hits.count - 1, row)) }

  package var isRunning: Bool { query != nil && !progress.isDone && failure == nil }

  /// Asks for a search in place of the one before.
  mutating func begin(_ query: SampleQuery) -> [Effect] {
    let old = self
    self = SearchState()
    (self.query, scope, origin) = (query, old.scope, old.origin)
    return [.search(query)]
  }

  /// Ends the search; what was found is kept.
  mutating func stop() -> [Effect] {
    guard isRunning else { return [] }
    progress.isDone = true
    isStopped = true
    reports += 1
    return [.stopSearch]
  }

  /// Takes in a report, unless something else is looked for by now.
  mutating func take(_ result: Result<SearchProgress, Action.Failure>, of query: SampleQuery) {
    guard query == self.query, isRunning else { return }
    reports += 1
    switch result {
    case .failure(let failure): self.failure = failure.message
    case .success(let progress):
      let before = hit
      insert(progress.hits)
      // Some that were told of may come behind as many as are wanted.
      hits.removeLast(max(0, hits.count - query.mostHits))
      // Until it is moved the cursor waits on the first row.
      if row > 0, let before, let now = hits.firstIndex(of: before) { row = now }
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
