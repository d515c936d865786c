import Reader
import Results
import TerminalUI

extension Prompt {
  /// A word before a command that asks for the text as it is.
  static let raw = "raw "
}

extension App {
  /// The text that is read: what the model wrote, or all there is without it.
  ///
  /// - Parameter raw: Whether it is as the file has it; else hostile characters are made visible.
  private func textToGive(raw: Bool) -> String? {
    let pane = samples.pair.map { $0.isRight ? $0.pane : samples.pane } ?? samples.pane
    guard let text = pane.text, !text.sections.isEmpty else { return nil }
    let whole = text.string(text.response ?? 0..<text.bytes.count)
    return raw ? whole : whole.sanitized()
  }

  private mutating func noText() -> [Effect] {
    notice = "no text is open"
    return []
  }

  mutating func copySample(raw: Bool) -> [Effect] {
    guard let text = textToGive(raw: raw) else { return noText() }
    return [.copy(text)]
  }

  /// Opens prompt, answers and response in an editor.
  mutating func openInEditor() -> [Effect] {
    let pane = samples.pair.map { $0.isRight ? $0.pane : samples.pane } ?? samples.pane
    guard let text = pane.text, !text.sections.isEmpty else { return noText() }
    let parts = text.sections.map { section in
      "# \(section.title)\n\n\(text.string(section.range).sanitized())\n"
    }
    return [.edit(parts.joined(separator: "\n"))]
  }

  /// Gives the text to a command; an empty one is the pager.
  mutating func pipe(to command: String) -> [Effect] {
    let isRaw = command.hasPrefix(Prompt.raw) || command == "raw"
    let rest = isRaw ? String(command.dropFirst(Prompt.raw.count)) : command
    guard let text = textToGive(raw: isRaw) else { return noText() }
    let name = rest.trimmingSpaces()
    return [.pipe(text, to: name.isEmpty ? nil : name)]
  }

  // Export.

  /// The samples of the list, in its order.
  private var listedSamples: [Sample] {
    let all = samples.samples ?? []
    let rows = samples.isListOfAnswers ? samples.groups.flatMap(\.samples) : samples.rows
    return rows.compactMap { all[safe: $0] }
  }

  mutating func openSampleExport() {
    guard !listedSamples.isEmpty else {
      notice = "there is no sample to export"
      return
    }
    let name = (samples.problem ?? "problem").prefix(40).map { character in
      character.isASCII && (character.isLetter || character.isNumber || "-_.".contains(character))
        ? character : "_"
    }
    prompt = Prompt(.exportSamples, text: "kscope-samples-\(String(name)).jsonl")
  }

  mutating func exportSamples(to path: String) -> [Effect] {
    let path = path.trimmingSpaces()
    guard !path.isEmpty, let run = samples.run, let problem = samples.problem else { return [] }
    return [.exportSamples(path: path, run: run, problem: problem, listedSamples)]
  }
}
