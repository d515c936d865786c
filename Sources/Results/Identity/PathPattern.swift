/// A path with named gaps, such as `{model}/{benchmark}/step_{step}_t{temperature}.jsonl`.
///
/// A gap holds at least one character and no `/`; `*` is a gap without a name
/// and `**` one that may hold `/` too.
package struct PathPattern: Equatable, Sendable {
  package let text: String
  private let pieces: [Piece]

  private enum Piece: Equatable, Sendable {
    case literal(String)
    case gap(name: String?, crossesFolders: Bool)
  }

  /// What is wrong with a pattern.
  package enum Problem: Error, Equatable, Sendable {
    case unknownName(String)
    case unclosedBrace
  }

  /// The names a gap may have: those of facts, and `sampling_seed`, which merges.
  package static let names: [String] =
    FactName.allCases.map(\.rawValue).sorted() + ["sampling_seed"]

  package init(_ text: String) throws(Problem) {
    self.text = text
    pieces = try Self.parse(text)
  }

  /// The values of the gaps, or `nil` where the path does not fit.
  package func match(_ path: String) -> [String: String]? {
    var values: [String: String] = [:]
    return Self.match(pieces[...], Substring(path), &values) ? values : nil
  }

  private static func parse(_ text: String) throws(Problem) -> [Piece] {
    var pieces: [Piece] = []
    var literal = ""
    var rest = Substring(text)
    func flush() {
      if !literal.isEmpty { pieces.append(.literal(literal)) }
      literal = ""
    }
    while let character = rest.popFirst() {
      if character == "{" {
        guard let end = rest.firstIndex(of: "}") else { throw .unclosedBrace }
        let name = String(rest[..<end])
        guard names.contains(name) else { throw .unknownName(name) }
        flush()
        pieces.append(.gap(name: name, crossesFolders: false))
        rest = rest[rest.index(after: end)...]
      } else if character == "*" {
        flush()
        let isDouble = rest.first == "*"
        if isDouble { rest = rest.dropFirst() }
        pieces.append(.gap(name: nil, crossesFolders: isDouble))
      } else {
        literal.append(character)
      }
    }
    flush()
    return pieces
  }

  /// Tries the shortest filling of each gap first.
  private static func match(
    _ pieces: ArraySlice<Piece>, _ path: Substring, _ values: inout [String: String]
  ) -> Bool {
    guard let piece = pieces.first else { return path.isEmpty }
    switch piece {
    case .literal(let text):
      return path.hasPrefix(text) && match(pieces.dropFirst(), path.dropFirst(text.count), &values)
    case .gap(let name, let crossesFolders):
      var end = path.startIndex
      while end < path.endIndex {
        if path[end] == "/", !crossesFolders { return false }
        end = path.index(after: end)
        guard fits(path[..<end], name) else { continue }
        var attempt = values
        if let name { attempt[name] = String(path[..<end]) }
        if match(pieces.dropFirst(), path[end...], &attempt) {
          values = attempt
          return true
        }
      }
      return false
    }
  }

  /// Whether a value may fill a gap: one with the name of a number holds a number.
  private static func fits(_ value: Substring, _ name: String?) -> Bool {
    guard let name, FactName(rawValue: name)?.isNumeric == true else { return true }
    return Double(value) != nil
  }
}
