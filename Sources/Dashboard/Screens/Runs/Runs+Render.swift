import Results
import Statistics
import TerminalUI

/// The columns of *Runs*, from left to right.
enum RunColumn: Int, CaseIterable {
  case mark, name, role, step, benchmark, temperature, problems, samples, passOne, passMax
  case unsolved, ungraded, truncated, lastChange, progress, trend

  var sorting: RunsState.Sorting? { RunsState.Sorting(rawValue: rawValue - 1) }
}

extension App {
  struct RunsLayout {
    let table: Rect
    let detail: Rect
  }

  func runsLayout(_ frame: Rect) -> RunsLayout {
    var rest = frame
    let detail = rest.takeBottom(frame.height >= 14 ? max(7, min(10, frame.height / 3)) : 0)
    return RunsLayout(table: rest, detail: detail)
  }

  func drawRuns(into buffer: inout Buffer, frame: Rect) {
    let (shown, list) = (shownRuns, runs.rows.value.rows)
    guard !list.isEmpty else {
      return drawEmpty(noRunsText, into: &buffer, frame: frame)
    }
    let layout = runsLayout(frame)
    let ids = runIDs
    let position = runs.list.position(in: ids)
    let rows = runs.list.window(of: ids, height: layout.table.height - 1)
    let columns = runColumns
    runTable(shown, columns).draw(
      into: &buffer, frame: layout.table, rows: rows, selected: position
    ) { cell(of: list[$0], columns[$1]) }
    if let position { drawDetail(of: list[position], into: &buffer, frame: layout.detail) }
  }

  private var noRunsText: String {
    if !runs.filter.filter.isEmpty {
      return "No run fits the filter '\(runs.filter.usedText)'. Esc shows all."
    }
    if !snapshot.progress.isDone { return "Looking for results." }
    let files = snapshot.foreignFiles + snapshot.files.count
    return files == 0
      ? "There is no file here yet. Results appear as soon as they are written."
      : "None of the \(Format.count(files)) files here holds results that kscope knows. "
        + "0 shows what they are."
  }

  private func cell(of row: RunRow, _ column: RunColumn) -> Table.CellText {
    switch row {
    case .run(let run): return runCell(run, column)
    case .heading(let title, let runs):
      guard column == .name else { return Table.CellText("") }
      let count = runs.isEmpty ? "" : " (\(Format.count(runs.count)))"
      return Table.CellText(title + count, .title, bold: true)
    case .reference(let curve): return referenceRowCell(curve, column)
    }
  }

  private func referenceRowCell(_ curve: ReferenceCurve, _ column: RunColumn) -> Table.CellText {
    let dash = symbols.dash
    func fact(_ name: FactName) -> Table.CellText {
      Table.CellText(curve.facts[name] ?? dash, .dim)
    }
    switch column {
    case .mark:
      let isShown = selection.references.contains(curve.id)
      return Table.CellText(isShown ? String(referenceLetter(curve)) : "", .mark, bold: true)
    case .name: return Table.CellText(curve.facts[.model] ?? dash, .dim)
    case .role: return fact(.role)
    case .step: return fact(.step)
    case .benchmark: return fact(.benchmark)
    case .temperature: return fact(.temperature)
    case .problems: return Table.CellText(curve.problems.map(Format.count) ?? dash, .dim)
    case .samples: return Table.CellText(dash, .dim)
    case .passOne:
      let point = curve.points.first { $0.k == 1 }
      return Table.CellText(point.map { Format.percent($0.value) } ?? dash, .dim)
    case .passMax:
      return Table.CellText(curve.points.last.map { Format.percent($0.value) } ?? dash, .dim)
    default: return Table.CellText("")
    }
  }

  /// The columns that any run has something for.
  private var runColumns: [RunColumn] {
    let hasProgress = shownRuns.contains { !progressText($0).isEmpty }
    let overSteps = trendsOverSteps
    let hasTrend = shownRuns.contains { trend(of: $0, overSteps).count > 1 }
    return RunColumn.allCases.filter {
      ($0 != .progress || hasProgress) && ($0 != .trend || hasTrend)
    }
  }

