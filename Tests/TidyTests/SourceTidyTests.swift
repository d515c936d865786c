import TestSupport
import Testing

/// What must be true of every Swift file.
@Suite struct SourceTidyTests {
  private static let repository = Repository()
  private static let sources = repository.files(endingIn: ".swift", under: ["Sources/"])
  private static let swift =
    sources + repository.files(endingIn: ".swift", under: ["Tests/", "Benchmarks/", "Package"])

  @Test func noFileIsLongerThan500Lines() {
    #expect(!Self.sources.isEmpty)
    for file in Self.swift where file.lines.count > 501 {
      Issue.record("\(file.path):501: \(file.lines.count) lines; make it two files")
    }
  }

  @Test func nothingInSourcesPrints() {
    refuse("print(", in: Self.sources, except: "Print(", "what is said goes through one function")
    refuse("debugPrint(", in: Self.sources, "what is said goes through one function")
  }

  @Test func nothingIsForced() {
    refuse("try!", in: Self.sources, "handle the error, or say what cannot happen")
  }

  @Test func everyFatalErrorSaysWhyItCannotHappen() {
    refuse("fatalError()", in: Self.sources, "say why it cannot happen")
  }

  @Test func sourcesNeverImportAllOfFoundation() {
    for (place, line) in code(of: Self.sources) {
      let words = line.split { $0 == " " || $0 == "." }
      guard let last = words.firstIndex(of: "import").map({ words[$0...].dropFirst() }) else {
        continue
      }
      if last.contains("Foundation") {
        Issue.record("\(place): import FoundationEssentials; all of Foundation is 45 MB")
      }
    }
  }

  @Test func everyEscapeFromConcurrencyCheckingIsArgued() {
    for file in Self.sources {
      for (index, line) in file.lines.enumerated() where escapesChecking(line) {
        let above = index > 0 ? file.lines[index - 1] : ""
        if !trimmed(above).hasPrefix("//") {
          Issue.record("\(file.path):\(index + 1): say in a comment above why this is safe")
        }
      }
    }
  }

  /// Each one is a promise the compiler does not check: raising the limit is a decision.
  @Test func escapesFromConcurrencyCheckingAreFew() {
    let places = code(of: Self.sources).filter { escapesChecking($0.line) }.map(\.place)
    #expect(places.count <= 8, "\(places)")
  }

  @Test func everyPromiseHasAnIssue() {
    for file in Self.swift where !file.path.hasPrefix("Tests/TidyTests/") {
      for (index, line) in file.lines.enumerated() {
        guard let word = ["TODO", "FIXME", "XXX", "HACK"].first(where: { says($0, in: line) })
        else {
          continue
        }
        if line.firstMatch(of: /#[0-9]+/) == nil {
          Issue.record("\(file.path):\(index + 1): \(word) needs the number of an issue (#12)")
        }
      }
    }
  }

  private func escapesChecking(_ line: String) -> Bool {
    let line = trimmed(line)
    guard !line.hasPrefix("//") else { return false }
    return line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)")
  }

  private func says(_ word: String, in line: String) -> Bool {
    line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.contains { $0 == word }
  }

  /// Records each line of code with a text that is not part of `exception`.
  private func refuse(
    _ text: String, in files: [Repository.File], except exception: String? = nil,
    _ cure: String
  ) {
    for (place, line) in code(of: files) {
      let rest = exception.map { line.replacing($0, with: "") } ?? line
      guard let range = rest.firstRange(of: text) else { continue }
      let before = rest[..<range.lowerBound].last
      if before?.isLetter != true { Issue.record("\(place): '\(text)': \(cure)") }
    }
  }

  /// The lines that are not comments, each with its place.
  private func code(of files: [Repository.File]) -> [(place: String, line: String)] {
    files.flatMap { file in
      file.lines.enumerated()
        .filter { !trimmed($0.element).hasPrefix("//") }
        .map { (place: "\(file.path):\($0.offset + 1)", line: $0.element) }
    }
  }
}

private func trimmed(_ line: String) -> Substring {
  line.drop { $0 == " " }
}
