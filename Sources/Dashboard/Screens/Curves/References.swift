import Results
import TerminalUI

extension ReferenceCurve {
  /// What tells it from all others: the same at every start.
  var id: String { "published \(name) \(source) \(metric) \(details)" }

  /// What tells curves of one model apart.
  private var details: String {
    [FactName.role, .algorithm, .rollouts, .klCoefficient, .family, .size]
      .compactMap { facts[$0] }.joined(separator: " ")
  }

  var role: ModelRole? { facts[.role].flatMap(ModelRole.init) }
}

extension App {
  /// The published curves that may be of the marked runs, and those of their benchmarks where no
  /// run is of a model that is published; none where they are switched off.
  func shownReferences(beside marked: [Run]) -> [ReferenceCurve] {
    guard curves.showsReferences, curves.metric.axis == .budget, !curves.countsTokens else {
      return []
    }
    let usable = snapshot.references.filter { $0.metric == curves.metric.name }
    let own = usable.filter { curve in marked.contains { Self.isOf(curve, $0) } }
    let chosen = usable.filter { selection.references.contains($0.id) }
    return (own + chosen).uniqued(by: \.id)
  }

  /// Whether a published curve may be of what a run is of: no fact that both have differs.
  private static func isOf(_ curve: ReferenceCurve, _ run: Run) -> Bool {
    let needed: [FactName] = [.benchmark, .role]
    let isTold = curve.facts[.family] != nil && run.facts[.family] != nil
    let telling: [FactName] =
      [.step, .temperature, .algorithm, .rollouts, .klCoefficient, .family, .size]
      + (isTold ? [] : [.model])
    return needed.allSatisfy { curve.facts[$0] != nil && curve.facts[$0] == run.facts[$0] }
      && telling.allSatisfy { name in
        guard let stated = curve.facts[name], let own = run.facts[name] else { return true }
        return stated == own
      }
  }

  /// The role of a published curve: that of the run it is drawn beside, as far as there is one.
  func referenceRole(_ curve: ReferenceCurve) -> Role {
    if let run = markedRuns.first(where: { Self.isOf(curve, $0) }), let mark = mark(of: run.id) {
      return mark.role
    }
    switch curve.role {
    case .base: return .baseline
    case .rl: return .candidate
    default: return .dim
    }
  }

  /// A small letter: that of the run it is drawn beside, else one of its own.
  func referenceLetter(_ curve: ReferenceCurve) -> Character {
    if let run = markedRuns.first(where: { Self.isOf(curve, $0) }), let mark = mark(of: run.id) {
      return Character(mark.letter.lowercased())
    }
    let letters = Array("pqrstuvwxyz")
    let place = selection.references.firstIndex(of: curve.id) ?? 0
    return letters[place % letters.count]
  }
}

extension Array {
  /// The elements of which none before has the same value.
  func uniqued<Value: Hashable>(by value: (Element) -> Value) -> [Element] {
    var seen: Set<Value> = []
    return filter { seen.insert(value($0)).inserted }
  }
}
