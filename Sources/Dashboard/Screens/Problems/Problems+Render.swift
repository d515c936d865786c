import Charts
import Results
import Statistics
import TerminalUI

extension App {
  struct ProblemsLayout {
    let legend: Rect
    let table: Rect
    let detail: Rect
    let scale: Rect
    let sentences: Rect
  }

  func problemsLayout(_ frame: Rect) -> ProblemsLayout {
    var rest = frame
    let isHeat = view(of: .problems) == .problems
    let count = isHeat ? shownProblemRuns(width: frame.width).count : 0
    let legend = rest.takeTop(1 + (isHeat ? min(max(1, count), max(1, frame.height / 4)) : 0))
    let lines = sentenceLines(problems.sentences.value, width: frame.width).count
    let sentences = rest.takeBottom(frame.height >= (isHeat ? 30 : 20) ? min(3, lines) : 0)
    let scale = rest.takeBottom(isHeat && frame.height >= 12 ? 1 : 0)
    let detail = rest.takeBottom(frame.height >= 14 ? 1 : 0)
    return ProblemsLayout(
      legend: legend, table: rest, detail: detail, scale: scale, sentences: sentences)
  }

  func drawProblems(into buffer: inout Buffer, frame: Rect) {
    switch view {
    case .flow: return drawFlow(into: &buffer, frame: frame)
    case .newly: return drawNewly(into: &buffer, frame: frame)
    case .strata: return drawStrata(into: &buffer, frame: frame)
    default: break
    }
    guard problems.rows.value.count > 0 else {
      var rest = frame
      drawHead("problems", into: &buffer, row: rest.takeTop(1))
      return drawEmpty(noProblemsText, into: &buffer, frame: rest)
    }
    switch view {
    case .dumbbells: drawDumbbells(into: &buffer, frame: frame)
    case .problem: drawProblemCurves(into: &buffer, frame: frame)
    default: drawHeat(into: &buffer, frame: frame)
    }
  }

  private var noProblemsText: String {
    if snapshot.runs.isEmpty { return noChartText }
    if !problems.filter.filter.isEmpty {
      return "No problem fits the filter '\(problems.filter.usedText)'. Esc shows all."
    }
    if problems.subset != nil { return "No problem of these runs is in the list. Esc shows all." }
    return markedRuns.isEmpty
      ? "No run is marked. Space on Runs (1) marks one." : "This run has no problems yet."
  }

  private func drawHeat(into buffer: inout Buffer, frame: Rect) {
    let list = problems.rows.value
    let layout = problemsLayout(frame)
    let matrix = ProblemMatrix(app: self, width: layout.table.width)
    drawRunLetters(matrix, into: &buffer, frame: layout.legend)
    let position = problems.list.position(in: list.ids)
    matrix.table.draw(
      into: &buffer, frame: layout.table,
      rows: problems.list.window(of: list.ids, height: layout.table.height - 1), selected: position
    ) { matrix.cell(list[$0], $1) }
    if let position { drawProblem(list[position], into: &buffer, row: layout.detail) }
    if !layout.scale.isEmpty {
      HeatScale(level: glyphs).drawLegend(
        into: &buffer, x: 1, y: layout.scale.y, width: layout.scale.width - 2)
    }
    drawSentences(
      sentenceLines(problems.sentences.value, width: frame.width), into: &buffer,
      frame: layout.sentences)
  }

  /// Which letter or step stands for which run, and which of them the cursor is on.
  private func drawRunLetters(_ matrix: ProblemMatrix, into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    drawHead(problemsTitle(matrix), into: &buffer, row: rest.takeTop(1))
    let place = matrix.columns.chosen - matrix.shown.lowerBound
    let first = max(0, min(place - rest.height + 1, matrix.shown.count - rest.height))
    for index in matrix.shown.dropFirst(first).prefix(rest.height) {
      drawRunLetter(
        matrix.runs[index], heading: matrix.headings[index], among: matrix.runs, into: &buffer,
        row: rest.takeTop(1))
    }
  }

  private func drawRunLetter(
    _ run: Run, heading: String, among runs: [Run], into buffer: inout Buffer, row: Rect
  ) {
    let mark = mark(of: run.id) ?? RunMark.unmarked
    let isChosen = run.id == problemRun?.id
    let totals = run.totals
    let isUnequal = totals.nMin != totals.nMax
    var numbers =
      "n \(range(totals.nMin, totals.nMax)), "
      + "mean \(totals.meanAccuracy.map(Format.percent) ?? symbols.dash)"
    if totals.ungraded > 0 { numbers += ", \(Format.count(totals.ungraded)) ungraded" }
    if run.repeats.dropped > 0 {
      numbers += ", \(Format.count(run.repeats.dropped, "duplicate")) left out"
    }
    if isChosen { buffer.write(symbols.right, x: 0, y: row.y, style: Style(.mark, bold: true)) }
    let room = max(8, row.width - numbers.columns() - 5)
    let x = buffer.write(
      "\(heading) \(shortName(of: run, among: runs))\(comparison(of: run))", x: 2, y: row.y,
      style: Style(mark.role, bold: isChosen), width: room)
    buffer.write(
      numbers, x: x + 2, y: row.y, style: Style(isUnequal ? .warning : .dim),
      width: row.width - x - 3)
  }

  private func problemsTitle(_ matrix: ProblemMatrix) -> String {
    let benchmark = matrix.runs.first?.benchmark.map { " on \($0)" } ?? ""
    let count = problemCountText
    var title = problems.subset.map { "\(count): \($0.title)" } ?? "c/n of \(count)\(benchmark)"
    if matrix.shown.count < matrix.runs.count {
      let (first, last) = (matrix.shown.lowerBound + 1, matrix.shown.upperBound)
      title += ", runs \(range(first, last)) of \(matrix.runs.count)"
    }
    return problemSorting == .id ? title : title + ", by \(shortSorting)"
  }

  var shortSorting: String {
    switch problemSorting {
    case .accuracy: "accuracy"
    case .difference: "difference"
    case .change: "change"
    case .solvers: "solving runs"
    default: problemSorting.title
    }
  }

  /// What the cell under the cursor stands for, in words.
  func drawProblem(_ row: ProblemRow, into buffer: inout Buffer, row frame: Rect) {
    guard !frame.isEmpty, let run = problemRun else { return }
    let letter = " in \(problemHeadings[safe: problemColumns.chosen] ?? "")"
    let tally = row.tallies[safe: problemColumns.chosen] ?? nil
    var parts = [tallyText(tally)]
    if let tally, tally.n < run.totals.nMax ?? 0 {
      parts.append("(* fewer than the \(Format.count(run.totals.nMax ?? 0)) of others)")
    }
    if let level = row.problem.level { parts.append("level \(level)") }
    if let subject = row.problem.subject { parts.append(subject) }
    let x = buffer.write(
      row.problem.name + letter, x: 1, y: frame.y, style: Style(.heading), width: frame.width / 2)
    buffer.write(
      parts.joined(separator: ", "), x: x + 2, y: frame.y, style: Style(.text),
      width: frame.width - x - 3)
  }

  /// c of n with the interval of the rate; no success has its upper limit.
  func tallyText(_ tally: Tally?) -> String {
    guard let tally else { return "not in this run" }
    var text =
      tally.n > 0
      ? RateText.words(TallyCounts.Key(n: tally.n, c: tally.c)) + " correct" : "no graded sample"
    if tally.ungraded > 0 { text += ", \(Format.count(tally.ungraded)) ungraded" }
    if tally.truncated > 0 { text += ", \(Format.count(tally.truncated)) truncated" }
    return text
  }
}
