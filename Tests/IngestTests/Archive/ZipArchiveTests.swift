@testable import Ingest
import TestSupport
import Testing

@Suite struct ZipArchiveTests {
  private let file: ArchiveFile

  init() throws { file = try ArchiveFile() }

  @Test func readsArchivesOfPython() throws {
    let new = String(repeating: #"{"id": "new"} "#, count: 20)
    for bytes in [WrittenByPython.plain, WrittenByPython.piped] {
      let archive = try file.open(bytes)
      #expect(archive.names == ["_journal/start.json", "samples/é_epoch_1.json", "header.json"])
      #expect(
        archive.texts() == [.success(#"{"version": 2}"#), .success(new), .success("")])
      #expect(archive.isFinished)
    }
    #expect(
      try file.open(WrittenByPython.forcedZIP64).texts() == [
        .success(String(repeating: "ZIP64 ", count: 9))
      ])
  }

  @Test func readsMembersPackedByZstd() throws {
    let archive = try file.open(WrittenByPython.zstd)
    let summaries = try #require(archive["summaries.json"])
    #expect(summaries.method == .zstd)
    let text = String(decoding: try archive.contents(of: summaries, limit: 1000), as: UTF8.self)
    #expect(text.hasPrefix(#"[{"id": "q1", "epoch": 1,"#) && text.hasSuffix("}]"))
    #expect(archive["header.json"] == nil)
  }

  @Test func readsEveryMethodWithAndWithoutZIP64() throws {
    for isLarge in [false, true] {
      let members = [
        ZipBuilder.Member.stored("a", "stored"), .deflate("b", "deflate"), .zstd("c", "zstd"),
        .stored("d", ""), .deflate("e", ""), .zstd("f", ""),
      ].map { member in member.with { $0.isLarge = isLarge } }
      let archive = try file.open(ZipBuilder(members: members, isLarge: isLarge).bytes)
      #expect(archive.names == ["a", "b", "c", "d", "e", "f"])
      #expect(archive.texts() == ["stored", "deflate", "zstd", "", "", ""].map { .success($0) })
    }
  }

  @Test func readsZstdMembersOfSeveralFrames() throws {
    let text = "first line\n" + String(repeating: "second line\n", count: 3)
    let member = ZipBuilder.Member.zstd("m", text).with { $0.packed = WrittenByPython.zstdFrames }
    #expect(try file.open(ZipBuilder(members: [member]).bytes).texts() == [.success(text)])
  }

  @Test func takesTheLastOfEqualNames() throws {
    let archive = try file.open(
      ZipBuilder(members: [
        .stored("a", "old"), .stored("b", "only"), .zstd("a", "middle"), .deflate("a", "new"),
      ]).bytes)
    #expect(archive.names == ["b", "a"])
    #expect(archive.texts() == [.success("only"), .success("new")])
  }

  @Test func tellsNamesApartThatLookAlike() throws {
    let names: [[UInt8]] = [
      Array("\u{E9}".utf8), Array("e\u{301}".utf8), [0xFF], [0xFE], Array("\u{FFFD}".utf8), [],
    ]
    let members = names.map { name in
      ZipBuilder.Member.stored("", "\(name)").with { $0.name = name }
    }
    let archive = try file.open(ZipBuilder(members: members).bytes)
    #expect(archive.members.map(\.nameBytes) == names)
    #expect(archive.texts() == names.map { .success("\($0)") })
    #expect(archive["e\u{301}"] == archive.members[1])
  }

  @Test func readsAnArchiveWithoutMembers() throws {
    #expect(try file.open(ZipBuilder(members: []).bytes).members.isEmpty)
    #expect(try file.open(ZipBuilder(members: [], isLarge: true).bytes).members.isEmpty)
  }

  @Test func isNotMisledByCommentsThatLookLikeAnEnd() throws {
    let end = ZipBuilder(members: []).bytes
    let longest = 0xFFFF
    for comment in [
      Array("PK\u{5}\u{6}".utf8), end, end + [0], Array(repeating: 0x50, count: longest),
      Array((0..<3).map { _ in end }.joined()),
      Array(repeating: 0x20, count: longest - end.count) + end,
    ] {
      let archive = ZipBuilder(members: [.stored("a", "text")], comment: comment)
      #expect(try file.open(archive.bytes).texts() == [.success("text")])
      let large = ZipBuilder(members: [.stored("a", "text")], comment: comment, isLarge: true)
      #expect(try file.open(large.bytes).texts() == [.success("text")])
    }
  }

  @Test func readsAnArchiveThatSomethingFollows() throws {
    let bytes = ZipBuilder(members: [.stored("a", "text")]).bytes + Array("\n\n".utf8)
    #expect(try file.open(bytes).texts() == [.success("text")])
  }

  @Test func handsOutLargeMembersInPieces() throws {
    let blocks = 40
    let size = blocks * 128 << 10
    let member = ZipBuilder.Member.zstd("m", "").with {
      ($0.contents, $0.packed) = (
        Array(repeating: 0x20, count: size), Packed.zstdBomb(blocks: blocks)
      )
    }
    let archive = try file.open(ZipBuilder(members: [member]).bytes)
    var pieces: [Int] = []
    try archive.read(archive.members[0], limit: size) { piece in
      pieces.append(piece.count)
      return true
    }
    #expect(pieces.reduce(0, +) == size && (pieces.max() ?? 0) <= 256 << 10)
    pieces = []
    try archive.read(archive.members[0], limit: size) { piece in
      pieces.append(piece.count)
      return pieces.count < 2
    }
    #expect(pieces.count == 2)
  }

  @Test func readsTheOldFileAfterAReplacement() throws {
    let folder = try TemporaryDirectory()
    let old = ZipBuilder(members: [.stored("a", "old")]).bytes
    let archive = try ZipArchive(OpenFile(folder.write(bytes: old, to: "log.eval")))
    try folder.write(bytes: ZipBuilder(members: [.stored("b", "new")]).bytes, to: "new")
    try folder.rename("new", to: "log.eval")
    #expect(archive.texts() == [.success("old")])
  }

  @Test func noticesThatTheFileWasWrittenAnewInPlace() throws {
    let archive = try file.open(ZipBuilder(members: [.stored("a", "old")]).bytes)
    _ = try file.write(ZipBuilder(members: [.stored("b", "new")]).bytes)
    #expect(archive.texts() == [.failure(.displaced("a", byte: 0))])
    _ = try file.write([])
    #expect(archive.texts() == [.failure(.truncated("a", byte: 0))])
  }
}
