import TerminalUI

extension App {
  func drawTraining(into buffer: inout Buffer, frame: Rect) {
    drawEmpty(noChartText, into: &buffer, frame: frame)
  }
}
