import TerminalUI

extension App {
  func drawSweeps(into buffer: inout Buffer, frame: Rect) {
    drawEmpty(noChartText, into: &buffer, frame: frame)
  }
}
