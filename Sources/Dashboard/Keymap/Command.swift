/// The screens, with the digits that open them.
package enum ScreenName: Int, CaseIterable, Sendable {
  case runs = 1
  case curves = 2
  case histogram = 3
  case problems = 5
  case samples = 6
  case files = 0

  package var title: String {
    switch self {
    case .runs: "Runs"
    case .curves: "Curves"
    case .histogram: "Histogram"
    case .problems: "Problems"
    case .samples: "Samples"
    case .files: "Files"
    }
  }
}

/// What a key asks for.
package enum Command: Hashable, Sendable {
  case quit, help, open(ScreenName), nextScreen, previousScreen
  case up, down, left, right, first, last, pageUp, pageDown, halfPageUp, halfPageDown
  case deeper, back, filter, nextMatch, previousMatch
  case mark, baseline, candidate, role, edit, threshold, metric, undo
  case sort, reverse, wrap, glyphs, redraw, bands
}