  private func runTable(_ shown: [Run], _ runColumns: [RunColumn]) -> Table {
    // Of many runs most say the same.
    let benchmarks = Set(shown.map { $0.benchmark ?? "" })
    let benchmark = benchmarks.map { $0.columns(unicode: glyphs.unicode) }.max() ?? 0
    let numbers = Set(shown.map { [$0.totals.nMin, $0.totals.nMax] })
    let samples = numbers.map { range($0[0], $0[1]).columns() }.max() ?? 0
    let change = Set(shown.compactMap(\.lastChange)).map { changeText($0).columns() }.max() ?? 0
    let progress = shown.map { progressText($0).columns() }.max() ?? 0
    let widths: [RunColumn: Int] = [
      .progress: progress,
      .benchmark: min(size.columns < 100 ? 14 : 20, benchmark), .samples: samples,
      .lastChange: change,
    ]
    let columns = runColumns.map { column in
      let (title, width, priority) = Self.shape(of: column)
      let isText = [.mark, .name, .role, .benchmark].contains(column)
      let isSorted = column.sorting == runs.sorting
      let heading = title.utf8.count + (isSorted ? 1 : 0)
      return Table.Column(
        title: title, width: max(width, heading, widths[column] ?? 0),
        alignment: isText ? .left : .right,
        priority: priority, isFlexible: column == .name,
        sorting: isSorted ? !runs.isReversed : nil)
    }
    return Table(columns: columns, symbols: symbols)
  }

  /// The heading and the least width of a column, and how soon it gives way.
  private static func shape(
    of column: RunColumn
  ) -> (title: String, width: Int, priority: Int) {
    switch column {
    case .mark: ("", 1, 0)
    case .name: ("model", 15, 0)
    case .role: ("role", 8, 4)
    case .step: ("step", 5, 3)
    case .benchmark: ("benchmark", 10, 2)
    case .temperature: ("T", 4, 5)
    case .problems: ("problems", 8, 7)
    case .samples: ("n", 4, 0)
    case .passOne: ("pass@1", 7, 0)
    case .passMax: ("pass@n", 7, 1)
    case .unsolved: ("unsolved", 8, 6)
    case .ungraded: ("ungraded", 8, 8)
    case .truncated: ("truncated", 9, 9)
    case .lastChange: ("changed", 7, 10)
    case .progress: ("progress", 8, 0)
    case .trend: ("trend", 12, 11)
    }
  }

  private func runCell(_ run: Run, _ column: RunColumn) -> Table.CellText {
    let totals = run.totals
    let dash = symbols.dash
    switch column {
    case .mark: return markCell(run)
    case .name: return Table.CellText(label(of: run))
    case .role: return Table.CellText(run.facts[.role] ?? dash, roleColor(run))
    case .step: return Table.CellText(run.facts[.step] ?? dash)
    case .benchmark: return Table.CellText(run.benchmark ?? dash)
    case .temperature: return Table.CellText(run.facts[.temperature] ?? dash)
    case .problems: return Table.CellText(Format.count(run.problems.count))
    case .samples: return Table.CellText(range(totals.nMin, totals.nMax))
    case .passOne: return passCell(run, run.passAtOne, runs.best.value.one)
    case .passMax: return passCell(run, run.passAtMost, runs.best.value.most)
    case .unsolved:
      return Table.CellText(Format.count(totals.unsolved), totals.unsolved > 0 ? .text : .dim)
    case .ungraded:
      return Table.CellText(Format.count(totals.ungraded), totals.ungraded > 0 ? .ungraded : .dim)
    case .truncated:
      let cut = totals.truncated
      return Table.CellText(cut.map(Format.count) ?? dash, (cut ?? 0) > 0 ? .warning : .dim)
    case .lastChange: return Table.CellText(run.lastChange.map(changeText) ?? dash, .dim)
    case .progress: return progressCell(run)
    case .trend:
      var cell = Table.CellText(trendText(run, width: 12), .series0)
      cell.isPicture = true
      return cell
    }
  }

  /// pass@k, the best of its benchmark in bold.
  private func passCell(
    _ run: Run, _ point: CurvePoint?, _ best: [String: Double]
  ) -> Table.CellText {
    guard let point else { return Table.CellText(symbols.dash) }
    let isBest = best[run.benchmark ?? ""] == point.value
    return Table.CellText(Format.percent(point.value), isBest ? .mark : .text, bold: isBest)
  }

