import Results

/// Measures how many samples a second come to each run, over the last seconds.
struct RateMeter {
  private static let window = 10.0
  private var history: [String: [(time: Double, samples: Int)]] = [:]
  private var isFirstReadingDone = false
  /// What each run had when it was seen to grow: first, and then now and again.
  private var growth: [String: [(time: Double, samples: Int)]] = [:]
  /// How far back the pace looks: evaluations write in batches, minutes apart.
  private static let memory = 900.0

  /// Whether any run grew within the window, so that its rate must be told to fall.
  private(set) var isRunning = false

  /// When reading began, and how many bytes were done then; `nil` while nothing is read.
  private var reading: (time: Double, bytes: Int)?

  /// Fills in the rates; what the first reading finds is no growth.
  mutating func measure(_ snapshot: inout Snapshot, at time: Double) {
    isRunning = false
    estimate(&snapshot.progress, at: time)
    guard isFirstReadingDone else {
      isFirstReadingDone = snapshot.progress.isDone
      for run in snapshot.runs { history[run.id] = [(time, run.totals.samples)] }
      return
    }
    for index in snapshot.runs.indices {
      let run = snapshot.runs[index]
      var points = history[run.id] ?? [(time, run.totals.samples)]
      points.append((time, run.totals.samples))
      points.removeAll { time - $0.time > Self.window }
      history[run.id] = points
      snapshot.runs[index].pace = pace(of: run, at: time)
      guard let first = points.first, time - first.time > 0.5,
        run.totals.samples > first.samples
      else { continue }
      snapshot.runs[index].rate = Double(run.totals.samples - first.samples) / (time - first.time)
      isRunning = true
    }
  }

  /// Samples a second from the first growth that is remembered to the last.
  private mutating func pace(of run: Run, at time: Double) -> Double? {
    var points = growth[run.id] ?? [(time, run.totals.samples)]
    if let last = points.last, run.totals.samples > last.samples {
      // Growth of one moment is one point, however often it was looked at.
      let isRecent = points.count > 1 && time - last.time < 2
      if isRecent {
        points[points.count - 1] = (last.time, run.totals.samples)
      } else {
        points.append((time, run.totals.samples))
      }
    }
    while points.count > 2, let first = points.first, time - first.time > Self.memory {
      points.removeFirst()
    }
    growth[run.id] = points
    guard let first = points.first, let last = points.last, last.time - first.time >= 1 else {
      return nil
    }
    return Double(last.samples - first.samples) / (last.time - first.time)
  }

  /// Fills in how long the rest of the reading will take, once there is something to go by.
  private mutating func estimate(_ progress: inout Progress, at time: Double) {
    guard !progress.isDone else {
      reading = nil
      return
    }
    let start = reading ?? (time, progress.bytesDone)
    reading = start
    let read = progress.bytesDone - start.bytes
    guard time - start.time > 0.5, read > 0, !progress.isListing else { return }
    let left = Double(progress.bytesFound - progress.bytesDone) * (time - start.time) / Double(read)
    progress.secondsLeft = Int(left.rounded(.up))
  }
}
