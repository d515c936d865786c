import Results
import Synchronization

/// Fetches blocks of the samples of one part of a file.
///
/// Blocks of a row only ever grow: who goes on from other samples gets another row.
final class RowStore: SampleStore {
  private let file: IndexFile
  private let row: Int64
  private let part: Int
  private let tell: @Sendable () -> Void
  private let hasTold = Atomic(false)

  /// - Parameter tell: Called once, on any thread, when samples turn out to be lost.
  init(_ file: IndexFile, row: Int64, part: Int, tell: @escaping @Sendable () -> Void) {
    (self.file, self.row, self.part, self.tell) = (file, row, part, tell)
  }

  var isLost: Bool { hasTold.load(ordering: .acquiring) }

  func lost(isDamaged: Bool) {
    if isDamaged { file.noteDamage() }
    if !hasTold.exchange(true, ordering: .acquiringAndReleasing) { tell() }
  }

  func block(_ number: Int) -> [UInt8]? {
    for _ in 0..<Self.patience {
      do throws(DatabaseFailure) {
        return try fetch(number)
      } catch {
        switch error.problem(at: file.path) {
        case .locked: continue
        case .damaged: file.noteDamage()
        default: break
        }
        return nil
      }
    }
    return nil
  }

  /// How often a file that another program has locked is tried, a fifth of a second each time: to read
  /// all anew may take longer.
  private static let patience = 25

  private func fetch(_ number: Int) throws(DatabaseFailure) -> [UInt8]? {
    try file.use { (database) throws(DatabaseFailure) in
      let statement = try database.statement(
        "SELECT bytes FROM block WHERE file = ? AND part = ? AND number = ?"
      ).bind(row).bind(part).bind(number)
      defer { statement.reset() }
      return try statement.step() ? statement.bytes(0) : nil
    }
  }
}
