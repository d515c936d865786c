import Glibc
import Testing

/// A directory of its own for one test, removed with all that is in it.
///
/// Every method acts on paths below it and records an issue when it is refused.
final class TemporaryDirectory: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/kscope-watching-XXXXXX".utf8CString)
    path = try template.withUnsafeMutableBufferPointer { buffer in
      String(cString: try #require(buffer.baseAddress.flatMap(mkdtemp)))
    }
  }

  deinit {
    let arguments = ["rm", "-rf", path]
    let words = arguments.map { (word: String) in strdup(word) }
    var process = pid_t()
    posix_spawnp(&process, "rm", nil, nil, words + [nil], nil)
    waitpid(process, nil, 0)
    words.forEach { free($0) }
  }

  func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// Creates the file, or empties it, and writes.
  func write(_ text: String, to name: String) {
    put(text, name, O_CREAT | O_TRUNC)
  }

  func append(_ text: String, to name: String) {
    put(text, name, O_APPEND)
  }

  /// Creates a file that was last written an hour ago, so that any write is seen
  /// to change its time, however coarse the clock of the file system.
  func writeLongAgo(_ text: String, to name: String) {
    write(text, to: name)
    var times = [timespec(), timespec()]
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    times[0].tv_sec = now.tv_sec - 3600
    times[1].tv_sec = now.tv_sec - 3600
    check(utimensat(AT_FDCWD, self(name), times, 0))
  }

  func truncate(_ name: String, to size: Int) { check(Glibc.truncate(self(name), size)) }
  func delete(_ name: String) { check(unlink(self(name))) }
  func makeDirectory(_ name: String) { check(mkdir(self(name), 0o755)) }
  func removeDirectory(_ name: String) { check(rmdir(self(name))) }
  func move(_ name: String, to other: String) { check(rename(self(name), self(other))) }
  func link(_ name: String, to target: String) { check(symlink(target, self(name))) }

  /// Writes to one file after the other: no two events in a row are alike.
  func alternate(_ names: [String], times: Int) {
    let descriptors = names.map { open(self($0), O_WRONLY | O_CREAT, 0o644) }
    for turn in 0..<times { check(Int32(pwrite(descriptors[turn % names.count], "x", 1, 0))) }
    for descriptor in descriptors { close(descriptor) }
  }

  /// Creates an empty file whose name is any bytes at all.
  func writeRaw(name: [UInt8]) {
    let bytes = Array((path + "/").utf8) + name + [0]
    let descriptor = bytes.map { CChar(bitPattern: $0) }.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { open($0, O_CREAT | O_WRONLY, 0o644) } ?? -1
    }
    check(descriptor)
    close(descriptor)
  }

  private func put(_ text: String, _ name: String, _ flags: Int32) {
    let descriptor = open(self(name), O_WRONLY | flags, 0o644)
    check(descriptor)
    check(Int32(Glibc.write(descriptor, text, text.utf8.count)))
    close(descriptor)
  }

  private func check(_ result: Int32) {
    if result < 0 { Issue.record("error \(errno)") }
  }
}

/// The first line of a file of the system, without its end; empty if there is none.
func firstLine(of path: String) -> String {
  guard let file = fopen(path, "r") else { return "" }
  defer { fclose(file) }
  var line = [CChar](repeating: 0, count: 64)
  fgets(&line, 64, file)
  let text = line.prefix { $0 != 0 && $0 != 10 }.map(UInt8.init(bitPattern:))
  return String(decoding: text, as: UTF8.self)
}
