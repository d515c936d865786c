import Results

/// The state of the screen *Training*.
struct TrainingState: Equatable, Sendable {}

extension App {
  mutating func refreshTraining() -> [Effect] { [] }

  mutating func performInTraining(_ command: Command) -> [Effect] {
    if command == .back { screen = .runs }
    return []
  }
}
