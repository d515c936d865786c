import Charts
import Results
import Statistics
import TerminalUI

extension Job.Slot {
  static let ranking = Job.Slot("ranking")
}

extension App {
  /// What checkpoints are ranked by: the chosen fact, else the first that differs.
  private var rankingFact: FactName {
    training.fact ?? rankingFacts.first ?? .algorithm
  }

  private var rankingFacts: [FactName] {
    Ranking.facts(of: snapshot.runs, published: rankedPublications)
  }

  private var rankedPublications: [PublishedRun] {
    training.showsReferences ? training.published.value : []
  }

  mutating func refreshRanking() -> [Effect] {
    let (runs, published, fact) = (snapshot.runs, rankedPublications, rankingFact)
    let (isWhole, preferred) = (training.isWhole, Set(selection.order))
    let k = selection.isBudgetChosen ? selection.k : nil
    let subject = [fact.rawValue, "\(isWhole) \(k ?? 0) \(published.count)"] + selection.order
    let effects = board.ask(
      .ranking, of: subject.joined(separator: "\n"), version: Fingerprint.of(runs)
    ) { _ in
      Ranking(
        runs, published: published, by: fact, k: k, isWhole: isWhole, preferred: preferred)
    }
    if let ranking = board.latest(.ranking, as: Ranking.self)?.value {
      selection.proposeBudget(ranking.k)
      training.column = max(0, min(ranking.columns.count - 1, training.column))
      training.row = max(0, min(ranking.rows.count - 1, training.row))
    }
    return effects
  }

  /// The ranking in the order that is asked for.
  var ranking: Ranking? {
    guard let found = board.latest(.ranking, as: Ranking.self)?.value, !found.rows.isEmpty else {
      return nil
    }
    return training.sortsByValue
      ? found.sortedByValue(isReversed: training.isReversed)
      : found.sorted(
        by: training.measure, in: training.column, isReversed: training.isReversed)
  }

  /// The k of the marked runs and of what is published.
  var rankingBudgets: [Int] {
    let printed = rankedPublications.flatMap { $0.points.map(\.k) }
    return Set(selection.budgets(of: snapshot.runs) + printed).sorted()
  }

  mutating func performInRanking(_ command: Command) -> [Effect] {
    let (rows, columns) = (ranking?.rows.count ?? 0, ranking?.columns.count ?? 0)
    switch command {
    case .up: training.row = max(0, training.row - 1)
    case .down: training.row = max(0, min(rows - 1, training.row + 1))
    case .first: training.row = 0
    case .last: training.row = max(0, rows - 1)
    case .left: training.column = max(0, training.column - 1)
    case .right: training.column = max(0, min(columns - 1, training.column + 1))
    case .fact: changeFact()
    case .sort: changeSorting()
    case .reverse: training.isReversed.toggle()
    case .allCheckpoints: training.isWhole.toggle()
    case .deeper: return openCurves(of: rankedRun)
    case .candidate: makeCandidate(rankedRun)
    default: break
    }
    return []
  }

  /// The run of the row under the cursor, on the benchmark under it or the first it has.
  private var rankedRun: String? {
    guard let row = ranking?.rows[safe: training.row] else { return nil }
    let own = row.cells[safe: training.column] ?? nil
    return own?.run ?? row.cells.compactMap { $0?.run }.first
  }

  private mutating func changeFact() {
    let all = rankingFacts
    guard !all.isEmpty else {
      notice = "the runs differ in nothing that they could be ranked by"
      return
    }
    let place = all.firstIndex(of: rankingFact) ?? -1
    training.fact = all[(place + 1) % all.count]
    training.row = 0
  }

  /// Through ΔSE, pass@1, pass@k and the values themselves.
  private mutating func changeSorting() {
    let order: [Ranking.Measure] = [.gap, .passAt1, .passAtK]
    let place = order.firstIndex(of: training.measure) ?? 0
    if training.sortsByValue {
      (training.sortsByValue, training.measure) = (false, order[0])
    } else if place == order.count - 1 {
      training.sortsByValue = true
    } else {
      training.measure = order[place + 1]
    }
  }

  // What is drawn.

  var algorithmsExhibit: Exhibit? {
    guard let ranking else { return nil }
    var chart = rankingBars(ranking, columns: ranking.columns.indices)
    chart.cursor = nil
    return Exhibit(
      "algorithms", title: rankingTitle(ranking),
      sentences: rankingSentences(ranking), chart: chart, tables: [ranking.table])
  }

  private func rankingTitle(_ ranking: Ranking) -> String {
    "\(training.measure.name(ranking.k)) by \(ranking.fact.rawValue)"
      + (ranking.rows.allSatisfy(\.isPublished) ? ", published" : "")
  }

  private func rankingSentences(_ ranking: Ranking) -> [String] {
    let meaning =
      training.measure == .gap
      ? [
        "ΔSE(\(ranking.k)) is pass@\(ranking.k) of the base model less pass@1, in points: "
          + "less is better."
      ]
      : []
    return ranking.sentences(training.measure) + meaning
      + (ranking.hasAverage
        ? ["The average counts each benchmark once; its interval is over problems, not benchmarks."]
        : [])
  }

