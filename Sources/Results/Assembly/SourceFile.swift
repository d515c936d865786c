/// A file as the assembly of runs needs it; shared, since several threads look at thousands of them.
package final class SourceFile: Sendable {
  /// Relative to what was opened.
  package let path: String
  /// The path as the system knows it.
  package let fullPath: String
  /// Which of the opened paths it lies below, and that one's own name.
  package let root: Int
  package let rootName: String
  package let contents: FileContents
  /// What the format's layout says of files in such a place.
  package let conventions: Facts
  /// Whether the format defines seeds in the path as sampling seeds.
  package let hasSamplingSeeds: Bool
  package let modified: ClockMinute?

  package init(
    path: String, fullPath: String = "", root: Int = 0, rootName: String = "",
    contents: FileContents,
    conventions: Facts = Facts(), hasSamplingSeeds: Bool = false, modified: ClockMinute? = nil
  ) {
    self.path = path
    self.fullPath = fullPath
    self.root = root
    self.rootName = rootName
    self.contents = contents
    self.conventions = conventions
    self.hasSamplingSeeds = hasSamplingSeeds
    self.modified = modified
  }

  /// The folder it lies in, however many of the opened paths lead there.
  var place: String {
    guard !fullPath.isEmpty else { return "\(root)\n" + Self.folder(of: path) }
    return Self.folder(of: fullPath)
  }

  private static func folder(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
  }
}

/// A role for all runs that a glob fits, by id, name, model or file.
package struct RoleRule: Equatable, Sendable {
  package let glob: String
  package let role: ModelRole

  package init(glob: String, role: ModelRole) {
    self.glob = glob
    self.role = role
  }
}
