import Results
import Statistics
import TerminalUI

extension App {
  /// Below the curves: what each is, and its value at the cursor.
  func drawValues(
    of marked: [Run], _ references: [ReferenceCurve], into buffer: inout Buffer, frame: Rect
  ) {
    let k = selection.k
    let name = isPlainPassAtK ? "pass@\(Format.count(k))" : "at k = \(Format.count(k))"
    let columns: [Table.Column] = [
      .init(title: "", width: 2),
      .init(title: "run", width: 20, isFlexible: true, most: 48),
      .init(title: name, width: 10, alignment: .right),
      .init(title: "95% interval", width: 15, alignment: .right, priority: 1),
      .init(title: "problems", width: 9, alignment: .right, priority: 3),
      .init(title: "n", width: 9, alignment: .right, priority: 4),
      .init(title: "vs baseline", width: 12, alignment: .right, priority: 2),
    ]
    let table = Table(columns: columns, symbols: symbols)
    var rest = frame
    drawRule("k = \(Format.count(k))", into: &buffer, row: rest.takeTop(1))
    let rows = min(marked.count + references.count, rest.height - 1)
    table.draw(into: &buffer, frame: rest, rows: 0..<max(0, rows), selected: nil) { row, column in
      row < marked.count
        ? valueCell(marked[row], column, among: marked)
        : referenceCell(references[row - marked.count], column)
    }
  }

  private func valueCell(_ run: Run, _ column: Int, among marked: [Run]) -> Table.CellText {
    let look = mark(of: run.id) ?? RunMark.unmarked
    let point = linePoints(of: run)?.last { $0.x <= Double(selection.k) }
    switch column {
    case 0: return Table.CellText(String(look.letter), look.role, bold: true)
    case 1: return Table.CellText(valueName(run, among: marked), look.role)
    case 2: return Table.CellText(valueText(run, point))
    case 3:
      let text = point?.interval.map {
        "\(Format.fixed($0.lowerBound * 100, 1)) to \(Format.percent($0.upperBound))"
      }
      return Table.CellText(text ?? symbols.dash, .dim)
    case 4:
      guard let point else { return Table.CellText("0", .dim) }
      let all = run.problems.count
      let isPart = point.problems < all
      return Table.CellText(
        isPart ? "\(point.problems)/\(all)" : String(all), isPart ? .warning : .dim)
    case 5: return Table.CellText(range(run.totals.nMin, run.totals.nMax), .dim)
    default: return Table.CellText(differenceText(run), .text)
    }
  }

  /// The run's name, whether it is compared, and in what its sampling differs from the baseline's.
  private func valueName(_ run: Run, among marked: [Run]) -> String {
    let baseline = marked.first { $0.id == selection.baseline }
    let settings = baseline.map { SettingDifference.all(of: run, from: $0) } ?? []
    let sign = glyphs.unicode ? "≠" : "!="
    let note = settings.isEmpty ? "" : " \(sign) " + settings.map(\.label).joined(separator: ", ")
    return shortName(of: run, among: marked) + comparison(of: run) + note
  }

  private func valueText(_ run: Run, _ point: MetricPoint?) -> String {
    if let nMax = run.totals.nMax, selection.k > nMax { return "n < \(selection.k)" }
    return point.map { Format.percent($0.value) } ?? symbols.dash
  }

  /// The paired difference where it was worked out, with the 95 % interval at that k alone.
  private func differenceText(_ run: Run) -> String {
    guard run.id == selection.candidate, isPlainPassAtK,
      let point = comparison?.value.difference(at: selection.k)
    else { return run.id == selection.baseline ? "" : plainDifference(run) }
    let half = point.standardError.map { NormalQuantile.twoSided95 * $0 * 100 }
    let sign = glyphs.unicode ? "±" : "+-"
    return Format.points(point.value) + (half.map { " \(sign) \(Format.fixed($0, 1))" } ?? "")
  }

  private func plainDifference(_ run: Run) -> String {
    let runs = [run.id, selection.baseline].map { id in id.flatMap { snapshot.run($0) } }
    let values = runs.map { run in
      run.flatMap { linePoints(of: $0)?.last { $0.x <= Double(selection.k) }?.value }
    }
    guard let own = values[0], let baseline = values[1] else { return "" }
    return Format.points(own - baseline)
  }

  private func referenceCell(_ curve: ReferenceCurve, _ column: Int) -> Table.CellText {
    let role = referenceRole(curve)
    switch column {
    case 0: return Table.CellText(String(referenceLetter(curve)), role, bold: true)
    case 1: return Table.CellText("published: " + curve.name, role)
    case 2:
      let point = curve.points.first { $0.k == selection.k }
      return Table.CellText(point.map { Format.percent($0.value) } ?? symbols.dash)
    case 3: return Table.CellText(symbols.dash, .dim)
    case 4: return Table.CellText(curve.problems.map(Format.count) ?? symbols.dash, .dim)
    case 5: return Table.CellText(symbols.dash, .dim)
    default: return Table.CellText("")
    }
  }

  /// pass@k of the marked runs at the powers of two, the best of each in bold.
  func drawCurveTable(into buffer: inout Buffer, frame: Rect) {
    let (marked, budgets) = (markedRuns, curveTableBudgets)
    var rest = frame
    drawHead(curveTitle(marked), into: &buffer, row: rest.takeTop(1))
    guard !budgets.isEmpty else {
      return drawEmpty(noChartText, into: &buffer, frame: rest)
    }
    let lines = sentenceLines(comparisonSentences, width: frame.width)
    drawSentences(lines, into: &buffer, frame: rest.takeBottom(min(lines.count, 3)))
    let hasErrors = frame.width >= 40 + budgets.count * 14
    let columns =
      [
        Table.Column(title: "", width: 2),
        .init(title: "run", width: 18, isFlexible: true, most: 48),
      ]
      + budgets.enumerated().map { place, k in
        // The ends of the curve stay longest.
        let isEnd = place == 0 || place == budgets.count - 1
        return Table.Column(
          title: "pass@\(k)", width: hasErrors ? 12 : max(7, "pass@\(k)".count), alignment: .right,
          priority: isEnd ? 0 : budgets.count - place)
      }
    let best = budgets.map { bestValue(at: $0) }
    Table(columns: columns, symbols: symbols).draw(
      into: &buffer, frame: rest, rows: 0..<min(marked.count, max(0, rest.height - 1)),
      selected: nil
    ) { row, column in
      let run = marked[row]
      let look = mark(of: run.id) ?? RunMark.unmarked
      switch column {
      case 0: return Table.CellText(String(look.letter), look.role, bold: true)
      case 1: return Table.CellText(valueName(run, among: marked), look.role)
      default: return tableCell(run, budgets[column - 2], best[column - 2], hasErrors)
      }
    }
  }

  private func tableCell(
    _ run: Run, _ k: Int, _ best: Double?, _ hasErrors: Bool
  ) -> Table.CellText {
    guard let point = tablePoint(run, at: k) else { return Table.CellText(symbols.dash, .dim) }
    let isBest = point.value == best
    let sign = glyphs.unicode ? "±" : "+-"
    let half = point.standardError.map { NormalQuantile.twoSided95 * $0 * 100 }
    let error = hasErrors ? half.map { " \(sign)" + Format.fixed($0, 1) } ?? "" : ""
    return Table.CellText(
      Format.percent(point.value) + error + (isBest ? "*" : ""), isBest ? .mark : .text,
      bold: isBest)
  }
}
