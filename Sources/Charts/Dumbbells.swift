import TerminalUI

/// Two shares of each item on one row, joined by a line.
///
///     algebra/12    ●────────○              +0.41
///     number/7             ○───●            -0.12
///
/// The baseline is a filled mark and the candidate a hollow one; ASCII has their letters.
package struct Dumbbells: Chart {
  package struct Value: Equatable, Sendable {
    package var value: Double
    package var low: Double?
    package var high: Double?

    package init(_ value: Double, low: Double? = nil, high: Double? = nil) {
      self.value = value
      self.low = low
      self.high = high
    }
  }

  package struct Row: Equatable, Sendable {
    package var label: String
    package var baseline: Value?
    package var candidate: Value?
    /// What stands at the right, such as the difference; an empty text leaves it to the chart.
    package var text: String

    package init(_ label: String, baseline: Value?, candidate: Value?, text: String = "") {
      self.label = label
      self.baseline = baseline
      self.candidate = candidate
      self.text = text
    }
  }

  /// The scale of both; shares have 0 to 1 unless its range is given.
  package var axis: Axis
  package var rows: [Row]
  package var baselineName: String
  package var candidateName: String
  /// The row that the keys act on.
  package var cursor: Int?
  /// The row at the top, as far as the cursor allows.
  package var firstRow = 0
  package var showsIntervals = true

  package init(
    axis: Axis, rows: [Row], baselineName: String = "baseline",
    candidateName: String = "candidate", cursor: Int? = nil
  ) {
    self.axis = axis
    self.rows = rows
    self.baselineName = baselineName
    self.candidateName = candidateName
    self.cursor = cursor
  }
}
