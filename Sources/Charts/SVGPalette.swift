import TerminalUI

/// The color of every role on white paper.
///
/// Series have the colors of Okabe and Ito, which eyes that do not tell red from green tell
/// apart, without the yellow that is lost on white; heat runs from light to dark, so that it
/// stays in order without color.
enum SVGPalette {
  static func color(_ role: Role) -> String {
    switch role {
    case .text, .title, .heading, .selection, .activeTab, .tab, .key, .cursor: "#111111"
    case .dim, .hint, .ungraded: "#6b6b6b"
    case .border: "#333333"
    case .grid: "#dddddd"
    case .correct, .baseline: "#0072b2"
    case .incorrect, .candidate, .failure: "#d55e00"
    case .warning: "#b07800"
    case .notice, .mark, .match, .code, .formula, .remark: "#444444"
    case .series0: "#009e73"
    case .series1: "#cc79a7"
    case .series2: "#e69f00"
    case .series3: "#56b4e9"
    case .series4: "#000000"
    case .series5: "#7b4fa3"
    case .series6: "#8c6d46"
    case .series7: "#7f7f7f"
    case .heat0: "#ffffff"
    case .heat1: "#dce9f5"
    case .heat2: "#b3d0e8"
    case .heat3: "#7fb1d8"
    case .heat4: "#4a8cc2"
    case .heat5: "#1f62a3"
    case .heat6: "#08306b"
    }
  }

  /// A light shade of the color of a series, for areas.
  static func tint(_ role: Role) -> String {
    switch role {
    case .baseline: "#b8d7ea"
    case .candidate: "#f5cdb0"
    default: "#dddddd"
    }
  }

  /// A color that is read on the fill of a role.
  static func ink(on role: Role) -> String {
    switch role {
    case .heat4, .heat5, .heat6: "#ffffff"
    default: "#111111"
    }
  }
}
