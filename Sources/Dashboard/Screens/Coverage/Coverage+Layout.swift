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
    case .sets: frame.width >= 110 ? beside(frame, share: 2) : setsBelow(frame)
    default: frame.width >= 150 ? beside(frame, share: 1) : cellsBelow(frame)
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

  private func beside(_ frame: Rect, share: Int) -> CoverageLayout {
    var right = frame
    var left = right.takeLeft(share == 1 ? 76 : frame.width / 2)
    _ = left.takeRight(1)
    let rule = left.takeTop(1)
    let picture =
      share == 1 ? left.takeTop(7) : left.takeTop(left.height - min(8, left.height / 3))
    return CoverageLayout(
      rule: rule, picture: picture, text: left, listRule: right.takeTop(1), list: right)
  }

  private func cellsBelow(_ frame: Rect) -> CoverageLayout {
    var rest = frame
    let rule = rest.takeTop(1)
    let isTall = frame.height >= 18
    var picture = rest.takeTop(frame.width >= 110 && frame.height >= 24 ? 10 : isTall ? 5 : 4)
    let text: Rect
    if picture.height == 10 {
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
    let picture = rest.takeTop(frame.height / 2)
    let text = rest.takeTop(frame.height >= 18 ? 3 : 1)
    return CoverageLayout(
      rule: rule, picture: picture, text: text, listRule: rest.takeTop(1), list: rest)
  }
}
