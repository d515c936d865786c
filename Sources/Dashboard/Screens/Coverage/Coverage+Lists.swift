import Results
import TerminalUI

extension App {
  mutating func chooseIndex(_ command: Command) {
    let all = CoverageIndex.List.allCases
    let place = all.firstIndex(of: coverage.index) ?? 0
    switch command {
    case .up, .left: coverage.index = all[max(0, place - 1)]
    case .down, .right: coverage.index = all[min(all.count - 1, place + 1)]
    case .first: coverage.index = all[0]
    case .last: coverage.index = all[all.count - 1]
    default: break
    }
  }

  func drawLists(into buffer: inout Buffer, _ layout: CoverageLayout, frame: Rect) {
    guard let review = coverageReview else {
      return drawNothing(noPairText, into: &buffer, frame: frame)
    }
    drawHead(
      "solvable problems" + onBenchmark(review.benchmark), into: &buffer, row: layout.rule)
    drawLines(review.index.sentences, into: &buffer, frame: layout.text)
    let isWide = layout.picture.width >= 150
    let lists = CoverageIndex.List.allCases
    let width = isWide ? layout.picture.width / lists.count : layout.picture.width
    let texts = lists.map { lines(of: review.index[$0], width: width - 3) }
    let heights =
      isWide
      ? lists.map { _ in layout.picture.height }
      : Self.heights(
        texts.map { $0.count + 1 }, chosen: lists.firstIndex(of: coverage.index) ?? 0,
        room: layout.picture.height)
    var rest = layout.picture
    for (place, list) in lists.enumerated() {
      let part = isWide ? rest.takeLeft(width) : rest.takeTop(heights[place])
      let count = Format.count(review.index[list].count)
      drawIndex(
        "\(list.title): \(count) of \(Format.count(review.index.problems))", list, texts[place],
        into: &buffer, frame: part)
    }
  }

  private func lines(of ids: [String], width: Int) -> [Substring] {
    guard !ids.isEmpty else { return [symbols.dash[...]] }
    return Wrapping.lines(
      of: CompactList.text(ids, dash: symbols.dash), width: max(8, width), unicode: glyphs.unicode)
  }

  /// Rows for each list: what the chosen one needs goes first, and each keeps two as long as
  /// there are.
  static func heights(_ needed: [Int], chosen: Int, room: Int) -> [Int] {
    var heights = needed.map { min($0, max(1, min(2, room / max(1, needed.count)))) }
    var spare = max(0, room - heights.reduce(0, +))
    for place in [chosen] + needed.indices.filter({ $0 != chosen }) {
      let more = min(spare, needed[place] - heights[place])
      heights[place] += more
      spare -= more
    }
    return heights
  }

  private func drawIndex(
    _ title: String, _ list: CoverageIndex.List, _ lines: [Substring], into buffer: inout Buffer,
    frame: Rect
  ) {
    guard !frame.isEmpty else { return }
    let isChosen = list == coverage.index
    let style = Style(isChosen ? .selection : .heading, bold: isChosen)
    if isChosen {
      buffer.fill(Rect(x: frame.x, y: frame.y, width: frame.width - 1, height: 1), style: style)
      buffer.write(symbols.selected, x: frame.x, y: frame.y, style: style)
      buffer.cursor = Buffer.Cursor(x: frame.x, y: frame.y, isVisible: false)
    }
    buffer.write(title, x: frame.x + 1, y: frame.y, style: style, width: frame.width - 2)
    let room = frame.height - 1
    for (row, line) in lines.prefix(room).enumerated() {
      let isCut = row == room - 1 && lines.count > room
      let more = glyphs.unicode ? "…" : ".."
      buffer.write(
        isCut ? line.dropLast(2) + more : line[...], x: frame.x + 2, y: frame.y + 1 + row,
        style: Style(.text), width: frame.width - 3)
    }
  }
}
