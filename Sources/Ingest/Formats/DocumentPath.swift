import Results

/// Where the records of a JSON document stand, as the steps that lead from it to them.
///
///     [.key("results"), .elements]                  // {"results": [{…}, …]}
///     [.key("eval"), .entries, .elements]           // {"eval": {"HumanEval/0": [{…}, …], …}}
package struct DocumentPath: Equatable, Sendable, CustomStringConvertible {
  package enum Step: Equatable, Sendable {
    /// The value that an object has under a key.
    case key(String)
    /// Every element of a list.
    case elements
    /// Every value of an object, whose keys name problems.
    case entries
    /// Every value of the one object in an object, with the text for it from the other.
    case pairs(verdicts: String, texts: String)
    /// Lists of verdicts that an object has under keys, in the same order; all must be right.
    case verdicts([String])
  }

  package var steps: [Step]

  package init(_ steps: [Step]) { self.steps = steps }

  package var description: String {
    steps.reduce("") { text, step in
      switch step {
      case .key(let key): text + (text.isEmpty ? "" : ".") + key
      case .elements: text + "[]"
      case .entries: text + ".*"
      case .pairs(let verdicts, _): text + (text.isEmpty ? "" : ".") + verdicts + ".*"
      case .verdicts(let names): text + "." + names.joined(separator: "+")
      }
    }
  }
}
