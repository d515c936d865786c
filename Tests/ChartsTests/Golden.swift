import Glibc
import Testing

/// Compares a drawing with the file of that name in `Golden/`.
///
/// With `KSCOPE_RECORD` set the file is written instead, and the test fails: a recording run
/// has compared nothing.
func expectGolden(
  _ drawn: String, _ name: String, path: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let folder = path.split(separator: "/").dropLast().joined(separator: "/")
  let file = "/\(folder)/Golden/\(name).txt"
  if getenv("KSCOPE_RECORD") != nil {
    write(drawn + "\n", to: file)
    Issue.record("recorded \(file)", sourceLocation: sourceLocation)
  } else {
    #expect(contents(of: file) == drawn + "\n", "\(name)", sourceLocation: sourceLocation)
  }
}

private func write(_ text: String, to path: String) {
  guard let file = fopen(path, "w") else { return }
  fputs(text, file)
  fclose(file)
}

private func contents(of path: String) -> String? {
  guard let file = fopen(path, "r") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  while true {
    let byte = getc(file)
    guard byte != EOF else { break }
    bytes.append(UInt8(truncatingIfNeeded: byte))
  }
  return String(decoding: bytes, as: UTF8.self)
}
