import Results
import TerminalUI

/// The state of the screen *Samples*.
struct SamplesState: Sendable {
  /// The run and the problem whose samples are shown.
  var run: String?
  var problem: String?
  /// The screen that Esc leads back to.
  var origin = ScreenName.problems
  /// `nil` while they are being read.
  var samples: [Sample]?
  private(set) var index = 0
  private(set) var text: SampleText?
  private(set) var textFailure: String?
  /// Grows with each text, so that its lines are known to be of it.
  private(set) var textNumber = 0
  /// Whether keys move the text rather than the list.
  var isReading = false
  var wraps = true
  /// The first line of the text that is shown.
  var top = 0
  var find = ""
  /// The line of the match that was found last.
  var found: Int?
  var window = Window()
  /// The open text as lines that fit, or are cut where wrapping is off.
  var lines = Derived<LinesKey, [TextLine]>([])

  struct LinesKey: Equatable, Sendable {
    let text: Int
    let width: Int
    let wraps: Bool
    let unicode: Bool
  }

  var sample: Sample? { samples?[safe: index] }

  /// The record to read, unless it is at hand.
  var textWanted: SampleReference? {
    text == nil && textFailure == nil ? sample?.reference : nil
  }

  mutating func take(_ list: [Sample]) {
    let before = sample?.reference
    samples = list
    if let before, let place = list.firstIndex(where: { $0.reference == before }) {
      index = place
    } else {
      index = max(0, min(index, list.count - 1))
      forgetText()
    }
  }

  mutating func take(_ result: Result<SampleText, Action.Failure>, of reference: SampleReference) {
    guard sample?.reference == reference else { return }
    textNumber += 1
    switch result {
    case .success(let text): (self.text, textFailure) = (text, nil)
    case .failure(let failure): (text, textFailure) = (nil, failure.message)
    }
  }

  mutating func move(by rows: Int) {
    let count = samples?.count ?? 0
    let target = max(0, min(count - 1, index + rows))
    guard target != index, count > 0 else { return }
    index = target
    forgetText()
  }

  private mutating func forgetText() {
    (text, textFailure, top, isReading, found) = (nil, nil, 0, false, nil)
    textNumber += 1
  }
}

extension App {
  /// Shows the samples of a problem in the run chosen on *Problems*.
  mutating func openSamples(
    of problem: String?, from origin: ScreenName = .problems
  ) -> [Effect] {
    guard let run = problemRun, let problem else { return [] }
    if samples.run != run.id || samples.problem != problem {
      let (wraps, find) = (samples.wraps, samples.find)
      samples = SamplesState()
      (samples.run, samples.problem, samples.wraps, samples.find) = (run.id, problem, wraps, find)
    }
    samples.origin = origin
    return [.loadSamples(run: run, problem: problem)]
  }

  mutating func performInSamples(_ command: Command) -> [Effect] {
    switch command {
    case .deeper, .right: samples.isReading = samples.text != nil
    case .left: samples.isReading = false
    case .back:
      if samples.isReading { samples.isReading = false } else { screen = samples.origin }
    case .wrap:
      samples.wraps.toggle()
      (samples.top, samples.found) = (0, nil)
    case .nextMatch: findInText(forward: true, fromHere: false)
    case .previousMatch: findInText(forward: false, fromHere: false)
    default:
      if samples.isReading { scroll(command) } else { moveInList(command) }
    }
    return samples.textWanted.map { [.loadText($0)] } ?? []
  }

  private mutating func moveInList(_ command: Command) {
    let count = samples.samples?.count ?? 0
    command.rows(page: samplesListHeight, count: count).map { samples.move(by: $0) }
  }

  private mutating func scroll(_ command: Command) {
    let page = max(1, samplesLayout.text.height - 2)
    command.rows(page: page, count: textLines.count).map { scrollText(by: $0) }
  }

  private mutating func scrollText(by rows: Int) {
    let last = max(0, textLines.count - max(1, samplesLayout.text.height))
    samples.top = max(0, min(last, samples.top + rows))
  }

  /// Puts the cursor on a sample, or into the text.
  mutating func clickInSamples(x: Int, y: Int) -> [Effect] {
    let layout = samplesLayout
    if layout.text.contains(x: x, y: y) {
      samples.isReading = samples.text != nil
    } else if layout.list.contains(x: x, y: y), y > layout.list.y {
      samples.isReading = false
      let row = samplesWindow.lowerBound + y - layout.list.y - 1
      if samplesWindow.contains(row) { samples.move(by: row - samples.index) }
    }
    return samples.textWanted.map { [.loadText($0)] } ?? []
  }

  mutating func wheelInSamples(by rows: Int, x: Int, y: Int) -> [Effect] {
    let layout = samplesLayout
    if layout.text.contains(x: x, y: y) {
      scrollText(by: rows)
    } else if layout.list.contains(x: x, y: y) {
      let position = samples.window.scroll(
        by: rows, position: samples.index, count: samples.samples?.count ?? 0,
        height: samplesListHeight)
      samples.move(by: position - samples.index)
    }
    return samples.textWanted.map { [.loadText($0)] } ?? []
  }

  var samplesListHeight: Int { max(0, samplesLayout.list.height - 1) }

  /// The samples that the list shows.
  var samplesWindow: Range<Int> {
    samples.window.range(
      position: samples.index, count: samples.samples?.count ?? 0, height: samplesListHeight)
  }

  var textLines: [TextLine] { samples.lines.value }

  /// Breaks the text into lines anew if it or its room has changed.
  mutating func refreshSamples() {
    samples.window.follow(
      position: samples.index, count: samples.samples?.count ?? 0, height: samplesListHeight)
    let key = SamplesState.LinesKey(
      text: samples.textNumber, width: max(10, samplesLayout.text.width - 2),
      wraps: samples.wraps, unicode: glyphs.unicode)
    guard !samples.lines.isCurrent(for: key) else { return }
    samples.lines.set(TextLine.lines(of: samples.text, key), for: key)
    scrollText(by: 0)
  }

  /// Scrolls to the next or the previous line that holds what is sought.
  mutating func findInText(forward: Bool, fromHere: Bool) {
    guard !samples.find.isEmpty else {
      notice = "nothing is sought; / finds in the text"
      return
    }
    let sought = Sought(samples.find)
    let lines = textLines
    let places = lines.indices.filter { lines[$0].isText && sought.isIn(lines[$0].text) }
    let start = samples.found ?? samples.top
    let next =
      forward
      ? places.first { fromHere ? $0 >= samples.top : $0 > start } : places.last { $0 < start }
    guard let found = next ?? (forward ? places.first : places.last) else {
      notice = "'\(samples.find)' is not in this sample"
      return
    }
    if next == nil { notice = forward ? "on from the start" : "on from the end" }
    (samples.found, samples.isReading) = (found, true)
    let height = max(1, samplesLayout.text.height)
    // A line that is in view already stays where it is.
    if !(samples.top..<samples.top + height).contains(found) { samples.top = found }
    scrollText(by: 0)
  }
}
