import ArgumentParser
import Ingest
import Results

/// `kscope export`: samples, tallies or marks, for other programs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Print samples, tallies or marks as CSV or as lines of JSON.",
    discussion: """
      Samples and marks are lines of JSON unless told otherwise, tallies CSV. Samples come without \
      their texts unless --text asks for them. Of each reader's marks on a sample the last one is \
      printed, unless it took back what was said before.
      """)

  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case samples, tallies, marks
  }

  @Argument(help: "What to print: samples, tallies or marks.")
  var subject: Subject

  @OptionGroup var input: InputOptions

  @Option(help: "How to print it; json is an object a line.")
  var format: ExportedRows.Format?

  @Option(
    help: ArgumentHelp(
      "Only the problems that fit, such as 'level >= 4 and base.c = 0'; docs/filters.md has more.",
      valueName: "expression"))
  var filter: String?

  @Flag(help: "Print the prompt and the response of each sample, too.")
  var text = false

  mutating func validate() throws {
    if text, subject != .samples { throw ValidationError("--text goes with samples.") }
  }

  func run() throws {
    let filter = try ProblemFilter.parse(filter)
    let (paths, spool) = try StandardInput.resolve(input.paths, waits: true)
    defer { spool?.remove() }
    let library = try Headless.opened(try input.libraryOptions(paths: paths))
    library.start()
    defer {
      library.waitUntilKept()
      library.stop()
    }
    var snapshot = library.waitUntilRead(fetches: subject == .samples)
    let losses = library.losses
    Output.tell(snapshot.notices)
    _ = try ProblemFilter.restrict(&snapshot, by: filter)
    var rows = ExportedRows(format ?? (subject == .tallies ? .csv : .json))
    switch subject {
    case .tallies: printTallies(snapshot, to: &rows)
    case .marks: printMarks(snapshot, to: &rows)
    case .samples: printSamples(snapshot, of: library, to: &rows)
    }
    let count = rows.end()
    guard library.losses == losses else {
      throw Failure(
        message:
          "another program changed the index meanwhile, so that samples are missing; print them again"
      )
    }
    guard count == 0 else { return }
    let places = paths.joined(separator: ", ")
    throw Failure(message: "there are no \(subject.rawValue) to print in \(places)")
  }

  private func printTallies(_ snapshot: Snapshot, to rows: inout ExportedRows) {
    for run in snapshot.runs {
      for result in run.problems {
        let tally = result.tally
        rows.add([
          ("run", .text(run.id)), ("benchmark", DataValue(text: run.benchmark)),
          ("role", DataValue(text: run.role?.rawValue)), ("problem", .text(result.problem.id)),
          ("n", .count(tally.n)), ("c", .count(tally.c)), ("samples", .count(tally.samples)),
          ("ungraded", .count(tally.ungraded)),
          ("truncated", DataValue(count: tally.finished > 0 ? tally.truncated : nil)),
        ])
      }
    }
  }

  /// All marks; with a filter those on problems that it lets through.
  private func printMarks(_ snapshot: Snapshot, to rows: inout ExportedRows) {
    let left = Set(snapshot.runs.lazy.flatMap(\.problems).map(\.problem.id))
    for mark in snapshot.marks.marks where filter == nil || left.contains(mark.problem) {
      rows.add([
        ("who", .text(mark.reader)), ("when", .text(MarkTime.text(mark.time))),
        ("sample", .text(mark.sample.text)), ("run", .text(mark.run)),
        ("problem", .text(mark.problem)), ("verdict", DataValue(text: mark.verdict?.rawValue)),
        ("note", DataValue(text: mark.note)),
      ])
    }
  }

  /// A number with the digits that are kept of it, which are those of a Float.
  private func number(_ value: Double?) -> DataValue {
    DataValue(number: value.flatMap { Double(Float($0).description) }, decimals: 3)
  }

  private func printSamples(
    _ snapshot: Snapshot, of library: Library, to rows: inout ExportedRows
  ) {
    for run in snapshot.runs {
      library.forEachSample(of: run, withTexts: text) { listed in
        let sample = listed.sample
        var cells: [(String, DataValue)] = [
          ("run", .text(run.id)), ("problem", .text(listed.problem)),
          ("file", .text(sample.reference.shownPath)),
          ("offset", .count(Int(clamping: sample.reference.offset))),
          ("element", .count(sample.reference.element)),
          ("verdict", .text(sample.verdict.word)),
          ("score", number(sample.score)),
          ("finish", sample.finish == .unknown ? .missing : .text("\(sample.finish)")),
          ("tokens", DataValue(count: sample.tokens)),
          ("mean_entropy", number(sample.entropy)),
          ("logprob_sum", number(sample.logProbability)),
          ("cot_valid", DataValue(text: sample.isReasoningValid.map { $0 ? "true" : "false" })),
        ]
        if text {
          cells.append(("prompt", DataValue(text: listed.text?.prompt)))
          cells.append(("response", DataValue(text: listed.text?.response)))
        }
        rows.add(cells)
      }
    }
  }
}

extension Verdict {
  fileprivate var word: String {
    switch self {
    case .correct: "correct"
    case .incorrect: "incorrect"
    case .ungraded: "ungraded"
    }
  }
}
