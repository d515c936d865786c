import FoundationEssentials
import Glibc

/// A folder of its own for one test, gone when the last reference is.
///
///     let folder = try TemporaryDirectory()
///     try folder.write("{}\n", to: "run/samples.jsonl")
package final class TemporaryDirectory {
  package let path: String

  package init() throws {
    var template = Array((Self.base + "/kscope-test-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw Refusal("mkdtemp", path: Self.base) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { close() }

  /// Removes the folder and all in it; doing so twice is fine.
  package func close() {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The path of a file in the folder.
  package func path(_ name: String) -> String { path + "/" + name }

  /// Writes a whole file, in place, and makes the folders it lies in.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String {
    try put(Array(text.utf8), in: name, flags: O_CREAT | O_WRONLY | O_TRUNC)
  }

  /// Writes a whole file of any bytes.
  @discardableResult
  package func write(bytes: [UInt8], to name: String) throws -> String {
    try put(bytes, in: name, flags: O_CREAT | O_WRONLY | O_TRUNC)
  }

  /// Adds to the end of a file, as a running evaluation does.
  @discardableResult
  package func append(_ text: String, to name: String) throws -> String {
    try put(Array(text.utf8), in: name, flags: O_CREAT | O_WRONLY | O_APPEND)
  }

  /// The same with any bytes.
  @discardableResult
  package func append(bytes: [UInt8], to name: String) throws -> String {
    try put(bytes, in: name, flags: O_CREAT | O_WRONLY | O_APPEND)
  }

  /// Makes a folder, and those around it.
  @discardableResult
  package func makeDirectory(_ name: String) throws -> String {
    try FileManager.default.createDirectory(
      atPath: path(name), withIntermediateDirectories: true)
    return path(name)
  }

  package func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path(name))
  }

  package func rename(_ name: String, to other: String) throws {
    guard Glibc.rename(path(name), path(other)) == 0 else {
      throw Refusal("rename", path: path(name))
    }
  }

  /// The text of a file.
  package func read(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  private func put(_ bytes: [UInt8], in name: String, flags: Int32) throws -> String {
    if let slash = name.lastIndex(of: "/") { try makeDirectory(String(name[..<slash])) }
    let descriptor = open(path(name), flags | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Refusal("open", path: path(name)) }
    defer { Glibc.close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Refusal("write", path: path(name)) }
      rest = rest.dropFirst(count)
    }
    return path(name)
  }

  /// Short, because the path of a socket must be; resolved, because watchers report real paths.
  private static let base: String = {
    let asked = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    guard let real = realpath(asked.isEmpty ? "/tmp" : asked, nil) else { return "/tmp" }
    defer { free(real) }
    return String(cString: real)
  }()

  /// What the system would not do.
  package struct Refusal: Error, CustomStringConvertible {
    package let description: String

    init(_ operation: String, path: String) {
      description = "\(operation) \(path): \(String(cString: strerror(errno)))"
    }
  }
}
