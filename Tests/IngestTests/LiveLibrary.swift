import Glibc
import Ingest
import Results
import Synchronization
import TestSupport
import Testing

/// A library that follows a folder, compared with one that reads it afresh.
///
/// Nothing here sleeps for a time: the library tells of each new snapshot, and a
/// deadline turns a snapshot that never comes into a failure.
final class LiveLibrary {
  let folder: TemporaryDirectory
  private let options: LibraryOptions
  private let library: Library
  private let news: News

  init(
    _ folder: TemporaryDirectory, polls: Bool = false,
    adjust: (inout LibraryOptions) -> Void = { _ in }
  )
    throws
  {
    self.folder = folder
    var options = LibraryOptions(paths: [folder.path])
    options.isLive = true
    options.polls = polls
    options.pollInterval = 0.02
    adjust(&options)
    self.options = options
    let news = News()
    self.news = news
    library = try Library(options)
    library.onChange { news.tell() }
    library.start()
  }

  deinit { library.stop() }

  var snapshot: Snapshot { library.snapshot }
  var hasIndex: Bool { options.index != nil }

  /// Waits for a snapshot that fits; `false` if none comes in time.
  func waitUntil(_ fits: (Snapshot) -> Bool) -> Bool {
    news.wait(seconds: 20) { fits(library.snapshot) }
  }

  /// Waits until the live report is what a fresh reading gives.
  func expectFresh(
    _ what: String = "", sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var options = options
    options.isLive = false
    options.index = nil
    let fresh = try report(Library.read(options))
    var live = ""
    let isEqual = news.wait(seconds: 20) {
      live = (try? report(library.snapshot)) ?? ""
      return live == fresh
    }
    guard !isEqual else { return }
    let difference = firstDifference(of: live, from: fresh) ?? ""
    Issue.record("\(what): the live report differs, \(difference)", sourceLocation: sourceLocation)
  }
}

extension Library {
  /// What a fresh library finds.
  static func read(_ options: LibraryOptions) throws -> Snapshot {
    let library = try Library(options)
    library.start()
    defer { library.stop() }
    return library.waitUntilRead()
  }

  static func read(_ paths: String...) throws -> Snapshot {
    try read(LibraryOptions(paths: paths))
  }
}

func report(_ snapshot: Snapshot) throws -> String {
  try Report(snapshot, version: "test").json()
}

/// Told when something is new; waited for with a deadline.
private final class News: @unchecked Sendable {
  // Sendable: the mutex guards the condition's own state, and there is no other.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  func tell() {
    pthread_mutex_lock(mutex)
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }

  func wait(seconds: Int, until isSo: () -> Bool) -> Bool {
    var deadline = timespec()
    clock_gettime(CLOCK_REALTIME, &deadline)
    deadline.tv_sec += seconds
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while !isSo() {
      if pthread_cond_timedwait(condition, mutex, &deadline) == ETIMEDOUT { return isSo() }
    }
    return true
  }
}
