import Results

/// The first of the samples that were found, in their order, whoever found them when.
///
/// Up to twice as many are held as are wanted, so that they are sorted only now and then.
struct FirstHits {
  private let most: Int
  private var hits: [(hit: SampleHit, isTold: Bool)] = []
  private var hasNews = false
  /// What comes behind it is not among the first; `nil` while there are fewer than are wanted.
  private(set) var bound: SampleHit?

  init(most: Int) { self.most = most }

  mutating func add(_ found: [SampleHit]) {
    guard !found.isEmpty else { return }
    hits += found.map { ($0, false) }
    hasNews = true
    if hits.count > (bound == nil ? most : 2 * most) { cut() }
  }

  /// Those of the first that were not handed out before, in their order.
  mutating func untold() -> [SampleHit] {
    guard hasNews else { return [] }
    hasNews = false
    cut()
    let news = hits.filter { !$0.isTold }.map(\.hit)
    for place in hits.indices { hits[place].isTold = true }
    return news
  }

  private mutating func cut() {
    hits.sort { $0.hit.precedes($1.hit) }
    hits.removeLast(max(0, hits.count - most))
    if hits.count == most { bound = hits.last?.hit }
  }
}
