import CSystem
import Dashboard
import Ingest
import Results
import Synchronization
import Watching

/// Works out what screens ask for, one job after the other, below the interface's priority.
///
/// A newer job takes the place of one of its slot that still waits. One of another subject ends
/// the one at work; newer data of the same subject do not, so that a file that grows without
/// pause still gets answers.
final class JobThread: Sendable {
  private struct State {
    var waiting: [Job] = []
    var running: (job: Job, world: World)?
  }

  private let state = Mutex(State())
  private let wakeUp: WakeUp
  private let library: Library
  private let answer: @Sendable (JobAnswer) -> Void

  init(
    _ library: Library, _ answer: @escaping @Sendable (JobAnswer) -> Void
  ) throws(SystemFailure) {
    let wakeUp = try WakeUp()
    self.wakeUp = wakeUp
    self.library = library
    self.answer = answer
    try startThread(named: "kscope-jobs") { [self] in
      cs_lower_thread_priority(5)
      while true {
        _ = wakeUp.wait(atMost: nil)
        wakeUp.drain()
        while let (job, world) = next() { perform(job, in: world) }
      }
    }
  }

  func add(_ job: Job) {
    state.withLock { state in
      state.waiting.removeAll { $0.slot == job.slot }
      state.waiting.append(job)
      if let running = state.running, running.job.slot == job.slot,
        running.job.subject != job.subject
      {
        running.world.cancel()
      }
    }
    wakeUp.signal()
  }

  private func next() -> (Job, World)? {
    state.withLock { state in
      state.running = nil
      guard !state.waiting.isEmpty else { return nil }
      let job = state.waiting.removeFirst()
      let world = World(library)
      state.running = (job, world)
      return (job, world)
    }
  }

  private func perform(_ job: Job, in world: World) {
    let value = job.work(world)
    if !world.isCancelled { answer(JobAnswer(of: job, value: value)) }
  }

  /// What one job sees of the world.
  private final class World: JobWorld {
    private let cancelled = Atomic(false)
    private let library: Library

    init(_ library: Library) { self.library = library }

    var isCancelled: Bool { cancelled.load(ordering: .relaxed) }
    func cancel() { cancelled.store(true, ordering: .relaxed) }

    func measures(of run: Run) -> RunMeasures? {
      library.measures(of: run) { self.isCancelled }
    }

    func scores(of run: Run) -> ScoreTable? {
      library.scores(of: run) { self.isCancelled }
    }

    func text(of reference: SampleReference) -> SampleText? {
      try? library.text(of: reference).get()
    }

    func places(of sought: SoughtText, in text: [UInt8]) -> Result<TextPlaces, SearchFailure> {
      Result { () throws(SearchFailure) in
        try Library.places(of: sought, in: text) { self.isCancelled }
      }
    }

    func samples(of problem: String, in run: Run) -> [Sample] {
      library.samples(of: problem, in: run, contents: [.correct])
    }
  }
}

/// The world of jobs that are waited for.
struct PatientWorld: JobWorld {
  let library: Library

  var isCancelled: Bool { false }
  func measures(of run: Run) -> RunMeasures? { library.measures(of: run) }
  func scores(of run: Run) -> ScoreTable? { library.scores(of: run) }
  func text(of reference: SampleReference) -> SampleText? {
    try? library.text(of: reference).get()
  }
  func places(of sought: SoughtText, in text: [UInt8]) -> Result<TextPlaces, SearchFailure> {
    Result { () throws(SearchFailure) in
      try Library.places(of: sought, in: text) { false }
    }
  }
  func samples(of problem: String, in run: Run) -> [Sample] {
    library.samples(of: problem, in: run, contents: [.correct])
  }
}
