import Glibc

/// One number of a training log over its steps.
package struct TrainingCurve: Equatable, Sendable {
  package struct Point: Equatable, Sendable {
    package let step: Int
    package let value: Double

    package init(step: Int, value: Double) {
      self.step = step
      self.value = value
    }
  }

  /// The name in the log.
  package let column: String
  /// By rising step, each step once.
  package let points: [Point]

  package init(column: String, points: [Point]) {
    self.column = column
    self.points = points
  }

  /// The column of a log; of a step that a resumed job wrote twice the last row that has it counts.
  package init(_ series: TrainingSeries, column: String) {
    var values: [Int: Double] = [:]
    for row in series.rows {
      if let value = row.values[column] { values[row.step] = value }
    }
    self.init(
      column: column,
      points: values.sorted { $0.key < $1.key }.map { Point(step: $0.key, value: $0.value) })
  }

  /// How much of its neighborhood a smoothed point is made of, in steps, at least 1.
  package enum Smoothing: Hashable, Sendable {
    /// The mean of the points at most half a window away.
    case centered(window: Int)
    /// The mean of this and all earlier points with weights that fall by 1 − 2/(window + 1) a step.
    case exponential(window: Int)
  }

  /// The same steps with smoothed values; the points themselves stay in this curve.
  ///
  /// - Complexity: O(number of points × window).
  package func smoothed(_ smoothing: Smoothing) -> TrainingCurve {
    switch smoothing {
    case .centered(let window): TrainingCurve(column: column, points: centered(window))
    case .exponential(let window): TrainingCurve(column: column, points: exponential(window))
    }
  }

  private func centered(_ window: Int) -> [Point] {
    let reach = max(0, window - 1)
    var (first, end) = (0, 0)
    return points.map { point in
      while end < points.count, 2 * (points[end].step - point.step) <= reach { end += 1 }
      while 2 * (point.step - points[first].step) > reach { first += 1 }
      // Each sum by itself: a running one would keep the digits that a large value has cost it.
      let sum = points[first..<end].reduce(0) { $0 + $1.value }
      return Point(step: point.step, value: sum / Double(end - first))
    }
  }

  /// Weights that add up to 1 from the first point on, so that the start is not drawn to 0.
  private func exponential(_ window: Int) -> [Point] {
    let decay = 1 - 2 / (Double(max(1, window)) + 1)
    var (sum, weight) = (0.0, 0.0)
    var last = points.first?.step ?? 0
    return points.map { point in
      let factor = point.step == last ? 1 : pow(decay, Double(point.step - last))
      sum = sum * factor + point.value
      weight = weight * factor + 1
      last = point.step
      return Point(step: point.step, value: sum / weight)
    }
  }
}
