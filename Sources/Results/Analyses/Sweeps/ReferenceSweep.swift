import Statistics

/// Published curves of one model on one benchmark at several temperatures.
package struct ReferenceSweep: Equatable, Sendable {
  package let model: String
  package let role: ModelRole?
  package let benchmark: String
  /// The family and size, else the base model; empty where neither is known.
  package let family: String
  /// By ascending temperature: of several at one, the first that was read.
  package let curves: [(temperature: Double, curve: ReferenceCurve)]

  package static func == (first: ReferenceSweep, second: ReferenceSweep) -> Bool {
    first.curves.map(\.curve) == second.curves.map(\.curve)
  }

  /// Those of pass@k with two temperatures or more, in the order of their first curves.
  package static func all(of references: [ReferenceCurve]) -> [ReferenceSweep] {
    let names: [FactName] = [
      .model, .benchmark, .role, .step, .algorithm, .rollouts, .klCoefficient, .topP,
    ]
    let usable = references.filter {
      $0.metric == ReferenceCurve.usualMetric && $0.facts.number(.temperature) != nil
    }
    let groups = Dictionary(grouping: usable) { curve in names.map { curve.facts[$0] } }
    return usable.map { curve in names.map { curve.facts[$0] } }.uniqued().compactMap { key in
      let sweep = ReferenceSweep(groups[key] ?? [])
      return sweep.curves.count > 1 ? sweep : nil
    }
  }

  private init(_ found: [ReferenceCurve]) {
    let facts = found.first?.facts ?? Facts()
    model = facts[.model] ?? "unknown model"
    role = facts[.role].flatMap(ModelRole.init)
    benchmark = facts[.benchmark] ?? ""
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

  package func curve(at temperature: Double) -> ReferenceCurve? {
    curves.first { $0.temperature == temperature }?.curve
  }
}
