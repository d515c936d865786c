import Charts
import Results
import Statistics
import TerminalUI

extension Job.Slot {
  static let dynamics = Job.Slot("dynamics")
}

extension App {
  mutating func refreshDynamics() -> [Effect] {
    let (logs, window) = (snapshot.training, training.window)
    guard !logs.isEmpty else { return [] }
    return board.ask(.dynamics, of: "\(window)", version: Fingerprint.of(logs)) { _ in
      TrainingDynamics(logs, window: window)
    }
  }

  var dynamics: TrainingDynamics? {
    guard !snapshot.training.isEmpty else { return nil }
    return board.latest(.dynamics, as: TrainingDynamics.self)?.value
  }

  /// The place of the log under the cursor.
  func logPlace(_ dynamics: TrainingDynamics) -> Int {
    dynamics.logs.firstIndex { $0.file == training.log } ?? 0
  }

  /// The step under the cursor: the nearest one that some log has.
  func logStep(_ steps: [Int]) -> Int? {
    guard let wanted = training.logStep else { return steps.last }
    return steps.min { abs($0 - wanted) < abs($1 - wanted) }
  }

  /// The letter of a log: that of a marked run of the same training, else one of its own.
  func look(of log: TrainingDynamics.Log, at place: Int) -> RunMark {
    let own = markedRuns.first { $0.role != .base && log.series.isOf($0) }
    if let own, let mark = mark(of: own.id) { return mark }
    let letters = Array("PQRSTUVWXYZ")
    return RunMark(
      letter: letters[place % letters.count], role: Role.series[place % Role.series.count])
  }

  mutating func performInDynamics(_ command: Command) {
    guard let dynamics else { return }
    switch command {
    case .left, .right, .first, .last: moveLogStep(command, dynamics.steps)
    case .up, .down:
      let place = logPlace(dynamics) + (command == .up ? -1 : 1)
      training.log = dynamics.logs[safe: max(0, min(dynamics.logs.count - 1, place))]?.file
    case .smoothing:
      let all = TrainingState.windows
      let place = all.firstIndex(of: training.window) ?? 0
      training.window = all[(place + 1) % all.count]
      notice =
        training.window == 1 ? "logs as they are" : "logs averaged over \(training.window) steps"
    case .mark:
      guard let file = dynamics.logs[safe: logPlace(dynamics)]?.file else { return }
      if training.hiddenLogs.remove(file) == nil { training.hiddenLogs.insert(file) }
    default: break
    }
  }

  private mutating func moveLogStep(_ command: Command, _ steps: [Int]) {
    guard let step = logStep(steps), let place = steps.firstIndex(of: step) else { return }
    let moved =
      [Command.left: -1, .right: 1, .first: -steps.count, .last: steps.count][command] ?? 0
    training.logStep = steps[max(0, min(steps.count - 1, place + moved))]
  }

  // What is drawn.

  private func shownLogs(_ dynamics: TrainingDynamics) -> [(place: Int, log: TrainingDynamics.Log)]
  {
    dynamics.logs.enumerated().map { (place: $0, log: $1) }
      .filter { !training.hiddenLogs.contains($0.log.file) }
  }

  var dynamicsExhibit: Exhibit? {
    guard let dynamics, !dynamics.quantities.isEmpty else { return nil }
    return Exhibit(
      "dynamics", title: dynamicsTitle(dynamics), sentences: dynamics.sentences,
      chart: dynamicsChart(dynamics, cursor: nil), tables: [dynamics.table])
  }

  private func dynamicsTitle(_ dynamics: TrainingDynamics) -> String {
    "training logs"
      + (dynamics.window > 1 ? ", averaged over \(dynamics.window) steps" : ", as logged")
  }

  /// A small chart for each quantity, two beside each other where there are more than two.
  func dynamicsChart(_ dynamics: TrainingDynamics, cursor: Int?) -> PanelGrid {
    let panels = dynamics.quantities.map { quantity in
      PanelGrid.Panel(quantity.axisTitle, .curves(chart(dynamics, quantity, cursor: cursor)))
    }
    let across = panels.count > 2 ? 2 : 1
    var grid = PanelGrid(
      panels: stride(from: 0, to: panels.count, by: across).map {
        Array(panels[$0..<min(panels.count, $0 + across)])
      })
    grid.sharesY = .none
    grid.leastPanel = Size(columns: 22, rows: 5)
    return grid
  }

  private func chart(
    _ dynamics: TrainingDynamics, _ quantity: TrainingQuantity, cursor: Int?
  ) -> LineChart {
    let chosen = logPlace(dynamics)
    // The one under the cursor lies over the others.
    let shown =
      shownLogs(dynamics).filter { $0.place != chosen }
      + shownLogs(dynamics).filter { $0.place == chosen }
    let lines = shown.flatMap { place, log -> [LineChart.Series] in
      guard let line = log.lines[quantity] else { return [] }
      return series(line, log.name, look(of: log, at: place), isSmoothed: dynamics.window > 1)
    }
    var chart = LineChart(
      xAxis: Axis("training step"), yAxis: Axis(""),
      series: lines.filter { $0.form == .dots } + lines.filter { $0.form != .dots },
      cursor: cursor.map(Double.init))
    chart.showsLegend = false
    chart.hasColor = hasColor
    return chart
  }

