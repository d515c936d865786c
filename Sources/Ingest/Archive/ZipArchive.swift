import ResultIndex
import Watching

/// A ZIP archive opened for reading, as its central directory describes it.
///
///     let archive = try ZipArchive(OpenFile(path))
///     if let header = archive["header.json"] {
///       let bytes = try archive.contents(of: header, limit: 1 << 24)
///     }
///
/// The directory is read once; members are read from the file when they are asked for, and
/// checked. An archive that is replaced meanwhile by another file is still read from the old one;
/// one that is written anew in place gives failures.
package struct ZipArchive {
  package let file: OpenFile
  /// In the order of the directory; of members with equal names, the last alone.
  package let members: [ZipMember]
  /// Whether it has a central directory, as a finished archive has.
  package let isFinished: Bool
  private let places: [Name: Int]

  /// The bytes of a name, hashed all at once.
  private struct Name: Hashable {
    let bytes: [UInt8]

    func hash(into hasher: inout Hasher) {
      bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
  }

  /// Opens an archive by its central directory.
  package init(_ file: OpenFile, limits: ZipLimits = ZipLimits()) throws(ZipFailure) {
    let directory = ZipDirectory(file: file, size: try file.zipSize(), limits: limits)
    self.init(file, listed: try directory.members(), isFinished: true)
  }

  /// Opens what is there of an archive without a central directory, by the headers before members.
  ///
  /// What this lists may be cut off by a writer, and members that a finished archive would no
  /// longer list are there, too.
  package init(unfinished file: OpenFile, limits: ZipLimits = ZipLimits()) throws(ZipFailure) {
    var walk = ZipWalk(file: file, size: try file.zipSize(), limits: limits)
    self.init(file, listed: try walk.members(), isFinished: false)
  }

  private init(_ file: OpenFile, listed: [ZipMember], isFinished: Bool) {
    var names: Set<Name> = []
    let last = listed.reversed().filter { names.insert(Name(bytes: $0.nameBytes)).inserted }
    members = last.reversed()
    places = Dictionary(
      uniqueKeysWithValues: members.enumerated().map {
        (Name(bytes: $0.element.nameBytes), $0.offset)
      })
    self.file = file
    self.isFinished = isFinished
  }

  package subscript(name: String) -> ZipMember? {
    place(of: Array(name.utf8)).map { members[$0] }
  }

  /// The place among the members of the one whose name has these bytes.
  func place(of name: [UInt8]) -> Int? { places[Name(bytes: name)] }
}

/// How much of an archive is looked at before it is refused.
package struct ZipLimits: Sendable {
  /// The longest central directory, in bytes; 64 MB hold some 600,000 members.
  package var directory = 64 << 20
  /// The most members.
  package var members = 1_000_000
  /// The most bytes that are unpacked to find out where members of an unfinished archive end.
  package var walk = 1 << 30

  package init() {}
}

extension OpenFile {
  func zipSize() throws(ZipFailure) -> Int {
    let found: FileStamp?
    do {
      found = try stamp()
    } catch {
      throw .system(error)
    }
    guard let found else { throw .notAnArchive }
    return found.size
  }

  func zipBytes(at offset: Int, count: Int) throws(ZipFailure) -> [UInt8] {
    do {
      return try bytes(at: offset, count: count)
    } catch {
      throw .system(error)
    }
  }
}
