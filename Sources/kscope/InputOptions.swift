import ArgumentParser
import CSystem
import Ingest
import ResultIndex
import Results

/// Which results to read, and how.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Result files, or folders that hold them; - is standard input.", valueName: "path"))
  var paths: [String] = []

  @Option(
    name: .customLong("role"),
    help: ArgumentHelp(
      "The role of the runs that fit, such as '*base*=base': base, rl, instruct, distill or teacher.",
      valueName: "glob=role"))
  var roles: [String] = []

  @Option(
    help: ArgumentHelp(
      "The least score that is right, in runs of scores without verdicts (default: the format's own).",
      valueName: "score"))
  var threshold: Double?

  @Option(help: ArgumentHelp("Read only files whose path fits.", valueName: "glob"))
  var include: [String] = []

  @Option(help: ArgumentHelp("Leave out files whose path fits.", valueName: "glob"))
  var exclude: [String] = []

  @Option(
    help: ArgumentHelp("Reading threads (default: as many as are free, at most 4).", valueName: "n")
  )
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "The folder for notes, roles and marks (default: beside the results).", valueName: "folder"))
  var notes: String?

  @Option(
    help: ArgumentHelp(
      "Who marks samples (default: your name on this system).", valueName: "name"))
  var reader: String?

  @OptionGroup var index: IndexOptions

  mutating func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads takes a number from 1.") }
    if let threshold, !threshold.isFinite {
      throw ValidationError("--threshold takes a finite number, such as 0.5.")
    }
    _ = try roleRules()
  }

  /// The roles given with `--role`.
  func roleRules() throws -> [RoleRule] {
    try roles.map { text in
      guard let sign = text.lastIndex(of: "="),
        let role = ModelRole(rawValue: text[text.index(after: sign)...].lowercased())
      else {
        let names = ModelRole.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--role takes GLOB=ROLE with one of \(names); '\(text)' is not that.")
      }
      return RoleRule(glob: String(text[..<sign]), role: role)
    }
  }

  /// The options of a library for these paths.
  ///
  /// - Parameter index: The index to use, where it is open already.
  func libraryOptions(
    paths: [String], index known: ResultIndex.Opened? = nil
  ) throws -> LibraryOptions {
    var options = LibraryOptions(paths: paths)
    options.roleRules = try roleRules()
    if let threshold {
      options.defaults.set(.threshold, Facts.formatted(threshold), source: .person)
    }
    options.include = include
    options.exclude = exclude
    options.notesFolder = notes
    options.reader = reader
    let opened = try known ?? index.open()
    (options.index, options.notices) = (opened.index, opened.notices)
    options.threads = threads ?? min(4, max(1, Int(cs_allowed_processors())))
    return options
  }
}
