import Statistics

/// The perplexity of the responses of checkpoints, over training steps, by several scorers.
package struct PerplexityCourse: Equatable, Sendable {
  /// One line: a scorer, and where the responses are from.
  package struct Line: Equatable, Sendable {
    package let name: String
    package let scorer: String
    package let points: [TrainingPerplexity]
  }

  package let lines: [Line]

  /// The lines that have two steps or more.
  package init(_ scores: ScoreSet) {
    let found = scores.overTraining.filter { $0.points.count > 1 }
    let scorers = Set(found.map(\.scorer))
    lines = found.enumerated().map { place, course in
      let alike = found.filter { $0.scorer == course.scorer }
      let source = course.source.map { " of \($0)" } ?? ""
      let number = alike.count > 1 && source.isEmpty ? " \(place + 1)" : ""
      return Line(
        name: scorers.count > 1 || alike.count > 1 || !source.isEmpty
          ? "under \(course.scorer)\(source)\(number)" : "under \(course.scorer)",
        scorer: course.scorer, points: course.points)
    }
  }

  /// From the first step to the last, a sentence a line.
  package var sentences: [String] {
    lines.compactMap { line in
      guard let first = line.points.first, let last = line.points.last else { return nil }
      return "\(line.name.prefix(1).uppercased() + line.name.dropFirst()) the responses of "
        + "checkpoints go from \(Self.text(first)) to \(Self.text(last)) (median of each problem, "
        + "then the mean over \(Format.count(last.mean.problems, "problem")))."
    }
  }

  private static func text(_ point: TrainingPerplexity) -> String {
    let reach = point.mean.reach.map { " ± " + Format.fixed($0, 3) } ?? ""
    return "\(Format.fixed(point.mean.value, 3))\(reach) at step \(point.step)"
  }

  package var table: DataTable {
    var table = DataTable(
      "perplexity over training",
      columns: [
        .init("scorer", isWords: true), .init("step"), .init("perplexity"),
        .init("reach", "± 95%"), .init("problems"),
      ])
    for line in lines {
      for point in line.points {
        table.append([
          .text(line.name), .count(point.step), .number(point.mean.value, decimals: 3),
          DataValue(number: point.mean.reach, decimals: 3), .count(point.mean.problems),
        ])
      }
    }
    return table
  }
}
