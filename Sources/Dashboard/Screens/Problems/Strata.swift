import Charts
import Results
import Statistics
import TerminalUI

extension Job.Slot {
  static let strata = Job.Slot("strata")
}

extension App {
  /// Asks for pass@k by kinds of problems.
  mutating func refreshStrata() -> [Effect] {
    let (runs, grouping) = (strataRuns, problems.grouping)
    guard !runs.isEmpty else { return [] }
    return board.ask(
      .strata, of: ([grouping.rawValue] + runs.map(\.id)).joined(separator: "\n"),
      version: Fingerprint.of(runs)
    ) { _ in DifficultyStrata(runs, by: grouping) }
  }

  /// The runs shown, the baseline first where it is among them.
  private var strataRuns: [Run] {
    let runs = problemRuns
    return runs.filter { $0.id == selection.baseline } + runs.filter { $0.id != selection.baseline }
  }

  private var strata: DifficultyStrata? {
    strataRuns.isEmpty ? nil : board.latest(.strata, as: DifficultyStrata.self)?.value
  }

  /// pass@k of the runs shown, by kinds of problems.
  var strataExhibit: Exhibit? {
    guard let found = strata, !found.strata.isEmpty else { return nil }
    return Exhibit(
      "strata", title: strataTitle, sentences: [found.sentence],
      chart: strataChart(found, columns: 3), tables: [found.table])
  }

  private var strataTitle: String {
    switch problems.grouping {
    case .accuracy: "pass@k by accuracy in the baseline"
    case .level: "pass@k by level"
    case .subject: "pass@k by subject"
    }
  }

  private func strataChart(
    _ found: DifficultyStrata, columns: Int, cursor: Int? = nil
  ) -> PanelGrid {
    let panels = found.strata.map { stratum in
      PanelGrid.Panel(
        "\(stratum.label) (\(Format.count(stratum.ids.count)))", strataContent(stratum, found.runs))
    }
    let rows = stride(from: 0, to: panels.count, by: columns).map { start in
      Array(panels[start..<min(panels.count, start + columns)])
    }
    let place = cursor.map { min($0, panels.count - 1) }
    return PanelGrid(
      panels: rows,
      cursor: place.map { GridPlace(row: $0 / columns, column: $0 % columns) })
  }

  private func strataContent(
    _ stratum: DifficultyStrata.Stratum, _ runs: [Run]
  ) -> PanelGrid.Content {
    let series = runs.indices.reversed().map { place in
      let look = mark(of: runs[place].id) ?? RunMark.other(place)
      return LineChart.Series(
        shortName(of: runs[place], among: runs), role: look.role, marker: look.letter,
        points: stratum.curves[place].map { point in
          LineChart.Point(
            x: Double(point.k), y: point.value, low: point.interval?.lowerBound,
            high: point.interval?.upperBound)
        })
    }
    var chart = LineChart(
      xAxis: Axis("k", scale: .log2), yAxis: Axis("", format: .percent, range: 0...1),
      series: series, cursor: Double(selection.k))
    chart.hasColor = hasColor
    return .curves(chart)
  }

  /// How many panels stand side by side.
  private func strataColumns(width: Int) -> Int { max(1, min(3, width / 26)) }

  mutating func performInStrata(_ command: Command) -> [Effect] {
    guard let found = strata, !found.strata.isEmpty else { return [] }
    let (columns, last) = (strataColumns(width: size.columns), found.strata.count - 1)
    var place = min(problems.stratum, last)
    switch command {
    case .left: place -= 1
    case .right: place += 1
    case .up: place -= columns
    case .down: place += columns
    case .first: place = 0
    case .last: place = last
    case .deeper:
      let stratum = found.strata[place]
      let kind = problems.grouping == .accuracy ? "baseline accuracy" : problems.grouping.rawValue
      return listProblems(
        ProblemSubset(title: "\(kind) \(stratum.label)", ids: Set(stratum.ids)))
    default: return []
    }
    if (0...last).contains(place) { problems.stratum = place }
    return []
  }

  /// Puts the cursor on the panel that was clicked.
  mutating func clickInStrata(x: Int, y: Int) {
    guard let found = strata, !found.strata.isEmpty else { return }
    let columns = strataColumns(width: body.width)
    let chart = strataChart(found, columns: columns, cursor: problems.stratum)
    guard let place = chart.panel(atX: x, y: y, in: strataLayout(found, body).chart) else {
      return
    }
    problems.stratum = min(found.strata.count - 1, place.row * columns + place.column)
  }

  private func strataLayout(
    _ found: DifficultyStrata, _ frame: Rect
  ) -> (chart: Rect, sentences: Rect) {
    var rest = frame
    _ = rest.takeTop(1)
    let lines = sentenceLines([found.sentence], width: frame.width).count
    let sentences = rest.takeBottom(min(lines, max(0, rest.height / 5)))
    return (rest, sentences)
  }

  func drawStrata(into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    drawHead(strataTitle, into: &buffer, row: rest.takeTop(1))
    guard let found = strata, !found.strata.isEmpty else {
      let text =
        strataRuns.isEmpty
        ? "No run is marked. Space on Runs (1) marks one." : "Sorting the problems by kind."
      return drawEmpty(text, into: &buffer, frame: rest)
    }
    let layout = strataLayout(found, frame)
    let lines = sentenceLines([found.sentence], width: frame.width)
    drawSentences(lines, into: &buffer, frame: layout.sentences)
    strataChart(found, columns: strataColumns(width: frame.width), cursor: problems.stratum)
      .draw(into: &buffer, frame: layout.chart, level: glyphs)
  }
}
