import Statistics

extension CheckReport.Finding {
  /// What repeats make doubtful: verdicts, and the shape of the curve.
  static func repeatedDoubts(of run: Run) -> [Self] {
    conflict(in: run)
      + [run.repeats.oneResponse(of: "this run")].compactMap { $0 }.map {
        Self(kind: .oneResponse, text: $0.description, runs: [run.id])
      }
  }

  /// What was left out, and what looks alike and was not.
  static func repeats(in run: Run) -> [Self] {
    copies(in: run) + clashes(in: run) + repeatedSamples(in: run)
  }

  /// How many pairs of files are told of one by one.
  private static let pairLimit = 5

  private static func conflict(in run: Run) -> [Self] {
    guard let first = run.repeats.conflicts.first else { return [] }
    let count = run.repeats.conflictCount
    let subject =
      count == 1
      ? "1 sample has copies of two verdicts and counts"
      : "\(Format.count(count)) samples have copies of two verdicts and count"
    let files = run.repeats.conflicts.flatMap { [$0.correct.file, $0.incorrect.file] }.uniqued()
    return [
      Self(
        kind: .verdictConflict,
        text: "\(subject) as ungraded\(count == 1 ? ": " : "; the first, of ")problem "
          + "'\(first.problem)'\(count == 1 ? "" : ",") is correct in \(first.correct) and "
          + "incorrect in \(first.incorrect)",
        runs: [run.id], files: files)
    ]
  }

  private static func copies(in run: Run) -> [Self] {
    findings(.copies, of: run, run.repeats.copies) { pair in
      let samples = Format.count(pair.samples, "sample")
      let (verb, pronoun) = pair.samples == 1 ? ("is", "counts") : ("are", "count")
      if pair.isWhole {
        return
          "\(pair.second) holds the \(samples) of \(pair.first) again; \(pronounced(pair)) once"
      }
      return pair.first == pair.second
        ? "\(samples) \(verb) in \(pair.first) a second time and \(pronoun) once"
        : "\(samples) of \(pair.first) \(verb) in \(pair.second) too and \(pronoun) once"
    } rest: { samples, pairs in
      "\(samples) more \(pairs) are copies too and count once"
    }
  }

  private static func pronounced(_ pair: Repeats.Pair) -> String {
    pair.samples == 1 ? "it counts" : "they count"
  }

  private static func clashes(in run: Run) -> [Self] {
    findings(.repeatedIndex, of: run, run.repeats.clashes) { pair in
      let samples = Format.count(pair.samples, "sample")
      let verb = pair.samples == 1 ? "has" : "have"
      let other = pair.first == pair.second ? "an earlier one there" : "one of \(pair.first)"
      return "\(samples) of \(pair.second) \(verb) the number of \(other) and another response; "
        + "all of them count"
    } rest: { samples, pairs in
      "\(samples) more \(pairs) have the number of another and another response; all of them count"
    }
  }

  private static func findings(
    _ kind: Kind, of run: Run, _ pairs: [Repeats.Pair], text: (Repeats.Pair) -> String,
    rest: (String, String) -> String
  ) -> [Self] {
    let shown = pairs.prefix(pairLimit).map { pair in
      Self(
        kind: kind, text: text(pair), runs: [run.id], files: [pair.first, pair.second].uniqued())
    }
    let others = pairs.dropFirst(pairLimit)
    guard !others.isEmpty else { return shown }
    let samples = others.reduce(0) { $0 + $1.samples }
    let text = rest(
      Format.count(samples, "sample"), "of \(Format.count(others.count, "pair")) of files")
    let files = others.flatMap { [$0.first, $0.second] }.uniqued()
    return shown + [Self(kind: kind, text: text, runs: [run.id], files: files)]
  }

  /// Below this share repeats are what short answers come to.
  private static let notableShare = 0.5

  private static func repeatedSamples(in run: Run) -> [Self] {
    guard let repeats = run.repeats.responses, run.repeats.problemsOfOneResponse == nil,
      Double(repeats.repeated) >= notableShare * Double(repeats.samples)
    else { return [] }
    let finding = IntegrityFinding.repeatedSamples(run: "this run", repeats)
    return [Self(kind: .repeatedSamples, text: finding.description, runs: [run.id])]
  }
}

extension Repeats.Place: CustomStringConvertible {
  package var description: String { "\(file) at byte \(offset)" }
}
