import FoundationEssentials
import Glibc
import Synchronization
import TestSupport

/// The program as it was built, for tests that run it as a person does.
enum Program {
  /// Beside the bundle of the tests, in `.build/<configuration>`.
  static let path: String = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? ""
    let folder = bundle.split(separator: "/", omittingEmptySubsequences: false)
      .prefix { !$0.hasSuffix(".xctest") }.joined(separator: "/")
    // The program is started in other folders, where a relative path leads nowhere.
    for name in [folder + "/kscope", ".build/debug/kscope"] {
      guard access(name, X_OK) == 0, let real = realpath(name, nil) else { continue }
      defer { free(real) }
      return String(cString: real)
    }
    return "kscope"
  }()

  /// What a run of the program left behind.
  struct Outcome: Equatable {
    var output = ""
    var errors = ""
    /// The exit status, or 128 + the signal that ended it.
    var status: Int32 = 0
  }

  /// What standard input is.
  enum Input {
    case nothing
    case pipe(String)
    case file(String)
  }

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - folder: Where it runs, and its home.
  ///   - environment: Variables beside those of `standardEnvironment(home:)`.
  static func run(
    _ arguments: [String], in folder: TemporaryDirectory, input: Input = .nothing,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(
      command: [path] + arguments, in: folder, input: input, environment: environment)
  }

  /// Runs a script of the shell in which `$KSCOPE` is the program.
  static func run(
    script: String, in folder: TemporaryDirectory, environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(
      command: ["/bin/sh", "-c", script], in: folder, input: .nothing,
      environment: environment.merging(["KSCOPE": path]) { first, _ in first })
  }

  private static func run(
    command: [String], in folder: TemporaryDirectory, input: Input,
    environment: [String: String]
  ) throws -> Outcome {
    let output = try Pipe()
    let errors = try Pipe()
    let data = try Pipe()
    var start = Start(
      command: command, folder: folder.path,
      environment: standardEnvironment(home: folder.path).merging(environment) { $1 })
    switch input {
    case .nothing: start.open("/dev/null", as: 0)
    case .pipe: start.place(data.reader, as: 0)
    case .file(let name): start.open(folder.path(name), as: 0)
    }
    start.place(output.writer, as: 1)
    start.place(errors.writer, as: 2)
    let process = try start.run()
    output.closeWriter()
    errors.closeWriter()
    if case .pipe(let text) = input { data.send(text) }
    data.closeWriter()
    return finish(process, output, errors)
  }

  private static func finish(_ process: pid_t, _ output: Pipe, _ errors: Pipe) -> Outcome {
    let deadline = Deadline()
    while !(output.isAtEnd && errors.isAtEnd) {
      if deadline.isOver { kill(process, SIGKILL) }
      waitForEither(output, errors)
    }
    return Outcome(
      output: output.text, errors: errors.text, status: ExitStatus.wait(for: process))
  }

  private static func waitForEither(_ first: Pipe, _ second: Pipe) {
    var descriptors = [first, second].map {
      pollfd(fd: $0.isAtEnd ? -1 : $0.reader, events: Int16(POLLIN), revents: 0)
    }
    poll(&descriptors, 2, 100)
    if descriptors[0].revents != 0 { first.read() }
    if descriptors[1].revents != 0 { second.read() }
  }

  /// Nothing of the person who runs the tests.
  static func standardEnvironment(home: String) -> [String: String] {
    [
      "HOME": home, "PATH": "/usr/local/bin:/usr/bin:/bin", "TERM": "xterm-256color",
      "LC_ALL": "C.UTF-8", "TZ": "UTC",
    ]
  }
}

/// How a process ended.
enum ExitStatus {
  static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return code(of: status)
  }

  /// The status as a shell tells it, from what `waitpid` says.
  static func code(of status: Int32) -> Int32 {
    status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}

/// The moment at which a test stops waiting.
struct Deadline {
  private let end: Double

  init(seconds: Double = 20) { end = Self.now + seconds }

  var isOver: Bool { Self.now > end }

  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// A pipe between a test and the program.
private final class Pipe {
  let reader: Int32
  private(set) var writer: Int32
  private(set) var isAtEnd = false
  private var bytes: [UInt8] = []

  init() throws {
    var ends: [Int32] = [-1, -1]
    // Swift does not know pipe2: no process may start before the ends are closed to it.
    let code = Start.oneAtATime.withLock { _ -> Int32 in
      guard pipe(&ends) == 0 else { return errno }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return 0
    }
    (reader, writer) = (ends[0], ends[1])
    guard code == 0 else { throw Start.Refusal("pipe", code: code) }
  }

  deinit {
    close(reader)
    closeWriter()
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  func closeWriter() {
    if writer >= 0 { close(writer) }
    writer = -1
  }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    precondition(bytes.count <= 1 << 16, "more than a pipe holds")
    _ = write(writer, bytes, bytes.count)
  }

  func read() {
    var block = [UInt8](repeating: 0, count: 1 << 16)
    let count = Glibc.read(reader, &block, block.count)
    if count > 0 { bytes += block[..<count] }
    if count == 0 || (count < 0 && errno != EINTR) { isAtEnd = true }
  }
}
