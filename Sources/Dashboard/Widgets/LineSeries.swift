import Charts
import Results
import Statistics
import TerminalUI

extension LineChart.Series {
  /// pass@k of a run with its 95 % interval, at four budgets an octave.
  init(_ name: String, _ look: RunMark, of run: Run) {
    self.init(
      name, role: look.role, marker: look.letter,
      points: run.fineCurve.map {
        LineChart.Point(
          x: Double($0.k), y: $0.value, low: $0.interval?.lowerBound,
          high: $0.interval?.upperBound)
      })
  }

  /// A published curve as what it is: without interval, and told from what was measured.
  init(_ name: String, _ look: RunMark, published curve: ReferenceCurve) {
    self.init(
      name, role: look.role, marker: look.letter,
      points: curve.points.map { LineChart.Point(x: Double($0.k), y: $0.value) })
    isReference = true
  }

  /// A published curve in small multiples, where base and trained model look the same everywhere.
  init(published curve: ReferenceCurve) {
    let look: (mark: RunMark, name: String) =
      switch curve.role {
      case .base: (RunMark(letter: "b", role: .baseline), "base, published")
      case .rl: (RunMark(letter: "c", role: .candidate), "RL, published")
      default: (RunMark(letter: "p", role: .dim), "published")
      }
    self.init(look.name, look.mark, published: curve)
  }
}
