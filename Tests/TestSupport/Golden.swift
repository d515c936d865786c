// Measurements hold Swift's libraries, among which there is no module for tests.
#if canImport(Testing)
  import FoundationEssentials
  import Testing

  /// Expects a drawing to be what `Golden/<name>.txt`, beside the calling test, holds.
  ///
  /// With `KSCOPE_RECORD` in the environment the file is written instead and the
  /// test fails, so that a recording is looked at and never taken for a pass.
  package func expectGolden(
    _ text: String, named name: String, file: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let path = goldenPath(name, besides: file)
    if ProcessInfo.processInfo.environment["KSCOPE_RECORD"] != nil {
      record(text, at: path, sourceLocation: sourceLocation)
      return
    }
    guard let expected = try? String(contentsOfFile: path, encoding: .utf8) else {
      Issue.record(
        "\(path) is missing; record it with 'make golden'", sourceLocation: sourceLocation)
      return
    }
    if let difference = firstDifference(of: text + "\n", from: expected) {
      Issue.record("\(name).txt \(difference)", sourceLocation: sourceLocation)
    }
  }

  private func goldenPath(_ name: String, besides file: String) -> String {
    let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return folder.joined(separator: "/") + "/Golden/\(name).txt"
  }

  private func record(_ text: String, at path: String, sourceLocation: SourceLocation) {
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try (text + "\n").write(toFile: path, atomically: true, encoding: .utf8)
      Issue.record("recorded \(path); look at it", sourceLocation: sourceLocation)
    } catch {
      Issue.record("cannot record \(path): \(error)", sourceLocation: sourceLocation)
    }
  }

  /// Where and how a text departs from the expected one, or `nil` if it does not.
  package func firstDifference(of text: String, from expected: String) -> String? {
    guard text != expected else { return nil }
    let found = text.split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
    for index in 0..<max(found.count, wanted.count) {
      let (has, should) = (found.at(index), wanted.at(index))
      if has != should {
        return
          "line \(index + 1)\n  expected: \(should ?? "(no line)")\n  found:    \(has ?? "(no line)")"
      }
    }
    return "differs in line ends"
  }

  extension Array {
    fileprivate func at(_ index: Int) -> Element? {
      indices.contains(index) ? self[index] : nil
    }
  }
#endif
