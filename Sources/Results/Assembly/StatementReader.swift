/// What is said of a part of a file.
struct Statements: Equatable {
  let person, file, sidecar, convention: Facts
  let path: PathFacts
  /// Whether a pattern of a person fits, so that files of equal facts are one run wherever they lie.
  let fits: Bool
  /// The seed that a pattern gives the file.
  let patternSeed: String?
  /// The opened path that it lies below.
  let root: Int

  /// By who says it, the best first.
  var facts: [Facts] { [person, file, sidecar, convention, path.facts] }

  /// What is known by all of them.
  var joined: Facts {
    var joined = Facts()
    for facts in facts { joined.merge(facts) }
    return joined
  }
}

/// Reads what is said of files, one after the other: of neighbours mostly the same.
struct StatementReader {
  /// What is known of a part, and which run that makes it a part of.
  struct Place: Sendable {
    let key: RunKey
    let facts: Facts
    /// The seed that a pattern or its path gives.
    let seed: String?
  }

  private let assembly: Assembly
  private let sidecars: [String: Facts]
  private var paths = PathReader()
  private var last: (statements: Statements, place: Place)?

  /// - Parameter sidecars: Their facts, by the folder they lie in.
  init(_ assembly: Assembly, _ sidecars: [String: Facts]) {
    (self.assembly, self.sidecars) = (assembly, sidecars)
  }

  mutating func place(of file: SourceFile, part: Int) -> Place {
    let statements = statements(on: file, stating: file.contents.parts[part].facts)
    if let last, last.statements == statements { return last.place }
    let facts = statements.joined
    let isNamed =
      statements.fits || (facts.entry(of: .run).map { $0.source <= .file } ?? false)
    let location = isNamed ? "" : "\(file.root)/" + statements.path.location
    let place = Place(
      key: RunKey(facts: facts, location: location), facts: facts,
      seed: statements.patternSeed ?? statements.path.seed)
    last = (statements, place)
    return place
  }

  /// - Parameter facts: What the records of a part of it state.
  mutating func statements(on file: SourceFile, stating facts: Facts) -> Statements {
    var person = Facts()
    var mergesSeeds = file.hasSamplingSeeds
    var fits = false
    var seed: String?
    if let configurations = assembly.configurations[safe: file.root] {
      for statement in configurations.lazy.compactMap({ $0.statement(on: file.path) }) {
        person.merge(statement.facts)
        mergesSeeds = mergesSeeds || statement.mergesSeeds
        fits = fits || statement.fits
        seed = seed ?? statement.samplingSeed
      }
    }
    return Statements(
      person: person, file: facts,
      // Most folders have none.
      sidecar: sidecars.isEmpty ? Facts() : sidecars[file.place] ?? Facts(),
      convention: file.conventions,
      path: paths.facts(of: file.path, root: file.rootName, hasSamplingSeeds: mergesSeeds),
      fits: fits, patternSeed: seed, root: file.root)
  }
}
