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

  /// One line.
  private struct Line: Codable {
    var run: String
    var role: String?
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
        edits[note.run] = note.role.map { Facts([.role: $0], source: .person) }
      }
    }
    return edits
  }

  /// Appends a line; returns what went wrong, if neither place can be written.
  func write(run: String, role: ModelRole?) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(Line(run: run, role: role?.rawValue)) else {
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

  /// Sets or clears the role of a run and keeps it; returns what went wrong, if anything did.
  package func setRole(_ role: ModelRole?, ofRun id: String) -> String? {
    // Written first: where it went is told in the snapshot that shows the role.
    let failure = notes.write(run: id, role: role)
    monitor.change { state in
      state.edits[id] = role.map { Facts([.role: $0.rawValue], source: .person) }
      state.isDirty = true
    }
    return failure
  }
}
