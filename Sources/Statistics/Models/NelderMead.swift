/// The search for the lowest point of a function of two numbers, without derivatives.
///
/// The simplex method of Nelder and Mead, "A Simplex Method for Function Minimization"
/// (1965), with their coefficients. No draw is part of it: equal input, equal result.
struct NelderMead {
  /// Where the search ended.
  struct Minimum: Equatable {
    let point: SIMD2<Double>
    let value: Double
    /// Whether the triangle shrank to a point before the evaluations ran out.
    let isConverged: Bool
  }

  private struct Vertex {
    let point: SIMD2<Double>
    let value: Double
  }

  private let function: (SIMD2<Double>) -> Double
  private var evaluations = 0
  private var best: Vertex
  private var middle: Vertex
  private var worst: Vertex

  /// The lowest point found from `start`.
  ///
  /// - Parameters:
  ///   - step: The size of the first triangle.
  ///   - tolerance: The size of a triangle that counts as a point.
  ///   - function: Infinite where it is not defined; not so at `start`.
  static func minimum(
    from start: SIMD2<Double>, step: Double, tolerance: Double = 1e-7, limit: Int = 600,
    of function: @escaping (SIMD2<Double>) -> Double
  ) -> Minimum {
    var search = NelderMead(from: start, step: step, of: function)
    while search.size > tolerance && search.evaluations < limit { search.move() }
    return Minimum(
      point: search.best.point, value: search.best.value,
      isConverged: search.size <= tolerance)
  }

  private init(
    from start: SIMD2<Double>, step: Double, of function: @escaping (SIMD2<Double>) -> Double
  ) {
    self.function = function
    best = Vertex(point: start, value: function(start))
    let right = start + SIMD2(step, 0)
    middle = Vertex(point: right, value: function(right))
    let up = start + SIMD2(0, step)
    worst = Vertex(point: up, value: function(up))
    evaluations = 3
    sort()
  }

  /// The longest edge from the best vertex, by its longer coordinate.
  private var size: Double {
    let first = middle.point - best.point
    let second = worst.point - best.point
    return max(abs(first.x), abs(first.y), abs(second.x), abs(second.y))
  }

  private mutating func move() {
    let reflected = vertex(at: 1)
    if reflected.value < best.value {
      let expanded = vertex(at: 2)
      worst = expanded.value < reflected.value ? expanded : reflected
    } else if reflected.value < middle.value {
      worst = reflected
    } else {
      contract(reflected)
    }
    sort()
  }

  private mutating func contract(_ reflected: Vertex) {
    let isOutside = reflected.value < worst.value
    let contracted = vertex(at: isOutside ? 0.5 : -0.5)
    if contracted.value < min(reflected.value, worst.value) {
      worst = contracted
    } else {
      middle = evaluated((best.point + middle.point) / 2)
      worst = evaluated((best.point + worst.point) / 2)
    }
  }

  /// The vertex on the line from the worst one through the middle of the others.
  private mutating func vertex(at reach: Double) -> Vertex {
    let center = (best.point + middle.point) / 2
    return evaluated(center + reach * (center - worst.point))
  }

  private mutating func evaluated(_ point: SIMD2<Double>) -> Vertex {
    evaluations += 1
    return Vertex(point: point, value: function(point))
  }

  private mutating func sort() {
    if middle.value < best.value { swap(&middle, &best) }
    if worst.value < middle.value { swap(&worst, &middle) }
    if middle.value < best.value { swap(&middle, &best) }
  }
}
