import TerminalUI

extension App {
  func drawPerplexity(into buffer: inout Buffer, frame: Rect) {
    drawEmpty(noChartText, into: &buffer, frame: frame)
  }
}
