extension CheckReport {
  /// The report for people: what there is first, what is wrong last, where a terminal stops.
  package var text: String {
    var blocks: [[String]] = files.isEmpty ? [] : [table.aligned]
    if !runs.isEmpty {
      blocks.append(["runs: \(Format.count(runs.count))"] + runs.flatMap(\.lines))
    }
    if !merges.isEmpty { blocks.append(mergeLines) }
    blocks += Self.block("notes", notes.map(\.line))
    blocks += Self.block("rejects", rejects.map(\.text), count: rejectCount)
    blocks += Self.block("doubts", doubts.map(\.line))
    blocks.append([summary])
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// All that was found and what is wrong with it, in a line.
  package var summary: String {
    let samples = runs.reduce(0) { $0 + $1.samples }
    let found = [
      Format.count(files.count, "file"), Format.count(runs.count, "run"),
      Format.count(samples, "sample"),
    ].joined(separator: ", ")
    let rejected = rejects.isEmpty ? "nothing rejected" : Format.count(rejectCount, "reject")
    let doubtful = doubts.isEmpty ? "nothing doubtful" : Format.count(doubts.count, "doubt")
    return "\(found): \(rejected), \(doubtful)"
  }

  /// All rejects, those included that are only counted.
  private var rejectCount: Int {
    let ofFiles = files.reduce(0) { $0 + $1.rejects }
    let names = Set(files.map(\.file))
    return ofFiles + rejects.count { !names.contains($0.file) }
  }

  private static func block(_ title: String, _ lines: [String], count: Int? = nil) -> [[String]] {
    guard !lines.isEmpty else { return [] }
    return [["\(title): \(Format.count(count ?? lines.count))"] + lines.map { "  " + $0 }]
  }

  private var table: ReportTable {
    ReportTable(
      headings: [
        "file", "format", "problems", "samples", "correct", "incorrect", "ungraded", "rejects",
        "run",
      ],
      words: 2, endsInWords: true, rows: files.map(\.row))
  }

  /// The runs made of several files, under the reasons why they were.
  private var mergeLines: [String] {
    var byReason: [String: [Merge]] = [:]
    for merge in merges { byReason[merge.reason, default: []].append(merge) }
    let reasons = merges.map(\.reason).uniqued()
    return ["made of several files: \(Format.count(merges.count, "run"))"]
      + reasons.flatMap { reason in
        ["  " + reason]
          + (byReason[reason] ?? []).map { merge in
            "    \(merge.run): \(Format.count(merge.files.count)) files, "
              + Excerpt.paths(merge.files)
          }
      }
  }
}

extension CheckReport.File {
  fileprivate var row: [String] {
    let what: String =
      switch state {
      case "failed", "waiting": state
      case "ignored": "ignored"
      default: format ?? "-"
      }
    let counts = [problems, samples, correct, incorrect, ungraded]
    return [file, what]
      + counts.map { $0.map(Format.count) ?? "-" }
      + [rejects == 0 ? "-" : Format.count(rejects), runs.isEmpty ? other : Excerpt.list(runs)]
  }

  /// What stands in the place of a run where there is none.
  private var other: String {
    switch kind {
    case "samples", "tallies", nil: "-"
    case format: records.map { "(\(Format.count($0, "record")))" } ?? "-"
    case let kind?: "(\(kind))"
    }
  }
}

extension CheckedRun {
  /// A line of counts, and one of facts by their sources.
  fileprivate var lines: [String] {
    let n =
      nMin == nMax ? nMax.map(String.init) ?? "-" : "\(nMin ?? 0)-\(nMax ?? 0)"
    let counts =
      "  \(id): \(Format.count(problems, "problem")), n \(n), \(Format.count(samples, "sample"))"
    let bySource = FactSource.allCases.compactMap { source -> String? in
      let known = FactName.allCases.compactMap { name -> String? in
        guard let fact = facts[name.rawValue], fact.source == source.label else { return nil }
        return "\(name.rawValue) \(fact.value)"
      }
      return known.isEmpty ? nil : "\(source.label): " + known.joined(separator: ", ")
    }
    return [counts] + (bySource.isEmpty ? [] : ["    " + bySource.joined(separator: "; ")])
  }
}

extension CheckReport.Finding {
  /// One subject goes before what is said of it, many after.
  fileprivate var line: String {
    if let run = runs.first, runs.count == 1 { return "\(run): \(text)" }
    if !runs.isEmpty { return "\(text): \(Excerpt.list(runs))" }
    if let file = files.first, files.count == 1 { return "\(file): \(text)" }
    return files.isEmpty ? text : "\(text): \(Excerpt.paths(files))"
  }
}
