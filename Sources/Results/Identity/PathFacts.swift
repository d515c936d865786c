/// What the place of a file says of its run.
package struct PathFacts: Equatable, Sendable {
  package private(set) var facts = Facts()
  /// The path without what changes between the files of one run: shards, sampling seeds, suffixes.
  package private(set) var location = ""
  /// The deepest seed in the path, of whatever kind.
  package private(set) var seed: String?

  /// Reads a path relative to what was opened.
  ///
  /// - Parameters:
  ///   - root: The name of what was opened, which names the run where the path below does not.
  ///   - hasSamplingSeeds: Whether seeds in the path are sampling seeds, whose
  ///     samples belong to one run.
  package init(path: String, root: String, hasSamplingSeeds: Bool = false) {
    var components = path.split(separator: "/").map(String.init)
    if let file = components.popLast() { components.append(Self.stem(file)) }
    let words = components.map(PathWords.known)
    for word in words.reversed() {
      for (name, value) in word.facts { facts.set(name, value, source: .token) }
      if let seed = word.seed, !hasSamplingSeeds { facts.set(.seed, seed, source: .token) }
      if let role = word.role { facts.set(.role, role.rawValue, source: .token) }
    }
    noteModel(words, root: PathWords.known(root))
    seed = words.reversed().lazy.compactMap(\.seed).first
    location = Self.location(components, words)
  }

  private struct Place: Hashable {
    let path: String
    let root: String
    let hasSamplingSeeds: Bool
  }

  private static let memo = Memo<Place, PathFacts>(capacity: 65_536)

  /// The same as `init`, remembered: every snapshot asks for every file again.
  package static func known(path: String, root: String, hasSamplingSeeds: Bool) -> PathFacts {
    memo.value(for: Place(path: path, root: root, hasSamplingSeeds: hasSamplingSeeds)) {
      PathFacts(path: path, root: root, hasSamplingSeeds: hasSamplingSeeds)
    }
  }

  /// What is left of the path; a file whose name is but a number is one of several.
  private static func location(_ components: [String], _ words: [PathWords]) -> String {
    zip(components, words).enumerated().map { index, pair in
      let (component, word) = pair
      let isFile = index == components.count - 1
      if isFile, isNumber(component) { return "" }
      return word.name.isEmpty && word.facts.isEmpty && !isFile ? component : word.name
    }.joined(separator: "/")
  }

  private static func isNumber(_ component: String) -> Bool {
    component.isNumber(besides: "_-")
  }

  /// The file's name without what writers put behind it.
  package static func stem(_ file: String) -> String {
    var stem = Substring(file)
    var isChanged = true
    while isChanged {
      isChanged = false
      for suffix in suffixes where stem.utf8.count > suffix.utf8.count {
        // By bytes: every file of every folder has a name.
        guard stem.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) else { continue }
        stem = Substring(stem.utf8.dropLast(suffix.utf8.count))
        isChanged = true
      }
    }
    return String(stem)
  }

  private static let suffixes = [
    ".jsonl", ".json", ".ndjson", ".csv", ".tsv", ".eval", ".txt", ".gz", ".zst", "_results",
    "_samples", "_Samples", "_", "-", ".",
  ]

  /// The deepest name that is left names the model.
  private mutating func noteModel(_ words: [PathWords], root: PathWords) {
    let names = words.map(\.name).filter { name in
      !name.isEmpty && !name.isNumber(besides: "._-")
    }
    if let name = names.last {
      facts.set(.model, name, source: .folder)
      return
    }
    for (name, value) in root.facts { facts.set(name, value, source: .token) }
    if let role = root.role { facts.set(.role, role.rawValue, source: .token) }
    if !root.name.isEmpty { facts.set(.model, root.name, source: .folder) }
  }
}

extension String {
  /// Whether there is nothing in it but digits and some signs; few names begin with either.
  fileprivate func isNumber(besides signs: String) -> Bool {
    guard let first = utf8.first else { return true }
    let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    if first < 0x80, !isDigit, !signs.utf8.contains(first) { return false }
    return allSatisfy { $0.isNumber || signs.contains($0) }
  }
}
