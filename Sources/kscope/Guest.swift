import Glibc
import Results

/// Another program that has the terminal for a while: a pager, an editor, a command.
///
/// The text is a file without a name, or one in the temporary folder that is removed afterwards, so
/// that a program that reads only a part of it keeps nobody waiting.
enum Guest {
  /// Gives a text to a command of the shell, or to the pager; answers with what went wrong.
  static func pipe(_ text: String, to command: String?, keyboard: Int32) -> String? {
    do throws(Failure) {
      let file = try TemporaryText(text)
      defer { file.remove() }
      let pager = nonEmpty("PAGER") ?? "less -R"
      let status = try run(command ?? pager, input: file.descriptor)
      // A pager waits by itself for being read; of other commands one wants to see what they say.
      if command != nil { waitForEnter(status, keyboard: keyboard) }
      return command == nil ? complaint(of: pager, status) : nil
    } catch { return error.message }
  }

  /// Shows a text in the editor; what is changed of it is lost.
  static func edit(_ text: String, keyboard: Int32) -> String? {
    do throws(Failure) {
      let file = try TemporaryText(text)
      defer { file.remove() }
      let editor = nonEmpty("VISUAL") ?? nonEmpty("EDITOR") ?? nonEmpty("PAGER") ?? "vi"
      // The path comes as an argument, so that nothing in it is read by the shell.
      let status = try run("\(editor) \"$1\"", input: keyboard, argument: file.path)
      return complaint(of: editor, status)
    } catch { return error.message }
  }

  /// Gives a text to a command that says nothing; answers with whether it took it.
  static func take(_ text: String, _ command: String) -> Bool {
    do throws(Failure) {
      let file = try TemporaryText(text)
      defer { file.remove() }
      return try run(command, input: file.descriptor) == 0
    } catch { return false }
  }

  private static func nonEmpty(_ name: String) -> String? {
    Environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func complaint(of command: String, _ status: Int32) -> String? {
    status == 0 ? nil : "'\(command)' ended with status \(status)"
  }

  /// Runs a command of the shell on the terminal; answers with its exit status.
  private static func run(
    _ command: String, input: Int32, argument: String = ""
  ) throws(Failure) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    // Standard error is kept for later while the dashboard is open.
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigfillset(&defaults)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    let words = ["sh", "-c", command, "sh", argument]
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, "/bin/sh", &actions, &attributes, &arguments, environ)
    guard code == 0 else {
      throw Failure(message: "sh cannot be started: \(String(cString: strerror(code)))")
    }
    return wait(for: process)
  }

  private static func wait(for process: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private static func waitForEnter(_ status: Int32, keyboard: Int32) {
    let note = status == 0 ? "" : "status \(status), "
    _ = Output.write("\n[\(note)Enter comes back to kscope]", to: STDOUT_FILENO)
    var byte: UInt8 = 0
    while read(keyboard, &byte, 1) == 1, byte != 0x0A, byte != 0x0D {}
  }
}

/// A text in a file of the temporary folder that only its owner reads.
struct TemporaryText {
  let path: String
  let descriptor: Int32

  init(_ text: String) throws(Failure) {
    let folder = Environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var name = Array("\(folder)/kscope-XXXXXX.txt".utf8CString)
    let descriptor = mkstemps(&name, 4)
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard descriptor >= 0 else {
      throw Failure(
        message: "no file can be made in \(folder): \(String(cString: strerror(errno))); "
          + "set TMPDIR to another folder")
    }
    (self.path, self.descriptor) = (path, descriptor)
    if let code = Output.write(text, to: descriptor) {
      remove()
      throw Failure(message: "\(path) cannot be written: \(String(cString: strerror(code)))")
    }
    lseek(descriptor, 0, SEEK_SET)
  }

  func remove() {
    close(descriptor)
    unlink(path)
  }
}
