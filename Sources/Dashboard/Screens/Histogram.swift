import Results

/// The state of the screen *Histogram*.
struct HistogramState: Equatable, Sendable {}

extension App {
  mutating func refreshHistogram() -> [Effect] { [] }

  mutating func performInHistogram(_ command: Command) -> [Effect] {
    switch command {
    case .deeper: screen = .problems
    case .back: screen = .runs
    default: break
    }
    return []
  }
}
