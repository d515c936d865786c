import ArgumentParser
import Ingest
import Results
import Statistics
import TerminalUI

/// `kscope report`: the numbers, without a screen.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Print the numbers of all runs, and compare them.")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, json
  }

  @OptionGroup var input: InputOptions

  @Option(help: "How to print them.")
  var format = Format.text

  @Option(
    help: ArgumentHelp(
      "The k of pass@k and of coverage, such as 1,2,4 (default: powers of two up to n, and n).",
      valueName: "list"))
  var ks: String?

  @Option(
    help: ArgumentHelp(
      "The runs to compare others with, by id, name or model (default: those of role base).",
      valueName: "name"))
  var baseline: String?

  @Option(
    help: ArgumentHelp(
      "The runs to compare with them, by id, name or model (default: all others).",
      valueName: "name"))
  var candidate: String?

  @Option(
    help: ArgumentHelp(
      "Only the problems that fit, such as 'level >= 4 and base.c = 0'; docs/filters.md has more.",
      valueName: "expression"))
  var filter: String?

  @Option(help: ArgumentHelp("The seed of the draws behind bands and intervals.", valueName: "n"))
  var seed: UInt64 = 0

  mutating func validate() throws { _ = try budgets() }

  private func budgets() throws -> [Int]? {
    guard let ks else { return nil }
    let parts = ks.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0.trimmingSpaces()) }.filter { $0 >= 1 }
    guard numbers.count == parts.count, !numbers.isEmpty else {
      throw ValidationError("--ks takes whole numbers from 1, such as 1,2,4; '\(ks)' is not that.")
    }
    return Set(numbers).sorted()
  }

  func run() throws {
    let filter = try ProblemFilter.parse(filter)
    let (paths, spool) = try StandardInput.resolve(input.paths, waits: true)
    defer { spool?.remove() }
    try Self.report(
      try input.libraryOptions(paths: paths), format: format, budgets: try budgets(),
      plan: ComparisonPlan(baseline: baseline, candidate: candidate), seed: seed, filter: filter)
  }

  /// Reads everything and prints the report.
  static func report(
    _ options: LibraryOptions, format: Format, budgets: [Int]? = nil,
    plan: ComparisonPlan = ComparisonPlan(), seed: UInt64 = 0, filter: Filter? = nil
  ) throws {
    let made = { (snapshot: Snapshot, library: Library) throws -> (Report, Snapshot) in
      var snapshot = snapshot
      let passed = try ProblemFilter.restrict(&snapshot, by: filter)
      let comparisons = try compare(snapshot.runs, by: plan, budgets: budgets, seed: seed)
      let report = Report(
        snapshot, version: Program.version, budgets: budgets, comparisons: comparisons,
        sections: sections(snapshot, comparisons, library), filter: passed)
      return (report, snapshot)
    }
    try read(options, made) { report, snapshot in
      Output.tell(snapshot.notices)
      try show(report, of: snapshot, in: options, format: format, plan: plan)
    }
  }

  /// The analyses that there is something to say of.
  private static func sections(
    _ snapshot: Snapshot, _ comparisons: [Comparison], _ library: Library
  ) -> [ReportSection] {
    ReportSection.sweeps(snapshot.runs, comparisons) { library.measures(of: $0) }
      + ReportSection.training(snapshot) + ReportSection.perplexity(snapshot.scores)
  }

  private static func show(
    _ report: Report, of snapshot: Snapshot, in options: LibraryOptions, format: Format,
    plan: ComparisonPlan
  ) throws {
    switch format {
    case .text: Output.text(report.text(isDetailed: plan != ComparisonPlan()).sanitized())
    case .markdown: Output.text(report.markdown.sanitized())
    case .json: Output.text(try report.json().escapingHidden())
    }
    guard snapshot.runs.isEmpty, report.sections.isEmpty else { return }
    let places = options.paths.joined(separator: ", ")
    throw Failure(message: "nothing to show in \(places): \(reason(snapshot))")
  }

  private static func compare(
    _ runs: [Run], by plan: ComparisonPlan, budgets: [Int]?, seed: UInt64
  ) throws -> [Comparison] {
    guard !runs.isEmpty else { return [] }
    do throws(ComparisonPlan.Problem) {
      return try plan.pairs(of: runs).map { baseline, candidate in
        Comparison(
          baseline: baseline, candidate: candidate, budgets: budgets, draws: Draws(seed: seed))
      }
    } catch { throw Failure(message: error.description) }
  }

  /// Why there is nothing to show.
  private static func reason(_ snapshot: Snapshot) -> String {
    if !snapshot.rejects.isEmpty { return "all that was found was rejected, for the reasons above" }
    return switch snapshot.foreignFiles + snapshot.files.count {
    case 0: "there is no file that could hold results"
    case 1: "its one file holds no results that kscope knows"
    case let count: "none of its \(count) files holds results that kscope knows"
    }
  }

  /// Reads everything there is, once; what the index is to keep is written after `show`.
  @discardableResult
  static func read<Value>(
    _ options: LibraryOptions, _ make: (Snapshot, Library) throws -> Value,
    show: (Value) throws -> Void = { _ in }
  ) throws -> Value {
    let library = try Headless.opened(options)
    library.start()
    defer {
      library.waitUntilKept()
      library.stop()
    }
    let value = try library.whatIsWhole { try make(library.waitUntilRead(), library) }
    try show(value)
    return value
  }
}

extension Output {
  /// Says what there is to say of the index and of notes, where the results do not.
  static func tell(_ notices: [String]) {
    for notice in notices { error("kscope: \(notice)\n") }
  }
}

extension String {
  /// JSON that a terminal can be sent: what would not be seen as it is becomes an escape of JSON.
  ///
  /// A program that reads it gets the same text: such characters are only ever in strings.
  func escapingHidden() -> String {
    guard !utf8.allSatisfy({ $0 < 0x7F }) else { return self }
    var result = ""
    for scalar in unicodeScalars {
      let text = String(scalar)
      if scalar.value < 0x7F || text.sanitized() == text {
        result += text
      } else {
        for unit in text.utf16 {
          let digits = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      }
    }
    return result
  }
}
