import Charts
import Results
import Statistics
import TerminalUI

extension App {
  /// From which bin of accuracy to which problems go.
  var flowExhibit: Exhibit? {
    guard let flow = accuracyFindings?.flow, flow.total > 0 else { return nil }
    return Exhibit(
      "flow", title: flowTitle, sentences: [flow.sentence], chart: flowChart(flow),
      tables: [flow.table])
  }

  private var flowTitle: String {
    "accuracy from baseline to candidate"
  }

  private func flowChart(_ flow: AccuracyFlow) -> CountMatrix {
    var chart = CountMatrix(
      rows: Self.shortBins, columns: Self.shortBins, counts: flow.counts,
      rowTitle: "baseline", columnTitle: "candidate")
    for place in Self.shortBins.indices {
      chart.emphasis[GridPlace(row: place, column: place)] = .dim
      for other in 0..<place {
        chart.emphasis[GridPlace(row: place, column: other)] = .incorrect
        chart.emphasis[GridPlace(row: other, column: place)] = .correct
      }
    }
    chart.showsPercent = false
    return chart
  }

  mutating func performInFlow(_ command: Command) -> [Effect] {
    let last = AccuracyHistogram.labels.count - 1
    var cell = problems.flowCell
    switch command {
    case .left: cell.column -= 1
    case .right: cell.column += 1
    case .up: cell.row -= 1
    case .down: cell.row += 1
    case .first: cell = GridPlace(row: 0, column: 0)
    case .last: cell = GridPlace(row: last, column: last)
    case .deeper: return listFlow()
    default: break
    }
    problems.flowCell = GridPlace(
      row: max(0, min(last, cell.row)), column: max(0, min(last, cell.column)))
    return []
  }

  private var flowIDs: [String] {
    accuracyFindings?.flow?.ids[safe: problems.flowCell.row]?[safe: problems.flowCell.column] ?? []
  }

  private mutating func listFlow() -> [Effect] {
    guard !flowIDs.isEmpty else {
      notice = "no problem goes this way"
      return []
    }
    let labels = AccuracyHistogram.labels
    let (from, to) = (labels[problems.flowCell.row], labels[problems.flowCell.column])
    return listProblems(
      ProblemSubset(title: "accuracy \(from) in B, \(to) in C", ids: Set(flowIDs)))
  }

  /// Puts the cursor on the cell that was clicked.
  mutating func clickInFlow(x: Int, y: Int) {
    guard let flow = accuracyFindings?.flow else { return }
    var chart = flowChart(flow)
    chart.cursor = problems.flowCell
    let cell = chart.cell(atX: x, y: y, in: flowLayout(flow, body).chart)
    problems.flowCell = cell ?? problems.flowCell
  }

  private func flowLayout(
    _ flow: AccuracyFlow, _ frame: Rect
  ) -> (head: Rect, chart: Rect, cell: Rect, sentences: Rect) {
    var rest = frame
    let head = rest.takeTop(1)
    let lines = sentenceLines([flow.sentence], width: frame.width).count
    let sentences = rest.takeBottom(min(lines, max(0, rest.height - 16)))
    let cell = rest.takeBottom(1)
    return (head, rest, cell, sentences)
  }

  func drawFlow(into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    drawHead(flowTitle, into: &buffer, row: rest.takeTop(1))
    guard let flow = accuracyFindings?.flow, flow.total > 0 else {
      let text =
        comparedRuns == nil
        ? "There is no baseline and no candidate. b and c on Runs (1) choose them."
        : accuracyFindings == nil
          ? "Counting the problems." : "The two runs have no graded problem in common."
      return drawEmpty(text, into: &buffer, frame: rest)
    }
    let layout = flowLayout(flow, frame)
    let lines = sentenceLines([flow.sentence], width: frame.width)
    drawSentences(lines, into: &buffer, frame: layout.sentences)
    drawFlowCell(flow, into: &buffer, row: layout.cell)
    var chart = flowChart(flow)
    chart.cursor = problems.flowCell
    chart.draw(into: &buffer, frame: layout.chart, level: glyphs)
  }

  /// What the cell under the cursor stands for, and its first problems.
  private func drawFlowCell(_ flow: AccuracyFlow, into buffer: inout Buffer, row: Rect) {
    let labels = AccuracyHistogram.labels
    let (from, to) = (labels[problems.flowCell.row], labels[problems.flowCell.column])
    let ids = flowIDs
    let share = Format.percent(Double(ids.count) / Double(flow.total))
    let x = buffer.write(
      "B \(from) \(symbols.right) C \(to)", x: 1, y: row.y, style: Style(.heading))
    let names = ids.prefix(12).joined(separator: " ") + (ids.count > 12 ? " ..." : "")
    buffer.write(
      "\(Format.count(ids.count, "problem")) of \(Format.count(flow.total)) (\(share))  \(names)",
      x: x + 2, y: row.y, style: Style(.text), width: row.width - x - 3)
  }
}
