import Glibc

/// What a `kscope.toml` says of the files below its folder.
package struct RunConfiguration: Equatable, Sendable {
  /// Facts for the files, relative to the folder, that a glob fits.
  package struct Override: Equatable, Sendable {
    package let glob: String
    package let facts: Facts
    /// Whether the seeds of these files are sampling seeds.
    package let mergesSeeds: Bool
    /// What their fields mean.
    package let mapping: FieldMapping

    package init(
      glob: String, facts: Facts, mergesSeeds: Bool, mapping: FieldMapping = FieldMapping()
    ) {
      self.glob = glob
      self.facts = facts
      self.mergesSeeds = mergesSeeds
      self.mapping = mapping
    }
  }

  /// The folder of the file, relative to what was opened; empty for that itself,
  /// and `nil` for a folder above it.
  package var folder: String?
  /// The path from the folder of a file above to what was opened.
  package var descent = ""
  package var patterns: [PathPattern] = []
  package var overrides: [Override] = []

  package init(folder: String?, descent: String = "") {
    self.folder = folder
    self.descent = descent
  }

  /// Whether it says of any file what its fields mean.
  package var mapsFields: Bool { overrides.contains { !$0.mapping.isEmpty } }

  /// What a person said of a file: the first pattern that fits, then every override, the later ones first.
  package func statement(on path: String) -> Statement? {
    guard let local = localPath(path) else { return nil }
    var statement = Statement()
    let unpacked = PackedName.unpacked(local)
    let places =
      Self.suffixes(of: local) + (unpacked == local ? [] : Self.suffixes(of: unpacked))
    for override in overrides.reversed()
    where places.contains(where: { Glob.matches(override.glob, $0) }) {
      statement.facts.merge(override.facts)
      statement.mergesSeeds = statement.mergesSeeds || override.mergesSeeds
      statement.mapping.merge(override.mapping)
    }
    if let values = patterns.lazy.compactMap({ pattern in
      places.lazy.compactMap { pattern.match($0) }.first
    }).first {
      statement.fits = true
      statement.samplingSeed = values["sampling_seed"]
      statement.mergesSeeds = statement.mergesSeeds || statement.samplingSeed != nil
      for (name, value) in values {
        guard let fact = FactName(rawValue: name) else { continue }
        statement.facts.set(fact, value, source: .person)
      }
    }
    return statement
  }

  package struct Statement: Equatable, Sendable {
    package var facts = Facts()
    package var mergesSeeds = false
    /// What stands in the gap of a pattern for the sampling seed.
    package var samplingSeed: String?
    package var mapping = FieldMapping()
    /// Whether a pattern fits, so that files of equal facts are one run wherever they lie.
    package var fits = false
  }

  /// The path, and what is left of it below each of its folders: what a person writes need not
  /// begin at the folder of the file.
  private static func suffixes(of path: String) -> [String] {
    let components = path.split(separator: "/")
    return components.indices.map { components[$0...].joined(separator: "/") }
  }

  private func localPath(_ path: String) -> String? {
    guard let folder else { return descent.isEmpty ? path : descent + "/" + path }
    if folder.isEmpty { return path }
    return path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : nil
  }
}

/// Shell patterns, by the C library.
package enum Glob {
  /// Whether a pattern of `*`, `?` and `[…]` fits a text; `*` also takes `/`.
  package static func matches(_ pattern: String, _ text: String) -> Bool {
    fnmatch(pattern, text, 0) == 0
  }
}
