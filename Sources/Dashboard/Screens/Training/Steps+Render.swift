import Charts
import Results
import Statistics
import TerminalUI

extension App {
  func drawSteps(into buffer: inout Buffer, frame: Rect) {
    let (shown, printed) = (shownTrainings, shownPublications)
    var rest = frame
    drawHead(stepsTitle + stepCount, into: &buffer, row: rest.takeTop(1))
    guard !shown.isEmpty || !printed.isEmpty else {
      return drawEmpty(noStepsText, into: &buffer, frame: rest)
    }
    let rows = stepRows(shown, printed)
    let lines = sentenceLines(stepSentences(shown, printed), width: frame.width)
    let text = rest.takeBottom(min(lines.count, max(1, frame.height / 7)))
    drawSentences(lines, into: &buffer, frame: text)
    let least = min(rest.height, max(6, rest.height * 2 / 5))
    let table = rest.takeBottom(max(0, min(rows.count + 2, rest.height - least)))
    stepsChart(shown, printed).draw(into: &buffer, frame: rest, level: glyphs)
    drawStepTable(rows, into: &buffer, frame: table)
  }

  var noStepsText: String {
    if snapshot.runs.isEmpty && snapshot.references.isEmpty { return noChartText }
    if board.isWaiting(.steps), !stepBenchmarks.isEmpty { return "Reading the steps." }
    return "No run says at which step it was taken. e on Runs (1) states a step."
  }

  /// A row of the table below the curves.
  struct StepRow {
    let look: RunMark
    /// `base`, or the step.
    let step: String
    var isChosen = false
    var one: String
    var many: String
    var difference = ""
    var gap = ""
    var gained = ""
    var lost = ""
    var problems: String
  }

  private func stepRows(_ shown: [ShownTraining], _ printed: [ShownPublication]) -> [StepRow] {
    shown.enumerated().flatMap { place, training in
      let isTold = shown[..<place].contains { $0.steps.baseline?.id == training.steps.baseline?.id }
      return measuredRows(training, isFirst: place == 0, hasBase: !isTold)
    }
      + printed.enumerated().flatMap { place, publication in
        let isTold = printed[..<place].contains { $0.steps.baseline == publication.steps.baseline }
        return printedRows(publication, isFirst: shown.isEmpty && place == 0, hasBase: !isTold)
      }
  }

  private func measuredRows(
    _ shown: ShownTraining, isFirst: Bool, hasBase: Bool
  ) -> [StepRow] {
    let k = selection.k
    var rows: [StepRow] = []
    if hasBase, let many = shown.steps.baselineValues[k] {
      let look = RunMark(letter: "B", role: .baseline)
      rows.append(
        StepRow(
          look: look, step: "base", one: pointText(shown.steps.baselineValues[1]),
          many: pointText(many), problems: "\(many.problems)"))
    }
    for (place, step) in shown.steps.steps.enumerated() {
      let value = step.value(at: k)
      let decimals = value?.coverage?.isWhole == true ? 0 : 1
      rows.append(
        StepRow(
          look: shown.look, step: TrainingSteps.text(step.step),
          isChosen: isFirst && place == stepPlace, one: pointText(step.value(at: 1)?.own),
          many: pointText(value?.own),
          difference: differenceText(value?.difference?.value, value?.difference?.standardError),
          gap: gapText(value?.efficiency?.delta, value?.efficiency?.standardError),
          gained: value?.coverage.map { "+" + Format.fixed($0.candidateOnly, decimals) } ?? "",
          lost: value?.coverage.map { "-" + Format.fixed($0.baselineOnly, decimals) } ?? "",
          problems: value.map { "\($0.own.problems)" } ?? "0"))
    }
    return rows
  }

