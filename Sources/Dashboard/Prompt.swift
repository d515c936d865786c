import Results
import TerminalUI

/// A line that a person types into.
package struct Prompt: Equatable, Sendable {
  package enum Purpose: Equatable, Sendable {
    /// Filters the rows of a screen while it is typed.
    case filter(ScreenName)
    /// Finds in the open text.
    case find
    /// Searches many samples.
    case search
    /// The role of a run.
    case role(run: String)
    /// A fact of a run, with its value, for `kscope.toml`.
    case fact(run: String)
    /// The least score of a run that is right.
    case threshold(run: String)
    /// The file to write what the view shows to.
    case export
    /// The file to write the listed samples to.
    case exportSamples
    /// What a reader adds to a mark.
    case note(SampleReference, run: String, problem: String, ReasoningVerdict)
    /// The command that is given the text.
    case pipe
  }

  package let purpose: Purpose
  package var text: String
  /// Whether the text is a regular expression, where it is something to look for.
  var isPattern = false
  /// What stood there before, for Esc.
  let before: SoughtText

  init(_ purpose: Purpose, text: String = "") {
    self.purpose = purpose
    self.text = text
    before = SoughtText(text)
  }

  /// A prompt for something to look for in place of what was looked for before.
  init(_ purpose: Purpose, before: SoughtText) {
    self.purpose = purpose
    text = ""
    isPattern = before.isRegularExpression
    self.before = before
  }

  /// What is to be looked for.
  var sought: SoughtText { SoughtText(text, isRegularExpression: isPattern) }

  var label: String {
    switch purpose {
    case .filter: "filter: "
    case .find:
      isPattern ? "find regular expression (Tab: plain text): " : "find (Tab: regular expression): "
    case .search:
      isPattern
        ? "search samples for regular expression (Tab: plain text): "
        : "search samples for (Tab: regular expression): "
    case .role: "role (base, rl, instruct, distill, teacher; empty for none): "
    case .fact: "kscope.toml, fact = value (such as benchmark = aime24; no value takes it out): "
    case .threshold: "least score that is right (empty for the format's own): "
    case .note: "note to the mark (empty for none): "
    case .exportSamples: "write the listed samples to (JSON lines): "
    case .pipe: "pipe the text to (empty for the pager; 'raw ' before it for raw bytes): "
    case .export: "export to (.csv, .json, .md, .txt or .svg): "
    }
  }

  /// The label where there is no room for more than a word.
  var shortLabel: String {
    switch purpose {
    case .filter: label
    case .find: isPattern ? "find regex: " : "find: "
    case .search: isPattern ? "search regex: " : "search: "
    case .role: "role: "
    case .threshold: "threshold: "
    case .fact: "fact = value: "
    case .note: "note: "
    case .export, .exportSamples: "export to: "
    case .pipe: "pipe to: "
    }
  }

  /// What a key does to the text.
  mutating func edit(_ key: Key) {
    switch key {
    case .character(let character): text.append(character)
    case .tab: isPattern.toggle()
    case .backspace: if !text.isEmpty { text.removeLast() }
    case .control("u"): text = ""
    case .control("w"):
      while text.last == " " { text.removeLast() }
      while let last = text.last, last != " " { text.removeLast() }
    default: break
    }
  }
}
