import ArgumentParser
import CSystem
import Glibc
import TerminalUI

/// The program's version.
enum Program {
  static let version = "0.1.0"
}

@main
struct Kscope: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kscope",
    abstract: "Watch evaluation results of language models: pass@k, coverage, chains of thought.",
    discussion: """
      kscope results/            the dashboard on the results below a folder
      kscope report results/     the numbers, without a screen
      kscope plot curves results/   one chart as text, or as SVG with --svg FILE
      kscope check results/      what was recognised, what was rejected, and why
      """,
    version: Program.version,
    subcommands: [
      DashboardCommand.self, ReportCommand.self, PlotCommand.self, CheckCommand.self,
      ExportCommand.self, IndexCommand.self,
    ],
    defaultSubcommand: DashboardCommand.self)

  static func main() {
    cs_restore_environment()
    cs_keep_little_memory()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      Output.error("kscope: \(failure.message)\n")
      Glibc.exit(failure.status)
    } catch {
      leave(after: error)
    }
  }

  /// Help is no failure; a wrong call is told in a line or two and ends with status 2.
  private static func leave(after error: any Error) -> Never {
    let code = exitCode(for: error)
    let message = fullMessage(for: error)
    if code == .success {
      if !message.isEmpty { Output.text(message + "\n") }
      Glibc.exit(0)
    }
    if !message.isEmpty { Output.error(message + "\n") }
    Glibc.exit(code == .validationFailure ? 2 : code.rawValue)
  }
}

/// Something that ends the program, as a sentence.
struct Failure: Error {
  let message: String
  var status: Int32 = 1
}

/// The one way to standard output and standard error.
enum Output {
  /// Prints to standard output; ends the program if that cannot be done, for lack of space for instance.
  static func text(_ text: String) {
    guard let code = write(text, to: STDOUT_FILENO) else { return }
    error("kscope: the output cannot be written: \(String(cString: strerror(code)))\n")
    exit(1)
  }

  /// Prints to standard error; a file's name in it may be as hostile as its content.
  static func error(_ text: String) { _ = write(text.sanitized(), to: STDERR_FILENO) }

  /// Writes all of a text; returns the `errno` of what went wrong, if anything did.
  static func write(_ text: String, to descriptor: Int32) -> Int32? {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      // A reader that has gone away is no failure: `kscope report | head`.
      guard count > 0 else { return count == 0 || errno == EPIPE ? nil : errno }
      bytes = bytes.dropFirst(count)
    }
    return nil
  }
}
