import FoundationEssentials
import Results

/// What a person sets on the screen, kept as lines of JSON that people can read and git can merge.
///
/// The lines lie beside the results, in `.kscope/notes.jsonl`; where that folder
/// cannot be written, in the person's data folder. Both are read; a later line
/// goes before an earlier one.
final class NotesFile: Sendable {
  private let kept: KeptLines

  /// One line: a fact of a run, or that it is no longer stated.
  private struct Line: Codable {
    var run: String
    var fact: FactName
    var value: String?

    init(run: String, fact: FactName, value: String?) {
      (self.run, self.fact, self.value) = (run, fact, value)
    }

    private enum CodingKeys: String, CodingKey {
      case run
    }

    /// The fact is a key of its own: `{"role": "base", "run": "…"}`.
    init(from decoder: any Decoder) throws {
      run = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .run)
      let facts = try decoder.container(keyedBy: FactKey.self)
      guard let key = facts.allKeys.first(where: { $0.name != nil && $0.stringValue != "run" }),
        let name = key.name
      else {
        // A line without a fact took back a role.
        (fact, value) = (.role, nil)
        return
      }
      fact = name
      value = try facts.decodeIfPresent(String.self, forKey: key)
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: FactKey.self)
      try container.encode(run, forKey: FactKey("run"))
      try container.encode(value, forKey: FactKey(fact.rawValue))
    }
  }

  private struct FactKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    var name: FactName? { FactName(rawValue: stringValue) }

    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// - Parameter folder: Where to keep the notes instead of beside the results.
  init(root: Root?, folder: String?) {
    kept = KeptLines(
      "notes.jsonl", of: "notes", root: root, subfolder: ".kscope", folder: folder)
  }

  /// What to tell of where the notes are kept.
  var notices: [String] { kept.notices }

  /// The facts that were set, by run id.
  func read() -> [String: Facts] {
    var edits: [String: Facts] = [:]
    for line in kept.lines {
      guard let note = try? JSONDecoder().decode(Line.self, from: Data(line)) else { continue }
      edits[note.run, default: Facts()].replace(note.fact, with: note.value, source: .person)
    }
    return edits
  }

  /// Appends a line; returns what went wrong, if neither place can be written.
  func write(run: String, fact: FactName, value: String?) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(Line(run: run, fact: fact, value: value)) else {
      return "the note cannot be written as JSON"
    }
    if case .failure(let failure) = kept.append(Array(data)) { return failure.description }
    return nil
  }
}

extension Library {
  func loadNotes() {
    let edits = notes.read()
    monitor.change { $0.edits = edits }
  }

  /// Sets or clears a fact of a run and keeps it; returns what went wrong, if anything did.
  package func setFact(_ name: FactName, to value: String?, ofRun id: String) -> String? {
    // Written first: where it went is told in the snapshot that shows the fact.
    let failure = notes.write(run: id, fact: name, value: value)
    monitor.change { state in
      state.edits[id, default: Facts()].replace(name, with: value, source: .person)
      state.isDirty = true
    }
    return failure
  }
}
