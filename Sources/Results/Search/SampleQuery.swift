/// What is looked for in the texts of samples, and in which of them.
package struct SampleQuery: Hashable, Sendable {
  /// Which letters are taken for equal.
  package enum LetterCase: Hashable, Sendable {
    /// Upper and lower case are equal unless a capital letter is asked for.
    case smart
    case exact
    case ignored
  }

  /// Which of a sample's texts.
  package enum Field: String, Hashable, Sendable {
    case response, prompt
  }

  package var text: String
  /// Whether the text is a regular expression as PCRE2 and Perl read it.
  package var isRegularExpression = false
  package var letterCase = LetterCase.smart
  /// Whether prompts are searched as well.
  package var searchesPrompts = false
  /// The ids of runs; those that are not there are passed over.
  package var runs: [String]
  /// The ids of problems; `nil` for all of the runs.
  package var problems: Set<String>?
  package var verdicts: Set<Verdict> = [.correct, .incorrect, .ungraded]
  /// How many samples are told of; those beyond are only counted.
  package var mostHits = 5000

  package init(_ text: String, runs: [String]) {
    self.text = text
    self.runs = runs
  }

  /// Whether upper and lower case are taken for equal.
  ///
  /// With `.smart`, a letter behind a backslash of a regular expression says nothing: `\W` is no
  /// capital letter.
  package var ignoresCase: Bool {
    switch letterCase {
    case .ignored: true
    case .exact: false
    case .smart: !hasCapital
    }
  }

  private var hasCapital: Bool {
    var isEscaped = false
    for character in text {
      if isRegularExpression, !isEscaped, character == "\\" {
        isEscaped = true
        continue
      }
      if character.isUppercase, !isEscaped { return true }
      isEscaped = false
    }
    return false
  }
}
