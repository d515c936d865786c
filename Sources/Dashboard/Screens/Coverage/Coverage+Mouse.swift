import Charts
import Results
import TerminalUI

extension App {
  /// Chooses the cell or the intersection that was clicked; `false` beside them.
  mutating func clickInCoverage(x: Int, y: Int) -> Bool {
    let picture = coverageLayout(body).picture
    guard picture.contains(x: x, y: y) else { return false }
    switch view {
    case .coverage:
      guard let review = coverageReview,
        let place = matrix(of: review).cell(atX: x, y: y, in: picture), place.row < 2,
        place.column < 2
      else { break }
      choose(.init(baseline: place.row == 0, candidate: place.column == 0))
      coverage.isInList = false
    case .sets:
      setBars?.row(at: y, in: picture).map { chooseIntersection(at: $0) }
    default: break
    }
    return true
  }
}
