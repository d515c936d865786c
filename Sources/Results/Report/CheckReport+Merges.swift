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
        return run.facts.entries[.run]?.source == .file
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
  private static let limit = 4

  /// The first names, with how many there are if they are not all.
  static func list(_ names: [String]) -> String {
    guard names.count > limit + 1 else { return names.joined(separator: ", ") }
    return names.prefix(limit).joined(separator: ", ") + ", … (\(Format.count(names.count)) in all)"
  }

  /// Paths, with the folder that they share written once.
  static func paths(_ paths: [String]) -> String {
    guard paths.count > 1, let folder = sharedFolder(paths) else { return list(paths) }
    return folder + "{" + list(paths.map { String($0.dropFirst(folder.count)) }) + "}"
  }

  private static func sharedFolder(_ paths: [String]) -> String? {
    guard var shared = paths.first.map({ Substring($0) }) else { return nil }
    for path in paths { shared = shared.prefix(shared.commonPrefix(with: path)) }
    guard let slash = shared.lastIndex(of: "/") else { return nil }
    return String(shared[...slash])
  }
}

extension Substring {
  /// How many characters two texts have in common at their start.
  fileprivate func commonPrefix(with other: String) -> Int {
    zip(self, other).prefix { $0 == $1 }.count
  }
}
