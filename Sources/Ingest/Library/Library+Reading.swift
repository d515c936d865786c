import CSystem
import Glibc
import ResultIndex
import Results
import Watching

extension Library {
  /// A file taken from the queue, with what reads it.
  private struct Job {
    let path: String
    let reader: FileReader
    /// Whether what is known is only to be compared with the file.
    let isKnown: Bool
  }

  /// A file that was looked at, with what that led to.
  private struct Done {
    let job: Job
    let outcome: ReadOutcome
    /// What others may have of it, made where nobody waits for it.
    var holding: Holding?
    /// What the index should keep of it.
    var unkept: StoredFile?

    init(_ job: Job, _ outcome: ReadOutcome) {
      (self.job, self.outcome) = (job, outcome)
      switch outcome {
      case .contents(let contents):
        holding = job.reader.holding(contents)
        unkept = job.reader.unkept
      case .recalled(let contents): holding = job.reader.holding(contents)
      default: break
      }
    }
  }

  /// Looks at files as they come up, until the library stops.
  func readFiles() {
    cs_lower_thread_priority(5)
    cs_reserve_heap()
    let buffer = ReadBuffer()
    options.index?.readAhead(below: roots.filter { !$0.isFile }.map(\.real))
    while let work = nextWork(isResting: buffer.isResting) {
      guard case .jobs(let jobs) = work else {
        if case .shards(let shards) = work { help(shards, buffer) } else { buffer.giveBack() }
        continue
      }
      let start = MonotonicTime.now
      var done: [Done] = []
      for job in jobs {
        // What takes long is told at once, and the rest is left to others.
        if !done.isEmpty, MonotonicTime.now - start > 0.01 { break }
        done.append(Done(job, read(job, buffer)))
      }
      finish(done, notStarted: jobs[done.count...])
    }
  }

  private func help(_ shards: FileShards, _ buffer: ReadBuffer) {
    defer { buffer.shrink() }
    while shards.work(with: buffer) {}
  }

  private func read(_ job: Job, _ buffer: ReadBuffer) -> ReadOutcome {
    defer {
      buffer.shrink()
      job.reader.share = nil
    }
    // Not the job, which has the reader: that would keep itself.
    job.reader.share = { [monitor, path = job.path] shards in
      monitor.change { state in state.shards[path] = shards }
    }
    return job.reader.read(with: buffer) { contents, bytes in
      guard options.isLive, let holding = job.reader.holding(contents) else { return }
      monitor.change { state in
        guard state.entries[job.path]?.reader === job.reader else { return }
        state.entries[job.path]?.holding = holding
        state.entries[job.path]?.stamp = job.reader.stamp
        state.entries[job.path]?.state = .reading(bytes)
        state.isDirty = true
      }
    }
  }

  /// What a reading thread does next.
  private enum Work {
    case jobs([Job])
    /// To help another with a long file.
    case shards(FileShards)
    /// Nothing is left to be read: memory can be given back.
    case rest
  }

  /// Takes some files at once where many wait: locks cost more than small files.
  ///
  /// - Parameter isResting: Whether the thread has given its memory back.
  private func nextWork(isResting: Bool) -> Work? {
    // Nobody waits for work to be taken, only for it to be done.
    let answer = monitor.wait(wakes: false) { state -> Work? in
      if state.isStopped { return .jobs([]) }
      // Reading waits while the index is far behind: what it has not written is in memory.
      if state.unkept.samples > Self.mostUnkept, state.unkept.isWriting { return nil }
      let limit = min(64, max(1, state.queue.count / (4 * max(1, options.threads))))
      var jobs: [Job] = []
      while jobs.count < limit, let path = state.queue.takeUnread() {
        if let job = begin(path, &state) { jobs.append(job) }
      }
      // What is known is shown before it is compared with the files.
      while jobs.count < 8, state.mayCompare, let path = state.queue.takeKnown() {
        if let job = begin(path, &state, isKnown: true) { jobs.append(job) }
      }
      if !jobs.isEmpty { return .jobs(jobs) }
      if let shards = state.shards.values.first(where: \.hasWork) { return .shards(shards) }
      return state.isRead && !isResting ? .rest : nil
    }
    if case .jobs(let jobs) = answer, jobs.isEmpty { return nil }
    return answer
  }

