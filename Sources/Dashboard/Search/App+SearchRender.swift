import Charts
import Results
import TerminalUI

extension App {
  struct SearchLayout {
    let rule: Rect
    let text: Rect
    let counts: Rect
    let listRule: Rect
    let list: Rect
  }

  /// Sentences and counts above the samples that were found.
  func searchLayout(_ frame: Rect) -> SearchLayout {
    var rest = frame
    let rule = rest.takeTop(1)
    let lines = searchLines(width: frame.width).count
    let text = rest.takeTop(min(lines, max(1, rest.height / 3)))
    let rows = search.shown.value.counts.rows.count
    let counts = rest.takeTop(rows > 0 ? min(rows + 1, max(0, rest.height / 2 - 1)) : 0)
    return SearchLayout(
      rule: rule, text: text, counts: counts, listRule: rest.takeTop(1), list: rest)
  }

  private func searchLines(width: Int) -> [String] {
    if let failure = search.failure { return sentenceLines([failure], width: width) }
    let runs = (search.query?.runs ?? []).prefix(2).compactMap { snapshot.run($0) }
    guard let sought = search.query?.sought else { return [] }
    var sentences = search.progress.sentences(
      of: sought, runs: runs.map { ($0.id, shortName(of: $0, among: runs)) })
    let silent = search.shown.value.silent
    if silent > 0 {
      let noun = search.progress.samples > 0 ? "further sample" : "sample"
      let word = silent == 1 ? "has" : "have"
      sentences.append("\(Format.count(silent, noun)) of these runs \(word) no text.")
    }
    if search.progress.unread > 0 {
      sentences.append(
        "\(Format.count(search.progress.unread, "sample")) could not be read: "
          + (search.progress.unreadReason ?? "no reason is known") + ".")
    }
    return sentenceLines(sentences, width: width)
  }

  /// Works out what the view shows of many runs, once a report.
  mutating func refreshSearch() -> [Effect] {
    let key = SearchState.ShownKey(report: search.reports, query: search.query, revision: revision)
    if !search.shown.isCurrent(for: key) {
      let wanted = Set(search.query?.runs ?? [])
      var shown = SearchState.Shown()
      shown.names = shortNames(of: snapshot.runs.filter { wanted.contains($0.id) })
      shown.nameWidth = shown.names.values.map { $0.columns(unicode: glyphs.unicode) }.max() ?? 4
      shown.counts = countsOfSearch(by: shown.names)
      shown.silent = samplesWithoutText
      search.shown.set(shown, for: key)
    }
    search.window.follow(
      position: search.row, count: search.hits.count, height: searchListHeight)
    return []
  }

  /// How many samples of what is searched cannot be looked at, once all others were.
  private var samplesWithoutText: Int {
    let progress = search.progress
    guard let query = search.query, progress.isDone, !search.isStopped else { return 0 }
    let wanted = Set(query.runs)
    let all = snapshot.runs.lazy.filter { wanted.contains($0.id) }.flatMap(\.problems)
      .filter { query.problems?.contains($0.problem.id) ?? true }
      .reduce(0) { $0 + $1.tally.samples }
    return max(0, all - progress.samples - progress.unread)
  }

  /// How many samples of each run have what is looked for, by verdict.
  private func countsOfSearch(by names: [String: String]) -> DataTable {
    let verdicts: [(Verdict, String)] = [
      (.correct, "right"), (.incorrect, "wrong"), (.ungraded, "ungraded"),
    ].filter { !search.progress.counts(of: $0.0).isEmpty }
    var table = DataTable(
      "samples with a match, by run",
      columns: [.init("run", isWords: true)]
        + verdicts.flatMap {
          [
            .init("\($0.1)_found", "\($0.1)"), .init("\($0.1)_samples", "of"),
            .init("\($0.1)_share", "share"),
          ]
        })
    let known = verdicts.map { verdict in
      Dictionary(
        search.progress.counts(of: verdict.0).map { ($0.run, $0) },
        uniquingKeysWith: { first, _ in first })
    }
    for id in search.query?.runs ?? [] {
      let counts = known.map { $0[id] }
      guard counts.contains(where: { $0 != nil }) else { continue }
      table.append(
        [.text(names[id] ?? id)]
          + counts.flatMap {
            [
              DataValue(count: $0?.matched), DataValue(count: $0?.samples),
              DataValue(share: $0?.share),
            ]
          })
    }
    return table
  }

