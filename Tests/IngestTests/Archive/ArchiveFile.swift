@testable import Ingest
import TestSupport

/// A file for archives, one after the other.
struct ArchiveFile {
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  func write(_ bytes: [UInt8]) throws -> OpenFile {
    try OpenFile(folder.write(bytes: bytes, to: "log.eval"))
  }

  func open(_ bytes: [UInt8], limits: ZipLimits = ZipLimits()) throws -> ZipArchive {
    try ZipArchive(write(bytes), limits: limits)
  }

  func openUnfinished(_ bytes: [UInt8], limits: ZipLimits = ZipLimits()) throws -> ZipArchive {
    try ZipArchive(unfinished: write(bytes), limits: limits)
  }
}

extension ZipArchive {
  var names: [String] { members.map(\.name) }

  /// The members' texts in order; a failure in place of those that cannot be read.
  func texts(limit: Int = 1 << 20) -> [Result<String, ZipFailure>] {
    members.map { member in
      Result { () throws(ZipFailure) in
        String(decoding: try contents(of: member, limit: limit), as: UTF8.self)
      }
    }
  }
}

/// The failure that `body` ends with.
func failure(of body: () throws -> Void) -> ZipFailure? {
  do {
    try body()
    return nil
  } catch {
    return error as? ZipFailure
  }
}
