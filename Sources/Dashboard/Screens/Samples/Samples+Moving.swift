import Reader
import Results

extension App {
  /// Goes to another sample as a command asks, whatever has the keys; `false` where it is none
  /// for that.
  mutating func moveSample(_ command: Command) -> Bool {
    switch command {
    case .nextSample: stepSample(by: 1)
    case .previousSample: stepSample(by: -1)
    case .nextCorrect: seekSample("correct") { $0.verdict == .correct }
    case .nextIncorrect: seekSample("incorrect") { $0.verdict == .incorrect }
    case .nextTruncated: seekSample("truncated") { $0.finish == .length }
    case .randomSample: drawSample()
    default: return false
    }
    return true
  }

  /// The samples that keys go through, by their places among all, and the place they are at.
  private var walk: (places: [Int], now: Int?) {
    if let pair = samples.pair, pair.isRight {
      let all = pair.samples(of: samples) ?? []
      return (Array(all.indices), all.firstIndex { $0.reference == pair.pane.reference })
    }
    return (samples.rows, samples.rows.firstIndex { $0 == samples.place })
  }

  private func walked(_ place: Int) -> Sample? {
    if let pair = samples.pair, pair.isRight { return pair.samples(of: samples)?[safe: place] }
    return samples.samples?[safe: place]
  }

  private mutating func stepSample(by step: Int) {
    let (places, now) = walk
    guard !places.isEmpty else { return }
    let target = (now ?? -step) + step
    guard places.indices.contains(target) else {
      notice = step > 0 ? "this is the last sample of the list" : "this is the first sample"
      return
    }
    go(toPlace: places[target])
  }

  /// Goes on to the next sample of a kind, around.
  private mutating func seekSample(_ kind: String, _ fits: (Sample) -> Bool) {
    let (places, now) = walk
    let start = now.map { $0 + 1 } ?? 0
    let order = Array(places.indices.dropFirst(start)) + Array(places.indices.prefix(start))
    guard let found = order.first(where: { walked(places[$0]).map(fits) ?? false }) else {
      notice = "no sample of the list is \(kind)"
      return
    }
    if found == now {
      notice = "no other sample of the list is \(kind)"
    } else if let now, found < now {
      notice = "on from the first sample"
    }
    go(toPlace: places[found])
  }

  /// Goes to a sample that chance draws, the same after the same keys.
  private mutating func drawSample() {
    let (places, now) = walk
    guard places.count > 1 else { return }
    samples.draws = samples.draws &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let step = 1 + Int((samples.draws >> 33) % UInt64(places.count - 1))
    go(toPlace: places[((now ?? 0) + step) % places.count])
  }

  /// Opens a sample by its place among all.
  private mutating func go(toPlace place: Int) {
    if let pair = samples.pair, pair.isRight {
      let sample = walked(place)
      samples.pair?.pane.open(sample?.reference)
      return
    }
    if samples.isListOfAnswers {
      samples.showsAnswers = false
      samples.listed = Derived(samples.listed.value)
    }
    guard let row = samples.rows.firstIndex(of: place) else { return }
    samples.select(row)
    samples.openSelected()
  }

  /// Goes to the problem before or after this one in the list of *Problems*, or of the run.
  mutating func moveProblem(by step: Int) -> [Effect] {
    guard let run = samples.run.flatMap({ snapshot.run($0) }), let problem = samples.problem else {
      return []
    }
    let own = Set(run.problems.list.map(\.id))
    let listed = problemIDs.filter(own.contains)
    let ids = listed.contains(problem) ? listed : run.problems.list.map(\.id)
    guard let now = ids.firstIndex(of: problem), ids.indices.contains(now + step) else {
      notice = step > 0 ? "this is the last problem of the list" : "this is the first problem"
      return []
    }
    return openSamples(of: ids[now + step], in: run)
  }

  /// Keeps the cursor on the newest sample, or lets it go.
  mutating func toggleFollow() {
    samples.follows.toggle()
    guard samples.follows else {
      notice = "the newest sample is no longer followed"
      return
    }
    notice = "following the newest sample; F ends it"
    if samples.showsAnswers { toggleAnswers() }
    if let newest = samples.rows.max(), let row = samples.rows.firstIndex(of: newest) {
      samples.select(row)
      samples.openSelected()
    }
  }

  // Tokens.

  /// Moves the cursor on the tokens of the text that is read.
  mutating func moveToken(by step: Int) {
    guard let text = samples.pane.text, !text.tokens.isEmpty else {
      notice = "the file says nothing of the tokens of this sample"
      return
    }
    samples.pane.moveToken(by: step)
  }
}
