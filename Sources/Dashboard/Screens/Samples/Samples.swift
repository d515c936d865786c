import Reader
import Results
import TerminalUI

/// The state of the screen *Samples*.
struct SamplesState: Sendable {
  /// The run and the problem whose samples are shown.
  var run: String?
  var problem: String?
  /// The view that Esc leads back to.
  var origin = ViewName.problems
  /// All samples of the problem in the order of their files; `nil` while they are being read.
  private(set) var samples: [Sample]?
  /// Grows with each list.
  private(set) var listNumber = 0
  var pane = ReaderPane()
  /// Whether the first correct sample is opened rather than the first of all.
  var startsCorrect = false
  /// Two samples side by side; `nil` for one.
  var pair: SamplePair?
  /// Whether keys move the text rather than the list.
  var isReading = false
  var wraps = true
  /// Whether words of reflection and repetition are marked.
  var marksRemarks = false
  /// The text of which a person waits to be told what there are of them.
  var toldRemarks: String?
  /// Whether the cursor stays on the newest sample.
  var follows = false
  /// What is looked for in the text, and a step to a match that waits.
  var sought = SoughtText()
  var step: FindStep?
  /// The samples that are dealt to be judged, and how far that is.
  var queue: QueueWalk?
  var filter = ListFilter()
  var order = SampleOrder.file
  var isReversed = false
  /// Whether the list shows answers, and the answer whose samples it shows.
  var showsAnswers = false
  var answer: AnswerGroup.Key?
  var window = Window()
  var listed = Derived<ListKey, SampleListing>(SampleListing())
  /// What decides the next random sample.
  var draws: UInt64 = 0
  private(set) var row = 0

  struct ListKey: Equatable, Sendable {
    let number: Int
    let filter: Filter
    let order: SampleOrder
    let isReversed: Bool
    let answer: AnswerGroup.Key?
    /// Which answers are known.
    let answers: UInt64
  }

  /// The samples in the list, by their places among all.
  var rows: [Int] { listed.value.rows }
  var groups: [AnswerGroup] { listed.value.groups }
  /// Whether the rows of the list are answers.
  var isListOfAnswers: Bool { showsAnswers && answer == nil }
  var rowCount: Int { isListOfAnswers ? groups.count : rows.count }
  /// The sample under the cursor, of a group its first.
  var sample: Sample? {
    let place = isListOfAnswers ? groups[safe: row]?.samples.first : rows[safe: row]
    return place.flatMap { samples?[safe: $0] }
  }
  /// Its place among all.
  var place: Int? { isListOfAnswers ? groups[safe: row]?.samples.first : rows[safe: row] }

  mutating func take(_ list: [Sample]) {
    if startsCorrect, let first = list.first(where: { $0.verdict == .correct }) {
      pane.open(first.reference)
    }
    startsCorrect = false
    samples = list
    listNumber += 1
  }

  mutating func select(_ row: Int) { self.row = max(0, min(rowCount - 1, row)) }

  /// Turns to the sample that the cursor is on.
  mutating func openSelected() { pane.open(sample?.reference) }
}

extension App {
  /// Shows the samples of a problem in the run chosen on *Problems*.
  mutating func openSamples(
    of problem: String?, from origin: ScreenName = .problems
  ) -> [Effect] {
    guard let chosen = problemRun, let problem else { return [] }
    func has(_ run: Run) -> Bool { run.problems.list.contains { $0.id == problem } }
    // A problem that the run lacks is opened where it is.
    let run = has(chosen) ? chosen : markedRuns.first(where: has) ?? chosen
    let effects = openSamples(of: problem, in: run)
    samples.origin = view(of: origin)
    // Lists of what a run solves lead to how it does.
    samples.startsCorrect = origin == .coverage
    return effects
  }

  /// Shows the samples of a problem in a run; what a person has set of the reader stays.
  mutating func openSamples(of problem: String, in run: Run) -> [Effect] {
    if samples.run != run.id || samples.problem != problem {
      let old = samples
      samples = SamplesState()
      (samples.run, samples.problem, samples.origin) = (run.id, problem, old.origin)
      (samples.wraps, samples.sought, samples.marksRemarks) =
        (old.wraps, old.sought, old.marksRemarks)
      (samples.order, samples.isReversed, samples.follows) =
        (old.order, old.isReversed, old.follows)
      (samples.filter, samples.isReading) = (old.filter, old.isReading && screen == .samples)
    }
    samples.queue = nil
    selection.problem = problem
    views[.samples] = .samples
    return [.loadSamples(run: run, problem: problem)]
  }

  mutating func performInSamples(_ command: Command) -> [Effect] {
    switch view {
    case .search: return performInSearch(command)
    case .marks: return performInMarks(command)
    default: break
    }
    if samples.queue != nil, let effects = performInQueue(command) { return effects }
    switch command {
    case .nextProblem: return moveProblem(by: 1)
    case .previousProblem: return moveProblem(by: -1)
    case .copy, .copyRaw: return copySample(raw: command == .copyRaw)
    case .openEditor: return openInEditor()
    case .markValid: return mark(.valid)
    case .markInvalid: return mark(.invalid)
    case .markUnsure: return mark(.unsure)
    case .undo: return mark(nil)
    case .edit: openNote()
    case .pipe: prompt = Prompt(.pipe)
    case .beside: toggleBeside()
    case .otherBeside: changePartner()
    case .part: showPart()
    case .listFilter: openSampleFilter()
    case .back: return goBackFromSamples()
    default: performInReader(command)
    }
    return []
  }

