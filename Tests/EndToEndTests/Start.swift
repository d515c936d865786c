import Glibc
import Synchronization

/// How to start a process: what to run, where, and which files it has.
struct Start {
  let command: [String]
  let folder: String
  let environment: [String: String]
  /// Whether the process leads a session; the terminal it opens first is then its own.
  var leadsSession = false
  private var files: [Action] = []

  private enum Action {
    case place(Int32, as: Int32)
    case open(String, as: Int32)
  }

  /// What the system would not do.
  struct Refusal: Error, CustomStringConvertible {
    let description: String
    init(_ operation: String, code: Int32) {
      description = "\(operation): \(String(cString: strerror(code)))"
    }
  }

  init(command: [String], folder: String, environment: [String: String]) {
    self.command = command
    self.folder = folder
    self.environment = environment
  }

  mutating func place(_ descriptor: Int32, as target: Int32) {
    files.append(.place(descriptor, as: target))
  }

  mutating func open(_ path: String, as target: Int32) {
    files.append(.open(path, as: target))
  }

  func run() throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for file in files {
      switch file {
      case .place(let descriptor, let target):
        posix_spawn_file_actions_adddup2(&actions, descriptor, target)
      case .open(let path, let target):
        posix_spawn_file_actions_addopen(&actions, target, path, O_RDWR, 0)
      }
    }
    return try spawn(&actions)
  }

  private func spawn(_ actions: inout posix_spawn_file_actions_t) throws -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The runner of the tests may ignore or block signals; the program is to see them.
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    posix_spawnattr_setflags(&attributes, Int16(flags | (leadsSession ? Self.setSession : 0)))

    // Swift does not know of the file action that changes the folder.
    let words = (["/usr/bin/env", "-C", folder] + command).map { strdup($0) }
    let variables = environment.map { strdup("\($0.key)=\($0.value)") }
    defer { for text in words + variables { free(text) } }
    var process: pid_t = 0
    let code = Self.oneAtATime.withLock { _ in
      posix_spawn(
        &process, "/usr/bin/env", &actions, &attributes, words + [nil], variables + [nil])
    }
    guard code == 0 else { throw Refusal("posix_spawn \(command[0])", code: code) }
    return process
  }

  /// Held while a process starts or a pipe is made.
  static let oneAtATime = Mutex(())

  /// `POSIX_SPAWN_SETSID`, a macro that Swift does not import.
  private static let setSession: Int32 = 0x80
}
