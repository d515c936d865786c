import Reader
import Results

extension Prompt {
  /// A word before a command that asks for the text as it is.
  static let raw = "raw "
}

extension App {
  /// The text that is read, of two the one that keys are for; `nil` where there is none.
  private var textToGive: ReaderText? {
    let pane = samples.pair.map { $0.isRight ? $0.pane : samples.pane } ?? samples.pane
    return pane.text.flatMap { $0.sections.isEmpty ? nil : $0 }
  }

  /// What the model wrote, or all there is without it.
  private func response(raw: Bool) -> OutgoingText? {
    textToGive.map { text in
      let range = text.response ?? 0..<text.bytes.count
      return OutgoingText(
        parts: [OutgoingText.Part(heading: nil, bytes: text.bytes[range])], isRaw: raw)
    }
  }

  private mutating func noText() -> [Effect] {
    notice = "no text is open"
    return []
  }

  mutating func copySample(raw: Bool) -> [Effect] {
    guard let text = response(raw: raw) else { return noText() }
    return [.copy(text)]
  }

  /// Opens prompt, answers and response in an editor.
  mutating func openInEditor() -> [Effect] {
    guard let text = textToGive else { return noText() }
    let parts = text.sections.map {
      OutgoingText.Part(heading: $0.title, bytes: text.bytes[$0.range])
    }
    return [.edit(OutgoingText(parts: parts, isRaw: false))]
  }

  /// Gives the text to a command; an empty one is the pager.
  mutating func pipe(to command: String) -> [Effect] {
    let isRaw = command.hasPrefix(Prompt.raw) || command == "raw"
    let rest = isRaw ? String(command.dropFirst(Prompt.raw.count)) : command
    guard let text = response(raw: isRaw) else { return noText() }
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
