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
      sought = try SoughtPattern(query.sought)
    } catch { return error }
    let plan = plan(of: query, isCancelled)
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

  /// The samples to look through; listed again where an index had lost some of them, which are read anew.
  private func plan(of query: SampleQuery, _ isCancelled: () -> Bool) -> SearchPlan {
    var isAgain = false
    return whatIsWhole {
      if isAgain { _ = monitor.wait { $0.isIdle || $0.isStopped ? true : nil } }
      isAgain = true
      return SearchPlan(query, query.runs.compactMap(snapshot.run), self, isCancelled: isCancelled)
    }
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

  /// All places of what is looked for in one text of valid UTF-8, as far as a limit.
  package static func places(
    of sought: SoughtText, in text: [UInt8], limit: Int = 100_000, isCancelled: () -> Bool
  ) throws(SearchFailure) -> TextPlaces {
    let matcher = TextMatcher(try SoughtPattern(sought))
    let found = text.withUnsafeBytes { bytes in
      Result { () throws(PatternMatcher.Limit) in
        try matcher.all(in: bytes, limit: limit, isCancelled: isCancelled)
      }
    }
    do throws(PatternMatcher.Limit) { return try found.get() } catch {
      throw .tooHard(problem: nil)
    }
  }
}
