import FoundationEssentials

/// The files of this repository, for tests of what must be true of all of them.
package struct Repository: Sendable {
  /// A text file and its lines.
  package struct File: Sendable {
    /// The path from the root of the repository.
    package let path: String
    package let lines: [String]
  }

  package let root: String
  /// The text files, sorted by path; neither what is built nor what git ignores by name.
  package let files: [File]

  /// Finds the repository that a source file lies in, three folders up.
  package init(around file: String = #filePath) {
    root = file.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
      .joined(separator: "/")
    let root = root
    files = Self.paths(under: root).compactMap { path in
      guard let text = try? String(contentsOfFile: root + "/" + path, encoding: .utf8) else {
        return nil
      }
      return File(path: path, lines: Self.lines(of: text))
    }
  }

  /// The files with one of these endings, under one of these folders or anywhere.
  package func files(endingIn suffixes: String..., under folders: [String] = [""]) -> [File] {
    files.filter { file in
      suffixes.contains(where: file.path.hasSuffix) && folders.contains(where: file.path.hasPrefix)
    }
  }

  package func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root + "/" + path)
  }

  private static func lines(of text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Sample data is left out: it is large, and its text is not ours.
  private static func paths(under root: String) -> [String] {
    var found: [String] = []
    var folders = [""]
    while let folder = folders.popLast() {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)) ?? []
      {
        guard ![".build", ".git", "sample-data"].contains(name), !name.hasSuffix(".swp") else {
          continue
        }
        if isDirectory(root + "/" + folder + name) {
          folders.append(folder + name + "/")
        } else {
          found.append(folder + name)
        }
      }
    }
    return found.sorted()
  }

  private static func isDirectory(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType == .typeDirectory
  }
}