  private func progressCell(_ run: Run) -> Table.CellText {
    let progress = runs.progress.value[run.id]
    let text = progressText(run)
    if case .stalled? = progress?.state { return Table.CellText(text, .failure, bold: true) }
    return Table.CellText(text, .notice)
  }

  private func markCell(_ run: Run) -> Table.CellText {
    guard let mark = mark(of: run.id) else { return Table.CellText("") }
    return Table.CellText(String(mark.letter), mark.role, bold: true)
  }

  private func roleColor(_ run: Run) -> Role {
    switch run.role {
    case .base: .baseline
    case .rl: .candidate
    case nil: .dim
    default: .text
    }
  }

  private func changeText(_ change: ClockMinute) -> String {
    Format.moment(change, today: snapshot.today)
  }

  private func drawDetail(of row: RunRow, into buffer: inout Buffer, frame: Rect) {
    switch row {
    case .run(let run): draw(details(of: run), title: run.name, into: &buffer, frame: frame)
    case .reference(let curve):
      draw(details(of: curve), title: curve.name, into: &buffer, frame: frame)
    case .heading(let title, let runs):
      let text =
        runs.isEmpty
        ? "Space draws them all on Curves (2), as what they are: published, without interval."
        : "Space marks them all."
      draw(
        [(Format.count(runs.count, "run"), text)], title: title, into: &buffer, frame: frame)
    }
  }

  /// What there is to know of a published curve.
  private func details(of curve: ReferenceCurve) -> [(String, String)] {
    let points = curve.points.map { "\($0.k): \(Format.percent($0.value))" }
    let facts = FactName.allCases.compactMap { name in
      curve.facts[name].map { "\(name.rawValue) \($0)" }
    }
    return [
      ("source", curve.source), (curve.metric, points.joined(separator: ", ")),
      ("note", curve.note), ("facts", facts.joined(separator: ", ")), ("file", curve.file),
      ("doubts", curve.findings.map(\.description).joined(separator: "; ")),
    ].filter { !$0.1.isEmpty }
  }

  private func draw(
    _ details: [(String, String)], title: String, into buffer: inout Buffer, frame: Rect
  ) {
    var rest = frame
    drawRule(title, into: &buffer, row: rest.takeTop(1))
    let width = frame.width - 12
    for (label, text) in details {
      let lines = Wrapping.lines(of: text, width: width, unicode: glyphs.unicode)
      // What is long without end takes one line.
      let shown = ["files", "id"].contains(label) ? 1 : lines.count
      for (number, line) in lines.prefix(shown).enumerated() {
        let row = rest.takeTop(1)
        guard !row.isEmpty else { return }
        if number == 0 { buffer.write(label, x: 1, y: row.y, style: Style(.heading)) }
        buffer.write(
          shown == 1 ? text : String(line), x: 11, y: row.y, style: Style(.text), width: width)
      }
    }
  }

  /// What there is to know of a run, the most important first: all that its row
  /// leaves out on a narrow screen is in the lines before the last.
  private func details(of run: Run) -> [(String, String)] {
    let totals = run.totals
    let cut = totals.truncated.map { "\(Format.count($0)) truncated" }
    let samples = [
      textNote(run), unfinishedText(run), "\(Format.count(totals.ungraded)) ungraded", cut,
      run.rate.map { "\(Format.fixed($0, 1)) a second" },
      run.lastChange.map(changeText).map { "last \($0)" },
    ]
    let problems = [
      Format.count(run.problems.count, "problem"), "\(Format.count(totals.unsolved)) unsolved",
      totals.missing > 0 ? "\(Format.count(totals.missing)) without a graded sample" : nil,
    ]
    let setting = [
      run.facts[.role].map { "role \($0)" }, run.facts[.step].map { "step \($0)" }, run.benchmark,
      run.facts[.temperature].map { "T=\($0)" },
    ]
    return [
      ("samples", samples.compactMap { $0 }.joined(separator: ", ")),
      ("pass@k", passText(run)),
      ("problems", problems.compactMap { $0 }.joined(separator: ", ")),
      ("setting", setting.compactMap { $0 }.joined(separator: ", ")),
      ("progress", progressDetail(run)),
      ("graded", gradingText(run)),
      ("repeats", repeatsText(run.repeats)),
      ("measured", measuredDetail(run)),
      ("seeds", seedsText(run)),
      ("writer's", ComparedFigure.line(run.statedFigures)),
      ("files", "\(run.format): " + run.files.joined(separator: ", ")),
      ("id", run.id), ("facts", factsText(run)),
    ].filter { !$0.1.isEmpty }
  }

