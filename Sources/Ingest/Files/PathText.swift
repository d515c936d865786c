import Glibc

// Paths by their bytes: every file of every folder has one, and the system knows no other letters.
extension String {
  /// The folders and the name.
  var pathComponents: [String] {
    var path = self
    return path.withUTF8 { bytes in
      bytes.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// What follows the last slash.
  var lastComponent: String {
    guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")) else { return self }
    return String(self[utf8.index(after: slash)...])
  }

  /// The path below a folder; empty for itself, `nil` for another's.
  func path(below folder: String) -> String? {
    var (path, folder) = (self, folder)
    return path.withUTF8 { path in
      folder.withUTF8 { folder in
        guard path.count >= folder.count, path.prefix(folder.count).elementsEqual(folder) else {
          return nil
        }
        guard path.count > folder.count else { return "" }
        guard path[folder.count] == UInt8(ascii: "/") else { return nil }
        return String(decoding: path[(folder.count + 1)...], as: UTF8.self)
      }
    }
  }
}

/// Texts in the order of their bytes.
///
/// They are compared where they lie one behind the other: thousands of strings, each somewhere else
/// in memory, take several times as long.
struct ByteOrder {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  mutating func reserve(_ count: Int) {
    bytes.reserveCapacity(64 * count)
    ends.reserveCapacity(count)
  }

  /// Adds a text, which goes before those of larger groups and after those of smaller ones.
  mutating func add(_ text: String, group: Int) {
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: group).bigEndian) {
      bytes.append(contentsOf: $0)
    }
    bytes.append(contentsOf: text.utf8)
    ends.append(bytes.count)
  }

  /// The numbers of the texts, as they were added, in order; equal ones as they came.
  var order: [Int] {
    bytes.withUnsafeBufferPointer { bytes in
      func text(_ number: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]])
      }
      return ends.indices.sorted { first, second in
        let (one, other) = (text(first), text(second))
        guard let start = one.baseAddress, let otherStart = other.baseAddress else { return false }
        let order = memcmp(start, otherStart, min(one.count, other.count))
        if order != 0 { return order < 0 }
        return one.count != other.count ? one.count < other.count : first < second
      }
    }
  }
}