  private func series(
    _ line: TrainingDynamics.Line, _ name: String, _ look: RunMark, isSmoothed: Bool
  ) -> [LineChart.Series] {
    func series(_ curve: TrainingCurve, _ name: String) -> LineChart.Series {
      LineChart.Series(
        name, role: look.role, marker: look.letter,
        points: curve.points.map { LineChart.Point(x: Double($0.step), y: $0.value) })
    }
    guard isSmoothed else { return [series(line.raw, name)] }
    var dots = series(line.raw, name + ", as logged")
    dots.form = .dots
    return [dots, series(line.smoothed, name)]
  }

  var noLogsText: String {
    if !snapshot.progress.isDone || board.isWaiting(.dynamics) { return "Reading the logs." }
    return "There is no training log with reward, response length, entropy or KL. Files of JSON "
      + "lines with a step and such numbers are taken for logs."
  }

  func drawDynamics(into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    guard let dynamics, !dynamics.quantities.isEmpty else {
      drawHead("training logs", into: &buffer, row: rest.takeTop(1))
      return drawEmpty(noLogsText, into: &buffer, frame: rest)
    }
    drawHead(dynamicsTitle(dynamics), into: &buffer, row: rest.takeTop(1))
    let step = logStep(dynamics.steps)
    let chosen = dynamics.logs[safe: logPlace(dynamics)]
    let sentences =
      [chosen?.sentence].compactMap(\.self)
      + dynamics.sentences.dropFirst(
        dynamics.logs.count)
    let lines = sentenceLines(sentences, width: frame.width)
    drawSentences(
      lines, into: &buffer, frame: rest.takeBottom(min(lines.count, max(1, frame.height / 6))))
    let table = rest.takeBottom(min(dynamics.logs.count + 2, max(0, rest.height / 3)))
    var chart = dynamicsChart(dynamics, cursor: step)
    chart.showsLegend = false
    if rest.height < 5 * chart.panels.count { chart.leastPanel.rows = 4 }
    chart.draw(into: &buffer, frame: rest, level: glyphs)
    drawLogTable(dynamics, step: step, into: &buffer, frame: table)
  }

  /// Each log with its values at the step under the cursor.
  private func drawLogTable(
    _ dynamics: TrainingDynamics, step: Int?, into buffer: inout Buffer, frame: Rect
  ) {
    guard frame.height >= 3 else { return }
    var rest = frame
    let title = step.map { "step \(Format.count($0))" } ?? "no step"
    drawRule(
      title + (dynamics.window > 1 ? ", logged (mean of \(dynamics.window))" : ""), into: &buffer,
      row: rest.takeTop(1))
    let quantities = dynamics.quantities
    let columns: [Table.Column] =
      [
        .init(title: "", width: 2), .init(title: "log", width: 12, isFlexible: true, most: 48),
        .init(title: "step", width: 6, alignment: .right),
      ]
      + quantities.map {
        .init(
          title: $0 == .responseLength ? "length" : $0.rawValue,
          width: dynamics.window > 1 ? 15 : 9, alignment: .right, priority: $0 == .kl ? 2 : 1)
      }
    let chosen = logPlace(dynamics)
    let window = Self.window(of: dynamics.logs.count, around: chosen, room: rest.height - 1)
    Table(columns: columns, symbols: symbols).draw(
      into: &buffer, frame: rest, rows: window, selected: chosen
    ) { row, column in
      let log = dynamics.logs[row]
      let look = look(of: log, at: row)
      let isHidden = training.hiddenLogs.contains(log.file)
      switch column {
      case 0:
        return Table.CellText(
          isHidden ? "-" : String(look.letter), isHidden ? .dim : look.role, bold: true)
      case 1: return Table.CellText(log.name, isHidden ? .dim : look.role)
      case 2: return Table.CellText(reached(log, step), .dim)
      default: return Table.CellText(logText(log, quantities[column - 3], step, dynamics.window))
      }
    }
  }

  /// The last step of a log up to the cursor.
  private func reached(_ log: TrainingDynamics.Log, _ step: Int?) -> String {
    let steps = log.lines.values.compactMap { line in step.flatMap { line.values(at: $0)?.step } }
    return steps.max().map(String.init) ?? symbols.dash
  }

  private func logText(
    _ log: TrainingDynamics.Log, _ quantity: TrainingQuantity, _ step: Int?, _ window: Int
  ) -> String {
    guard let step, let values = log.lines[quantity]?.values(at: step) else { return symbols.dash }
    let raw = TrainingDynamics.Log.text(values.raw)
    return window > 1 ? raw + " (\(TrainingDynamics.Log.text(values.smoothed)))" : raw
  }
}
