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

  /// Reads a path as `description` writes it; `nil` where a part is empty.
  package init?(_ text: String) {
    steps = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      let key = part.prefix { $0 != "[" }
      let brackets = part.dropFirst(key.count)
      if key == "*" {
        steps.append(.entries)
      } else if !key.isEmpty {
        steps.append(.key(String(key)))
      }
      guard brackets.count.isMultiple(of: 2), !part.isEmpty,
        brackets == String(repeating: "[]", count: brackets.count / 2)
      else { return nil }
      steps += repeatElement(.elements, count: brackets.count / 2)
    }
  }

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
