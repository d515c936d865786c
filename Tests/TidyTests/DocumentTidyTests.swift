import TestSupport
import Testing

/// What must be true of the pages, the lists and the text files.
@Suite struct DocumentTidyTests {
  private static let repository = Repository()

  @Test func everyRelativeLinkLeadsSomewhere() {
    for file in Self.repository.files(endingIn: ".md") {
      for link in links(in: file) where !Self.repository.exists(link.target) {
        Issue.record("\(file.path):\(link.line): nothing at '\(link.target)'")
      }
    }
  }

  @Test func everyLinkToAHeadingFindsIt() {
    for file in Self.repository.files(endingIn: ".md") {
      for link in links(in: file) {
        guard let heading = link.heading, let headings = headings(of: link.target) else { continue }
        if !headings.contains(heading) {
          Issue.record("\(file.path):\(link.line): no heading '#\(heading)' in \(link.target)")
        }
      }
    }
  }

  @Test func debianPackagesAreNamedInOnePlace() throws {
    let packages = try packages()
    #expect(!packages.isEmpty)
    for file in Self.repository.files where isScript(file.path) {
      for (index, line) in file.lines.enumerated() {
        for package in packages where line.contains(package) {
          Issue.record("\(file.path):\(index + 1): '\(package)' belongs in packages.txt alone")
        }
      }
    }
  }

  @Test func everyDebianPackageHasAReason() throws {
    let list = try #require(Self.repository.files.first { $0.path == "packages.txt" })
    for (index, line) in list.lines.enumerated() where !line.isEmpty && !line.contains("# ") {
      Issue.record("packages.txt:\(index + 1): say after '#' what it is for")
    }
  }

  @Test func linesEndPlainly() {
    for file in Self.repository.files where isOurs(file.path) {
      for (index, line) in file.lines.enumerated() where line.last == " " || line.contains("\r") {
        Issue.record("\(file.path):\(index + 1): blanks or a carriage return at the end")
      }
      if file.lines.last?.isEmpty != true {
        Issue.record("\(file.path):\(file.lines.count): no line end at the end of the file")
      }
    }
  }

  /// Everything but licenses, generated pages and expected screens is written here by hand.
  private func isOurs(_ path: String) -> Bool {
    path != "LICENSE" && path != "Package.resolved" && !path.contains("/Golden/")
      && !path.contains("/Fixtures/")
  }

  private func isScript(_ path: String) -> Bool {
    path == "Makefile" || path.hasPrefix("scripts/") || path.hasPrefix(".ci/")
      || path.hasPrefix(".github/") || path == "README.md" || path == "CONTRIBUTING.md"
  }

  private func packages() throws -> [String] {
    let list = try #require(Self.repository.files.first { $0.path == "packages.txt" })
    return list.lines.compactMap { line in
      line.prefix { $0 != "#" }.split(separator: " ").first.map(String.init)
    }
  }

  /// A link to something in the repository.
  private struct Link {
    let line: Int
    /// The path from the root of the repository.
    let target: String
    let heading: String?
  }

  /// The relative links of a page, outside blocks of code.
  private func links(in file: Repository.File) -> [Link] {
    var isCode = false
    return file.lines.enumerated().flatMap { index, line -> [Link] in
      if line.hasPrefix("```") { isCode.toggle() }
      guard !isCode else { return [] }
      let prose = line.replacing(/`[^`]*`/, with: "")
      return prose.matches(of: /\]\(([^)\s]+)\)/).compactMap { match in
        link(String(match.1), line: index + 1, in: file.path)
      }
    }
  }

  private func link(_ text: String, line: Int, in page: String) -> Link? {
    guard !text.contains("://"), !text.hasPrefix("mailto:") else { return nil }
    let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts[0].isEmpty ? page : resolve(String(parts[0]), from: page)
    return Link(line: line, target: path, heading: parts.count > 1 ? String(parts[1]) : nil)
  }

  /// The path from the root of a path that is written in a page.
  private func resolve(_ path: String, from page: String) -> String {
    var folders = path.hasPrefix("/") ? [] : Array(page.split(separator: "/").dropLast())
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = folders.popLast() } else { folders.append(part) }
    }
    return folders.joined(separator: "/")
  }

  /// The anchors of a page, made from its headings as Git hosts do.
  private func headings(of path: String) -> [String]? {
    guard let page = Self.repository.files.first(where: { $0.path == path }) else { return nil }
    return page.lines.filter { $0.hasPrefix("#") }.map { line in
      let text = line.drop { $0 == "#" }.drop { $0 == " " }.lowercased()
      return String(
        text.filter { $0.isLetter || $0.isNumber || " -_".contains($0) }
          .map { $0 == " " ? "-" : $0 })
    }
  }
}
