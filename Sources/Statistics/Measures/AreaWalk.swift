import Glibc

/// The area under pass@1 … pass@k of one problem, one budget after the other.
struct AreaWalk {
  /// The budget that is reached.
  private(set) var k = 1
  private let n: Int
  private let c: Int
  private let axis: AreaUnderCurve.Axis
  /// pass@k.
  private var solved: Double
  /// The chance that none of k − 1 samples is correct.
  private var failed = LongProduct()
  private var area = LongSum()

  /// Starts at a budget of 1.
  ///
  /// - Precondition: `0 <= c && c <= n && n > 0`.
  init(n: Int, c: Int, axis: AreaUnderCurve.Axis) {
    precondition(0 <= c && c <= n && n > 0, "\(c) of \(n)")
    self.n = n
    self.c = c
    self.axis = axis
    solved = Double(c) / Double(n)
  }

  /// The mean height up to here, pass@1 at a budget of 1.
  var meanHeight: Double {
    if k == 1 { return solved }
    return min(1, area.value / (axis == .budget ? Double(k - 1) : log2(Double(k))))
  }

  /// Goes on to a budget, unless it is passed already.
  ///
  /// - Precondition: `budget <= n`.
  mutating func advance(to budget: Int) {
    precondition(budget <= n, "\(budget) of \(n)")
    while k < budget { step() }
  }

  private mutating func step() {
    failed.multiply(by: Double(max(0, n - c - k + 1)), over: Double(n - k + 1))
    // The chance that the next sample is the first correct one: sums of them do not cancel.
    let next = min(1, solved + failed.value * Double(c) / Double(n - k))
    area.add((solved + next) / 2 * width)
    solved = next
    k += 1
  }

  /// The way from k to k + 1 on the axis.
  private var width: Double {
    axis == .budget ? 1 : log1p(1 / Double(k)) * M_LOG2E
  }
}
