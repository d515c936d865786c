import Results
import TerminalUI

/// How a marked run is told from others on every screen: by its letter and its color.
///
/// `B` is the baseline and `C` the candidate wherever runs are shown; the others are
/// `D`, `E` and so on in the order in which they were marked.
struct RunMark: Equatable, Sendable {
  let letter: Character
  let role: Role

  /// What a run without a mark gets where there must be something.
  static let unmarked = RunMark(letter: "A", role: .text)

  /// The mark of the run at a place among those that are neither baseline nor candidate.
  static func other(_ place: Int) -> RunMark {
    let place = max(0, place)
    return RunMark(
      letter: letters[place % letters.count], role: Role.series[place % Role.series.count])
  }

  fileprivate static let letters = Array("DEFGHIJKLMNOPQRSTUVWXYZ")
}

extension App {
  /// The marked runs, baseline and candidate first.
  var markedRuns: [Run] { selection.markedRuns(of: snapshot.runs) }

  func mark(of id: String) -> RunMark? {
    if id == selection.baseline { return RunMark(letter: "B", role: .baseline) }
    if id == selection.candidate { return RunMark(letter: "C", role: .candidate) }
    return selection.others.firstIndex(of: id).map(RunMark.other)
  }

  /// Whether a run is one of the two compared, in words.
  func comparison(of run: Run) -> String {
    if run.id == selection.baseline { return " (baseline)" }
    return run.id == selection.candidate ? " (candidate)" : ""
  }

  /// The smallest and the largest of something, once if they are equal.
  func range(_ low: Int?, _ high: Int?) -> String {
    guard let low, let high else { return symbols.dash }
    return low == high ? Format.count(low) : Format.count(low) + symbols.dash + Format.count(high)
  }

  /// The shortest name that tells a run from the others shown with it.
  func shortName(of run: Run, among runs: [Run]) -> String {
    tellingParts(among: runs).compactMap { $0(run) }.joined(separator: " ")
  }

  /// The short names of many runs, by their ids, in one pass over them.
  func shortNames(of runs: [Run]) -> [String: String] {
    let parts = tellingParts(among: runs)
    return Dictionary(
      runs.map { run in (run.id, parts.compactMap { $0(run) }.joined(separator: " ")) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The facts that tell runs from each other.
  private func tellingParts(among runs: [Run]) -> [(Run) -> String?] {
    let parts: [(Run) -> String?] = [
      { label(of: $0) }, { $0.benchmark }, { $0.facts[.step].map { "step \($0)" } },
      { $0.facts[.temperature].map { "T=\($0)" } },
    ]
    let isTold = Set(runs.map { label(of: $0) }).count == runs.count
    let telling = parts.enumerated().filter { index, part in
      index == 0 || (!isTold && Set(runs.map { part($0) ?? "" }).count > 1)
    }
    return telling.map(\.element)
  }

  /// A run's model without what all models begin with; its own name where another run
  /// has the same model, benchmark, step and temperature.
  func label(of run: Run) -> String { labels.names[run.id] ?? run.facts[.model] ?? run.name }
}

/// What runs are called in lists, worked out once a snapshot.
struct RunLabels: Equatable, Sendable {
  private(set) var names: [String: String] = [:]

  init() {}

  init(_ runs: [Run]) {
    let models = Set(runs.map { $0.facts[.model] ?? $0.name })
    let prefix = Self.commonStart(of: models)
    let alike = Dictionary(grouping: runs) { run in
      [FactName.model, .benchmark, .step, .temperature].map { run.facts[$0] ?? "" }
    }
    for group in alike.values {
      let own = group.map { $0.facts[.run] ?? $0.id }
      let ending = group.count > 1 ? Self.commonEnd(of: own) : 0
      for (run, name) in zip(group, own) {
        let model = String((run.facts[.model] ?? run.name).dropFirst(prefix))
        names[run.id] = group.count > 1 ? String(name.dropLast(ending)) : model
      }
    }
  }

  /// How many characters all names share at their end, from a separator on.
  private static func commonEnd(of names: [String]) -> Int {
    guard let first = names.first else { return 0 }
    let shared = names.map { String($0.reversed()) }
      .reduce(String(first.reversed())) { $0.commonPrefix(with: $1) }
    guard let end = shared.lastIndex(where: { "-_/ ".contains($0) }) else { return 0 }
    let length = shared.distance(from: shared.startIndex, to: end) + 1
    return names.allSatisfy { $0.count > length } ? length : 0
  }

  /// How many characters all names share up to a separator, where that is long enough to be in the way.
  private static func commonStart(of names: Set<String>) -> Int {
    guard names.count > 1, let first = names.first else { return 0 }
    let shared = names.reduce(first) { $0.commonPrefix(with: $1) }
    guard let end = shared.lastIndex(where: { "-_/ ".contains($0) }) else { return 0 }
    let length = shared.distance(from: shared.startIndex, to: end) + 1
    return length >= 8 ? length : 0
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