  private mutating func performInReader(_ command: Command) {
    if moveSample(command) { return }
    switch command {
    case .deeper: goDeeper()
    case .right: turnRight()
    case .left: turnLeft()
    case .wrap: samples.wraps.toggle()
    case .remarks: toggleRemarks()
    case .follow: toggleFollow()
    case .sort: samples.order = samples.order.next
    case .reverse: samples.isReversed.toggle()
    case .answers: toggleAnswers()
    case .nextMatch: findInText(FindStep())
    case .previousMatch: findInText(FindStep(forward: false))
    case .foldAll: changePanes { $0.foldAll(true) }
    case .unfoldAll: changePanes { $0.foldAll(false) }
    case .nextSection: changePanes { $0.moveSection(by: 1) }
    case .previousSection: changePanes { $0.moveSection(by: -1) }
    case .nextToken: moveToken(by: 1)
    case .previousToken: moveToken(by: -1)
    default:
      if samples.isReading || samples.pair != nil { scroll(command) } else { moveInList(command) }
    }
  }

  private mutating func goDeeper() {
    if samples.isListOfAnswers, !samples.isReading {
      enterAnswer()
    } else if samples.isReading || samples.pair != nil {
      changePanes { pane in pane.sectionAtTop.map { pane.toggleFold($0) } }
    } else {
      samples.isReading = samples.pane.text != nil
    }
  }

  private mutating func turnRight() {
    if samples.pair != nil {
      samples.pair?.isRight = true
    } else {
      samples.isReading = samples.pane.text != nil
    }
  }

  private mutating func turnLeft() {
    if samples.pair != nil { samples.pair?.isRight = false } else { samples.isReading = false }
  }

  /// Esc closes what lies on top, then leads back to where one came from.
  private mutating func goBackFromSamples() -> [Effect] {
    if samples.pair != nil {
      samples.pair = nil
    } else if samples.isReading {
      samples.isReading = false
    } else if samples.answer != nil {
      leaveAnswer()
    } else if samples.showsAnswers {
      toggleAnswers()
    } else if !samples.filter.isEmpty {
      samples.filter = ListFilter()
    } else {
      return open(samples.origin)
    }
    return []
  }

  private mutating func toggleRemarks() {
    samples.marksRemarks.toggle()
    samples.toldRemarks = samples.marksRemarks ? samples.pane.subject : nil
  }

  private mutating func moveInList(_ command: Command) {
    command.rows(page: samplesListHeight, count: samples.rowCount)
      .map { samples.select(samples.row + $0) }
    samples.openSelected()
  }

  private mutating func scroll(_ command: Command) {
    changePanes { _ = $0.move(command) }
  }

  /// Changes the open text; of two side by side both, so that they keep in step.
  mutating func changePanes(_ change: (inout ReaderPane) -> Void) {
    change(&samples.pane)
    if var pair = samples.pair {
      change(&pair.pane)
      samples.pair = pair
    }
  }

  /// Asks for the texts that are to be read.
  private mutating func askForTexts() -> [Effect] {
    let one = samples.pane.ask().map { [Effect.loadText($0)] } ?? []
    return one + (samples.pair?.pane.ask().map { [Effect.loadPairText($0)] } ?? [])
  }

  /// Puts the cursor on a sample, or into the text.
  mutating func clickInSamples(x: Int, y: Int) -> [Effect] {
    if view == .search { return clickInSearch(y: y) }
    guard view == .samples else { return [] }
    let layout = samplesLayout
    if layout.text.contains(x: x, y: y) {
      samples.isReading = samples.pane.text != nil
      if let line = samples.pane.lines[safe: y - layout.text.y], line.isHeading {
        samples.pane.toggleFold(line.place.section)
      }
    } else if layout.list.contains(x: x, y: y), y > layout.list.y {
      samples.isReading = false
      let row = samplesWindow.lowerBound + y - layout.list.y - 1
      if samplesWindow.contains(row) {
        samples.select(row)
        samples.openSelected()
      }
    }
    return []
  }

  mutating func wheelInSamples(by rows: Int, x: Int, y: Int) -> [Effect] {
    if view == .search { return wheelInSearch(by: rows) }
    guard view == .samples else { return [] }
    let layout = samplesLayout
    if samples.pair != nil || layout.text.contains(x: x, y: y) {
      changePanes { $0.scroll(by: rows) }
    } else if layout.list.contains(x: x, y: y) {
      samples.select(
        samples.window.scroll(
          by: rows, position: samples.row, count: samples.rowCount, height: samplesListHeight))
      samples.openSelected()
    }
    return []
  }

  var samplesListHeight: Int { max(0, samplesLayout.list.height - 1) }

  /// The rows that the list shows.
  var samplesWindow: Range<Int> {
    samples.window.range(
      position: samples.row, count: samples.rowCount, height: samplesListHeight)
  }

  /// Works out the list and lays out the text where they or their room have changed.
  mutating func refreshSamples() -> [Effect] {
    switch view {
    case .search: return refreshSearch()
    case .marks: return refreshMarks()
    default: break
    }
    let effects = refreshSampleList() + refreshPair() + refreshFind() + refreshFindings()
    samples.window.follow(
      position: samples.row, count: samples.rowCount, height: samplesListHeight)
    let frames = pairLayout
    let (left, right) = (
      shape(in: samples.pair == nil ? samplesLayout.text : frames.left),
      shape(in: frames.right)
    )
    samples.pane.settle(left)
    samples.pair?.pane.settle(right)
    return effects + askForTexts()
  }

  private func shape(in frame: Rect) -> ReaderPane.Shape {
    ReaderPane.Shape(
      width: max(8, frame.width - 2), height: max(0, frame.height), wraps: samples.wraps,
      unicode: glyphs.unicode)
  }
}
