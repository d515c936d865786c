import Results

/// Tells which rows are turns of one conversation, so that it counts once.
///
/// A writer of agents' rollouts puts a row a turn: `{problem}_{session}_{turn}` is what
/// it calls them. All turns carry the score of the whole, and the last holds all of its
/// text; what a turn was asked is no problem of its own, so the first row of a problem
/// names it.
struct Conversations {
  /// One row's place in a conversation.
  struct Turn {
    let problem: UInt64
    let session: UInt64
    let number: Int

    /// `nil` for a name that is not of that form.
    init?(_ name: String) {
      var parts = name.split(separator: "_", omittingEmptySubsequences: false)
      guard parts.count >= 3, let number = Int(parts.removeLast()),
        Int(parts[parts.count - 1]) != nil
      else { return nil }
      self.number = number
      session = Self.hash(parts)
      problem = Self.hash(parts.dropLast())
    }

    private static func hash(_ parts: some Collection<Substring>) -> UInt64 {
      var text = parts.joined(separator: "_")
      return text.withUTF8 { Checksum.of(RecordBytes($0)) }
    }
  }

  /// Where the sample of a conversation was put, and of which turn it is.
  struct Place {
    let part: Int
    let ordinal: Int
    var turn: Int
  }

  private var problems: [UInt64: UInt64] = [:]
  var sessions: [UInt64: Place] = [:]

  var isEmpty: Bool { problems.isEmpty && sessions.isEmpty }

  /// The key of a turn's problem: that of the first row of the problem.
  mutating func problemKey(of turn: Turn, own key: UInt64) -> UInt64 {
    if let known = problems[turn.problem] { return known }
    problems[turn.problem] = key
    return key
  }
}
