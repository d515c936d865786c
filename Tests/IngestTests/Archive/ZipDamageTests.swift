@testable import Ingest
import TestSupport
import Testing

@Suite struct ZipDamageTests {
  private static let archives = [
    WrittenByPython.plain, WrittenByPython.piped, WrittenByPython.forcedZIP64, WrittenByPython.zstd,
    ZipBuilder(
      members: [.deflate("a", "text"), .zstd("b", "text").with { $0.isLarge = true }],
      comment: Array("comment".utf8), isLarge: true
    ).bytes,
  ]
  private let file: ArchiveFile

  init() throws { file = try ArchiveFile() }

  @Test func waitsForTheRestOfAnArchiveCutAnywhere() throws {
    for bytes in Self.archives {
      let whole = try file.open(bytes)
      let known = Dictionary(
        uniqueKeysWithValues: zip(whole.members.map(\.nameBytes), whole.texts()))
      for count in 0..<bytes.count {
        let cut = try file.write(Array(bytes[..<count]))
        let found = failure { _ = try ZipArchive(cut) }
        #expect(found?.meansUnfinished == true, "\(count) \(String(describing: found))")
        guard let part = try? ZipArchive(unfinished: cut) else { continue }
        for (member, text) in zip(part.members, part.texts()) {
          let isOld = (try? text.get()) == #"{"id": "old"}"#
          #expect(isOld || text == known[member.nameBytes], "\(count) \(member.name)")
        }
      }
    }
  }

  /// Whatever is changed: what is read without a failure is what was written, unless the
  /// change hit a checksum and its bytes alike.
  @Test(arguments: archives.indices)
  func survivesChangedBytes(_ index: Int) throws {
    let bytes = Self.archives[index]
    let known = Set(try file.open(bytes).texts().map { try $0.get() } + [#"{"id": "old"}"#])
    var random = SplitMix64(seed: UInt64(index))
    for round in 0..<600 {
      let changed = try file.write(mutated(bytes, with: &random))
      for archive in [try? ZipArchive(changed), try? ZipArchive(unfinished: changed)] {
        let texts = archive?.texts().compactMap { try? $0.get() } ?? []
        #expect(known.isSuperset(of: texts), "archive \(index), round \(round)")
      }
    }
  }

  private func mutated(_ bytes: [UInt8], with random: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: bytes.indices, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: bytes[place] = .random(in: 0...255, using: &random)
      case 2: bytes[place] = 0xFF
      case 3: bytes.insert(.random(in: 0...255, using: &random), at: place)
      default: bytes.remove(at: place)
      }
    }
    return bytes
  }

  @Test func refusesMembersItCannotRead() throws {
    let text = ZipBuilder.Member.deflate("a", "text")
    let cases: [(ZipBuilder.Member, ZipFailure)] = [
      (text.with { $0.flags = 1 }, .encrypted("a")),
      (text.with { $0.method = 12 }, .unknownMethod("a", number: 12)),
      (text.with { $0.checksum = 1 }, .wrongChecksum("a")),
      (text.with { $0.size = 5 }, .wrongSize("a", claimed: 5)),
      (text.with { $0.size = 3 }, .wrongSize("a", claimed: 3)),
      (.stored("a", "text").with { $0.size = 5 }, .wrongSize("a", claimed: 5)),
      (text.with { $0.packed[0] = 0xFF }, .damaged("a")),
      (text.with { $0.compressedSize = 8 }, .damaged("a")),
      (text.with { $0.method = 93 }, .damaged("a")),
      (text.with { $0.size = 1 << 30 }, .tooLarge("a", limit: 1 << 20)),
      (
        text.with { ($0.isLarge, $0.size, $0.compressedSize) = (true, .max, .max) },
        .tooLarge("a", limit: 1 << 20)
      ),
    ]
    for (member, expected) in cases {
      let archive = try file.open(ZipBuilder(members: [member]).bytes)
      #expect(archive.texts() == [.failure(expected)])
    }
  }