  private func printedRows(
    _ shown: ShownPublication, isFirst: Bool, hasBase: Bool
  ) -> [StepRow] {
    let k = selection.k
    func text(_ value: Double?) -> String { value.map(Format.percent) ?? symbols.dash }
    let base = shown.steps.baseline
    var rows =
      (hasBase ? base : nil).map { base in
        [
          StepRow(
            look: RunMark(letter: "b", role: .baseline), step: "base", one: text(base.value(at: 1)),
            many: text(base.value(at: k)), problems: base.problems.map(String.init) ?? symbols.dash)
        ]
      } ?? []
    for (place, step) in shown.steps.steps.enumerated() {
      let (one, many) = (step.run.value(at: 1), step.run.value(at: k))
      let high = base?.value(at: k)
      rows.append(
        StepRow(
          look: shown.look, step: TrainingSteps.text(step.step),
          isChosen: isFirst && place == stepPlace, one: text(one), many: text(many),
          difference: differenceText(Self.less(many, high), nil),
          gap: gapText(Self.less(high, one), nil),
          problems: step.run.problems.map(String.init) ?? symbols.dash))
    }
    return rows
  }

  private static func less(_ first: Double?, _ second: Double?) -> Double? {
    guard let first, let second else { return nil }
    return first - second
  }

  private var sign: String { glyphs.unicode ? "±" : "+-" }

  func pointText(_ point: CurvePoint?) -> String {
    guard let point else { return symbols.dash }
    let half = point.standardError.map { NormalQuantile.twoSided95 * $0 * 100 }
    return Format.percent(point.value) + (half.map { " \(sign)" + Format.fixed($0, 1) } ?? "")
  }

  func differenceText(_ value: Double?, _ error: Double?) -> String {
    guard let value else { return "" }
    let half = error.map { " \(sign)" + Format.fixed(NormalQuantile.twoSided95 * $0 * 100, 1) }
    return Format.points(value) + (half ?? "")
  }

  private func gapText(_ value: Double?, _ error: Double?) -> String {
    guard let value else { return "" }
    let half = error.map { " \(sign)" + Format.fixed(NormalQuantile.twoSided95 * $0 * 100, 1) }
    return Format.fixed(value * 100, 1) + (half ?? "")
  }

  private func drawStepTable(_ rows: [StepRow], into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    guard rest.height >= 3 else { return }
    let k = Format.count(selection.k)
    let delta = glyphs.unicode ? "ΔSE" : "dSE"
    let columns: [Table.Column] = [
      .init(title: "", width: 2),
      .init(title: "step", width: 7, alignment: .right),
      .init(title: "pass@1", width: 12, alignment: .right),
      .init(title: "pass@\(k)", width: 12, alignment: .right),
      .init(title: "vs base", width: 12, alignment: .right, priority: 3),
      .init(title: "\(delta)(\(k))", width: 11, alignment: .right, priority: 2),
      .init(title: "gained", width: 7, alignment: .right, priority: 1),
      .init(title: "lost", width: 7, alignment: .right, priority: 1),
      .init(title: "problems", width: 8, alignment: .right, priority: 4),
      .init(title: "", width: 0, isFlexible: true),
    ]
    drawRule("by step, \(sign) is the 95% interval", into: &buffer, row: rest.takeTop(1))
    let chosen = rows.firstIndex(where: \.isChosen)
    let window = Self.window(of: rows.count, around: chosen, room: rest.height - 1)
    Table(columns: columns, symbols: symbols).draw(
      into: &buffer, frame: rest, rows: window, selected: chosen
    ) { row, column in
      Self.cell(rows[row], column)
    }
  }

  /// The rows that are shown where there is not room for all: the one under the cursor among them.
  static func window(of count: Int, around row: Int?, room: Int) -> Range<Int> {
    guard count > room else { return 0..<count }
    let start = max(0, min((row ?? 0) - room / 2, count - room))
    return start..<min(count, start + max(0, room))
  }

  private static func cell(_ row: StepRow, _ column: Int) -> Table.CellText {
    switch column {
    case 0: Table.CellText(String(row.look.letter), row.look.role, bold: true)
    case 1: Table.CellText(row.step, row.look.role)
    case 2: Table.CellText(row.one)
    case 3: Table.CellText(row.many)
    case 4: Table.CellText(row.difference)
    case 5: Table.CellText(row.gap)
    case 6: Table.CellText(row.gained, .correct)
    case 7: Table.CellText(row.lost, .incorrect)
    case 8: Table.CellText(row.problems, .dim)
    default: Table.CellText("")
    }
  }
}
