/// The screens, with the digits that open them.
package enum ScreenName: Int, CaseIterable, Sendable {
  case runs = 1
  case curves = 2
  case histogram = 3
  case coverage = 4
  case problems = 5
  case samples = 6
  case sweeps = 7
  case training = 8
  case perplexity = 9
  case files = 0

  package var title: String {
    switch self {
    case .runs: "Runs"
    case .curves: "Curves"
    case .histogram: "Histogram"
    case .coverage: "Coverage"
    case .problems: "Problems"
    case .samples: "Samples"
    case .sweeps: "Sweeps"
    case .training: "Training"
    case .perplexity: "Perplexity"
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
  case nextView, previousView, backInHistory, forwardInHistory, export
  case smallerBudget, largerBudget
  case percent, steps, grouping, guessable, only
  case logarithmic, fold, zoomIn, zoomOut, extend, references, counting, tokens, group
  case listInProblems, recheck
  case nextSample, previousSample, nextProblem, previousProblem
  case nextCorrect, nextIncorrect, nextTruncated, randomSample
  case copy, copyRaw, pipe, openEditor, follow, listFilter, answers, remarks
  case beside, otherBeside, part, foldAll, unfoldAll, nextSection, previousSection
  case nextToken, previousToken, markValid, markInvalid, markUnsure
  case search, scope, marks, blind
  case difference, smoothing, fact, allCheckpoints
}