  func drawSearch(into buffer: inout Buffer, frame: Rect) {
    guard let sought = search.query?.sought else {
      return drawEmpty(
        "Nothing was looked for yet. \\ searches the samples of the marked runs.", into: &buffer,
        frame: frame)
    }
    let layout = searchLayout(frame)
    drawRule("search for \(sought.shown) \(scopeText)", into: &buffer, row: layout.rule)
    drawSearchProgress(into: &buffer, row: layout.rule)
    let lines = searchLines(width: layout.text.width)
    if search.failure != nil {
      for (row, line) in lines.prefix(layout.text.height).enumerated() {
        buffer.write(line, x: frame.x + 1, y: layout.text.y + row, style: Style(.warning))
      }
    } else {
      drawSentences(lines, into: &buffer, frame: layout.text)
    }
    if !layout.counts.isEmpty {
      draw(
        search.shown.value.counts, into: &buffer,
        frame: Rect(
          x: layout.counts.x, y: layout.counts.y, width: min(100, layout.counts.width),
          height: layout.counts.height),
        yielding: ["ungraded_share": 3, "ungraded_found": 3, "ungraded_samples": 3])
    }
    drawRule(hitsTitle, into: &buffer, row: layout.listRule)
    drawHits(into: &buffer, frame: layout.list)
  }

  /// At the right of a rule how far the search is.
  private func drawSearchProgress(into buffer: inout Buffer, row: Rect) {
    guard search.isRunning else { return }
    let progress = search.progress
    let share =
      progress.bytesTotal > 0 ? Double(progress.bytesDone) / Double(progress.bytesTotal) : 0
    let text =
      " \(Int(share * 100))% of \(Format.bytes(progress.bytesTotal)) \(symbols.separator) Esc ends "
    let width = text.columns(unicode: glyphs.unicode)
    guard row.width > width + 40 else { return }
    buffer.writeRight(text, maxX: row.maxX - 1, y: row.y, style: Style(.notice))
    ProgressBar(share: share).draw(
      into: &buffer, x: row.maxX - 1 - width - 12, y: row.y, width: 12, level: glyphs)
  }

  /// How many samples there are in the list, of how many.
  private var hitsTitle: String {
    let found = search.progress.matched
    var words = "\(Format.count(found)) of \(Format.count(search.progress.samples, "sample"))"
    if search.hits.count < found { words += ", the first \(Format.count(search.hits.count))" }
    if search.isStopped { words += ", ended before all were looked at" }
    return words
  }

  private func drawHits(into buffer: inout Buffer, frame: Rect) {
    guard !search.hits.isEmpty else {
      let text =
        search.failure != nil
        ? "/ corrects what is looked for." : search.isRunning ? "Looking." : "No sample has it."
      return drawEmpty(text, into: &buffer, frame: frame)
    }
    let hits = search.hits
    let names = search.shown.value.names
    let width = search.shown.value.nameWidth
    let table = Table(
      columns: [
        .init(title: "run", width: min(20, max(4, width)), priority: 1),
        .init(title: "problem", width: frame.width < 100 ? 10 : 18),
        .init(title: "verdict", width: 8),
        .init(title: "first match", width: 20, isFlexible: true),
      ], symbols: symbols)
    let rows = search.window.range(
      position: search.row, count: hits.count, height: max(0, frame.height - 1))
    table.draw(into: &buffer, frame: frame, rows: rows, selected: search.row) { row, column in
      let hit = hits[row]
      switch column {
      case 0: return Table.CellText(names[hit.run] ?? hit.run)
      case 1: return Table.CellText(hit.problem)
      case 2: return verdictCell(hit.verdict)
      default:
        var text = Table.CellText(hit.snippet.text, .dim)
        text.match = hit.snippet.range
        return text
      }
    }
  }

  /// The counts, and the samples that were found.
  var searchExhibit: Exhibit? {
    guard let sought = search.query?.sought, search.progress.samples > 0 else { return nil }
    var found = DataTable(
      "samples found",
      columns: [
        .init("run", isWords: true), .init("problem", isWords: true),
        .init("verdict", isWords: true), .init("file", isWords: true), .init("offset"),
        .init("in", isWords: true), .init("text", isWords: true),
      ])
    for hit in search.hits {
      found.append([
        .text(hit.run), .text(hit.problem), .text("\(hit.verdict)"), .text(hit.reference.path),
        .count(Int(clamping: hit.reference.offset)), .text(hit.match.field.rawValue),
        .text(hit.snippet.text),
      ])
    }
    return Exhibit(
      "search", title: "search for \(sought.shown) \(scopeText)",
      sentences: searchLines(width: 10_000), tables: [search.shown.value.counts, found])
  }
}
