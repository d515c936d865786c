import Results
import TerminalUI

/// Where the parts of *Coverage* lie.
struct CoverageLayout {
  let rule: Rect
  /// The table of two by two, or the bars of the sets.
  let picture: Rect
  /// Measures, sentences and warnings.
  let text: Rect
  let listRule: Rect
  /// The list of problems, its heading included.
  let list: Rect
}

extension App {
  /// The list stands beside the picture where there is room, else below it.
  func coverageLayout(_ frame: Rect) -> CoverageLayout {
    switch view {
    case .lists: indexLayout(frame)
    case .validity: validityLayout(frame)
    case .sets: frame.width >= 110 ? setsBeside(frame) : setsBelow(frame)
    default: frame.width >= 150 ? cellsBeside(frame) : cellsBelow(frame)
    }
  }

  private func indexLayout(_ frame: Rect) -> CoverageLayout {
    var rest = frame
    let rule = rest.takeTop(1)
    let text = rest.takeBottom(frame.height >= 16 ? 2 : 1)
    return CoverageLayout(
      rule: rule, picture: rest, text: text, listRule: Rect(x: 0, y: 0, width: 0, height: 0),
      list: Rect(x: 0, y: 0, width: 0, height: 0))
  }

  private func validityLayout(_ frame: Rect) -> CoverageLayout {
    var rest = frame
    let rule = rest.takeTop(1)
    let picture = rest.takeTop(min(4, frame.height / 4))
    let text = rest.takeTop(min(frame.height / 3, frame.width >= 150 ? 2 : 5))
    return CoverageLayout(
      rule: rule, picture: picture, text: text, listRule: rest.takeTop(1), list: rest)
  }

  private func cellsBeside(_ frame: Rect) -> CoverageLayout {
    beside(frame, width: 76, pictureRows: 6)
  }

  private func setsBeside(_ frame: Rect) -> CoverageLayout {
    let most = frame.height - min(8, frame.height / 3)
    return beside(frame, width: frame.width / 2, pictureRows: min(most, setRows + 1))
  }

  private func beside(_ frame: Rect, width: Int, pictureRows: Int) -> CoverageLayout {
    var right = frame
    var left = right.takeLeft(width)
    _ = left.takeRight(1)
    let rule = left.takeTop(1)
    return CoverageLayout(
      rule: rule, picture: left.takeTop(pictureRows), text: left, listRule: right.takeTop(1),
      list: right)
  }

  /// How many rows sets and intersections take: one each, and their letters.
  private var setRows: Int {
    solvedSets.map { $0.members.count + 1 + $0.intersections.count } ?? 0
  }

  private func cellsBelow(_ frame: Rect) -> CoverageLayout {
    var rest = frame
    let rule = rest.takeTop(1)
    let isTall = frame.height >= 18
    let isBeside = frame.width >= 110 && frame.height >= 24
    let rows = isBeside ? (frame.height >= 30 ? 13 : 10) : isTall ? 5 : 4
    var picture = rest.takeTop(rows)
    let text: Rect
    if isBeside {
      text = picture.takeRight(picture.width - 62)
    } else {
      text = rest.takeTop(isTall ? 5 : 1)
    }
    return CoverageLayout(
      rule: rule, picture: picture, text: text, listRule: rest.takeTop(1), list: rest)
  }

  private func setsBelow(_ frame: Rect) -> CoverageLayout {
    var rest = frame
    let rule = rest.takeTop(1)
    let picture = rest.takeTop(min(frame.height / 2, max(3, setRows)))
    let text = rest.takeTop(frame.height >= 18 ? 4 : 1)
    return CoverageLayout(
      rule: rule, picture: picture, text: text, listRule: rest.takeTop(1), list: rest)
  }
}
