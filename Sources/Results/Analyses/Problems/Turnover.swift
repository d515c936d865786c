import Statistics

/// Problems newly solved or newly not, from one checkpoint of a training to the next.
package struct Turnover: Equatable, Sendable {
  /// One problem between two checkpoints that follow each other.
  package struct Change: Equatable, Sendable {
    package let id: String
    /// Whether no sample solves it any longer; else it is the other way round.
    package let isLost: Bool
    package let before: TallyCounts.Key
    package let after: TallyCounts.Key
    /// Fisher's one-sided p that samples of one rate come out so unequal, in 0...1.
    package let p: Double
  }

  package struct Stage: Equatable, Sendable {
    package let before: Run
    package let after: Run
    /// In the order of the first run, the lost ones first.
    package let changes: [Change]
    /// How many problems both have.
    package let shared: Int
  }

  package let stages: [Stage]

  package init(_ checkpoints: Checkpoints) {
    stages = zip(checkpoints.runs, checkpoints.runs.dropFirst()).map(Self.stage)
  }

  private static func stage(_ before: Run, _ after: Run) -> Stage {
    let pairs = ProblemPairing(before, after).pairs
    let changes = pairs.compactMap { change($0.id, $0.tallies.baseline, $0.tallies.candidate) }
    return Stage(
      before: before, after: after,
      changes: changes.filter(\.isLost) + changes.filter { !$0.isLost }, shared: pairs.count)
  }

  private static func change(
    _ id: String, _ before: TallyCounts.Key, _ after: TallyCounts.Key
  ) -> Change? {
    guard (before.c == 0) != (after.c == 0) else { return nil }
    let isLost = after.c == 0
    let (more, none) = isLost ? (before, after) : (after, before)
    let p = FisherTest.greaterP(first: more, second: none)
    return Change(id: id, isLost: isLost, before: before, after: after, p: p)
  }

  package var changes: [Change] { stages.flatMap(\.changes) }
  package var lost: Int { changes.count { $0.isLost } }
  package var won: Int { changes.count { !$0.isLost } }

  /// How much is lost and won, and how much of that chance would explain.
  package var sentence: String {
    guard let first = stages.first else {
      return "The candidate's training has one checkpoint alone: there is nothing to follow."
    }
    let beyond = changes.count { $0.p < 0.05 }
    return "From one of \(stages.count + 1) checkpoints to the next "
      + "(\(Format.count(first.shared, "problem"))) \(Format.count(lost)) "
      + "\(lost == 1 ? "solution is" : "solutions are") newly lost and \(Format.count(won)) newly "
      + "won; for \(Format.count(beyond)) of these \(Format.count(lost + won)) equal rates would "
      + "be a surprise (Fisher's one-sided p < 0.05 each)."
  }

  /// A row for each change, in the order of the steps.
  package var table: DataTable {
    var table = DataTable(
      "problems newly lost or won",
      columns: [
        .init("from", isWords: true), .init("to", isWords: true),
        .init("problem", isWords: true), .init("change", isWords: true),
        .init("c_before", "c before"), .init("n_before", "n before"),
        .init("c_after", "c after"), .init("n_after", "n after"),
        .init("limit", "rate below"), .init("p", "p"),
      ])
    for stage in stages {
      for change in stage.changes {
        let none = change.isLost ? change.after : change.before
        table.append([
          .text(stage.before.id), .text(stage.after.id), .text(change.id),
          .text(change.isLost ? "lost" : "won"), .count(change.before.c),
          .count(change.before.n), .count(change.after.c), .count(change.after.n),
          DataValue(share: ZeroSuccesses.upperLimit(trials: none.n)),
          .number(change.p, decimals: 4),
        ])
      }
    }
    return table
  }
}
