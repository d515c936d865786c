import Results

/// Anything else with problems and verdicts or responses, by the names that most programs use.
package struct Generic: ResultsFormat {
  package let name = "generic"
  package let layout = RecordLayout.common

  package init() {}

  package func recognizes(_ head: FileHead) -> Bool {
    guard head.place.map(Self.isUsual) ?? true, !Self.isColumnWise(head),
      head.hasAny(layout.problem + layout.prompt)
    else { return false }
    let isGraded = head.hasAny(layout.correct + layout.score)
    let hasList = head.keys.contains { layout.list.contains($0.name) && $0.shape == .list }
    return isGraded || hasList || head.hasAny(Self.responses)
  }

  /// Whether a line holds a column a key, as some trainers log a step: its prompts are not one.
  private static func isColumnWise(_ head: FileHead) -> Bool {
    head.has("step", .list) || head.has("gen_step", .list)
  }

  /// Keys that hold responses and are not usual in data sets.
  private static let responses = [
    "response", "output", "completion", "generation", "model_output", "full_model_response",
    "prediction",
  ]

  /// Whether records may stand there without a format that says so: in one list of a usual name.
  ///
  /// Below several lists, or keys of any name, one id may mean several things.
  private static func isUsual(_ place: DocumentPath) -> Bool {
    let keys = place.steps.filter { $0 != .elements }
    return place.steps.count - keys.count <= 1
      && keys.allSatisfy { step in DocumentScout.lists.contains { step == .key($0) } }
  }

  /// Which keys of a record were taken for what, to be shown.
  static func mapping(of head: FileHead) -> [String: String] {
    let layout = RecordLayout.common
    let meanings: [(String, [String])] = [
      ("problem", layout.problem + layout.prompt), ("response", layout.response),
      ("correct", layout.correct), ("score", layout.score), ("gold", layout.gold),
      ("answer", layout.answer), ("tokens", layout.tokens), ("finish", layout.finish),
    ]
    var mapping: [String: String] = [:]
    for (meaning, names) in meanings {
      mapping[meaning] = names.first { name in
        head.keys.contains { $0.name == name && $0.shape != .null }
      }
    }
    return mapping
  }
}

/// The problems of a benchmark, without responses.
package struct ProblemList: ResultsFormat {
  package let name = "problems"
  package let kind = FileKind.problems
  package let layout = RecordLayout.common

  package init() {}

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .lines && head.hasAny(layout.problem + layout.prompt)
      && head.hasAny(layout.gold + layout.prompt)
  }
}
