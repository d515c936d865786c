import Results

/// The state of the screen *Sweeps*.
struct SweepsState: Equatable, Sendable {}

extension App {
  mutating func refreshSweeps() -> [Effect] { [] }

  mutating func performInSweeps(_ command: Command) -> [Effect] {
    if command == .back { screen = .runs }
    return []
  }
}
