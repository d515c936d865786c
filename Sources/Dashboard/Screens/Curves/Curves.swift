import Results

/// The state of the screen *Curves*.
struct CurvesState: Equatable, Sendable {
  var showsIntervals = true
}

extension App {
  mutating func refreshCurves() -> [Effect] { [] }

  mutating func performInCurves(_ command: Command) -> [Effect] {
    switch command {
    case .left: selection.moveBudget(by: -1, in: snapshot.runs)
    case .right: selection.moveBudget(by: 1, in: snapshot.runs)
    case .first: selection.moveBudget(by: -1000, in: snapshot.runs)
    case .last: selection.moveBudget(by: 1000, in: snapshot.runs)
    case .bands: curves.showsIntervals.toggle()
    case .deeper: screen = .problems
    case .back: screen = .runs
    default: break
    }
    return []
  }
}