  /// Whether evaluations of a run are not whole; `nil` where all are.
  private func unfinishedText(_ run: Run) -> String? {
    let labels = run.unfinished.map(\.label)
    guard run.files.count > 1, !labels.isEmpty else { return labels.first }
    return labels.uniqued().map { label in
      "\(Format.count(labels.count { $0 == label }, "file")) \(label)"
    }.joined(separator: ", ")
  }

  /// How verdicts come about, where that is a choice; empty where it is none.
  private func gradingText(_ run: Run) -> String {
    var parts: [String] = []
    if let metric = run.metric, run.metrics.count > 1 {
      let others = run.metrics.filter { $0 != metric }.joined(separator: ", ")
      parts.append("by \(metric) (m changes to: \(others))")
    }
    if run.hasPartialScores || run.rule.threshold != nil {
      parts.append("right is \(run.rule.condition) (t changes it)")
    }
    return parts.joined(separator: "; ")
  }

  /// The spread over training seeds, and what to do where these are of the sampling.
  private func seedsText(_ run: Run) -> String {
    guard let group = runs.seeds.value[run.id] else { return "" }
    // At 80 columns it takes the two lines that are left for it.
    let isWide = size.columns >= 100 && group.points.count > 1
    let points = group.points.prefix(1) + (isWide ? group.points.suffix(1) : [])
    let spreads = points.map { point in
      "pass@\(point.k) mean \(Format.percent(point.mean)), "
        + "deviation \(Format.percent(point.deviation)), "
        + "range \(Format.fixed(point.lowest * 100, 1)) to \(Format.percent(point.highest))"
    }
    let offer =
      group.mayBeOfSampling ? "; sampling seeds? kscope.toml: merge_seeds=true" : ""
    let spread = spreads.isEmpty ? "" : ": " + spreads.joined(separator: "; ")
    return group.title + spread + offer
  }

  /// What is wrong with a run's samples for being repeated; empty where nothing is.
  private func repeatsText(_ repeats: Repeats) -> String {
    if repeats.isPending { return "looked for in a while: all samples count until then" }
    return [
      repeats.problemsOfOneResponse.map { _ in "one response to each problem" },
      repeats.dropped > 0 ? "\(Format.count(repeats.dropped, "duplicate")) left out" : nil,
      repeats.conflictCount > 0
        ? "\(Format.count(repeats.conflictCount)) of two verdicts" : nil,
    ].compactMap { $0 }.joined(separator: ", ")
  }

  /// The facts, by where they come from.
  private func factsText(_ run: Run) -> String {
    FactSource.allCases.compactMap { source in
      let facts = FactName.allCases.compactMap { name in
        run.facts.entry(of: name).flatMap {
          $0.source == source ? "\(name.rawValue) \($0.value)" : nil
        }
      }
      return facts.isEmpty ? nil : "\(source.label): " + facts.joined(separator: ", ")
    }.joined(separator: "; ")
  }

  /// How many samples a problem has, and how many of them can be read.
  func textNote(_ run: Run) -> String {
    let texts = run.problems.indices.lazy.map(run.problems.tallies.samplesWithText)
    let note = "\(range(run.totals.nMin, run.totals.nMax)) a problem"
    return note + " (\(range(texts.min(), texts.max())) with text)"
  }

  private func passText(_ run: Run) -> String {
    guard let first = run.passAtOne, let last = run.passAtMost else {
      return "nothing graded yet"
    }
    let graded = run.problems.count - run.totals.missing
    let points = last.k > 1 ? [first, last] : [first]
    return points.map { point in
      let problems = point.problems < graded ? ", \(Format.count(point.problems, "problem"))" : ""
      return "pass@\(point.k) \(Format.percent(point.value))" + intervalText(point) + problems
    }.joined(separator: "; ")
  }

  private func intervalText(_ point: CurvePoint) -> String {
    guard let interval = point.interval else { return "" }
    return
      " (\(Format.fixed(interval.lowerBound * 100, 1)) to \(Format.percent(interval.upperBound)))"
  }
}
