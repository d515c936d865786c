extension CheckReport.Finding {
  /// What makes the numbers doubtful, what is missing first.
  static func doubts(about snapshot: Snapshot) -> [CheckReport.Finding] {
    nothing(in: snapshot) + unread(snapshot) + unfinished(snapshot)
      + conflicts(in: snapshot, isGrave: true)
      + contradictions(in: snapshot) + repaired(snapshot) + snapshot.runs.flatMap(gaps)
      + snapshot.runs.flatMap(repeatedDoubts(of:))
      + figures(of: snapshot.runs, isExplained: false)
      + snapshot.references.flatMap(shape)
  }

  /// What was guessed, left out or is otherwise good to know, and no reason to doubt.
  static func notes(on snapshot: Snapshot) -> [CheckReport.Finding] {
    mappings(in: snapshot) + pathNames(in: snapshot) + conflicts(in: snapshot, isGrave: false)
      + hashed(snapshot.runs) + seeds(snapshot.runs) + problemSets(snapshot.runs)
      + snapshot.runs.flatMap(repeats(in:))
      + figures(of: snapshot.runs, isExplained: true) + ignored(snapshot)
      + snapshot.notices.map { Self(kind: .notice, text: $0) }
  }

  // Of files.

  private static func nothing(in snapshot: Snapshot) -> [Self] {
    guard snapshot.runs.isEmpty else { return [] }
    let isOther = snapshot.files.contains { file in
      file.kind == .scores
        || ((file.kind == .trainingLog || file.kind == .references)
          && file.records > file.rejects)
    }
    return isOther ? [] : [Self(kind: .nothingFound, text: "nothing here could be read as results")]
  }

  /// Files that are called as results are and that nothing could be read of as they are.
  private static func unread(_ snapshot: Snapshot) -> [Self] {
    byReason(splitForeign(snapshot).unread).map { reason, files in
      Self(kind: .notRead, text: "not read: \(reason)", files: files)
    }
  }

  /// Logs that say of themselves that samples are missing.
  private static func unfinished(_ snapshot: Snapshot) -> [Self] {
    let texts = snapshot.files.filter { $0.reason == nil }.compactMap { file in
      file.unfinished.map { ($0.sentence, file.path) }
    }
    return grouped(texts).map { text, files in Self(kind: .unfinished, text: text, files: files) }
  }

  private static func ignored(_ snapshot: Snapshot) -> [Self] {
    let twins = snapshot.files.filter { $0.reason != nil }
    return byReason(twins + splitForeign(snapshot).others).map { reason, files in
      Self(kind: .ignored, text: "ignored: \(reason)", files: files)
    }
  }

  /// The foreign files, apart by whether results may be in them; what lies unpacked beside is read.
  private static func splitForeign(
    _ snapshot: Snapshot
  ) -> (unread: [FileStatus], others: [FileStatus]) {
    let read = Set(snapshot.files.map(\.path))
    var split: (unread: [FileStatus], others: [FileStatus]) = ([], [])
    for file in snapshot.foreign {
      if file.isUnreadResults, !read.contains(file.unpackedPath) {
        split.unread.append(file)
      } else {
        split.others.append(file)
      }
    }
    return split
  }

  private static func byReason(_ files: [FileStatus]) -> [(key: String, files: [String])] {
    grouped(files.compactMap { file in file.reason.map { ($0, file.path) } })
  }

  private static func contradictions(in snapshot: Snapshot) -> [Self] {
    snapshot.files.compactMap { file in
      guard let details = file.details, details.contradictions > 0 else { return nil }
      return Self(
        kind: .contradiction,
        text: "\(Format.count(details.contradictions)) of "
          + "\(Format.count(details.samples, "sample")) state a verdict that their score contradicts",
        files: [file.path])
    }
  }

  private static func repaired(_ snapshot: Snapshot) -> [Self] {
    snapshot.files.filter { $0.repaired > 0 && $0.reason == nil }.map { file in
      Self(
        kind: .notUTF8,
        text: Format.count(file.repaired, "record")
          + " with bytes that are not UTF-8; they count, and their text shows those bytes replaced",
        files: [file.path])
    }
  }

  private static func mappings(in snapshot: Snapshot) -> [Self] {
    let mapped = snapshot.files.filter { !$0.mapping.isEmpty && $0.reason == nil }
    let texts = mapped.map { file in
      (
        file.mapping.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
          .joined(separator: ", "), file.path
      )
    }
    return grouped(texts).map { fields, files in
      Self(kind: .mapping, text: "keys of no known format: \(fields)", files: files)
    }
  }

  /// Published curves that cannot be what they are said to be.
  private static func shape(of curve: ReferenceCurve) -> [Self] {
    curve.findings.map { finding in
      Self(
        kind: .curveShape, text: "\(finding) (\(curve.source))", files: [curve.file])
    }
  }

  // Of runs.

  private static func conflicts(in snapshot: Snapshot, isGrave: Bool) -> [Self] {
    snapshot.conflicts
      .filter { $0.isGrave == isGrave && !$0.isOneNameInFullAndInShort }
      .map { conflict in
        let (held, other) = (conflict.held, conflict.other)
        return Self(
          kind: .conflict,
          text: "\(conflict.name.rawValue) taken as \(held.value) (\(held.source.label)), "
            + "not \(other.value) (\(other.source.label)): \(Excerpt.paths(conflict.files))",
          runs: [conflict.run], files: conflict.files)
      }
  }

  private static func gaps(in run: Run) -> [Self] {
    unequal(run) + ungraded(run)
  }

  private static func unequal(_ run: Run) -> [Self] {
    let counts = run.problems.tallies.map(\.samples)
    guard let most = counts.max(), let fewest = counts.min() else { return [] }
    let meant = run.facts.integer(.samples).map { max($0, most) } ?? most
    let short = counts.count { $0 < meant }
    guard short > 0 else { return [] }
    let range =
      fewest == most || short == 1 ? Format.count(fewest) : "as few as \(Format.count(fewest))"
    return [
      Self(
        kind: meant > most ? .missingSamples : .unequalN,
        text: "fewer than \(Format.count(meant, "sample")) for \(Format.count(short)) of "
          + "\(Format.count(run.problems.count, "problem")) (\(range))",
        runs: [run.id])
    ]
  }

  private static func ungraded(_ run: Run) -> [Self] {
    let totals = run.totals
    guard totals.ungraded > 0 else { return [] }
    let share =
      totals.ungraded == totals.samples
      ? "none of \(Format.count(totals.samples, "sample")) has a verdict"
      : "\(Format.count(totals.ungraded)) of \(Format.count(totals.samples, "sample")) "
        + (totals.ungraded == 1 ? "has" : "have") + " no verdict"
    let whole =
      totals.missing > 0 && totals.ungraded < totals.samples
      ? ", among them all of \(Format.count(totals.missing, "problem"))" : ""
    return [Self(kind: .ungraded, text: share + whole, runs: [run.id])]
  }

  /// Figures of writers that differ from kscope's of the same samples.
  private static func figures(of runs: [Run], isExplained: Bool) -> [Self] {
    runs.flatMap { run in
      run.statedFigures.filter { $0.reason?.explains == isExplained }.map { figure in
        let place = run.files.count > 1 ? " (\(figure.file))" : ""
        return Self(
          kind: .statedFigure, text: "its writer has " + figure.sentence + place, runs: [run.id],
          files: [figure.file])
      }
    }
  }

  /// What only a name in the path says of a run.
  private static func pathNames(in snapshot: Snapshot) -> [Self] {
    let names: [FactName] = [.model, .benchmark, .role]
    return names.flatMap { name in
      grouped(
        snapshot.runs.compactMap { run in
          guard let entry = run.facts.entry(of: name), entry.source >= .token else { return nil }
          let what =
            entry.source == .folder
            ? "a folder's or a file's name alone is the \(name.rawValue)"
            : "a word of the path alone tells the \(name.rawValue)"
          return (what, run.id)
        }
      ).map { text, runs in Self(kind: .pathName, text: text, runs: runs) }
    }
  }

  private static func hashed(_ runs: [Run]) -> [Self] {
    let found = runs.filter { run in run.problems.list.contains(where: \.isHashed) }
    guard !found.isEmpty else { return [] }
    let text = "problems are told apart by their prompts, for want of ids"
    return [Self(kind: .hashedProblems, text: text, runs: found.map(\.id))]
  }

  /// Values by their keys, in the order in which these appear.
  private static func grouped(
    _ pairs: [(key: String, value: String)]
  ) -> [(key: String, files: [String])] {
    var values: [String: [String]] = [:]
    for pair in pairs { values[pair.key, default: []].append(pair.value) }
    return pairs.map(\.key).uniqued().map { ($0, values[$0] ?? []) }
  }
}

