extension CheckReport {
  /// A run that was made of several files.
  package struct Merge: Equatable, Sendable, Encodable {
    package let run: String
    package let files: [String]
    /// Why they are one run, and how their samples add up.
    package let reason: String

    static func all(in snapshot: Snapshot) -> [Merge] {
      var statuses: [String: [FileStatus]] = [:]
      for file in snapshot.files {
        for run in file.details?.runs ?? [] { statuses[run, default: []].append(file) }
      }
      return snapshot.runs.compactMap { run in
        guard let files = statuses[run.id], files.count > 1 else { return nil }
        return Merge(run: run.id, files: run.files, reason: reason(run, files))
      }
    }

    private static func reason(_ run: Run, _ files: [FileStatus]) -> String {
      let tallies = files.filter { $0.kind == .counts }
      let samples = files.filter { $0.kind != .counts }
      guard tallies.isEmpty || samples.isEmpty else {
        return "tallies, and samples that kept their text: the larger count of a problem holds, "
          + "never the sum" + (files.count > 2 ? "; \(how(run, tallies + samples))" : "")
      }
      return "\(how(run, files)): \(sum(run, files))"
    }

    /// What the places of the files have in common, or who says that they belong together.
    private static func how(_ run: Run, _ files: [FileStatus]) -> String {
      let paths = files.map(\.path)
      let places = paths.map { PathFacts(path: $0, root: "", hasSamplingSeeds: true).location }
      if Set(places).count > 1 {
        return run.facts.entry(of: .run)?.source == .file
          ? "all of them state this run" : "kscope.toml makes them one run"
      }
      let seeds = paths.compactMap(seed(of:)).uniqued().sorted(by: NaturalOrder.precedes)
      if seeds.count > 1 {
        return "sampling seeds " + Excerpt.list(seeds)
      }
      if paths.allSatisfy({ isNumber(PathFacts.stem($0.lastPart)) }) { return "numbered files" }
      return "their paths differ only in the number of a part or in words such as samples"
    }

    private static func seed(of path: String) -> String? {
      path.split(separator: "/").reversed().lazy.compactMap { component in
        PathWords(PathFacts.stem(String(component))).seed
      }.first
    }

    private static func isNumber(_ name: String) -> Bool {
      !name.isEmpty && name.allSatisfy { $0.isNumber || "_-".contains($0) }
    }

    private static func sum(_ run: Run, _ files: [FileStatus]) -> String {
      let problems = files.compactMap { $0.details?.problems }
      if problems.reduce(0, +) == run.problems.count {
        return problems.allSatisfy { $0 == 1 }
          ? "each holds one problem" : "each holds problems of its own"
      }
      return "samples of the same problem add up"
    }
  }
}

extension String {
  /// What follows the last slash.
  fileprivate var lastPart: String {
    lastIndex(of: "/").map { String(self[index(after: $0)...]) } ?? self
  }
}

/// The first of many names, for a line of text.
enum Excerpt {
  /// How many characters of names are enough; two names are shown however long they are.
  private static let room = 100

  /// The first names, with how many there are if they are not all.
  static func list(_ names: [String]) -> String {
    var shown = 0
    var width = 0
    while shown < names.count, shown < 2 || width + names[shown].count <= room {
      width += names[shown].count + 2
      shown += 1
    }
    let list = names.prefix(shown).joined(separator: ", ")
    return shown == names.count ? list : list + ", … (\(Format.count(names.count)) in all)"
  }

  /// Paths, with the folder that they share written once.
  static func paths(_ paths: [String]) -> String {
    let folder = sharedFolder(paths)
    guard paths.count > 1, !folder.isEmpty else { return list(paths) }
    return folder + "{" + list(paths.map { String($0.utf8.dropFirst(folder.utf8.count)) ?? $0 })
      + "}"
  }

  /// The folder that all paths lie in, with a slash at its end; empty where there is none.
  private static func sharedFolder(_ paths: [String]) -> String {
    guard let first = paths.first else { return "" }
    var length = first.utf8.count
    for path in paths {
      length = zip(first.utf8.prefix(length), path.utf8).prefix { $0 == $1 }.count
    }
    let shared = first.utf8.prefix(length)
    guard let slash = shared.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(first[...slash])
  }
}
