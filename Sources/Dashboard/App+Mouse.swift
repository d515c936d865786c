import TerminalUI

extension App {
  /// Opens the screen whose tab was clicked, or puts the cursor on the row.
  mutating func click(x: Int, y: Int) -> [Effect] {
    if y == 0, let tab = tabs.first(where: { ($0.x..<$0.x + $0.width).contains(x) }) {
      return open(tab.screen)
    }
    switch screen {
    case .samples: return clickInSamples(x: x, y: y)
    case .coverage where clickInCoverage(x: x, y: y): break
    case .histogram: clickInHistogram(x: x, y: y)
    case .problems where view != .problems: clickInProblemView(x: x, y: y)
    case .runs, .problems, .files, .coverage:
      guard let table = listFrame(of: screen), table.contains(x: x, y: y), y > table.y else {
        return []
      }
      changeList { list, ids, height in
        let rows = list.window(of: ids, height: height)
        let row = rows.lowerBound + y - table.y - 1
        if rows.contains(row) { list.select(row, in: ids) }
      }
    default: break
    }
    return []
  }

  /// Scrolls what is under the pointer.
  mutating func wheel(by rows: Int, x: Int, y: Int) -> [Effect] {
    switch screen {
    case .samples: return wheelInSamples(by: rows, x: x, y: y)
    case .runs, .problems, .files, .coverage:
      changeList { $0.scroll(by: rows, in: $1, height: $2) }
    default: break
    }
    return []
  }

  private mutating func changeList(
    _ change: (_ list: inout ListState, _ ids: [String], _ height: Int) -> Void
  ) {
    let height = listHeight(of: screen)
    switch screen {
    case .runs: change(&runs.list, runIDs, height)
    case .problems:
      let ids = problemIDs
      change(&problems.list, ids, height)
    case .files:
      let ids = fileIDs
      change(&files.list, ids, height)
    case .coverage:
      let ids = coverageIDs
      change(&coverage.list, ids, height)
      coverage.isInList = !ids.isEmpty
    default: break
    }
  }

  /// Where the table of a screen lies, its heading included.
  private func listFrame(of screen: ScreenName) -> Rect? {
    switch screen {
    case .runs: runsLayout(body).table
    case .problems: problemsLayout(body).table
    case .files: filesLayout(body).table
    case .coverage: coverageLayout(body).list
    default: nil
    }
  }

  /// How many rows a list shows.
  func listHeight(of screen: ScreenName) -> Int {
    max(0, (listFrame(of: screen)?.height ?? 0) - 1)
  }
}
