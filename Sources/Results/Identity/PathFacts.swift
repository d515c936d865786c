/// What the place of a file says of its run.
package struct PathFacts: Equatable, Sendable {
  package private(set) var facts = Facts()
  /// The path without what changes between the files of one run: shards, sampling seeds, suffixes.
  package private(set) var location = ""
  /// The deepest seed in the path, of whatever kind.
  package private(set) var seed: String?
  /// The deepest name that a component leaves.
  private var model: String?
  private var hasFolders = false

  /// Reads a path relative to what was opened.
  ///
  /// - Parameters:
  ///   - root: The name of what was opened, which names the run where the path below does not.
  ///   - hasSamplingSeeds: Whether seeds in the path are sampling seeds, whose
  ///     samples belong to one run.
  package init(path: String, root: String, hasSamplingSeeds: Bool = false) {
    var reader = PathReader()
    self = reader.facts(of: path, root: root, hasSamplingSeeds: hasSamplingSeeds)
  }

  fileprivate init(of place: PathReader.Place) {
    let hasSamplingSeeds = place.hasSamplingSeeds
    location = place.name
    note(place.word, hasSamplingSeeds)
    model = place.word.modelName
    if let path = place.folder {
      let folder = Self.known(folder: String(path), hasSamplingSeeds)
      facts.merge(folder.facts)
      (seed, model) = (seed ?? folder.seed, model ?? folder.model)
      if folder.hasFolders { location = folder.location + "/" + location }
    }
    noteModel(root: place.root)
  }

  /// What the folders of a path say, the deepest first.
  private init(folder: String, _ hasSamplingSeeds: Bool) {
    let components = folder.split(separator: "/").map(String.init)
    let words = components.map(PathWords.known)
    for word in words.reversed() { note(word, hasSamplingSeeds) }
    model = words.last { $0.modelName != nil }?.modelName
    hasFolders = !components.isEmpty
    location = zip(components, words).map { component, word in
      word.name.isEmpty && word.facts.isEmpty ? component : word.name
    }.joined(separator: "/")
  }

  /// Takes what a component says of what is not known yet.
  private mutating func note(_ word: PathWords, _ hasSamplingSeeds: Bool) {
    facts.merge(word.stated)
    if let seed = word.seed, !hasSamplingSeeds { facts.set(.seed, seed, source: .token) }
    seed = seed ?? word.seed
  }

  private struct Folder: Hashable {
    let path: String
    let hasSamplingSeeds: Bool
  }

  private static let folders = Memo<Folder, PathFacts>(capacity: 16_384)

  /// What the folders of a path say, remembered: they hold many files, and every snapshot asks for
  /// every file again.
  private static func known(folder path: String, _ hasSamplingSeeds: Bool) -> PathFacts {
    folders.value(for: Folder(path: path, hasSamplingSeeds: hasSamplingSeeds)) {
      PathFacts(folder: path, hasSamplingSeeds)
    }
  }

  /// The file's name without what writers put behind it.
  package static func stem(_ file: String) -> String {
    var file = file
    return file.withUTF8 { name in
      var rest = name[...]
      while let suffix = suffixes.first(where: { ends(rest, with: $0) }) {
        rest = rest.dropLast(suffix.utf8CodeUnitCount)
      }
      return String(decoding: rest, as: UTF8.self)
    }
  }

  private static func ends(_ name: Slice<UnsafeBufferPointer<UInt8>>, with suffix: StaticString)
    -> Bool
  {
    let length = suffix.utf8CodeUnitCount
    return name.count > length
      && UnsafeBufferPointer(rebasing: name.suffix(length))
        .elementsEqual(UnsafeBufferPointer(start: suffix.utf8Start, count: length))
  }

  private static let suffixes: [StaticString] = [
    ".jsonl", ".json", ".ndjson", ".csv", ".tsv", ".eval", ".txt", ".gz", ".zst", "_results",
    "_samples", "_Samples", "_", "-", ".",
  ]

  /// The deepest name that is left names the model, else what was opened does.
  private mutating func noteModel(root: String) {
    if let model {
      facts.merge(Self.known(model: model))
      return
    }
    let root = PathWords.known(root)
    facts.merge(root.stated)
    if !root.name.isEmpty { facts.merge(Self.known(model: root.name)) }
  }

  private static let models = Memo<String, Facts>(capacity: 16_384)

  /// What the name of a folder says of the model.
  private static func known(model name: String) -> Facts {
    models.value(for: name) { Facts([.model: name], source: .folder) }
  }
}

/// Reads what paths say, one after the other: neighbours mostly lie in one folder and say the same.
package struct PathReader {
  /// All that decides what a path says.
  fileprivate struct Place: Equatable {
    let folder: Substring?
    let word: PathWords
    /// What the file's name leaves; empty for a number.
    let name: String
    let root: String
    let hasSamplingSeeds: Bool
  }

  private var last: (place: Place, facts: PathFacts)?

  package init() {}

  /// The same as `PathFacts.init`.
  package mutating func facts(
    of path: String, root: String, hasSamplingSeeds: Bool
  ) -> PathFacts {
    var path = path
    while path.utf8.last == UInt8(ascii: "/") { path = String(path.dropLast()) }
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let file = PathFacts.stem(
      String(path[(slash.map(path.utf8.index(after:)) ?? path.startIndex)...]))
    // A number says nothing: of thousands of files that are numbered no words are to be remembered.
    let word = file.isNumber(besides: "_-") ? .none : PathWords.known(file)
    let place = Place(
      folder: slash.map { path[..<$0] }, word: word, name: word.name, root: root,
      hasSamplingSeeds: hasSamplingSeeds)
    if let last, last.place == place { return last.facts }
    let facts = PathFacts(of: place)
    last = (place, facts)
    return facts
  }
}

extension String {
  /// Whether there is nothing in it but digits and some signs; few names begin with either.
  func isNumber(besides signs: String) -> Bool {
    guard let first = utf8.first else { return true }
    let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
    if first < 0x80, !isDigit, !signs.utf8.contains(first) { return false }
    return allSatisfy { $0.isNumber || signs.contains($0) }
  }
}
