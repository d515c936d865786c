import Statistics

/// A curve over k as a publication prints it, beside which one's own is drawn.
///
/// Nobody can count its problems again: it makes no run, and has no interval.
package struct ReferenceCurve: Equatable, Sendable {
  /// A whole number from 1, and a share in 0...1.
  package typealias Point = CurveCheck.Point

  /// The measure of curves that name none.
  package static let usualMetric = "pass@k"

  /// What model, benchmark, step, temperature and so on it is of.
  package let facts: Facts
  /// What is drawn over k, such as `pass@k`.
  package let metric: String
  /// The publication and the place in it, in words.
  package let source: String
  /// What else is to be known of it; empty where there is nothing.
  package var note = ""
  /// The problems of the benchmark; `nil` where the file does not say.
  package var problems: Int?
  /// By ascending k, each k once; only those that were printed.
  package private(set) var points: [Point] = []
  /// The most digits behind the point that any of its values is given with.
  package private(set) var decimals = 0
  /// Relative to what was opened.
  package var file = ""

  package init(facts: Facts, metric: String, source: String) {
    (self.facts, self.metric, self.source) = (facts, metric, source)
  }

  /// Adds a value at a k that the curve does not have yet.
  ///
  /// - Parameter decimals: The digits behind the point that the value is given with.
  /// - Returns: Whether it was added.
  @discardableResult
  package mutating func add(_ point: Point, decimals: Int) -> Bool {
    let place = points.firstIndex { $0.k >= point.k } ?? points.count
    guard place == points.count || points[place].k > point.k else { return false }
    points.insert(point, at: place)
    self.decimals = max(self.decimals, decimals)
    return true
  }

  /// How far a value may be off by rounding: half of the last digit given.
  package var rounding: Double {
    (0..<decimals).reduce(0.5) { rounding, _ in rounding / 10 }
  }

  /// The curves that files hold, each with its file.
  package static func all(in files: [SourceFile]) -> [ReferenceCurve] {
    files.flatMap { file in
      file.contents.references.map { curve in
        var curve = curve
        curve.file = file.path
        return curve
      }
    }
  }

  /// What it is a curve of, in words.
  package var name: String {
    let what = facts[.model] ?? "unknown model"
    let details = [
      facts[.benchmark].map { " on \($0)" }, facts[.step].map { ", step \($0)" },
      facts[.temperature].map { ", T \($0)" },
    ]
    return what + details.compactMap { $0 }.joined()
  }

  /// What no unbiased estimate of pass@k does and rounding does not explain.
  package var findings: [IntegrityFinding] {
    guard metric.lowercased() == Self.usualMetric else { return [] }
    return CurveCheck.finding(in: points, roundedBy: rounding, run: name).map { [$0] } ?? []
  }
}
