import Results
import TerminalUI

extension App {
  /// What the open view shows, to be written or printed; `nil` where there is nothing yet.
  package var exhibit: Exhibit? {
    switch screen {
    case .runs: runsExhibit
    case .curves: curvesExhibit
    case .histogram: histogramExhibit
    case .coverage: coverageExhibit
    case .problems: problemsExhibit
    case .sweeps: sweepsExhibit
    case .training: trainingExhibit
    case .perplexity: perplexityExhibit
    case .files: filesExhibit
    case .samples: view == .search ? searchExhibit : view == .marks ? marksExhibit : nil
    }
  }

  /// Why the open view shows nothing, in a clause.
  package var emptyReason: String {
    markedRuns.isEmpty ? "no run is marked" : "the marked runs have nothing for this view"
  }

  /// Opens the line in which a file is named for what the view shows.
  mutating func openExport() {
    if view == .samples { return openSampleExport() }
    guard let exhibit else {
      notice = "there is nothing to export on this screen: \(emptyReason)"
      return
    }
    let benchmark = markedRuns.first?.benchmark.map { "-" + $0 } ?? ""
    let name = ("kscope-" + exhibit.name + benchmark).map { character in
      character.isASCII && (character.isLetter || character.isNumber || "-_.".contains(character))
        ? character : "_"
    }
    prompt = Prompt(.export, text: String(name) + ".csv")
  }

  /// Has what the view shows written to a file, as its name's ending says.
  mutating func export(to path: String) -> [Effect] {
    let path = path.trimmingSpaces()
    guard !path.isEmpty, let exhibit else { return [] }
    guard let format = ExportFormat(fileName: path) else {
      notice = "'\(path)' says no format; end it with .csv, .json, .md, .txt or .svg"
      return []
    }
    guard let content = exhibit.content(format, size: body.size, glyphs: glyphs) else {
      notice = "this view is a table and has no drawing; end the name with .csv, .json, .md or .txt"
      return []
    }
    return [.export(path: path, content: content)]
  }
}

extension Rect {
  /// The extent alone.
  var size: Size { Size(columns: width, rows: height) }
}
