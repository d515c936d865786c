import ArgumentParser
import Glibc

/// The program's name and version.
enum Program {
  static let version = "0.1.0"
}

@main
struct Kscope: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kscope",
    abstract: "Watch evaluation results of language models: pass@k, coverage and chains of thought.",
    version: Program.version,
    subcommands: [Report.self])
}
