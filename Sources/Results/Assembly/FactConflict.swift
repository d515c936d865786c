/// Something that a file or its place says of a run and that is not what the run was taken for.
package struct FactConflict: Equatable, Sendable {
  package let run: String
  package let name: FactName
  /// What the run was taken for.
  package let held: Facts.Entry
  /// What was said besides.
  package let other: Facts.Entry
  /// The files of which it was said, relative to what was opened.
  package let files: [String]

  package init(
    run: String, name: FactName, held: Facts.Entry, other: Facts.Entry, files: [String]
  ) {
    self.run = run
    self.name = name
    self.held = held
    self.other = other
    self.files = files
  }
}

extension Assembly {
  /// What was said of the runs beside the facts that they have, by run, then by name.
  ///
  /// A person may overrule everything, and a folder's name is only a name: neither conflicts with
  /// anything.
  package func conflicts(in files: [SourceFile], of runs: [Run]) -> [FactConflict] {
    let sidecars = Self.sidecars(in: files)
    var owners: [RunSource: Int] = [:]
    for (index, run) in runs.enumerated() {
      for source in run.sources { owners[source] = index }
    }
    var reader = StatementReader(self, sidecars)
    var found: [Contradiction: [String]] = [:]
    for file in files {
      for (index, part) in file.contents.parts.enumerated() {
        guard let owner = owners[RunSource(path: file.fullPath, part: index)] else { continue }
        let statements = reader.statements(on: file, stating: part.facts)
        for (name, entry) in statements.facts.dropFirst().joinedEntries
        where Self.contradicts(name, entry, runs[owner].facts.entry(of: name)) {
          found[Contradiction(run: owner, name: name, other: entry), default: []].append(file.path)
        }
      }
    }
    return found.sorted { $0.key < $1.key }.compactMap { key, paths in
      runs[key.run].facts.entry(of: key.name).map { held in
        FactConflict(
          run: runs[key.run].id, name: key.name, held: held, other: key.other,
          files: paths.uniqued())
      }
    }
  }

  /// Facts that differ between the files of one run as a matter of course.
  private static let ofFiles: Set<FactName> = [.seeds, .sourceHash]

  private static func contradicts(
    _ name: FactName, _ entry: Facts.Entry, _ held: Facts.Entry?
  ) -> Bool {
    guard let held, held.source != .person, entry.source < .folder else { return false }
    return !ofFiles.contains(name) && held.value != entry.value
  }

  private struct Contradiction: Hashable, Comparable {
    let run: Int
    let name: FactName
    let other: Facts.Entry

    static func < (first: Contradiction, second: Contradiction) -> Bool {
      (first.run, first.name.rawValue, first.other.source.rawValue, first.other.value)
        < (second.run, second.name.rawValue, second.other.source.rawValue, second.other.value)
    }
  }
}

extension Sequence<Facts> {
  fileprivate var joinedEntries: [(name: FactName, entry: Facts.Entry)] {
    flatMap { facts in facts.entries.map { (name: $0.key, entry: $0.value) } }
  }
}