  /// Bars of the measure, the benchmarks side by side.
  private func rankingBars(_ ranking: Ranking, columns: Range<Int>) -> BarList {
    let measure = training.measure
    let roles = Role.series
    let groups = columns.map { place in
      BarList.Group(ranking.columns[place], role: roles[place % roles.count])
    }
    let isMixed = Set(ranking.rows.map(\.isPublished)).count > 1
    let rows = ranking.rows.map { row in
      BarList.Row(
        row.label + (row.isPublished && isMixed ? " (published)" : ""),
        values: columns.map { column in
          guard let score = row.score(measure, in: column) else { return BarList.Value(nil) }
          return BarList.Value(
            score.value, low: training.showsIntervals ? score.interval?.lowerBound : nil,
            high: training.showsIntervals ? score.interval?.upperBound : nil,
            text: scoreText(score, measure), isBest: score.isBest)
        }, role: row.isBaseline ? .baseline : nil)
    }
    return BarList(
      axis: Axis(
        measureTitle(measure, ranking.k), format: .percent), groups: groups, rows: rows,
      cursor: training.row)
  }

  private func scoreText(_ score: Ranking.Score, _ measure: Ranking.Measure) -> String {
    let text = Ranking.text(score, measure)
    return glyphs.unicode ? text : text.split(separator: "±").joined(separator: "+-")
  }

  func drawAlgorithms(into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    guard let ranking else {
      drawHead("by algorithm", into: &buffer, row: rest.takeTop(1))
      return drawEmpty(noRankingText, into: &buffer, frame: rest)
    }
    drawHead(rankingTitle(ranking), into: &buffer, row: rest.takeTop(1))
    let lines = sentenceLines(rankingSentences(ranking), width: frame.width)
    let table = min(ranking.rows.count + 2, max(0, (rest.height - 2) / 2))
    let room = rest.height - table - min(ranking.rows.count + 1, rest.height / 2)
    drawSentences(
      lines, into: &buffer, frame: rest.takeBottom(min(lines.count, max(2, room))))
    let below = rest.takeBottom(min(table, rest.height / 2))
    let columns = Self.window(
      of: ranking.columns.count, around: training.column, room: max(1, rest.width / 40))
    rankingBars(ranking, columns: columns).draw(into: &buffer, frame: rest, level: glyphs)
    drawRankingTable(ranking, into: &buffer, frame: below)
  }

  private var noRankingText: String {
    if snapshot.runs.isEmpty && snapshot.references.isEmpty { return noChartText }
    if board.isWaiting(.ranking) { return "Ranking the runs." }
    return
      "No run states \(rankingFact.rawValue). f goes to the next fact; e on Runs (1) states one."
  }

  /// All three measures on the benchmark under the cursor, and others where there is room.
  private func drawRankingTable(
    _ ranking: Ranking, into buffer: inout Buffer, frame: Rect
  ) {
    guard frame.height >= 3 else { return }
    var rest = frame
    let column = training.column
    let name = ranking.columns[safe: column] ?? ""
    let sign = glyphs.unicode ? "±" : "+-"
    drawRule("\(name), \(sign) is the 95% interval", into: &buffer, row: rest.takeTop(1))
    let measures = Ranking.Measure.allCases
    let columns: [Table.Column] =
      [
        .init(
          title: ranking.fact.rawValue, width: 14, isFlexible: true, most: 48,
          sorting: training.sortsByValue ? !training.isReversed : nil)
      ]
      + measures.map { measure in
        let isSorted = measure == training.measure && !training.sortsByValue
        return .init(
          title: measureTitle(measure, ranking.k), width: 14, alignment: .right,
          priority: measure == training.measure ? 0 : 1,
          sorting: isSorted ? measure.isSmallerBetter != training.isReversed : nil)
      } + [
        .init(title: "problems", width: 8, alignment: .right, priority: 3),
        .init(title: "kind", width: 9, priority: 2),
        .init(title: "model", width: 24, priority: 4),
      ]
    let window = Self.window(
      of: ranking.rows.count, around: training.row, room: rest.height - 1)
    Table(columns: columns, symbols: symbols).draw(
      into: &buffer, frame: rest, rows: window, selected: training.row
    ) { row, place in
      rankingCell(ranking.rows[row], place, in: column)
    }
  }

  private func measureTitle(_ measure: Ranking.Measure, _ k: Int) -> String {
    let name = measure.name(k)
    return glyphs.unicode || measure != .gap ? name : "dSE(\(k))"
  }

  private func rankingCell(
    _ row: Ranking.Row, _ place: Int, in column: Int
  ) -> Table.CellText {
    let measures = Ranking.Measure.allCases
    switch place {
    case 0: return Table.CellText(row.label, row.isBaseline ? .baseline : .text)
    case 1...measures.count:
      guard let score = row.score(measures[place - 1], in: column) else {
        return Table.CellText(symbols.dash, .dim)
      }
      return Table.CellText(
        scoreText(score, measures[place - 1]) + (score.isBest ? "*" : " "),
        score.isBest ? .mark : .text, bold: score.isBest)
    case measures.count + 1:
      let cell = row.cells[safe: column] ?? nil
      return Table.CellText(cell?.problems.map(Format.count) ?? symbols.dash, .dim)
    case measures.count + 2:
      return Table.CellText(row.isPublished ? "published" : "measured", .dim)
    default: return Table.CellText(row.model, .dim)
    }
  }
}
