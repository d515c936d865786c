import CSystem
import Glibc
import ResultIndex
import Results
import Watching

/// Reads the results below some paths, keeps up with them, and answers for what they hold.
///
/// One thread lists folders and acts on what the watcher tells, some read files,
/// one makes snapshots. They share one state under one lock; no thread holds it
/// while it touches a disk.
package final class Library: Sendable {
  let options: LibraryOptions
  let roots: [Root]
  let monitor = Monitor(LibraryState())
  let notes: NotesFile
  let marksLines: KeptLines
  let lastText = LastText()
  /// What was measured of runs.
  let measured = Memo<MeasureKey, RunMeasures>(capacity: 64)
  /// What marks of samples hold on to.
  let contents = Memo<ContentKey, SampleContent>(capacity: 65_536)
  private let changed: Monitor<@Sendable () -> Void> = Monitor({})
  private let watcher: Monitor<(any Watcher)?> = Monitor(nil)

  /// Opens paths; nothing is read before `start`.
  package init(_ options: LibraryOptions) throws(PathProblem) {
    self.options = options
    var roots: [Root] = []
    for path in options.paths { roots.append(try Root(path)) }
    self.roots = roots
    notes = NotesFile(root: roots.first, folder: options.notesFolder)
    marksLines = KeptLines(
      MarksFile.name, of: "marks", root: roots.first, folder: options.notesFolder)
    monitor.change { state in
      state.notices = options.notices
      state.unkept.isWriting = options.index != nil
      state.mayCompare = !options.isLive
    }
  }

  /// Has `body` called on a thread of the library after each new snapshot.
  package func onChange(_ body: @escaping @Sendable () -> Void) {
    changed.change { $0 = body }
  }

  /// Starts to list and to read, in the background.
  package func start() {
    loadNotes()
    if options.isLive { startWatcher() }
    loadMarks()
    spawn("kscope-list") { $0.listAll() }
    for _ in 0..<max(1, options.threads) { spawn("kscope-read") { $0.readFiles() } }
    if options.index != nil { spawn("kscope-index") { $0.keepIndex() } }
    if options.isLive {
      spawn("kscope-publish") { $0.publish() }
      spawn("kscope-repeats") { $0.findRepeats() }
    }
  }

  /// Waits until everything found so far has been read, and makes a snapshot of it.
  ///
  /// - Parameter fetches: Whether to see to it that all samples can be fetched, too.
  package func waitUntilRead(fetches: Bool = false) -> Snapshot {
    whatIsWhole { [self] in
      _ = monitor.wait { $0.isIdle || $0.isStopped ? true : nil }
      options.index?.endReadingAhead()
      let snapshot = assemble()
      if fetches { fetchAll() }
      monitor.change { $0.snapshot = snapshot }
      return snapshot
    }
  }

  /// What `body` makes of what was read; made again where samples of it turned out to be lost to the
  /// index meanwhile, and are read anew.
  package func whatIsWhole<Value>(_ body: () throws -> Value) rethrows -> Value {
    for _ in 0..<Self.patience {
      let before = losses
      let value = try body()
      if losses == before { return value }
    }
    return try body()
  }

  /// How often what is lost again and again is asked for.
  private static let patience = 4

  /// How often samples of a file turned out to be lost to the index.
  package var losses: Int { monitor.look(\.losses) }

  private func fetchAll() {
    let holdings = monitor.look { state in state.entries.values.compactMap(\.holding) }
    for holding in holdings { _ = holding.contents.canBeFetched() }
  }

  /// The newest snapshot.
  package var snapshot: Snapshot { monitor.look(\.snapshot) }

  /// Ends all threads soon; does not wait for them.
  package func stop() {
    monitor.change { $0.isStopped = true }
    watcher.change { watcher in
      watcher?.stop()
      watcher = nil
    }
  }

  private func spawn(_ name: String, _ body: @escaping @Sendable (Library) -> Void) {
    do throws(SystemFailure) {
      try startThread(named: name) { [self] in body(self) }
    } catch {
      monitor.change { $0.notices.append(error.description) }
    }
  }

  private func startWatcher() {
    do throws(SystemFailure) {
      let monitor = monitor
      let made = try makeWatcher(poll: options.polls, interval: .seconds(options.pollInterval)) {
        changes in
        monitor.change { $0.changes.formUnion(changes) }
      }
      watcher.change { $0 = made }
    } catch {
      monitor.change { $0.notices.append("changes are not noticed: \(error.description)") }
    }
  }

  /// How changes are noticed, in words.
  var watchMode: String {
    watcher.look { $0.map { String(describing: $0.mode) } ?? "" }
  }

  func watch(_ folder: String, names: WatchedNames = .all) {
    let watcher = watcher.look { $0 }
    if let failure = watcher?.watch(directory: folder, names: names), failure.code != ENOENT {
      monitor.change { $0.notices.append(failure.description) }
    }
  }

  func forget(_ folder: String) { watcher.look { $0 }?.forget(directory: folder) }

  /// Seconds after which a snapshot is made although nothing changed: while a rate has to fall,
  /// and while it has to be seen that an evaluation stalls.
  private static func pause(_ rates: RateMeter, _ snapshot: Snapshot) -> Double? {
    if rates.isRunning { return 2 }
    let progress = RunProgress.all(of: snapshot.runs, now: snapshot.today)
    return progress.values.contains { $0.state != .done } ? 60 : nil
  }

  /// Waits between two snapshots; what comes to its end is shown at once.
  private func rest(_ seconds: Double, wasRead: Bool) {
    _ = monitor.wait(atMost: seconds) { state -> Bool? in
      state.isStopped || (state.isRead && !wasRead && state.isDirty) ? true : nil
    }
  }

  /// Makes a snapshot whenever something has changed: at most 20 a second, and 5 while there is
  /// much to read, which they keep waiting.
  private func publish() {
    cs_lower_thread_priority(2)
    cs_reserve_heap()
    var rates = RateMeter()
    var wasRead = false
    var isTrimmed = false
    while true {
      let isDue = monitor.wait(atMost: Self.pause(rates, monitor.look(\.snapshot))) {
        state -> Bool? in
        guard state.isDirty || state.isStopped else { return nil }
        defer { state.isDirty = false }
        return !state.isStopped
      }
      if isDue == false { return }
      let start = MonotonicTime.now
      let isAll = monitor.look(\.isRead)
      if isAll { options.index?.endReadingAhead() }
      assemble(searchesRepeats: false) { made in
        var snapshot = made
        rates.measure(&snapshot, at: start)
        monitor.change { state in
          state.snapshot = snapshot
          state.wantsRepeats = snapshot.runs.contains(where: \.repeats.isPending)
        }
        changed.look { $0 }()
      }
      // A large library takes its time: snapshots are made in no more than a quarter of it, and in
      // more only where one takes longer than two thirds of a second.
      let pause = min(2, max(wasRead ? 0.05 : 0.2, 3 * (MonotonicTime.now - start)))
      if isAll, !isTrimmed {
        // The screen is drawn first.
        rest(0.05, wasRead: wasRead)
        monitor.change { $0.mayCompare = true }
        // What reading took once is not needed again.
        cs_trim_memory()
      }
      isTrimmed = isAll
      rest(pause, wasRead: wasRead)
      // What an index has comes so fast that a snapshot of half of it would only keep the rest waiting.
      if !wasRead, options.index?.hasAhead == true { rest(0.4, wasRead: wasRead) }
      wasRead = monitor.look(\.isRead)
    }
  }
}

/// Seconds on a clock that never goes back.
enum MonotonicTime {
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
