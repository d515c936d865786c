import Glibc
import TestSupport
import Testing

/// The program in a terminal of its own, which a test types into and reads.
final class PseudoTerminal {
  private var master: Int32
  /// Kept open, so that the settings of the terminal can be asked for when the program has ended.
  private let line: Int32
  let process: pid_t
  private(set) var screen: VirtualScreen
  /// Everything the program has sent.
  private(set) var bytes: [UInt8] = []
  /// How the terminal was set before the program started.
  private let settings: termios
  private var status: Int32?

  /// Starts the program.
  ///
  /// - Parameters:
  ///   - shell: A script to run instead, in which `$KSCOPE` is the program.
  ///   - input: A file that is standard input, instead of the terminal.
  init(
    _ arguments: [String], in folder: TemporaryDirectory, columns: Int = 80, rows: Int = 24,
    environment: [String: String] = [:], without unset: [String] = [], shell: String? = nil,
    input: String? = nil
  ) throws {
    master = Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard let path = Self.otherEnd(of: master) else {
      throw Start.Refusal("/dev/ptmx", code: errno)
    }
    line = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    settings = Self.settings(of: line)
    Self.setSize(of: line, columns, rows)
    screen = VirtualScreen(columns: columns, rows: rows)

    var variables = Program.standardEnvironment(home: folder.path)
    variables["KSCOPE"] = Program.path
    variables.merge(environment) { $1 }
    for name in unset { variables[name] = nil }
    let words = shell.map { ["/bin/sh", "-mc", $0, "sh"] } ?? [Program.path]
    var start = Start(command: words + arguments, folder: folder.path, environment: variables)
    start.leadsSession = true
    for descriptor: Int32 in [0, 1, 2] { start.open(path, as: descriptor) }
    if let input { start.open(folder.path(input), as: 0) }
    process = try start.run()
  }

  deinit {
    if status == nil {
      kill(-process, SIGKILL)
      kill(process, SIGKILL)
      _ = ExitStatus.wait(for: process)
    }
    if master >= 0 { close(master) }
    close(line)
  }

  /// Unlocks the terminal of a master and names it.
  private static func otherEnd(of master: Int32) -> String? {
    var number: Int32 = 0
    guard ioctl(master, 0x4004_5431 /* TIOCSPTLCK */, &number) == 0,
      ioctl(master, 0x8004_5430 /* TIOCGPTN */, &number) == 0
    else { return nil }
    return "/dev/pts/\(number)"
  }

  private static func settings(of terminal: Int32) -> termios {
    var settings = termios()
    tcgetattr(terminal, &settings)
    return settings
  }

  private static func setSize(of terminal: Int32, _ columns: Int, _ rows: Int) {
    var size = winsize(
      ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
  }

  // What a person does.

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(master, bytes, bytes.count)
  }

  func resize(columns: Int, rows: Int) {
    screen.resize(columns: columns, rows: rows)
    Self.setSize(of: line, columns, rows)
  }

  func send(_ signal: Int32) { kill(process, signal) }

  /// Closes the window.
  func hangUp() {
    close(master)
    master = -1
  }

  // What a person sees.

  /// Waits until a text is on the screen; says what is there if it never comes.
  func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try wait("'\(text)' to appear", sourceLocation) { self.screen.text.contains(text) }
  }

  func expectGone(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try wait("'\(text)' to go", sourceLocation) { !self.screen.text.contains(text) }
  }

  /// Waits for the program's end; returns its exit status.
  func end(sourceLocation: SourceLocation = #_sourceLocation) throws -> Int32 {
    try wait("the program to end", sourceLocation) { self.status != nil }
    drain()
    return status ?? -1
  }

  /// Waits until a condition holds.
  func wait(
    _ what: String, _ sourceLocation: SourceLocation = #_sourceLocation,
    until isTrue: () -> Bool
  ) throws {
    let deadline = Deadline()
    while !isTrue() {
      if deadline.isOver {
        Issue.record("waited for \(what) in vain:\n\(screen.text)", sourceLocation: sourceLocation)
        throw Timeout()
      }
      pump(milliseconds: 20)
    }
  }

  struct Timeout: Error {}

  /// Whether the terminal is set as it was before the program started.
  var isRestored: Bool {
    let current = Self.settings(of: line)
    return current.c_iflag == settings.c_iflag && current.c_oflag == settings.c_oflag
      && current.c_cflag == settings.c_cflag && current.c_lflag == settings.c_lflag
      && !screen.isAlternate
  }

  /// The letter that the kernel shows for the process: `T` while it is stopped.
  static func state(of process: pid_t) -> Character? {
    let path = "/proc/\(process)/stat"
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var block = [UInt8](repeating: 0, count: 512)
    let count = read(descriptor, &block, block.count)
    let text = String(decoding: block[..<max(0, count)], as: UTF8.self)
    return text.split(separator: ") ").last?.first
  }

  private func pump(milliseconds: Int32) {
    var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    if poll(&descriptor, 1, milliseconds) > 0 { take() }
    var status: Int32 = 0
    if self.status == nil, waitpid(process, &status, WNOHANG) == process {
      self.status = ExitStatus.code(of: status)
    }
  }

  private func drain() {
    var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    while master >= 0, poll(&descriptor, 1, 0) > 0, take() {}
  }

  @discardableResult
  private func take() -> Bool {
    var block = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(master, &block, block.count)
    guard count > 0 else { return false }
    bytes += block[..<count]
    screen.feed(block[..<count])
    return true
  }
}
