import Statistics

/// The log-probabilities that one file holds, or the samples of one run, under several models.
package struct ScoreTable: Equatable, Sendable {
  /// Relative to what was opened; for samples the id of their run.
  package let file: String
  /// What is known of the place where it lies.
  package let facts: Facts
  package let rows: ScoreColumns

  package init(file: String, facts: Facts, rows: ScoreColumns) {
    self.file = file
    self.facts = facts
    self.rows = rows
  }
}

/// The perplexities of responses, by who scored and who wrote them.
package struct ScoreSet: Sendable {
  private struct Key: Hashable {
    let problem, scorer, author, model: String
    let step: Int?
    let sample: UInt64
  }

  /// All rows, each response once a scorer: of one that was scored twice the last row.
  private let rows: [(table: Int, row: ScoreColumns.Row)]

  /// - Complexity: O(number of rows).
  package init(_ tables: [ScoreTable]) {
    var rows: [(table: Int, row: ScoreColumns.Row)] = []
    var places: [Key: Int] = [:]
    for (number, table) in tables.enumerated() {
      for index in 0..<table.rows.count {
        let row = table.rows[index]
        if let key = Self.key(of: row) {
          if let place = places[key] {
            rows[place].row = row
            continue
          }
          places[key] = rows.count
        }
        rows.append((number, row))
      }
    }
    self.rows = rows
  }

  private static func key(of row: ScoreColumns.Row) -> Key? {
    row.sample.map { sample in
      Key(
        problem: row.problem, scorer: row.scorer, author: row.author,
        model: row.sourceModel ?? "", step: row.step, sample: sample)
    }
  }

  package var isEmpty: Bool { rows.isEmpty }

  /// The problems that have a score, in natural order.
  package var problems: [String] {
    Set(rows.map(\.row.problem)).sorted(by: NaturalOrder.precedes)
  }

  /// The boxes of scorers and sources, with all their dots.
  ///
  /// - Parameter problem: The problem whose responses are meant; `nil` for all of them together.
  package func boxes(of problem: String? = nil) -> CrossScores {
    CrossScores(
      rows.lazy.map(\.row).filter { problem == nil || $0.problem == problem }.map { row in
        ResponseScore(
          scorer: row.scorer, source: row.author, logProbability: row.logProbability,
          tokens: row.tokens ?? 0)
      })
  }

  /// The same, of each problem by itself.
  package var boxesByProblem: [String: CrossScores] {
    Dictionary(grouping: rows, by: \.row.problem).mapValues { rows in
      CrossScores(
        rows.lazy.map { entry in
          ResponseScore(
            scorer: entry.row.scorer, source: entry.row.author,
            logProbability: entry.row.logProbability, tokens: entry.row.tokens ?? 0)
        })
    }
  }

  /// Tables of one checkpoint and of none, and those that follow a training: with several steps.
  package static func split(
    _ tables: [ScoreTable]
  ) -> (single: [ScoreTable], courses: [ScoreTable]) {
    let courses = tables.map { table in
      Set(table.rows.step.lazy.filter { $0 != .min }).count > 1
    }
    return (
      zip(tables, courses).compactMap { $1 ? nil : $0 },
      zip(tables, courses).compactMap { $1 ? $0 : nil }
    )
  }

  /// The perplexity of checkpoints by one scorer.
  package struct OverTraining: Equatable, Sendable {
    package let scorer: String
    /// The role of those who wrote the responses; `nil` where models alone are named.
    package let source: String?
    /// Which of the tables.
    package let table: Int
    /// The median of each problem, then the mean over problems, by rising step.
    package let points: [TrainingPerplexity]
  }

  /// Perplexity over training steps, a curve a table, scorer and source that have a step.
  package var overTraining: [OverTraining] {
    struct Group: Hashable {
      let table: Int
      let scorer: String
      let source: String?
    }
    var order: [Group] = []
    var responses: [Group: [TrainingPerplexity.Response]] = [:]
    var problems = NameTable()
    for (table, row) in rows {
      guard let step = row.step else { continue }
      let group = Group(table: table, scorer: row.scorer, source: row.source)
      if responses[group] == nil { order.append(group) }
      responses[group, default: []].append(
        TrainingPerplexity.Response(
          step: step, problem: Int(problems.place(of: row.problem)), perplexity: row.perplexity))
    }
    return order.map { group in
      OverTraining(
        scorer: group.scorer, source: group.source, table: group.table,
        points: TrainingPerplexity.points(of: responses[group] ?? []))
    }
  }
}

extension ScoreColumns.Row {
  /// exp(−log-probability / tokens); `nil` without tokens.
  package var perplexity: Double? {
    tokens.flatMap { Perplexity.value(logProbability: logProbability, tokens: $0) }
  }
}
