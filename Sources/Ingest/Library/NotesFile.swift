import FoundationEssentials
import Glibc
import Results

/// What a person sets on the screen, kept as lines of JSON that people can read and git can merge.
///
/// The lines lie beside the results, in `.kscope/notes.jsonl`; where that folder
/// cannot be written, in the person's data folder. Both are read; a later line
/// goes before an earlier one.
final class NotesFile: Sendable {
  private let beside: String
  private let own: String
  private let state = Monitor<[String]>([])

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
    let results = root?.folder ?? "."
    beside = (folder ?? results + "/.kscope") + "/notes.jsonl"
    let real = Root.realPath(results)
    let hash = Array(real.utf8).withUnsafeBytes { Checksum.of($0) }
    own = Self.dataFolder + "/kscope/" + String(hash, radix: 16) + "/notes.jsonl"
  }

  /// What to tell of where the notes are kept.
  var notices: [String] { state.look { $0 } }

  /// The facts that were set, by run id.
  func read() -> [String: Facts] {
    var edits: [String: Facts] = [:]
    for path in [own, beside] {
      guard let text = try? OpenFile(path).bytes(at: 0, count: 16 << 20) else { continue }
      for line in text.split(separator: 0x0A) {
        guard let note = try? JSONDecoder().decode(Line.self, from: Data(line)) else { continue }
        edits[note.run, default: Facts()].replace(note.fact, with: note.value, source: .person)
      }
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
    let line = Array(data) + [0x0A]
    if Self.append(line, to: beside) { return nil }
    let reason = String(cString: strerror(errno))
    guard Self.append(line, to: own) else {
      return "not kept for next time: \(reason); name a folder with --notes (\(beside))"
    }
    let notice = "notes are kept in \(own), since \(beside) cannot be written: \(reason)"
    state.change { if !$0.contains(notice) { $0.append(notice) } }
    return nil
  }

  private static func append(_ line: [UInt8], to path: String) -> Bool {
    guard let slash = path.lastIndex(of: "/"), makeFolders(String(path[..<slash])) else {
      return false
    }
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return Glibc.write(descriptor, line, line.count) == line.count
  }

  private static func makeFolders(_ path: String) -> Bool {
    if mkdir(path, 0o755) == 0 || errno == EEXIST { return true }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex,
      makeFolders(String(path[..<slash]))
    else { return false }
    return mkdir(path, 0o755) == 0 || errno == EEXIST
  }

  private static var dataFolder: String {
    if let folder = environment("XDG_DATA_HOME") { return folder }
    return (environment("HOME") ?? "/tmp") + "/.local/share"
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.filter { !$0.isEmpty }
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