  private func begin(
    _ queued: String, _ state: inout LibraryState, isKnown: Bool = false
  ) -> Job? {
    guard let place = state.entries.index(forKey: queued), state.entries.values[place].isQueued
    else { return nil }
    // The very text that the table has: the queue may have got its own.
    let path = state.entries[place].key
    state.entries.values[place].isQueued = false
    if state.entries.values[place].isBusy {
      state.entries.values[place].isAgain = true
      return nil
    }
    var entry = state.entries.values[place]
    let relative = roots[Int(entry.root)].relative(path) ?? path
    let reader =
      entry.reader
      ?? FileReader(
        path: path, relative: relative, above: roots[Int(entry.root)].above,
        memory: memory(of: path, relative, root: Int(entry.root)), listed: entry.stamp)
    reader.mapping = Self.mapping(of: relative, root: Int(entry.root), state)
    if entry.isDistrusted { reader.distrust() }
    (entry.reader, entry.isBusy, entry.isAgain) = (reader, true, false)
    entry.isDistrusted = false
    state.entries.values[place] = entry
    state.busy += 1
    if !isKnown { state.reading += 1 }
    return Job(path: path, reader: reader, isKnown: isKnown)
  }

  /// What the `kscope.toml` files above a file say of its fields, the nearest first.
  private static func mapping(of path: String, root: Int, _ state: LibraryState) -> FieldMapping {
    var mapping = FieldMapping()
    let near = state.configurations.values.filter { $0.root == root && $0.configuration.mapsFields }
      .sorted {
        ($0.configuration.folder?.utf8.count ?? -1) > ($1.configuration.folder?.utf8.count ?? -1)
      }
    for (_, configuration) in near {
      if let statement = configuration.statement(on: path) { mapping.merge(statement.mapping) }
    }
    return mapping
  }

  private func finish(
    _ done: [Done], notStarted rest: ArraySlice<Job>
  ) {
    let isWaitedFor = monitor.note { state -> Bool in
      // Whoever is to make a snapshot knows already; files that an index knows come by thousands.
      var isQuiet = state.isDirty && !state.mayCompare && rest.isEmpty
      state.busy -= done.count + rest.count
      state.reading -= (done.map(\.job) + rest).count { !$0.isKnown }
      for file in done where !Self.settle(file, &state) { isQuiet = false }
      for job in rest where state.entries[job.path]?.reader === job.reader {
        state.entries[job.path]?.isBusy = false
        state.enqueue(job.path, first: true)
      }
      return !isQuiet || state.reading == 0 || state.busy == 0
    }
    if isWaitedFor { monitor.wake() }
  }

  /// Notes what reading led to; returns whether that is no more than what an index knew of it.
  private static func settle(_ done: Done, _ state: inout LibraryState) -> Bool {
    let job = done.job
    // The file may have been forgotten meanwhile, and even found again.
    guard let place = state.entries.index(forKey: job.path),
      state.entries.values[place].reader === job.reader
    else { return false }
    var entry = state.entries.values[place]
    entry.isBusy = false
    entry.stamp = job.reader.stamp ?? entry.stamp
    let isAgain = entry.isAgain
    var isRecalled = false
    switch done.outcome {
    case .unchanged: break
    case .contents:
      (entry.holding, entry.state) = (done.holding, .read)
      // What an older reading left to be written is no longer so.
      state.unkept.remove(job.path)
      if let unkept = done.unkept { state.unkept.add(unkept, of: job.path) }
    case .recalled:
      (entry.holding, entry.state) = (done.holding, .read)
      isRecalled = true
      entry.isQueued = true
      state.queue.add(known: job.path)
    case .undecided(let bytes):
      entry.holding = nil
      entry.state = bytes == 0 ? .read : .reading(0)
    case .foreign(let what):
      (entry.holding, entry.reader) = (nil, nil)
      entry.state = what == Recognizer.unreadable ? .failed(what) : .ignored(what)
    case .failed(let failure):
      entry.holding = nil
      entry.state = .failed(Advice.sentence(failure.code))
    case .gone:
      // It may have come back since it was looked for.
      guard isAgain else {
        state.remove(job.path)
        return false
      }
      entry.holding = nil
      entry.state = .queued
    }
    if case .unchanged = done.outcome {} else { state.isDirty = true }
    state.entries.values[place] = entry
    if isAgain { state.enqueue(job.path, first: true) }
    return isRecalled && !isAgain
  }
}

/// What the system refused, with what a person can do about it.
enum Advice {
  static func sentence(_ code: Int32) -> String {
    let reason = SystemFailure(operation: "", code: code).description
    let plain = reason.split(separator: ":").last.map { String($0).trimmingSpaces() } ?? reason
    switch code {
    case EACCES, EPERM: return plain + "; ask its owner for leave to read it"
    case EMFILE, ENFILE: return plain + "; close other programs or raise the limit with ulimit -n"
    case EIO, ESTALE: return plain + "; the file system has trouble, and kscope will try again"
    default: return plain
    }
  }
}
