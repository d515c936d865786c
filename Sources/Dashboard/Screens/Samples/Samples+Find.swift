import Reader
import Results

extension Job.Slot {
  static let find = Job.Slot("find")
  static let findBeside = Job.Slot("find beside")
}

/// A step to a match that waits until the matches are known.
struct FindStep: Equatable, Sendable {
  enum Start: Equatable, Sendable {
    /// Behind or before the match that one is on.
    case match
    /// At the match that one is on, as right after the text was typed.
    case here
    /// At what the model wrote.
    case response
  }

  var forward = true
  var start = Start.match
}

extension App {
  /// Where what is sought stands in one of the open texts, or why it cannot be sought; `nil` while
  /// that is worked out, and where nothing is sought.
  func foundPlaces(isRight: Bool) -> Result<TextPlaces, SearchFailure>? {
    guard !samples.sought.isEmpty else { return nil }
    return board.latest(
      isRight ? .findBeside : .find, as: Result<TextPlaces, SearchFailure>.self)?.value
  }

  private var findsRight: Bool { samples.pair?.isRight ?? false }

  /// Asks where what is sought stands in the open texts, and takes a step that waits for it.
  mutating func refreshFind() -> [Effect] {
    guard !samples.sought.isEmpty else { return [] }
    let effects = askForPlaces(.find, in: samples.pane)
    let others = samples.pair.map { askForPlaces(.findBeside, in: $0.pane) } ?? []
    if let step = samples.step, let places = foundPlaces(isRight: findsRight) {
      samples.step = nil
      take(step, among: places)
    }
    return effects + others
  }

  private mutating func askForPlaces(_ slot: Job.Slot, in pane: ReaderPane) -> [Effect] {
    guard let text = pane.text, let subject = pane.subject else { return [] }
    let sought = samples.sought
    return board.ask(
      slot, of: "\(subject) \(sought.isRegularExpression) \(sought.text)", version: 0
    ) { world in world.places(of: sought, in: text.bytes) }
  }

  /// Goes to the next or the previous match of what is sought, once it is known where they are.
  mutating func findInText(_ step: FindStep) {
    guard !samples.sought.isEmpty else {
      notice = "nothing is sought; / finds in the text"
      return
    }
    samples.step = step
  }

  private mutating func take(
    _ step: FindStep, among found: Result<TextPlaces, SearchFailure>
  ) {
    let places: TextPlaces
    switch found {
    case .success(let all): places = all
    case .failure(let failure):
      notice = failure.description
      return
    }
    let taken =
      findsRight
      ? samples.pair?.pane.take(step, among: places.ranges)
      : samples.pane.take(step, among: places.ranges)
    guard let taken = taken.flatMap({ $0 }) else {
      notice = "\(samples.sought.shown) is not in this sample"
      return
    }
    let around = taken.isAround ? step.forward ? ", on from the start" : ", on from the end" : ""
    notice = "match \(Format.count(taken.number + 1)) of \(countText(places))" + around
    if samples.pair == nil { samples.isReading = true }
  }

  private func countText(_ places: TextPlaces) -> String {
    (places.isCut ? "more than " : "") + Format.count(places.ranges.count)
  }

  /// How often what is sought stands in the open text, in words; `nil` while nobody knows.
  var matchesText: String? {
    guard case .success(let places) = foundPlaces(isRight: findsRight) else { return nil }
    return "\(countText(places)) × \(samples.sought.shown)"
  }

  /// What to say above the prompt of what is typed there to be found.
  var findWarning: String? {
    guard prompt?.purpose == .find, case .failure(let failure) = foundPlaces(isRight: findsRight)
    else { return nil }
    return failure.description
  }
}
