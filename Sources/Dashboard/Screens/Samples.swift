import Results
import TerminalUI

/// The state of the screen *Samples*.
struct SamplesState: Equatable, Sendable {
  /// The run and the problem whose samples are shown.
  var run: String?
  var problem: String?
  /// `nil` while they are being read.
  var samples: [Sample]?
  var index = 0
  var text: SampleText?
  var textFailure: String?
  /// Whether keys move the text rather than the list.
  var isReading = false
  var wraps = true
  /// The first line of the text that is shown.
  var top = 0
  var find = ""

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
      (text, textFailure, top) = (nil, nil, 0)
    }
  }

  mutating func take(_ result: Result<SampleText, Action.Failure>, of reference: SampleReference) {
    guard sample?.reference == reference else { return }
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
    (text, textFailure, top) = (nil, nil, 0)
  }
}

extension App {
  /// Shows the samples of a problem in the run chosen on *Problems*.
  mutating func openSamples(of problem: String?) -> [Effect] {
    guard let run = problemRun, let problem else { return [] }
    if samples.run != run.id || samples.problem != problem {
      let (wraps, find) = (samples.wraps, samples.find)
      samples = SamplesState()
      (samples.run, samples.problem, samples.wraps, samples.find) = (run.id, problem, wraps, find)
    }
    return [.loadSamples(run: run, problem: problem)]
  }

  mutating func performInSamples(_ command: Command) -> [Effect] {
    switch command {
    case .deeper, .right: samples.isReading = samples.text != nil
    case .left: samples.isReading = false
    case .back:
      if samples.isReading { samples.isReading = false } else { screen = .problems }
    case .wrap:
      samples.wraps.toggle()
      samples.top = 0
    case .nextMatch: findInText(forward: true, fromHere: false)
    case .previousMatch: findInText(forward: false, fromHere: false)
    default:
      if samples.isReading {
        scroll(command)
      } else {
        moveInList(command)
      }
    }
    return samples.textWanted.map { [.loadText($0)] } ?? []
  }

  private mutating func moveInList(_ command: Command) {
    let page = samplesLayout.list.height - 1
    switch command {
    case .up: samples.move(by: -1)
    case .down: samples.move(by: 1)
    case .first: samples.move(by: -(samples.samples?.count ?? 0))
    case .last: samples.move(by: samples.samples?.count ?? 0)
    case .pageUp: samples.move(by: -page)
    case .pageDown: samples.move(by: page)
    case .halfPageUp: samples.move(by: -page / 2)
    case .halfPageDown: samples.move(by: page / 2)
    default: break
    }
  }

  private mutating func scroll(_ command: Command) {
    let page = max(1, samplesLayout.text.height - 2)
    let count = textLines.count
    let step =
      switch command {
      case .up: -1
      case .down: 1
      case .first: -count
      case .last: count
      case .pageUp: -page
      case .pageDown: page
      case .halfPageUp: -page / 2
      case .halfPageDown: page / 2
      default: 0
      }
    samples.top = max(0, min(max(0, count - page), samples.top + step))
  }

  /// Scrolls to the next or the previous line that holds what is sought.
  mutating func findInText(forward: Bool, fromHere: Bool) {
    guard !samples.find.isEmpty else { return }
    let lines = textLines
    let places = lines.indices.filter { lines[$0].text.holds(samples.find) }
    let start = samples.top
    let found =
      forward
      ? places.first { fromHere ? $0 >= start : $0 > start } ?? places.first
      : places.last { $0 < start } ?? places.last
    guard let found else {
      notice = "'\(samples.find)' is not in this sample"
      return
    }
    samples.top = found
    samples.isReading = true
  }
}
