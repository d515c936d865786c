import Results
import TerminalUI

extension App {
  /// Opens the line in which is typed what is looked for in many samples.
  mutating func openSearch() {
    guard !snapshot.runs.isEmpty else {
      notice = "there is no run to search"
      return
    }
    let typed = samples.sought.isEmpty || screen != .samples ? nil : samples.sought
    prompt = Prompt(.search, before: search.query?.sought ?? typed ?? SoughtText())
  }

  /// Looks for something in the samples of the scope; for nothing, shows what was found before.
  mutating func search(for sought: SoughtText) -> [Effect] {
    let sought = sought.isEmpty ? prompt?.before ?? search.query?.sought ?? sought : sought
    guard !sought.isEmpty else {
      notice = "nothing to look for: type a word, or Tab and a regular expression"
      return []
    }
    if view != .search { search.origin = view }
    let isKnown = sought == search.query?.sought && search.failure == nil && !search.isStopped
    let effects = open(ViewName.search)
    return isKnown && search.query == query(for: sought)
      ? effects : effects + search.begin(query(for: sought))
  }

  private func query(for sought: SoughtText) -> SampleQuery {
    var query = SampleQuery(sought, runs: searchedRuns.map(\.id))
    if search.scope == .problem {
      query.problems = selection.problem.map { [$0] } ?? []
    } else if !restriction.isEmpty {
      query.problems = Set(searchedRuns.flatMap { $0.problems.list.map(\.id) })
    }
    return query
  }

  /// The runs whose samples are looked through, baseline and candidate first.
  private var searchedRuns: [Run] {
    let marked = markedRuns
    guard search.scope == .all || marked.isEmpty else { return marked }
    let known = Set(marked.map(\.id))
    return marked + snapshot.runs.filter { !known.contains($0.id) }
  }

  /// Where is looked, in words.
  var scopeText: String {
    switch search.scope {
    case .marked where !markedRuns.isEmpty:
      "in " + Format.count(search.query?.runs.count ?? 0, "marked run")
    case .problem: "in problem \(search.query?.problems?.first ?? "")"
    default: "in all " + Format.count(search.query?.runs.count ?? 0, "run")
    }
  }

  /// Searches elsewhere for the same.
  private mutating func changeScope() -> [Effect] {
    guard let sought = search.query?.sought else { return [] }
    search.scope = search.scope.next
    if search.scope == .problem, selection.problem == nil { search.scope = search.scope.next }
    return search.begin(query(for: sought))
  }

  mutating func performInSearch(_ command: Command) -> [Effect] {
    switch command {
    case .scope: return changeScope()
    case .deeper: return openHit()
    case .back: return leaveSearch()
    case .nextCorrect: seekHit(.correct, "correct")
    case .nextIncorrect: seekHit(.incorrect, "incorrect")
    default:
      command.rows(page: searchListHeight, count: search.hits.count)
        .map { search.select(search.row + $0) }
    }
    return []
  }

  /// Goes on to the next sample of a verdict, around.
  private mutating func seekHit(_ verdict: Verdict, _ word: String) {
    let places = search.hits.indices
    let order = Array(places.dropFirst(search.row + 1)) + Array(places.prefix(search.row + 1))
    guard let found = order.first(where: { search.hits[$0].verdict == verdict }) else {
      notice = "no \(word) sample was found"
      return
    }
    if found <= search.row { notice = "on from the first sample" }
    search.select(found)
  }

  /// Ends the search that runs; else leads back to where one came from.
  private mutating func leaveSearch() -> [Effect] {
    if search.isRunning {
      notice = "the search is ended; what was found stays"
      return search.stop()
    }
    return open(search.origin)
  }

  /// Opens the sample under the cursor at its first match.
  private mutating func openHit() -> [Effect] {
    guard let hit = search.hit, let query = search.query else { return [] }
    guard let run = snapshot.run(hit.run) else {
      notice = "the run \(hit.run) is gone"
      return []
    }
    let effects = openSamples(of: hit.problem, in: run)
    samples.origin = .search
    samples.pair = nil
    (samples.filter, samples.answer, samples.showsAnswers) = (ListFilter(), nil, false)
    (samples.follows, samples.isReading) = (false, true)
    samples.sought = query.sought
    samples.pane.open(hit.reference)
    samples.step = FindStep(start: .response)
    return effects
  }

  var searchListHeight: Int { max(0, searchLayout(body).list.height - 1) }

  mutating func clickInSearch(y: Int) -> [Effect] {
    let list = searchLayout(body).list
    let rows = search.window.range(
      position: search.row, count: search.hits.count, height: searchListHeight)
    let row = rows.lowerBound + y - list.y - 1
    if y > list.y, rows.contains(row) { search.select(row) }
    return []
  }

  mutating func wheelInSearch(by rows: Int) -> [Effect] {
    search.select(
      search.window.scroll(
        by: rows, position: search.row, count: search.hits.count, height: searchListHeight))
    return []
  }
}
