extension Assembly {
  /// What files hold by the rules of the runs that were made of them, by full path.
  package static func details(
    of files: [SourceFile], in runs: [Run]
  ) -> [String: FileStatus.Details] {
    var owners: [RunSource: Int] = [:]
    for (index, run) in runs.enumerated() {
      for source in run.sources { owners[source] = index }
    }
    var details: [String: FileStatus.Details] = [:]
    for file in files
    where file.contents.kind == .samples || file.contents.kind == .counts {
      var found = FileStatus.Details()
      let hasMetrics = file.contents.parts.contains { $0.metric != nil }
      for (index, part) in file.contents.parts.enumerated() {
        let owner = owners[RunSource(path: file.fullPath, part: index)].map { runs[$0] }
        // The same samples by a metric that does not count.
        if part.metric != nil, owner == nil { continue }
        found.add(part, rule: owner?.rule ?? part.rule)
        if let owner { found.runs.append(owner.id) }
      }
      found.runs = found.runs.uniqued()
      if hasMetrics { found.problems = problems(of: file, owners) }
      details[file.fullPath] = found
    }
    return details
  }

  /// The problems of a file whose samples may be graded or not, each in a part of its own.
  private static func problems(of file: SourceFile, _ owners: [RunSource: Int]) -> Int {
    var ids: [Int: Set<String>] = [:]
    for (index, part) in file.contents.parts.enumerated() {
      guard let owner = owners[RunSource(path: file.fullPath, part: index)] else { continue }
      ids[owner, default: []].formUnion(part.table.problems.map(\.id))
    }
    return ids.values.reduce(0) { $0 + $1.count }
  }
}

extension FileStatus.Details {
  fileprivate mutating func add(_ part: FilePart, rule: VerdictRule) {
    let table = part.table
    problems += table.representatives.map { Set($0).count } ?? table.problems.count
    for tally in part.tallies(by: rule) {
      correct += tally.c
      incorrect += tally.n - tally.c
      ungraded += tally.ungraded
    }
    contradictions += table.counts.contradictions(by: rule)
  }
}
