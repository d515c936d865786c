import Charts
import Results
import Statistics
import TerminalUI

extension App {
  func drawCurves(into buffer: inout Buffer, frame: Rect) {
    switch view {
    case .difference: drawDifference(into: &buffer, frame: frame)
    case .panels: drawPanels(into: &buffer, frame: frame)
    case .curveTable: drawCurveTable(into: &buffer, frame: frame)
    case .together: drawTogether(into: &buffer, frame: frame)
    default: drawLines(into: &buffer, frame: frame)
    }
  }

  var noChartText: String {
    snapshot.progress.isDone ? "There are no runs to draw yet." : "Looking for results."
  }

  private var noCurvesText: String {
    snapshot.runs.isEmpty
      ? noChartText : "No run with graded samples is marked. Space on Runs (1) marks one."
  }

  private func drawLines(into buffer: inout Buffer, frame: Rect) {
    let marked = markedRuns
    let references = shownReferences(beside: marked)
    guard marked.contains(where: { !$0.curve.isEmpty }) || !references.isEmpty else {
      return drawEmpty(noCurvesText, into: &buffer, frame: frame)
    }
    var rest = frame
    drawHead(curveTitle(marked), into: &buffer, row: rest.takeTop(1))
    let rows = min(marked.count + references.count, max(1, (frame.height - 10) / 2))
    let legend = rest.takeBottom(rows + 2)
    let lines = sentenceLines(curveSentences(marked), width: frame.width)
    let shown = min(lines.count, max(0, (rest.height - 9) / 2), frame.height / 5)
    drawSentences(lines, into: &buffer, frame: rest.takeBottom(shown))
    if linesNeedWork, board.latest(.lines, as: [String: MeasuredLine].self) == nil {
      drawEmpty("Reading what the samples tell.", into: &buffer, frame: rest)
    } else {
      curvesChart(marked).draw(into: &buffer, frame: rest, level: glyphs)
    }
    drawValues(of: marked, references, into: &buffer, frame: legend)
  }

  private func drawDifference(into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    guard let comparison = comparison?.value, !comparison.differences.points.isEmpty else {
      drawHead("difference", into: &buffer, row: rest.takeTop(1))
      let text = comparedRuns == nil || board.latest(.comparison, as: Comparison.self) != nil
      return drawEmpty(
        text ? noDifferenceText : "Comparing the two runs.", into: &buffer, frame: rest)
    }
    drawHead(differenceTitle(comparison), into: &buffer, row: rest.takeTop(1))
    let lines = sentenceLines(
      [cursorSentence(comparison)] + comparisonSentences
        + comparison.warnings.map(Self.capitalized),
      width: frame.width)
    let shown = min(lines.count, max(1, frame.height / 4))
    drawSentences(lines, into: &buffer, frame: rest.takeBottom(shown))
    differenceChart(comparison).draw(into: &buffer, frame: rest, level: glyphs)
  }

  private static func capitalized(_ clause: String) -> String {
    clause.prefix(1).uppercased() + clause.dropFirst() + "."
  }

  private var noDifferenceText: String {
    comparedRuns == nil
      ? "There is no baseline and no candidate. b and c on Runs (1) choose them."
      : "The two runs have no graded problem in common."
  }

  /// What the difference is at the cursor.
  private func cursorSentence(_ comparison: Comparison) -> String {
    let points = comparison.differences.points
    guard let point = points.last(where: { $0.k <= selection.k }) ?? points.first else {
      return ""
    }
    return Self.capitalized(comparison.lead(at: point))
  }

  private func drawPanels(into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    let grid = runGrid
    drawHead("pass@k by benchmark and model", into: &buffer, row: rest.takeTop(1))
    guard !grid.benchmarks.isEmpty else {
      return drawEmpty(noChartText, into: &buffer, frame: rest)
    }
    var chart = panelsChart(grid)
    chart.cursor = curves.panel
    let line = panelSentence(grid)
    drawSentences([line], into: &buffer, frame: rest.takeBottom(rest.height >= 9 ? 1 : 0))
    chart.draw(into: &buffer, frame: rest, level: glyphs)
  }

  private func panelSentence(_ grid: RunGrid) -> String {
    guard let cell = grid[curves.panel.row, curves.panel.column] else {
      return "There is nothing in this panel."
    }
    let name = [cell.benchmark, cell.family].filter { !$0.isEmpty }.joined(separator: ", ")
    let runs = Format.count(cell.runs.count, "run")
    let published = cell.references.isEmpty ? "" : ", \(cell.references.count) published"
    return "\(name): \(runs)\(published); Enter compares them."
  }

  private func drawTogether(into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    guard let exhibit = togetherExhibit, let chart = exhibit.chart else {
      drawHead("together", into: &buffer, row: rest.takeTop(1))
      let text = togetherRun == nil ? noCurvesText : "Counting the answers."
      return drawEmpty(text, into: &buffer, frame: rest)
    }
    drawHead(exhibit.title, into: &buffer, row: rest.takeTop(1))
    let lines = sentenceLines(exhibit.sentences, width: frame.width)
    drawSentences(lines, into: &buffer, frame: rest.takeBottom(min(lines.count, rest.height / 4)))
    chart.draw(into: &buffer, frame: rest, level: glyphs)
  }
}
