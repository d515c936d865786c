import Statistics

/// Makes runs of files: which samples belong together, what is known of them, what they are called.
///
/// A pure function of the files' contents, so a live session and a fresh start
/// come to the same runs whatever happened in between.
package struct Assembly: Sendable {
  /// What people wrote in `kscope.toml`, the nearest file first, for each opened path.
  package var configurations: [[RunConfiguration]] = []
  package var roleRules: [RoleRule] = []
  /// Facts that a person set on the screen, by run id.
  package var edits: [String: Facts] = [:]
  /// Facts of all runs that nothing else is said of, such as `--threshold`.
  package var defaults = Facts()
  /// What was found of repeated samples in earlier sessions.
  package var repeatMemory: (any RepeatMemory)?
  /// Whether to look for repeats among samples that must be fetched first; else they are pending.
  package var searchesRepeats = true
  /// Who does what can be done for each file and each run by itself.
  package var workers: any Workers = OneByOne()

  package init() {}

  /// The runs, in natural order of their ids.
  package func runs(of files: [SourceFile]) -> [Run] {
    let sidecars = Self.sidecars(in: files)
    let figures = Self.figuresBeside(files)
    let unfinished = Self.unfinishedBeside(files)
    let groups = groups(of: files, sidecars: sidecars)
    let named = zip(RunNaming.ids(of: groups.map(\.key)), groups).map { (id: $0, group: $1) }
      .sorted { NaturalOrder.precedes($0.id, $1.id) }
    return workers.map(named.count) { number in
      let (id, group) = named[number]
      var run = run(of: group, id: id, files: files, figures: figures)
      run.unfinished = group.members.map(\.file).uniqued().compactMap { index in
        files[index].contents.unfinished
          ?? (unfinished.isEmpty ? nil : unfinished[files[index].place])
      }
      return run
    }
  }

  /// The parts of files that are one run, by what makes them one.
  private func groups(of files: [SourceFile], sidecars: [String: Facts]) -> [RunGroup] {
    var parts: [(file: Int, part: Int)] = []
    for (number, file) in files.enumerated()
    where file.contents.kind == .samples || file.contents.kind == .counts {
      for part in file.contents.parts.indices
      where !file.contents.parts[part].table.problems.isEmpty {
        parts.append((number, part))
      }
    }
    let places = workers.map(
      parts.count,
      ranges: { [parts] range in
        var reader = StatementReader(self, sidecars)
        return parts[range].map { reader.place(of: files[$0.file], part: $0.part) }
      })
    var groups: [RunGroup] = []
    var numbers: [RunKey: Int] = [:]
    for ((file, part), place) in zip(parts, places) {
      // Files of one run mostly lie together.
      let isLast = groups.last?.key == place.key
      let number = isLast ? groups.count - 1 : numbers[place.key] ?? groups.count
      if number == groups.count {
        numbers[place.key] = number
        groups.append(RunGroup(key: place.key, facts: place.facts))
      }
      groups[number].add(
        RunGroup.Member(file: file, part: part, seed: place.seed), facts: place.facts)
    }
    return groups
  }

  /// The training logs, in the order of the files.
  package func training(of files: [SourceFile]) -> [TrainingSeries] {
    let sidecars = Self.sidecars(in: files)
    return files.filter { !$0.contents.training.isEmpty }.map { file in
      TrainingSeries(
        file: file.path, facts: facts(of: file, sidecars), rows: file.contents.training)
    }
  }

  /// The tables of log-probabilities, in the order of the files.
  package func scores(of files: [SourceFile]) -> [ScoreTable] {
    let sidecars = Self.sidecars(in: files)
    return files.filter { !$0.contents.scores.isEmpty }.map { file in
      ScoreTable(file: file.path, facts: facts(of: file, sidecars), rows: file.contents.scores)
    }
  }

  /// What is known of a file that is no part of a run.
  private func facts(of file: SourceFile, _ sidecars: [String: Facts]) -> Facts {
    var reader = StatementReader(self, sidecars)
    return reader.statements(on: file, stating: Facts()).joined
  }

  /// The facts of sidecars by the folder they lie in.
  static func sidecars(in files: [SourceFile]) -> [String: Facts] {
    var sidecars: [String: Facts] = [:]
    for file in files where file.contents.kind == .sidecar {
      sidecars[file.place, default: Facts()].merge(file.contents.facts)
    }
    return sidecars
  }

  /// What sidecars say of the evaluations beside them, by the folder they lie in.
  private static func unfinishedBeside(_ files: [SourceFile]) -> [String: Unfinished] {
    var found: [String: Unfinished] = [:]
    for file in files where file.contents.kind == .sidecar {
      if let unfinished = file.contents.unfinished { found[file.place] = unfinished }
    }
    return found
  }

  private func run(
    of group: RunGroup, id: String, files: [SourceFile], figures: [String: [Statement]]
  ) -> Run {
    var facts = group.facts
    if let edit = edits[id] { facts = edit.merging(facts) }
    let paths = group.members.map { files[$0.file].path }.sorted(by: NaturalOrder.precedes)
    let name = facts[.run] ?? id
    if let role = role(of: [id, name, facts[.model] ?? id] + paths) {
      facts = Facts([.role: role.rawValue], source: .person).merging(facts)
    }
    facts.merge(defaults)
    let metrics = Self.metrics(of: group, files: files)
    let chosen = facts[.metric].flatMap { metrics.contains($0) ? $0 : nil } ?? metrics.first
    let all = group
    let group =
      chosen == nil
      ? group
      : group.filtered { member in
        let metric = files[member.file].contents.parts[member.part].metric
        return metric == nil || metric == chosen
      }
    let members = group.members.map {
      RepeatFinder.Member(part: files[$0.file].contents.parts[$0.part], seed: $0.seed)
    }
    let rule = ProblemMerge.rule(of: members, threshold: facts.number(.threshold))
    let repeats = RepeatFinder.find(
      in: members, rule: rule, memory: repeatMemory, searches: searchesRepeats)
    let counted = zip(0..., group.members).filter { repeats.omissions[safe: $0.0]?.isAll != true }
    let unscored = ProblemMerge.unscored(
      in: all, files: files, metric: chosen, counted: Set(counted.map(\.1.file)))
    var run = Run(
      id: id, name: name, facts: facts, files: paths.uniqued(),
      format: ProblemMerge.format(of: group, files: files),
      problems: ProblemMerge.problems(
        of: group, files: files, rule: rule, repeats: repeats, unscored: unscored),
      rule: rule,
      lastChange: group.members.compactMap { files[$0.file].modified }.max(),
      sources: group.members.map { RunSource(path: files[$0.file].fullPath, part: $0.part) })
    run.metrics = metrics
    run.metric = chosen
    run.repeats = Repeats(repeats, paths: group.members.map { files[$0.file].path })
    run.hasPartialScores = members.contains { $0.part.hasPartialScore }
    run.statedFigures = self.figures(of: group, in: run, files: files, beside: figures)
    return run
  }

  /// The role that the last rule gives that fits an id, a name, a model or a file.
  private func role(of subjects: [String]) -> ModelRole? {
    roleRules.last { rule in subjects.contains { Glob.matches(rule.glob, $0) } }?.role
  }

  /// The verdicts that the samples of a run have, in the order of the files.
  private static func metrics(of group: RunGroup, files: [SourceFile]) -> [String] {
    group.members.compactMap { files[$0.file].contents.parts[$0.part].metric }.uniqued()
  }
}

