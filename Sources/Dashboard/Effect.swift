import Reader
import Results
import TerminalUI

/// What the program is to do in the world, besides drawing.
package enum Effect: Equatable, Sendable {
  case quit
  /// Draw everything anew, whatever the terminal shows.
  case redraw
  case loadSamples(run: Run, problem: String)
  case loadText(SampleReference)
  /// The same for the sample that stands beside another.
  case loadPairText(SampleReference)
  /// Put a text on the clipboard of the person's terminal.
  case copy(OutgoingText)
  /// Give a text to a command, or to the pager; the terminal is its meanwhile.
  case pipe(OutgoingText, to: String?)
  /// Show a text in the editor; the terminal is its meanwhile.
  case edit(OutgoingText)
  /// Write samples with their texts as JSON lines to a file that does not exist yet.
  case exportSamples(path: String, run: String, problem: String, [Sample])
  /// Keep a fact that a person states of a run; `nil` takes it back.
  case setFact(FactName, String?, run: String)
  /// State a fact of a run in the `kscope.toml` of its folder; `nil` takes it out.
  case editConfiguration(FactName, String?, run: Run)
  /// Work something out beside the main thread; a newer job of its slot makes it outdated.
  case work(Job)
  /// Write a file that does not exist yet, and tell where it is.
  case export(path: String, content: String)
  /// Read these files, which are of the runs on the screen, before others.
  case readFirst([String])
  /// Look through the texts of samples in place of an earlier search; reports come as `.searched`.
  case search(SampleQuery)
  case stopSearch
  /// Keep what the person at the keyboard says of a sample's reasoning; `nil` takes it back. A new
  /// snapshot has it among its marks.
  case mark(
    SampleReference, run: String, problem: String, verdict: ReasoningVerdict?, note: String?)
}

/// What happened.
package enum Action: Sendable {
  case key(Key)
  case resized(Size)
  case snapshot(Snapshot)
  case samples(run: String, problem: String, [Sample])
  case text(SampleReference, Result<ReaderText, Failure>)
  case answered(JobAnswer)
  /// What a search has found since its last report; the last one says that it is done.
  case searched(SampleQuery, Result<SearchProgress, Failure>)
  case failed(String)
  /// A sentence about what was done.
  case told(String)

  /// A sentence about what went wrong.
  package struct Failure: Error, Equatable, Sendable {
    package let message: String
    package init(_ message: String) { self.message = message }
  }
}
