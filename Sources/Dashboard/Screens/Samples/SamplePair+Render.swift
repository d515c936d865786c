import Reader
import Results
import TerminalUI

/// What is marked of a text that stands beside another.
struct TextDifference {
  /// The bytes of the response that both begin with.
  let prefix: Int
  /// Places in the response that the other does not have.
  let changed: [Range<Int>]
  let role: Role

  /// Marks what of a range is in common, and what only this text has.
  func paint(
    _ range: Range<Int>, in text: ReaderText, _ paint: (Range<Int>, (inout Style) -> Void) -> Void
  ) {
    guard let response = text.response else { return }
    paint(response.lowerBound..<response.lowerBound + prefix) { $0.role = .dim }
    let (low, high) =
      (range.lowerBound - response.lowerBound, range.upperBound - response.lowerBound)
    let first = changed.firstPlace { $0.upperBound > low }
    for part in changed[first...] {
      if part.lowerBound >= high { break }
      paint(part.lowerBound + response.lowerBound..<part.upperBound + response.lowerBound) {
        ($0.role, $0.isUnderlined) = (role, true)
      }
    }
  }
}

extension App {
  /// Two texts side by side, each below a line that names it.
  var pairLayout: (left: Rect, right: Rect, heads: Rect, divider: Rect) {
    var rest = body
    _ = rest.takeTop(2)
    let heads = rest.takeTop(1)
    let left = rest.takeLeft((rest.width - 1) / 2)
    let divider = rest.takeLeft(1)
    return (left, rest, heads, divider)
  }

  func drawPair(into buffer: inout Buffer) {
    guard let pair = samples.pair else { return }
    let layout = pairLayout
    buffer.fill(layout.divider, symbols.vertical, style: Style(.border))
    drawPairHead(
      samples.sample, samples.samples, run: samples.run, isChosen: !pair.isRight, into: &buffer,
      frame: Rect(x: layout.left.x, y: layout.heads.y, width: layout.left.width, height: 1))
    drawPairHead(
      pair.sample(of: samples), pair.samples(of: samples), run: pair.run ?? samples.run,
      isChosen: pair.isRight, into: &buffer,
      frame: Rect(x: layout.right.x, y: layout.heads.y, width: layout.right.width, height: 1))
    let difference = wordDifference
    drawText(
      samples.pane, into: &buffer, frame: layout.left,
      difference: difference.map {
        TextDifference(prefix: $0.prefix, changed: $0.first, role: .baseline)
      })
    drawText(
      pair.pane, into: &buffer, frame: layout.right,
      difference: difference.map {
        TextDifference(prefix: $0.prefix, changed: $0.second, role: .candidate)
      })
  }

  private func drawPairHead(
    _ sample: Sample?, _ all: [Sample]?, run: String?, isChosen: Bool, into buffer: inout Buffer,
    frame: Rect
  ) {
    drawRule("", into: &buffer, row: frame)
    guard let sample else { return }
    let number = all?.firstIndex { $0.reference == sample.reference }.map { $0 + 1 } ?? 0
    let verdict = verdictCell(sample.verdict)
    let sign = isChosen ? symbols.right : " "
    var x = buffer.write(
      "\(sign) \(Format.count(number)) ", x: frame.x + 1, y: frame.y,
      style: Style(.title, bold: isChosen))
    x = buffer.write(verdict.text + " ", x: x, y: frame.y, style: verdict.style)
    let name = run.flatMap { snapshot.run($0) }.map { shortName(of: $0, among: snapshot.runs) }
    buffer.write(
      name ?? "", x: x, y: frame.y, style: Style(.dim), width: max(0, frame.maxX - 7 - x))
  }

  /// What the two have in common, in a sentence.
  var pairText: String {
    guard let first = samples.pane.text, let difference = wordDifference else {
      return board.isWaiting(.wordDifference) ? "comparing them" : ""
    }
    let whole = first.response?.count ?? 0
    let share = whole == 0 ? 0 : difference.prefix * 100 / whole
    let start =
      difference.prefix == 0
      ? "they differ from the first word"
      : "the first \(Format.bytes(difference.prefix)) are the same (\(share)% of the left)"
    if difference.isCut { return start + ", too long beyond to be compared by words" }
    let pieces = Format.count(difference.first.count, "piece")
    return start + ", \(pieces) on the left, \(Format.count(difference.second.count)) on the right"
  }
}
