import Results

/// The state of the screen *Perplexity*.
struct PerplexityState: Equatable, Sendable {}

extension App {
  mutating func refreshPerplexity() -> [Effect] { [] }

  mutating func performInPerplexity(_ command: Command) -> [Effect] {
    if command == .back { screen = .runs }
    return []
  }
}
