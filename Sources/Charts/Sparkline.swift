import TerminalUI

/// A row of numbers as one line of text.
///
///     Sparkline([1, 2, 4, 3]).text(width: 4, level: .block)   // "▁▃█▆"
package struct Sparkline: Equatable, Sendable {
  package let values: [Double]
  /// What the lowest and the highest glyph stand for; `nil` takes the values' own extremes.
  package let range: ClosedRange<Double>?

  package init(_ values: [Double], range: ClosedRange<Double>? = nil) {
    self.values = values
    self.range = range
  }

  /// The last `width` values as glyphs of different heights; one that is not finite is a blank.
  package func text(width: Int, level: GlyphLevel) -> String {
    let shown = values.suffix(max(0, width))
    let finite = shown.filter(\.isFinite)
    guard let low = range?.lowerBound ?? finite.min(),
      let high = range?.upperBound ?? finite.max()
    else { return String(repeating: " ", count: shown.count) }
    let ramp: [Character] = level.unicode ? Self.blocks : Self.ascii
    return String(
      shown.map { value in
        guard value.isFinite else { return " " }
        let part = high > low ? (value - low) / (high - low) : 0.5
        return ramp[Int((min(max(part, 0), 1) * Double(ramp.count - 1)).rounded())]
      })
  }

  private static let blocks = Array("▁▂▃▄▅▆▇█")
  private static let ascii = Array("_.-=+*%#")
}
