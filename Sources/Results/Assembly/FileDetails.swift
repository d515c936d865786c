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
      for (index, part) in file.contents.parts.enumerated() {
        let owner = owners[RunSource(path: file.fullPath, part: index)].map { runs[$0] }
        found.add(part, rule: owner?.rule ?? part.rule)
        if let owner { found.runs.append(owner.id) }
      }
      found.runs = found.runs.uniqued()
      details[file.fullPath] = found
    }
    return details
  }
}

extension FileStatus.Details {
  fileprivate mutating func add(_ part: FilePart, rule: VerdictRule) {
    let table = part.table
    problems += table.representatives.map { Set($0).count } ?? table.problems.count
    for grading in table.gradings {
      let counts = grading.counts(by: rule)
      correct += counts.correct
      incorrect += counts.incorrect
      ungraded += counts.ungraded
      contradictions += grading.contradictions(by: rule)
    }
  }
}
