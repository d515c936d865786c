import Results
import TerminalUI

extension App {
  /// What is selected, in words: the pieces, the most important first.
  var selectionWords: [String] {
    let marked = markedRuns
    guard !marked.isEmpty else { return snapshot.runs.isEmpty ? [] : ["no run is marked"] }
    let baseline = marked.first { $0.id == selection.baseline }
    let candidate = marked.first { $0.id == selection.candidate }
    var words: [String] = []
    switch (baseline, candidate) {
    case (let baseline?, let candidate?):
      let names = [baseline, candidate].map { shortName(of: $0, among: [baseline, candidate]) }
      words.append("\(names[1]) against \(names[0])")
    case (let run?, nil), (nil, let run?): words.append(label(of: run))
    case (nil, nil): words.append("nothing to compare")
    }
    let benchmarks = marked.compactMap(\.benchmark).uniqued()
    if let benchmark = benchmarks.first {
      words.append("on " + (benchmarks.count == 1 ? benchmark : "\(benchmarks.count) benchmarks"))
    }
    restrictionText.map { words.append($0) }
    words.append("k = \(Format.count(selection.k))")
    if let problem = selection.problem { words.append("problem \(problem)") }
    let others = selection.others.count
    if others > 0 { words.append("and \(Format.count(others, "other run"))") }
    return words
  }

  /// Draws what is selected, and on the right whether something is being worked out.
  func drawSelection(into buffer: inout Buffer, y: Int) {
    let sign = board.isWaiting ? "working it out" + (glyphs.unicode ? "…" : "...") : ""
    buffer.writeRight(sign, maxX: size.columns - 1, y: y, style: Style(.notice))
    let room = size.columns - 2 - (sign.isEmpty ? 0 : sign.columns(unicode: glyphs.unicode) + 2)
    var words = selectionWords
    func text() -> String { words.joined(separator: " \(symbols.separator) ") }
    while words.count > 1, text().columns(unicode: glyphs.unicode) > room { words.removeLast() }
    buffer.write(text(), x: 1, y: y, style: Style(.text), width: room)
  }
}
