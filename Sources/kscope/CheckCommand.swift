import ArgumentParser
import Ingest
import Results
import TerminalUI

/// `kscope check`: what was recognised and what was not, for people and for scripts.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what was recognised, what was rejected, and why.",
    discussion: """
      The exit status is 1 if anything was rejected or is doubtful, or if there are no results: a line that \
      is no sample, a last line without an end, a file that cannot be read, is empty, packed or a Git LFS \
      pointer, an evaluation that has not come to its end, a record that is not UTF-8, statements that contradict each \
      other, unequal numbers of samples, samples without a verdict. Notes leave it at 0: fields and names that were found \
      out, files that hold no results.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @OptionGroup var input: InputOptions

  @Option(help: "How to print it.")
  var format = Format.text

  func run() throws {
    let (paths, spool) = try StandardInput.resolve(input.paths, waits: true)
    defer { spool?.remove() }
    let report = try ReportCommand.read(try input.libraryOptions(paths: paths)) { snapshot, _ in
      CheckReport(snapshot, version: Program.version)
    }
    switch format {
    case .text: Output.text(report.text.sanitized())
    case .json: Output.text(try report.json().escapingHidden())
    }
    if !report.isClean { throw ExitCode(1) }
  }
}
