import CSystem
import Results
import Watching

extension Library {
  /// Looks through the texts of samples, with several threads below the interface's priority.
  ///
  /// The caller's thread waits meanwhile and hands reports on.
  ///
  /// - Parameters:
  ///   - report: Called at least every 50 ms, with the samples found since; the last report says
  ///     that it is done. After a failure nothing is reported.
  ///   - isCancelled: Asked as often.
  /// - Returns: Why the search cannot be made or was given up.
  @discardableResult
  package func search(
    _ query: SampleQuery, report: (SearchProgress) -> Void, isCancelled: () -> Bool = { false }
  ) -> SearchFailure? {
    let sought: SoughtPattern
    do throws(SearchFailure) {
      sought = try SoughtPattern(query)
    } catch { return error }
    let known = snapshot
    let plan = SearchPlan(query, query.runs.compactMap(known.run), self, isCancelled: isCancelled)
    let board = SearchBoard(plan, mostHits: query.mostHits)
    let threads = startSearch(board, query, sought)
    while true {
      let isOver = board.state.wait(atMost: 0.05) { $0.workers == 0 ? true : nil } ?? false
      if isCancelled() { board.stop() }
      if isOver { break }
      report(board.progress(isDone: false))
    }
    for thread in threads { thread.join() }
    if let failure = board.state.look(\.failure) { return failure }
    report(board.progress(isDone: true))
    return nil
  }

  private func startSearch(
    _ board: SearchBoard, _ query: SampleQuery, _ sought: SoughtPattern
  ) -> [StartedThread] {
    let wanted = max(1, min(options.threads, board.plan.pieces.count))
    let threads = (0..<wanted).compactMap { _ -> StartedThread? in
      board.state.change { $0.workers += 1 }
      let thread = try? startThread(named: "kscope-search") {
        cs_lower_thread_priority(5)
        RecordSearch(board, query, sought).work()
        board.state.change { $0.workers -= 1 }
      }
      if thread == nil { board.state.change { $0.workers -= 1 } }
      return thread
    }
    // Where there is no thread to be had, this one does it all.
    if threads.isEmpty { RecordSearch(board, query, sought).work() }
    return threads
  }

  /// All places of what is looked for in one sample's texts, responses first; of each text no more
  /// than ten thousand.
  package func matches(
    of query: SampleQuery, in reference: SampleReference
  ) -> Result<[TextMatch], MatchFailure> {
    text(of: reference).mapError(MatchFailure.text).flatMap { text in
      Result { () throws(SearchFailure) in try Self.matches(of: query, in: text) }
        .mapError(MatchFailure.search)
    }
  }

  private static func matches(
    of query: SampleQuery, in text: SampleText
  ) throws(SearchFailure) -> [TextMatch] {
    let matcher = TextMatcher(try SoughtPattern(query))
    var found: [TextMatch] = []
    for (field, text) in [(SampleQuery.Field.response, text.response), (.prompt, text.prompt)] {
      guard var text, field == .response || query.searchesPrompts else { continue }
      let ranges = text.withUTF8 { bytes in
        Result { () throws(PatternMatcher.Limit) in
          try matcher.all(in: RecordBytes(bytes), limit: 10_000)
        }
      }
      do throws(PatternMatcher.Limit) {
        found += try ranges.get().map { TextMatch(field: field, range: $0) }
      } catch { throw .tooHard(problem: nil) }
    }
    return found
  }
}

/// Why matches in a sample cannot be shown.
package enum MatchFailure: Error, Equatable, Sendable, CustomStringConvertible {
  case text(TextFailure)
  case search(SearchFailure)

  package var description: String {
    switch self {
    case .text(let failure): failure.description
    case .search(let failure): failure.description
    }
  }
}
