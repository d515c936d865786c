import ArgumentParser
import Ingest
import Results

/// `kscope report`: the numbers, without a screen.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Print the numbers of all runs.")

  @Argument var paths: [String] = []
  @Option var format = "text"
  @Option var ks: String?

  func run() throws {
    var options = LibraryOptions(paths: paths.isEmpty ? ["."] : paths)
    options.threads = 2
    let library = try Library(options)
    library.start()
    let snapshot = library.waitUntilRead()
    let budgets = ks.map { $0.split(separator: ",").compactMap { Int($0) } }
    print(try Results.Report(snapshot, version: Program.version, budgets: budgets).json(), terminator: "")
  }
}
