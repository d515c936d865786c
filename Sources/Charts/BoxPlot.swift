import TerminalUI

/// One box for each list of numbers, with the numbers themselves as dots over it.
///
/// A box reaches from the lower to the upper quartile and has a line at the median; its whiskers
/// reach to the last number within 1.5 times the height of the box (Tukey 1977).
package struct BoxPlot: Chart {
  package struct Box: Equatable, Sendable {
    package var label: String
    /// Boxes that follow each other with the same group stand close together under its name.
    package var group: String
    package var role: Role
    /// The numbers in any order; those that are not finite are left out.
    package var values: [Double]

    package init(_ label: String, group: String = "", role: Role, values: [Double]) {
      self.label = label
      self.group = group
      self.role = role
      self.values = values
    }
  }

  package var yAxis: Axis
  package var boxes: [Box]
  /// The box that the keys act on.
  package var cursor: Int?
  package var showsDots = true

  package init(yAxis: Axis, boxes: [Box], cursor: Int? = nil) {
    self.yAxis = yAxis
    self.boxes = boxes
    self.cursor = cursor
  }
}

/// Five numbers that stand for many.
package struct BoxSummary: Equatable, Sendable {
  package let count: Int
  package let lowerWhisker: Double
  package let lowerQuartile: Double
  package let median: Double
  package let upperQuartile: Double
  package let upperWhisker: Double

  /// Quartiles by linear interpolation between order statistics (Hyndman and Fan 1996, type 7),
  /// or `nil` if no number is finite.
  package init?(_ values: [Double]) {
    let sorted = values.filter(\.isFinite).sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    func quantile(_ part: Double) -> Double {
      let position = part * Double(sorted.count - 1)
      let index = Int(position)
      let next = sorted[min(index + 1, sorted.count - 1)]
      return sorted[index] + (next - sorted[index]) * (position - Double(index))
    }
    count = sorted.count
    (lowerQuartile, median, upperQuartile) = (quantile(0.25), quantile(0.5), quantile(0.75))
    let reach = 1.5 * (upperQuartile - lowerQuartile)
    let (low, high) = (lowerQuartile - reach, upperQuartile + reach)
    lowerWhisker = min(lowerQuartile, sorted.first { $0 >= low } ?? first)
    upperWhisker = max(upperQuartile, sorted.last { $0 <= high } ?? last)
  }
}
