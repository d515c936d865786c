/// What a report says of the filter that its problems have passed.
package struct FilterReport: Equatable, Sendable, Encodable {
  package struct Share: Equatable, Sendable, Encodable {
    package let benchmark: String?
    package let problems: Int
    package let of: Int
  }

  package struct Choice: Equatable, Sendable, Encodable {
    package let role: String
    package let run: String
    package let chosen: String
    package let alike: Int
  }

  package let expression: String
  package let benchmarks: [Share]
  /// Where a role stood for one of several runs that are alike; absent where none did.
  package let choices: [Choice]?

  package init(_ filtered: FilteredRuns) {
    expression = filtered.filter.description
    benchmarks = filtered.shares.map {
      Share(benchmark: $0.benchmark, problems: $0.problems, of: $0.all)
    }
    let choices = filtered.choices.map {
      Choice(role: $0.role.rawValue, run: $0.run, chosen: $0.chosen, alike: $0.alike)
    }
    self.choices = choices.isEmpty ? nil : choices
  }

  /// The lines of it, the expression first.
  var lines: [String] {
    ["filter: " + expression]
      + benchmarks.map { share in
        "  \(share.problems) of \(Format.count(share.of, "problem"))"
          + (share.benchmark.map { " of \($0)" } ?? "")
      }
      + (choices ?? []).map {
        "  beside \($0.run), \($0.role) is \($0.chosen), the first of \($0.alike) that are alike"
      }
  }
}
