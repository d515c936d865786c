import Results

/// The state of the screen *Coverage*.
struct CoverageState: Equatable, Sendable {}

extension App {
  mutating func refreshCoverage() -> [Effect] { [] }

  mutating func performInCoverage(_ command: Command) -> [Effect] {
    if command == .back { screen = .runs }
    return []
  }
}
