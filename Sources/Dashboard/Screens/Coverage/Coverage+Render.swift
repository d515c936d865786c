import Charts
import Results
import Statistics
import TerminalUI

extension App {
  func drawCoverage(into buffer: inout Buffer, frame: Rect) {
    let layout = coverageLayout(frame)
    switch view {
    case .sets: drawSets(into: &buffer, layout, frame: frame)
    case .lists: drawLists(into: &buffer, layout, frame: frame)
    case .validity: drawValidity(into: &buffer, layout, frame: frame)
    default: drawCells(into: &buffer, layout, frame: frame)
    }
  }

  /// A sentence in the place of a view, below its rule.
  func drawNothing(_ text: String, into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    drawHead("coverage", into: &buffer, row: rest.takeTop(1))
    drawEmpty(text, into: &buffer, frame: rest)
  }

  /// Why there is no pair of runs to look at.
  var noPairText: String {
    if snapshot.runs.isEmpty { return noChartText }
    guard let (baseline, candidate) = comparedRuns else {
      return "There is no baseline and no candidate. b and c on Runs (1) choose them."
    }
    if baseline.benchmark != candidate.benchmark {
      return "Baseline and candidate are on different benchmarks, so they are not compared. "
        + "b and c on Runs (1) choose others."
    }
    return board.isWaiting(.coverage)
      ? "" : "Baseline and candidate have no graded problem in common."
  }

  private func drawCells(into buffer: inout Buffer, _ layout: CoverageLayout, frame: Rect) {
    guard let review = coverageReview else {
      return drawNothing(noPairText, into: &buffer, frame: frame)
    }
    let kind = review.table.isWhole ? "" : ", expected"
    drawHead(
      "who solves what at k = \(Format.count(review.k))\(kind)", into: &buffer, row: layout.rule)
    matrix(of: review).draw(into: &buffer, frame: layout.picture, level: glyphs)
    drawLines(coverageLines(review, layout.text), into: &buffer, frame: layout.text)
    drawRule(
      cellTitle(review), into: &buffer, row: layout.listRule,
      role: coverage.isInList ? .mark : .title)
    CoverageList(app: self, review: review, width: layout.list.width)
      .draw(into: &buffer, frame: layout.list)
  }

  /// What the list holds, and in which order.
  private func cellTitle(_ review: CoverageReview) -> String {
    let listed = review.problems(in: coverage.cell).count
    let count = Format.count(listed, "problem")
    if let recheck {
      return "\(coverage.cell.title): \(count), rechecked with more samples of \(recheck.name)"
    }
    guard review.table.isWhole else {
      let expected = Format.fixed(review.count(coverage.cell), 1)
      return "\(coverage.cell.title): \(count) most likely, \(expected) expected"
    }
    switch coverage.cell {
    case .baselineOnly: return "baseline only: \(count), the surest loss first"
    case .candidateOnly: return "candidate only: \(count), the surest gain first"
    case .both: return "both: \(count), the surest decline first"
    case .neither: return "neither: \(count)"
    }
  }

  /// The measures, the first sentence, the warnings, and what else there is to say.
  private func coverageLines(_ review: CoverageReview, _ frame: Rect) -> [String] {
    let measures = review.measures
    let isRoomy = frame.height >= 20
    let rows =
      isRoomy
      ? measures.map { "\($0.name)  \($0.value.label)  \($0.meaning)" }
      : [measures.map { "\($0.name) \($0.value.label)" }.joined(separator: "  ")]
    let sentences = review.sentences
    let merged = recheck.map { $0.value.sentences(name: $0.name) } ?? []
    return rows + merged + sentences.prefix(1) + coverageWarnings + sentences.dropFirst()
  }

  /// Sentences one below the other; the last row says how many more there are.
  func drawLines(_ sentences: [String], into buffer: inout Buffer, frame: Rect) {
    let width = max(10, frame.width - 2)
    let lines = sentences.flatMap {
      Wrapping.lines(of: $0, width: width, unicode: glyphs.unicode)
    }
    let isCut = lines.count > frame.height
    let shown = isCut ? max(0, frame.height - (frame.height > 2 ? 1 : 0)) : lines.count
    for (row, line) in lines.prefix(shown).enumerated() {
      buffer.write(line, x: frame.x + 1, y: frame.y + row, style: Style(.text), width: width)
    }
    guard isCut, frame.height > 2 else { return }
    buffer.write(
      "\(Format.count(lines.count - shown, "more line")): E writes all of them",
      x: frame.x + 1, y: frame.y + shown, style: Style(.dim), width: width)
  }
}
