import TerminalUI

extension App {
  func drawCoverage(into buffer: inout Buffer, frame: Rect) {
    drawEmpty(noChartText, into: &buffer, frame: frame)
  }
}
