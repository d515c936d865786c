import TerminalUI

extension Theme {
  /// The theme of a terminal nobody has configured; `themes/default.toml` says the same.
  ///
  /// It keeps to the terminal's own colors and default background, which
  /// follow the person's scheme, and to those of them that can be read on a
  /// dark and on a light ground: no black, no white, no bright ones. What is
  /// less important is dim rather than bright black, which some schemes paint
  /// in the color of the ground.
  package static let standard = Theme(name: "default", looks: frame.merging(meaning) { $1 })

  /// What holds a screen together.
  private static let frame: [Role: Look] = [
    .text: Look(),
    .dim: Look(dim: true),
    .title: Look(bold: true),
    .heading: Look(bold: true, underlined: true),
    .border: Look(dim: true),
    .grid: Look(dim: true),
    .selection: Look(reversed: true),
    .activeTab: Look(bold: true, reversed: true),
    .tab: Look(),
    .key: Look(bold: true),
    .hint: Look(dim: true),
    .match: Look(foreground: .magenta, bold: true, underlined: true),
    .code: Look(foreground: .cyan),
    .formula: Look(foreground: .blue),
    .remark: Look(foreground: .yellow),
    .cursor: Look(bold: true),
    .mark: Look(foreground: .blue, bold: true),
  ]

  /// What data look like.
  private static let meaning: [Role: Look] = [
    .correct: Look(foreground: .green),
    .incorrect: Look(foreground: .red),
    .ungraded: Look(foreground: .yellow),
    .warning: Look(foreground: .yellow, bold: true),
    .failure: Look(foreground: .red, bold: true),
    .notice: Look(foreground: .green, bold: true),
    .baseline: Look(foreground: .cyan),
    .candidate: Look(foreground: .magenta),
    .series0: Look(foreground: .green),
    .series1: Look(foreground: .yellow),
    .series2: Look(foreground: .blue),
    .series3: Look(foreground: .red),
    .series4: Look(foreground: .green, bold: true),
    .series5: Look(foreground: .yellow, bold: true),
    .series6: Look(foreground: .blue, bold: true),
    .series7: Look(foreground: .red, bold: true),
    // From warm over no color to cold, so that each step has a color of its
    // own among eight; the ends, which mean never and always, are bold.
    .heat0: Look(foreground: .red, bold: true),
    .heat1: Look(foreground: .magenta),
    .heat2: Look(foreground: .yellow),
    .heat3: Look(),
    .heat4: Look(foreground: .blue),
    .heat5: Look(foreground: .cyan),
    .heat6: Look(foreground: .green, bold: true),
  ]
}

/// The terminal's colors that can be read on any ground.
extension Color {
  fileprivate static let red = Color.terminal(1)
  fileprivate static let green = Color.terminal(2)
  fileprivate static let yellow = Color.terminal(3)
  fileprivate static let blue = Color.terminal(4)
  fileprivate static let magenta = Color.terminal(5)
  fileprivate static let cyan = Color.terminal(6)
}
