import FoundationEssentials
import Glibc
import Results
import Watching

/// The marks of readers, as lines of JSON that people can read and git can merge.
///
/// The file is called `kscope-marks.jsonl` and lies beside the results; any of that name below what
/// was opened is read. Lines are only ever added.
enum MarksFile {
  static let name = "kscope-marks.jsonl"

  /// What a file holds.
  struct Contents: Equatable {
    var marks: [Mark] = []
    /// Lines that are no marks, and the first of them, from 1.
    var refused = 0
    var firstRefused = 0

    func notice(of path: String) -> String? {
      guard refused > 0 else { return nil }
      let lines = refused == 1 ? "1 line is no mark" : "\(refused) lines are no marks"
      return "\(path): \(lines), the first is line \(firstRefused); correct or remove what is wrong"
    }
  }

  static func read(_ path: String) -> Contents {
    let decoder = JSONDecoder()
    var contents = Contents()
    for (number, line) in KeptLines.lines(of: path, keepsBlank: true).enumerated() {
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
      if let mark = try? decoder.decode(Mark.self, from: Data(line)) {
        contents.marks.append(mark)
      } else {
        if contents.refused == 0 { contents.firstRefused = number + 1 }
        contents.refused += 1
      }
    }
    return contents
  }

  /// A mark as a line, without its end.
  static func line(_ mark: Mark) -> [UInt8]? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(mark)).map(Array.init)
  }

  /// Who marks, unless told otherwise: what the system calls the person.
  static var usualReader: String {
    KeptLines.environment("USER") ?? KeptLines.environment("LOGNAME") ?? accountName
      ?? "uid \(getuid())"
  }

  /// The name of the account; `nil` where the system has none for it.
  private static var accountName: String? {
    getpwuid(getuid()).flatMap { $0.pointee.pw_name }.map { String(cString: $0) }
  }
}

/// The marks that were read, by the files they stand in.
struct KnownMarks {
  private var files: [String: MarksFile.Contents] = [:]
  private(set) var book = MarkBook()
  private(set) var problems: Set<String> = []

  /// What there is to say of the files, by their names.
  var notices: [String] { files.sorted { $0.key < $1.key }.compactMap { $1.notice(of: $0) } }

  /// Takes in what a file holds; whether that is anything new.
  mutating func take(_ contents: MarksFile.Contents, of path: String) -> Bool {
    guard files[path] ?? MarksFile.Contents() != contents else { return false }
    files[path] = contents
    book = MarkBook(files.values.lazy.flatMap(\.marks))
    problems = book.problems
    return true
  }

  /// Adds a mark that was just written, or that could not be.
  mutating func add(_ mark: Mark, to path: String) {
    files[path, default: MarksFile.Contents()].marks.append(mark)
    book.add(mark)
    problems.insert(mark.problem)
  }
}