/// What makes two files the same run.
struct RunKey: Hashable {
  /// The facts that do, in the order of `identity`.
  private let values: [String?]
  let location: String

  static let identity: [FactName] = [
    .run, .model, .benchmark, .step, .temperature, .topP, .maxTokens, .seed,
  ]

  init(facts: Facts, location: String) {
    values = Self.identity.map { facts[$0] }
    self.location = location
  }

  subscript(name: FactName) -> String? {
    Self.identity.firstIndex(of: name).flatMap { values[$0] }
  }
}

/// The parts of files that are one run.
struct RunGroup {
  struct Member {
    let file: Int
    let part: Int
    /// The seed that its path gives, which tells its samples from those of other files.
    let seed: String?
  }

  let key: RunKey
  private(set) var facts: Facts
  private(set) var members: [Member] = []

  init(key: RunKey, facts: Facts) { (self.key, self.facts) = (key, facts) }

  /// The same with those members that fit.
  func filtered(_ fits: (Member) -> Bool) -> RunGroup {
    var group = self
    group.members = members.filter(fits)
    return group
  }

  mutating func add(_ member: Member, facts other: Facts) {
    facts.merge(other)
    members.append(member)
  }
}

extension Sequence where Element: Hashable {
  /// The elements without repetition, in order of first appearance.
  package func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
