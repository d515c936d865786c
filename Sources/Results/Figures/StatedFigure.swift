/// A figure that the writer of results computed itself, such as the accuracy in a metrics file.
package struct StatedFigure: Equatable, Sendable {
  /// What a figure is of.
  package enum Quantity: Equatable, Sendable {
    /// The mean over problems of the share of right samples.
    case accuracy
    case passAtK(Int)
    /// The share of problems with any right sample.
    case solved
  }

  /// What the file calls it.
  package let name: String
  package let quantity: Quantity
  /// A share in 0...1.
  package let value: Double
  /// Half of its last digit, for writers that round.
  package var tolerance = Self.exact
  /// The metric, scorer or filter that it is of; `nil` where samples have one verdict.
  package var metric: String?
  /// How its writer is known to compute it, where that is not how kscope does.
  package var habit: FigureReason?
  /// The problems that it is of, where the file says so.
  package var problems: Int?
  /// The name of the file beside whose samples it is of; `nil` for the samples of its own file.
  package var sampleFile: String?

  /// What sums of doubles in another order may differ by, and more.
  package static let exact = 1e-6

  package init(_ name: String, _ quantity: Quantity, _ value: Double) {
    self.name = name
    self.quantity = quantity
    self.value = value
  }

  package var k: Int? {
    if case .passAtK(let k) = quantity { k } else { nil }
  }

  /// Whether a value is the same but for rounding.
  func agrees(with other: Double) -> Bool { abs(value - other) <= tolerance + 1e-9 }
}
