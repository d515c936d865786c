import Watching

/// Why an archive or one of its members cannot be read.
package enum ZipFailure: Error, Hashable, Sendable {
  case system(SystemFailure)
  case notAnArchive
  /// It begins like an archive and has no central directory.
  case unfinished
  case severalVolumes
  case damagedDirectory(byte: Int)
  case directoryTooLarge(bytes: Int, limit: Int)
  case tooManyMembers(limit: Int)
  /// The member is not where the central directory says.
  case displaced(String, byte: Int)
  case encrypted(String)
  case unknownMethod(String, number: Int)
  /// The file ends within the member.
  case truncated(String, byte: Int)
  case damaged(String)
  /// It needs a window of more than 128 MB, or a dictionary.
  case unsupported(String)
  case wrongSize(String, claimed: Int)
  case wrongChecksum(String)
  case tooLarge(String, limit: Int)
  case memory(String)

  /// Whether this is what one sees of a file while it is being written.
  ///
  /// A writer that works in place can cause any other failure, too: whoever gets one compares the
  /// file's stamp with that from before reading, and looks again if they differ.
  package var meansUnfinished: Bool {
    switch self {
    case .unfinished, .displaced, .truncated: true
    default: false
    }
  }
}

extension ZipFailure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .system(let failure): failure.description
    case .notAnArchive: "this is no ZIP archive; look at how it begins with: head -c 64"
    case .unfinished:
      "the archive has no central directory yet; it is read when its writer has finished it"
    case .severalVolumes:
      "the archive is one of several volumes; join them with: zip -s 0 --out whole.zip"
    case .damagedDirectory(let byte):
      "the central directory is damaged at byte \(byte) of the archive; copy the file anew"
    case .directoryTooLarge(let bytes, let limit):
      "a central directory of \(bytes) bytes is longer than the \(limit) that are read; "
        + "split the archive"
    case .tooManyMembers(let limit):
      "the archive has more than the \(limit) members that are read; split it"
    default: memberDescription
    }
  }

  /// What is wrong with a member.
  private var memberDescription: String {
    switch self {
    case .displaced(let name, let byte):
      "member '\(brief(name))' is not at byte \(byte), where the central directory says; "
        + "the archive is being written or damaged: copy it anew if this stays"
    case .encrypted(let name):
      "member '\(brief(name))' is encrypted; write the archive without a password"
    case .unknownMethod(let name, let number):
      "member '\(brief(name))' is compressed by method \(number); write it with DEFLATE or zstd"
    case .truncated(let name, let byte):
      "member '\(brief(name))' is cut off at byte \(byte), where the file ends; "
        + "copy the file anew if this stays"
    case .damaged(let name):
      "the compressed bytes of member '\(brief(name))' are damaged; copy the file anew"
    case .unsupported(let name):
      "member '\(brief(name))' needs a zstd dictionary or a window of more than 128 MB; "
        + "write it with zstd's usual settings"
    case .wrongSize(let name, let claimed):
      "member '\(brief(name))' does not have the \(claimed) bytes that the archive says; "
        + "copy the file anew"
    case .wrongChecksum(let name):
      "member '\(brief(name))' does not have the checksum that the archive says; "
        + "copy the file anew"
    case .tooLarge(let name, let limit):
      "member '\(brief(name))' is larger than the \(limit) bytes that are read; split it"
    case .memory(let name):
      "member '\(brief(name))' is too large for the memory there is"
    default: ""
    }
  }

  /// A name short enough for a sentence; it may have 64 kB.
  private func brief(_ name: String) -> String {
    name.count <= 80 ? name : name.prefix(79) + "…"
  }
}
