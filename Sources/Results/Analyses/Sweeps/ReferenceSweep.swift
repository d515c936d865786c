import Statistics

/// Published curves of one model on one benchmark at several temperatures.
package struct ReferenceSweep: Equatable, Sendable {
  package let model: String
  package let role: ModelRole?
  package let benchmark: String
  /// Where it is from, in words.
  package let source: String
  /// The family and size, else the base model; empty where neither is known.
  package let family: String
  /// By ascending temperature: of several at one, the first that was read.
  package let curves: [(temperature: Double, curve: ReferenceCurve)]

  package static func == (first: ReferenceSweep, second: ReferenceSweep) -> Bool {
    first.curves.map(\.curve) == second.curves.map(\.curve)
  }

  /// Those of pass@k from sources that have two temperatures or more for the same models, in the
  /// order of their first curves.
  ///
  /// Sources are kept apart: what one calls by a model's name another may have sampled otherwise.
  package static func all(of references: [ReferenceCurve]) -> [ReferenceSweep] {
    let names: [FactName] = [
      .model, .benchmark, .role, .step, .algorithm, .rollouts, .klCoefficient, .topP,
    ]
    let usable = references.filter {
      $0.metric == ReferenceCurve.usualMetric && $0.facts.number(.temperature) != nil
    }
    let scenes = Dictionary(grouping: usable, by: scene).mapValues { curves in
      Set(curves.map { $0.facts[.temperature] }).count
    }
    let keys = usable.map { curve in [curve.source] + names.map { curve.facts[$0] } }
    let groups = Dictionary(grouping: usable.indices) { keys[$0] }
    return keys.uniqued().compactMap { key in
      let curves = (groups[key] ?? []).map { usable[$0] }
      guard let first = curves.first, scenes[scene(of: first)] ?? 0 > 1 else { return nil }
      return ReferenceSweep(curves)
    }
  }

  /// What temperatures are looked for in: a source's curves of one model family on one benchmark.
  private static func scene(of curve: ReferenceCurve) -> [String] {
    [curve.source, curve.facts[.benchmark] ?? "", RunGrid.family(of: curve.facts)]
  }

  private init(_ found: [ReferenceCurve]) {
    let facts = found.first?.facts ?? Facts()
    model = facts[.model] ?? "unknown model"
    role = facts[.role].flatMap(ModelRole.init)
    benchmark = facts[.benchmark] ?? ""
    source = found.first?.source ?? ""
    family = RunGrid.family(of: facts)
    var curves: [(temperature: Double, curve: ReferenceCurve)] = []
    for curve in found {
      guard let temperature = curve.facts.number(.temperature),
        !curves.contains(where: { $0.temperature == temperature })
      else { continue }
      curves.append((temperature, curve))
    }
    self.curves = curves.sorted { $0.temperature < $1.temperature }
  }

  /// The published values at a k, where there are some.
  package func points(at k: Int) -> [(temperature: Double, value: Double)] {
    curves.compactMap { temperature, curve in
      curve.points.first { $0.k == k }.map { (temperature, $0.value) }
    }
  }

  /// The model, and the last part of its source, such as a figure.
  package var name: String {
    guard let comma = source.lastIndex(of: ",") else { return "\(model) (\(source))" }
    return "\(model) (\(source[source.index(after: comma)...].trimmingSpaces()))"
  }

  package func curve(at temperature: Double) -> ReferenceCurve? {
    curves.first { $0.temperature == temperature }?.curve
  }
}
