import Dashboard
import Results
import TerminalUI
import TestSupport
import Testing

/// What `E` writes.
@Suite struct ExportTests {
  private func exported(_ keys: String, as name: String) throws -> String {
    var story = Story(100, 30)
    story.press(keys + "E<c-u>")
    for character in name { story.tell(.key(.character(character))) }
    story.tell(.key(.enter))
    for case .export(let path, let content) in story.effects {
      #expect(path == name)
      return content
    }
    Issue.record("nothing was written: \(story.lastLine)")
    return ""
  }

  @Test func numbersHaveAllTheirDigits() throws {
    let lines = try exported("2", as: "c.csv").split(separator: "\n")
    #expect(lines[0] == "run,kind,k,value,low,high,problems")
    // The base run has c = 0, 1, 3 and 9 of 64, three problems each.
    let first = try #require(lines.first { $0.hasPrefix(Fixture.baseID) })
    let value = try #require(Double(first.split(separator: ",")[3]))
    #expect(abs(value - 13.0 / 256) < 1e-15)
  }

  @Test func jsonHasATitleSentencesAndTables() throws {
    let text = try exported("2v", as: "d.json")
    for part in ["\"title\"", "\"sentences\"", "\"tables\"", "\"difference\"", "\"state\""] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func markdownIsATable() throws {
    let text = try exported("4", as: "coverage.md")
    #expect(text.hasPrefix("## who solves what on math at k = "))
    #expect(text.contains("| --- |"))
  }

  @Test func svgIsADrawing() throws {
    let text = try exported("2", as: "curves.svg")
    #expect(text.hasPrefix("<?xml") && text.contains("<svg") && text.hasSuffix("</svg>\n"))
  }

  @Test func whatCannotBeWrittenIsSaid() {
    var story = Story(100, 30)
    story.press("2E<c-u>curves⏎")
    #expect(
      story.lastLine == " 'curves' says no format; end it with .csv, .json, .md, .txt or .svg")
    story.press("1E<c-u>runs.svg⏎")
    #expect(
      story.lastLine
        == " this view is a table and has no drawing; end the name with .csv, .json, .md or .txt")
    var empty = Story(100, 30, snapshot: Snapshot())
    empty.press("2E")
    #expect(
      empty.lastLine == " there is nothing to export on this screen: no run is marked")
  }

  /// Every view that there is something to see on can be written in every format it has.
  @Test func everyViewHasAnExhibit() {
    for view in ViewName.plotted {
      var story = Story(100, 30)
      for effect in story.app.show(view) { story.answer(effect) }
      guard let exhibit = story.app.exhibit else { continue }
      for format in ExportFormat.allCases where format != .svg {
        let text = exhibit.content(format, size: Size(columns: 80, rows: 24), glyphs: .ascii)
        #expect(text?.isEmpty == false, "\(view.rawValue) as \(format.rawValue)")
      }
      #expect(!exhibit.tables.isEmpty, "\(view.rawValue)")
    }
  }
}
