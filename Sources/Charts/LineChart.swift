import TerminalUI

/// Curves over an axis, with bands of uncertainty.
///
/// The series are told apart without color by a letter at their points and by the texture of
/// their band; a later series is drawn over an earlier one.
package struct LineChart: Chart {
  /// A value measured at `x`, with the interval it may lie in.
  ///
  /// A point that is not finite leaves a gap in the curve; one without both ends of an interval,
  /// a gap in the band.
  package struct Point: Equatable, Sendable {
    package var x: Double
    package var y: Double
    package var low: Double?
    package var high: Double?

    package init(x: Double, y: Double, low: Double? = nil, high: Double? = nil) {
      self.x = x
      self.y = y
      self.low = low
      self.high = high
    }
  }

  /// What a series is drawn with.
  package enum Form: Equatable, Sendable {
    /// A line, with the letter at points that are far enough apart.
    case line
    /// A line with a small mark at every point, and the letters.
    case linePoints
    /// The letter at every point and no line.
    case points
    /// Faint dots and no letters: what was measured, under a line that was smoothed.
    case dots
  }

  package struct Series: Equatable, Sendable {
    package var name: String
    package var role: Role
    /// The letter at its points and before its name in the legend.
    package var marker: Character
    /// The points in the order of x.
    package var points: [Point]
    /// Where the curve becomes dashed, because less stands behind it from there on.
    package var dashedFrom: Double?
    /// Where the curve goes beyond what was measured: few dots and no letters from there on.
    package var extrapolatedFrom: Double?
    package var form = Form.line
    /// Whether it is a curve to compare with, such as a published one: dotted, a small letter,
    /// no band.
    package var isReference = false

    package init(
      _ name: String, role: Role, marker: Character, points: [Point], dashedFrom: Double? = nil
    ) {
      self.name = name
      self.role = role
      self.marker = marker
      self.points = points
      self.dashedFrom = dashedFrom
    }
  }

  /// A place on the x axis with the interval it may lie in, such as where two curves cross.
  ///
  ///     ├────┼──┤ k* 37 (22-71)
  package struct Mark: Equatable, Sendable {
    package var x: Double
    /// An infinite end is open: nothing says how far the interval reaches.
    package var interval: ClosedRange<Double>?
    package var label: String
    package var role: Role

    package init(
      x: Double, interval: ClosedRange<Double>? = nil, label: String, role: Role = .notice
    ) {
      self.x = x
      self.interval = interval
      self.label = label
      self.role = role
    }
  }

  /// Which of a few states holds along x, as a band below the axis.
  ///
  ///     BBBBBBBB........AAAAAA
  ///     B candidate better  . undecided  A baseline better
  package struct Strip: Equatable, Sendable {
    /// A state, told from the others by its glyph as well as by its role.
    package struct State: Equatable, Sendable {
      package var name: String
      package var glyph: Character
      package var role: Role

      /// - Parameter glyph: A character of ASCII, one column wide.
      package init(_ name: String, glyph: Character, role: Role) {
        self.name = name
        self.glyph = glyph
        self.role = role
      }
    }

    /// Where a state holds.
    package struct Span: Equatable, Sendable {
      package var range: ClosedRange<Double>
      /// The index of the state in `states`.
      package var state: Int

      package init(_ range: ClosedRange<Double>, state: Int) {
        self.range = range
        self.state = state
      }
    }

    package var states: [State]
    /// Later spans lie over earlier ones; no span says that nothing is known.
    package var spans: [Span]

    package init(states: [State], spans: [Span]) {
      self.states = states
      self.spans = spans
    }
  }

  /// A level line across the plot, such as at zero.
  package struct Rule: Equatable, Sendable {
    package var y: Double
    package var label: String
    package var role: Role

    package init(y: Double, label: String = "", role: Role = .border) {
      self.y = y
      self.label = label
      self.role = role
    }
  }

  package var xAxis: Axis
  package var yAxis: Axis
  package var series: [Series]
  /// The value of x that the keys act on: a line across the plot.
  package var cursor: Double?
  /// Places on the x axis, each with a row of its own below the axis.
  package var marks: [Mark] = []
  package var strip: Strip?
  package var rules: [Rule] = []
  package var showsBands = true
  package var showsLegend = true
  /// Whether the axes have labels; where panels stand side by side the outer ones are enough.
  package var showsXLabels = true
  package var showsYLabels = true
  /// Whether the last label of the x axis may reach beyond the plot, which makes that narrower.
  var hasOverhang = true
  /// Whether roles are told apart by color on the screen that the drawing is for.
  package var hasColor = true

  package init(xAxis: Axis, yAxis: Axis, series: [Series], cursor: Double? = nil) {
    self.xAxis = xAxis
    self.yAxis = yAxis
    self.series = series
    self.cursor = cursor
  }

  /// Where the parts of the chart go: for the mouse, and to write beside a point.
  package func layout(in frame: Rect) -> ChartLayout {
    ChartLayout(
      frame: frame,
      xAxis: fittedX, yAxis: yAxis.fitted(to: drawnY, isRounded: true),
      ChartLayout.Parts(
        hasLegend: showsLegend && !series.isEmpty, hasStrip: strip?.states.isEmpty == false,
        marks: marks.count, hasXLabels: showsXLabels, hasYLabels: showsYLabels,
        hasOverhang: hasOverhang))
  }

  var fittedX: Axis {
    xAxis.fitted(to: series.lazy.flatMap(\.points).map(\.x), isRounded: false)
  }

  /// The values of y that are drawn, ends of bands among them.
  var drawnY: [Double] {
    var values: [Double] = []
    for series in series {
      for point in series.points {
        values.append(point.y)
        guard showsBands, !series.isReference else { continue }
        values.append(point.low ?? point.y)
        values.append(point.high ?? point.y)
      }
    }
    return values
  }

  /// Draws the chart and nothing outside `frame`; `layout(in:)` says where its parts are.
  package func draw(into buffer: inout Buffer, frame: Rect, level: GlyphLevel) {
    let level = buffer.unicode ? level : .ascii
    let layout = layout(in: frame)
    drawAxes(into: &buffer, layout, level)
    if showsBands { drawBands(into: &buffer, layout, level) }
    drawRules(into: &buffer, layout, level)
    drawMarkLines(into: &buffer, layout, level)
    drawCursor(into: &buffer, layout, level)
    drawDots(into: &buffer, layout, level)
    drawLines(into: &buffer, layout, level)
    drawMarkers(into: &buffer, layout, level)
    drawStrip(into: &buffer, layout)
    drawMarks(into: &buffer, layout, level)
    if showsLegend { drawLegend(into: &buffer, layout) }
  }
}