extension FactConflict {
  /// Numbers that differ, and statements that do; words of a path are but words.
  fileprivate var isGrave: Bool { name.isNumeric || other.source <= .sidecar }

  /// Whether a word of the path is the start of a name, as `minerva` is of `minerva_math`.
  fileprivate var isOneNameInFullAndInShort: Bool {
    guard !isGrave else { return false }
    let names = [held.value, other.value].map { $0.lowercased().filter(\.isLetterOrNumber) }
    return names[0].hasPrefix(names[1]) || names[1].hasPrefix(names[0])
  }
}

extension Character {
  fileprivate var isLetterOrNumber: Bool { isLetter || isNumber }
}

extension FileStatus {
  /// Why it was ignored, if it was.
  fileprivate var reason: String? {
    guard case .ignored(let reason) = state else { return nil }
    return reason
  }

  /// Whether a file that was ignored is called as results are, and is empty, packed or not there.
  ///
  /// Of other files that is no wonder: weights are kept in Git LFS, and packages begin with an
  /// empty file. Where a cure follows the reason, behind a semicolon, the file could be read.
  fileprivate var isUnreadResults: Bool {
    guard let reason, reason == "empty" || reason.contains("; ") else { return false }
    let name = unpackedPath
    return name.contains(".jsonl") || name.contains(".ndjson") || name.hasSuffix(".json")
  }

  /// The path without the ending of a packed file.
  fileprivate var unpackedPath: String { PackedName.unpacked(path) }
}
