import Statistics

/// What was found of repeats, with files as numbers: a function of the samples alone.
struct FoundRepeats: Sendable {
  struct Pair: Sendable {
    let first: Int
    let second: Int
    let samples: Int
    var isWhole = false
  }

  struct Place: Sendable {
    let member: Int
    let offset: UInt64
  }

  struct Conflict: Sendable {
    let problem: String
    let correct: Place
    let incorrect: Place
  }

  var copies: [Pair] = []
  var clashes: [Pair] = []
  /// At most `conflictLimit`.
  var conflicts: [Conflict] = []
  var conflictCount = 0
  var responses: SampleRepeats?
  var problemsOfOneResponse: Int?
  /// By member; empty where all samples count as they are.
  var omissions: [Repeats.Omission] = []
  /// By member and problem, what to add to tallies that were made of all samples.
  var changes: [[UInt32: Tally]] = []

  /// Whether nobody has looked yet.
  var isPending = false

  static let conflictLimit = 100
}
