@testable import Ingest
import Testing

/// Archives whose central directory is not there yet.
@Suite struct ZipWalkTests {
  private static let signature: [UInt8] = [0x50, 0x4B, 7, 8]
  private let file: ArchiveFile

  init() throws { file = try ArchiveFile() }

  @Test func listsWhatTheDirectoryWouldList() throws {
    for bytes in [
      WrittenByPython.plain, WrittenByPython.piped, WrittenByPython.forcedZIP64,
      WrittenByPython.zstd,
    ] {
      let whole = try file.open(bytes)
      let walked = try file.openUnfinished(bytes)
      #expect(!walked.isFinished)
      #expect(walked.members == whole.members)
      #expect(walked.texts() == whole.texts())
    }
  }

  @Test func findsTheEndsOfMembersThatDoNotTellTheirSizes() throws {
    for descriptor in [[], Self.signature] {
      let members = [
        ZipBuilder.Member.deflate("a", "first"), .zstd("b", "second"), .zstd("c", ""),
      ].map { member in member.with { $0.descriptor = descriptor } }
      let bytes = ZipBuilder(members: members, hasDirectory: false).bytes
      let texts = ["first", "second", ""]
      #expect(try file.openUnfinished(bytes).texts() == texts.map { .success($0) })
    }
  }

  @Test func leavesOutAMemberThatIsBeingWritten() throws {
    let done = ZipBuilder.Member.deflate("a", "done")
    for pending in [ZipBuilder.Member.stored("b", ""), .deflate("b", "x"), .zstd("b", "x")] {
      let members = [done, pending.with { $0.isPending = true }]
      let bytes = ZipBuilder(members: members, hasDirectory: false).bytes
      let start = ZipBuilder(members: [done], hasDirectory: false).bytes.count
      for cut in 0..<(bytes.count - start) {
        let archive = try file.openUnfinished(bytes.dropLast(cut))
        #expect(archive.texts() == [.success("done")], "\(pending.method) \(cut)")
      }
    }
  }

  @Test func unpacksNoMoreThanItsLimitToFindEnds() throws {
    let bomb = ZipBuilder.Member.zstd("b", "").with {
      ($0.packed, $0.descriptor) = (Packed.zstdBomb(blocks: 800), Self.signature)
    }
    let bytes = ZipBuilder(members: [.stored("a", "a"), bomb], hasDirectory: false).bytes
    var limits = ZipLimits()
    limits.walk = 1 << 20
    #expect(try file.openUnfinished(bytes, limits: limits).names == ["a"])
  }

  @Test func refusesWhatIsNoArchive() throws {
    #expect(failure { try file.openUnfinished(Array("{}".utf8)) } == .notAnArchive)
    #expect(failure { try file.openUnfinished([]) } == .unfinished)
    #expect(failure { try file.openUnfinished([0x50]) } == .unfinished)
  }

  private func failure(of body: () throws -> ZipArchive) -> ZipFailure? {
    IngestTests.failure { _ = try body() }
  }
}
