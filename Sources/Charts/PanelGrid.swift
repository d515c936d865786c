import TerminalUI

/// Small multiples: rows and columns of charts that can be compared at a glance.
///
/// One key serves all panels, and axes are labelled at the left and at the bottom alone where
/// all panels of a row or column share them. Rows and columns that do not fit are scrolled.
package struct PanelGrid: Chart {
  package enum Content: Equatable, Sendable {
    case curves(LineChart)
    case bars(PairedBars)
    /// Why there is nothing to draw.
    case note(String)
  }

  package struct Panel: Equatable, Sendable {
    package var title: String
    package var content: Content

    package init(_ title: String, _ content: Content) {
      self.title = title
      self.content = content
    }
  }

  /// Which panels have the same range of y.
  package enum Sharing: Equatable, Sendable {
    case all, row, none
  }

  /// `panels[row][column]`; a row may be shorter than others.
  package var panels: [[Panel]]
  package var sharesX = true
  package var sharesY: Sharing = .all
  /// The panel that the keys act on.
  package var cursor: GridPlace?
  /// The upper left panel of the part that is shown, as far as the cursor allows.
  package var first = GridPlace(row: 0, column: 0)
  package var showsLegend = true
  /// The least extent of a panel with its title; what does not fit is scrolled.
  package var leastPanel = Size(columns: 22, rows: 7)

  package init(panels: [[Panel]], cursor: GridPlace? = nil) {
    self.panels = panels
    self.cursor = cursor
  }
}