  @Test func believesNoClaimAboutSizes() throws {
    for method in [0, 8, 93] {
      for claim in [1 << 31, 1 << 40, Int.max] {
        let member = ZipBuilder.Member.deflate("a", "text").with {
          ($0.isLarge, $0.method, $0.size, $0.compressedSize) = (true, method, claim, claim)
        }
        let archive = try file.open(ZipBuilder(members: [member]).bytes)
        #expect(throws: ZipFailure.self) {
          try archive.contents(of: archive.members[0], limit: .max)
        }
      }
    }
  }

  @Test func unpacksNoMoreThanTheArchiveClaims() throws {
    let bomb = ZipBuilder.Member.zstd("b", "").with {
      ($0.packed, $0.size) = (Packed.zstdBomb(blocks: 800), 1000)
    }
    let archive = try file.open(ZipBuilder(members: [bomb]).bytes)
    #expect(archive.texts() == [.failure(.wrongSize("b", claimed: 1000))])
  }

  @Test func tellsHowManyMembersAndBytesItReads() throws {
    let bytes = ZipBuilder(members: [.stored("a", ""), .stored("b", "b")]).bytes
    var limits = ZipLimits()
    limits.members = 1
    #expect(failure { _ = try file.open(bytes, limits: limits) } == .tooManyMembers(limit: 1))
    #expect(
      failure { _ = try file.openUnfinished(bytes, limits: limits) } == .tooManyMembers(limit: 1))
    limits.directory = 93
    #expect(
      failure { _ = try file.open(bytes, limits: limits) }
        == .directoryTooLarge(bytes: 94, limit: 93))
  }

  @Test func tellsWhatIsNoArchive() throws {
    #expect(failure { _ = try file.open(Array("{\"id\": 1}\n".utf8)) } == .notAnArchive)
    #expect(failure { _ = try file.open([]) } == .unfinished)
    var volumes = ZipBuilder(members: []).bytes
    volumes[4] = 1
    #expect(failure { _ = try file.open(volumes) } == .severalVolumes)
    var damaged = ZipBuilder(members: [.stored("a", "")]).bytes
    damaged[31] = 0
    #expect(failure { _ = try file.open(damaged) } == .damagedDirectory(byte: 31))
    let folder = try TemporaryDirectory()
    #expect(failure { _ = try ZipArchive(OpenFile(folder.path)) } == .notAnArchive)
  }
}

@Suite struct ZipFailureTests {
  @Test(arguments: [
    (ZipFailure.notAnArchive, "this is no ZIP archive; look at how it begins with: head -c 64"),
    (
      .unfinished,
      "the archive has no central directory yet; it is read when its writer has finished it"
    ),
    (
      .severalVolumes,
      "the archive is one of several volumes; join them with: zip -s 0 --out whole.zip"
    ),
    (
      .damagedDirectory(byte: 7),
      "the central directory is damaged at byte 7 of the archive; copy the file anew"
    ),
    (
      .directoryTooLarge(bytes: 9, limit: 8),
      "a central directory of 9 bytes is longer than the 8 that are read; split the archive"
    ),
    (.tooManyMembers(limit: 8), "the archive has more than the 8 members that are read; split it"),
    (
      .displaced("a", byte: 7),
      "member 'a' is not at byte 7, where the central directory says; "
        + "the archive is being written or damaged: copy it anew if this stays"
    ),
    (.encrypted("a"), "member 'a' is encrypted; write the archive without a password"),
    (
      .unknownMethod("a", number: 12),
      "member 'a' is compressed by method 12; write it with DEFLATE or zstd"
    ),
    (
      .truncated("a", byte: 7),
      "member 'a' is cut off at byte 7, where the file ends; copy the file anew if this stays"
    ),
    (.damaged("a"), "the compressed bytes of member 'a' are damaged; copy the file anew"),
    (
      .unsupported("a"),
      "member 'a' needs a zstd dictionary or a window of more than 128 MB; "
        + "write it with zstd's usual settings"
    ),
    (
      .wrongSize("a", claimed: 5),
      "member 'a' does not have the 5 bytes that the archive says; copy the file anew"
    ),
    (
      .wrongChecksum("a"),
      "member 'a' does not have the checksum that the archive says; copy the file anew"
    ),
    (.tooLarge("a", limit: 8), "member 'a' is larger than the 8 bytes that are read; split it"),
    (.memory("a"), "member 'a' is too large for the memory there is"),
  ])
  func saysWhatIsWrongAndWhatHelps(_ failure: ZipFailure, _ sentence: String) {
    #expect(failure.description == sentence)
  }

  @Test func shortensLongNames() {
    let sentence = ZipFailure.encrypted(String(repeating: "x", count: 60_000)).description
    #expect(sentence.count < 160 && sentence.contains("x…' is encrypted"))
  }
}
