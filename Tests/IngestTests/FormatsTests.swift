@testable import Ingest
import Results
import TestSupport
import Testing

/// Adding a format is adding a folder and a name in `Formats.all`: nothing else may know of it.
@Suite struct FormatsTests {
  private static let repository = Repository()
  private static let folder = "Sources/Ingest/Formats/"
  private static let sources = repository.files(endingIn: ".swift", under: ["Sources/"])
  /// Files that belong to samples, and no format of samples themselves.
  private static let companions = "Companions"
  /// What the program itself is made of: reading a `run.json`, and the names that most formats use.
  private static let known: Set<String> = ["Sidecar", "Generic", "KscopeSamples"]

  private static let folders: [String] = {
    let names = sources.map(\.path).filter { $0.hasPrefix(folder) }
      .map { $0.dropFirst(folder.count).split(separator: "/") }.filter { $0.count > 1 }
    return Set(names.map { String($0[0]) }).sorted()
  }()

  @Test func everyFolderHasAFormatInTheRegistry() {
    #expect(Self.folders.count >= 13)
    for folder in Self.folders {
      #expect(!formats(in: folder).isEmpty, "\(folder): name its type in Formats.all")
    }
    let placed = Self.folders.flatMap { formats(in: $0).map(\.name) }
    #expect(placed.sorted() == Formats.all.map(\.name).sorted())
    #expect(Set(placed).count == placed.count, "two formats have one name")
  }

  @Test func everyFormatHasAnExampleABrokenTwinAndASection() {
    let page = Self.repository.files.first { $0.path == "docs/formats.md" }
    for folder in Self.folders where folder != Self.companions {
      let names = formats(in: folder).map(\.name)
      func has(_ path: (String) -> String) -> Bool {
        names.contains { Self.repository.exists(path($0)) }
      }
      #expect(has { "sample-data/formats/\($0)/expected.json" }, "\(folder)")
      #expect(has { "sample-data/broken/\($0)" }, "\(folder)")
      #expect(
        page?.lines.contains { line in names.contains { line == "## " + $0 } } == true, "\(folder)")
    }
  }

  @Test func nothingElseNamesAFormat() {
    for folder in Self.folders {
      let own = Self.folder + folder + "/"
      for format in formats(in: folder) where !Self.known.contains(typeName(format)) {
        let name = typeName(format)
        for file in Self.sources where !file.path.hasPrefix(own) && mayUse(file) {
          let isRegistry = file.path == Self.folder + "ResultsFormat.swift"
          let lines = file.lines.filter { says(name, in: $0) }
          if lines.count > (isRegistry ? 1 : 0) {
            Issue.record("\(file.path) names \(name), of which only its folder may know")
          }
        }
      }
    }
  }

  @Test func noTwoFormatsOfOneOrderTakeOneAnothersExamples() throws {
    for folder in Self.folders where folder != Self.companions {
      let names = formats(in: folder).map(\.name)
      guard let name = names.first(where: { Self.repository.exists("sample-data/formats/" + $0) })
      else { continue }
      let snapshot = try Library.read(Self.repository.root + "/sample-data/formats/" + name)
      #expect(!snapshot.runs.isEmpty || !snapshot.references.isEmpty, "\(name)")
      for run in snapshot.runs { #expect(names.contains(run.format), "\(run.id): \(run.format)") }
    }
  }

  /// The formats of `Formats.all` that a folder declares.
  private func formats(in folder: String) -> [any ResultsFormat] {
    let text = Self.sources.filter { $0.path.hasPrefix(Self.folder + folder + "/") }
      .flatMap(\.lines).joined(separator: "\n")
    return Formats.all.filter { format in
      ["ResultsFormat", "ConsoleFormat", "ArchiveFormat", "TableFormat"].contains { kind in
        text.contains("struct \(typeName(format)): \(kind)")
      }
    }
  }

  private func mayUse(_ file: Repository.File) -> Bool {
    file.path.hasPrefix("Sources/Ingest/") || file.lines.contains("import Ingest")
  }

  /// Whether a line of code makes or uses a type.
  private func says(_ name: String, in line: String) -> Bool {
    guard let code = line.split(separator: "//", omittingEmptySubsequences: false).first else {
      return false
    }
    return code.ranges(of: name).contains { range in
      let before = code[..<range.lowerBound].last
      let after = code[range.upperBound...].first
      let isWhole = [before, after].allSatisfy { sign in
        sign.map { !$0.isLetter && !$0.isNumber && $0 != "_" } ?? true
      }
      return isWhole && (after == "(" || after == "." || code[..<range.lowerBound].hasSuffix("is "))
    }
  }

  private func typeName(_ format: any ResultsFormat) -> String {
    String(describing: type(of: format))
  }
}
