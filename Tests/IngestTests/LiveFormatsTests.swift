import Results
import TestSupport
import Testing

@testable import Ingest

/// Files of several formats as their writers leave them on the way.
@Suite struct LiveFormatsTests {
  @Test(arguments: [false, true]) func followsAnArchiveThatIsReplacedAsItGrows(polls: Bool) throws {
    let folder = try TemporaryDirectory()
    let live = try LiveLibrary(folder, polls: polls)
    for count in 1...4 {
      try folder.write(bytes: archive(of: count, isFinished: count == 4), to: "logs/.tmp.writing")
      try folder.rename("logs/.tmp.writing", to: "logs/a.eval")
      #expect(live.waitUntil { $0.runs.first?.totals.samples == count }, "\(count)")
      try live.expectFresh("\(count) samples")
      #expect(live.snapshot.rejects.isEmpty)
    }
    let totals = try #require(live.snapshot.runs.first).totals
    #expect([totals.correct, totals.ungraded] == [2, 0])
    #expect(live.snapshot.runs.first?.facts[.benchmark] == "sums")
  }

  /// Older versions write the archive in place: on its way it has no end.
  @Test(arguments: [false, true]) func followsAnArchiveThatIsWrittenInPlace(polls: Bool) throws {
    let folder = try TemporaryDirectory()
    let live = try LiveLibrary(folder, polls: polls)
    let bytes = archive(of: 4, isFinished: true)
    for end in stride(from: 100, to: bytes.count, by: 150) + [bytes.count] {
      try folder.write(bytes: Array(bytes[..<end]), to: "logs/a.eval")
      try live.expectFresh("cut at \(end)")
      #expect((live.snapshot.runs.first?.totals.samples ?? 0) <= 4, "cut at \(end)")
    }
    #expect(live.waitUntil { $0.runs.first?.totals.samples == 4 && $0.rejects.isEmpty })
  }

  @Test(arguments: [false, true]) func followsATableThatGrows(polls: Bool) throws {
    let folder = try TemporaryDirectory()
    let live = try LiveLibrary(folder, polls: polls)
    try folder.write("id,correct,response\n", to: "m/aime.csv")
    try live.expectFresh("its columns")
    try folder.append("1,True,\"a, b\"\r\n1,0,\"two", to: "m/aime.csv")
    try live.expectFresh("within a cell")
    try folder.append("\nlines\"\n2,failed,\n", to: "m/aime.csv")
    #expect(live.waitUntil { $0.runs.first?.totals.samples == 3 })
    try live.expectFresh("three rows")
    #expect(live.snapshot.runs.first?.totals.correct == 1)
    try folder.write("id,correct\n9,1\n", to: "m/aime.csv")
    #expect(live.waitUntil { $0.runs.first?.totals.samples == 1 })
    try live.expectFresh("written anew")
  }

  @Test(arguments: [false, true]) func aRestartEmptiesTheMetricsOfVerl(polls: Bool) throws {
    let folder = try TemporaryDirectory()
    let live = try LiveLibrary(folder, polls: polls)
    func row(_ step: Int) -> String {
      #"{"step":\#(step),"data":{"actor/entropy":0.5,"actor/grad_norm":null,"x/mean@8":\#(step)}}"#
        + "\n"
    }
    try folder.write(row(1) + row(2) + row(3), to: "demo/exp.jsonl")
    #expect(live.waitUntil { steps($0) == [1, 2, 3] })
    #expect(
      live.snapshot.training.first?.rows.last?.values == ["actor/entropy": 0.5, "x/mean@8": 3])
    try folder.write("", to: "demo/exp.jsonl")
    #expect(live.waitUntil { steps($0) == [] })
    try folder.append(row(1), to: "demo/exp.jsonl")
    #expect(live.waitUntil { steps($0) == [1] })
    try folder.append(String(row(2).prefix(20)), to: "demo/exp.jsonl")
    try folder.append(String(row(2).dropFirst(20)) + row(3), to: "demo/exp.jsonl")
    #expect(live.waitUntil { steps($0) == [1, 2, 3] })
    #expect(live.snapshot.rejects.isEmpty)
  }

  /// What Slurm keeps begins with what the job printed before it trained.
  @Test(arguments: [false, true]) func readsALogWithALongPreamble(polls: Bool) throws {
    let folder = try TemporaryDirectory()
    let live = try LiveLibrary(folder, polls: polls)
    let noise = "Loading checkpoint shards: 50%|#####     | 1/2\r"
    let installed = "Requirement already satisfied: demo in ./site-packages\n"
    let step = "\u{1B}[36m(TaskRunner pid=7)\u{1B}[0m step:1 - actor/entropy:0.25 - x:1\n"
    // 40 kB without a sign of what is to come.
    try folder.write(String(repeating: installed, count: 700), to: "slurm-11.out")
    // A sign, then more than what is looked at to tell what a file is.
    try folder.write(
      "actor_rollout_ref.model.path: demo\n" + String(repeating: noise + installed, count: 1500),
      to: "slurm-12.out")
    #expect(live.waitUntil { $0.progress.isDone })
    try folder.append(step, to: "slurm-11.out")
    try folder.append(noise + "\n" + step.replacing("step:1", with: "step:2"), to: "slurm-12.out")
    #expect(live.waitUntil { $0.training.map { $0.rows.map(\.step) } == [[1], [2]] })
    #expect(live.snapshot.rejects.isEmpty && live.snapshot.runs.isEmpty)
  }

  /// What a cut or damaged archive still holds counts.
  @Test func whatIsWholeOfAnArchiveIsRead() throws {
    let folder = Repository().root + "/sample-data/broken/inspect/"
    let found = [("cut.eval", 2), ("damaged.eval", 2), ("odd.eval", 2), ("odd.json", 4)]
    for (name, samples) in found {
      let run = try #require(try Library.read(folder + name).runs.first, "\(name)")
      #expect(run.totals.samples == samples, "\(name)")
      #expect(run.facts[.model] == "demo/demo-7b", "\(name)")
    }
  }

  @Test func aSampleInPiecesIsFound() throws {
    let folder = try TemporaryDirectory()
    let summary = #"{"id": 1, "epoch": 1, "scores": {"match": {"value": "C"}}}"#
    let members: [ZipBuilder.Member] = [
      .zstd("samples/1_epoch_1/messages/0.json", "{}"),
      .zstd("samples/1_epoch_1/sample.json", #"{"id": 1, "output": {"completion": "long"}}"#),
      .zstd("summaries.json", "[\(summary)]"), .stored("header.json", "{}"),
    ]
    try folder.write(bytes: ZipBuilder(members: members).bytes, to: "a.eval")
    let library = try Library(LibraryOptions(paths: [folder.path]))
    library.start()
    defer { library.stop() }
    let run = try #require(library.waitUntilRead().runs.first)
    let sample = try #require(library.samples(of: "1", in: run).first)
    #expect(try library.text(of: sample.reference).get().response == "long")
  }

  /// Members in another order than their summaries, whole and in pieces, and one that is missing.
  @Test func samplesAreFoundInWhateverOrderTheyCome() throws {
    let folder = try TemporaryDirectory()
    let summaries = [2, 3, 1, 5, 4].map {
      #"{"id": \#($0), "epoch": 1, "scores": {"match": {"value": "C"}}}"#
    }
    var members: [ZipBuilder.Member] = [1, 2, 3, 5].map { number in
      let name = "samples/\(number)_epoch_1" + (number == 3 ? "/sample.json" : ".json")
      return .zstd(name, #"{"id": \#(number), "output": {"completion": "text \#(number)"}}"#)
    }
    members.append(.zstd("summaries.json", "[" + summaries.joined(separator: ", ") + "]"))
    members.append(.stored("header.json", "{}"))
    try folder.write(bytes: ZipBuilder(members: members).bytes, to: "a.eval")
    let library = try Library(LibraryOptions(paths: [folder.path]))
    library.start()
    defer { library.stop() }
    let run = try #require(library.waitUntilRead().runs.first)
    #expect(run.totals.correct == 5)
    for number in [1, 2, 3, 5] {
      let sample = try #require(library.samples(of: "\(number)", in: run).first)
      #expect(try library.text(of: sample.reference).get().response == "text \(number)")
    }
    let missing = try #require(library.samples(of: "4", in: run).first)
    #expect((try? library.text(of: missing.reference).get()) == nil)
  }

  /// Other tools leave the summaries out; one sample that is damaged costs no other.
  @Test func samplesCountWhereNothingSumsThemUp() throws {
    let folder = try TemporaryDirectory()
    var members: [ZipBuilder.Member] = ["C", "I", "C", "C", "I"].enumerated().map { number, value in
      let text =
        #"{"id": "p", "epoch": \#(number + 1), "input": "q", "scores": {"match": {"value": "\#(value)"}}, "#
      let output = #""output": {"completion": "text \#(number)", "usage": {"output_tokens": 7}}}"#
      let name = "samples/p_epoch_\(number + 1)"
      return .zstd(number == 1 ? name + "/sample.json" : name + ".json", text + output)
    }
    members[2].checksum = 1
    members.append(.zstd("samples/p_epoch_9.json", "[]"))
    members.append(.zstd("samples/p_epoch_1/part.json", "{}"))
    members.append(.stored("header.json", #"{"eval": {"model": "demo", "task": "sums"}}"#))
    try folder.write(bytes: ZipBuilder(members: members).bytes, to: "a.eval")
    let library = try Library(LibraryOptions(paths: [folder.path]))
    library.start()
    defer { library.stop() }
    let snapshot = library.waitUntilRead()
    let run = try #require(snapshot.runs.first)
    #expect(run.facts[.model] == "demo" && run.totals.samples == 4 && run.totals.correct == 2)
    #expect(
      snapshot.rejects.map { "\($0.line): \($0.reason)" } == [
        "3: member 'samples/p_epoch_3.json' does not have the checksum that the archive says; "
          + "copy the file anew",
        "6: not a JSON object",
      ])
    let samples = library.samples(of: "p", in: run)
    let texts = try samples.map { try library.text(of: $0.reference).get().response }
    #expect(texts == ["text 0", "text 1", "text 3", "text 4"])
    #expect(samples.allSatisfy { $0.tokens == 7 })
  }

  @Test func aHeaderThatIsCutOffIsTold() throws {
    let folder = try TemporaryDirectory()
    let members: [ZipBuilder.Member] = [
      .stored("summaries.json", #"[{"id": 1, "epoch": 1, "scores": {"match": {"value": "C"}}}]"#),
      .stored("header.json", #"{"eval": {"model": "demo", "#),
    ]
    try folder.write(bytes: ZipBuilder(members: members).bytes, to: "a.eval")
    let snapshot = try Library.read(folder.path)
    #expect(snapshot.runs.map(\.totals.correct) == [1])
    #expect(
      snapshot.rejects.map(\.reason) == [
        "the model and settings in its header.json cannot be read: an object or a list is not closed; "
          + "the line may be cut off"
      ])
  }

  /// An archive that was unpacked is one run, not one for each of its members.
  @Test func anUnpackedArchiveIsOneRun() throws {
    let folder = try TemporaryDirectory()
    let bytes = archive(of: 3, isFinished: true)
    try folder.write(bytes: bytes, to: "whole/a.eval")
    let whole = try ZipArchive(OpenFile(folder.path("whole/a.eval")))
    for member in whole.members {
      try folder.write(
        bytes: try whole.contents(of: member, limit: 1 << 20), to: "parts/" + member.name)
    }
    try folder.write(
      #"{"id": 1, "epoch": 1, "input": "q", "target": "1", "messages": [], "output": {"completion": "x"}}"#,
      to: "parts/samples/1_epoch_1.json")
    let snapshot = try Library.read(folder.path("parts"))
    #expect(snapshot.runs.map(\.totals.samples) == [3] && snapshot.rejects.isEmpty)
    let run = try #require(snapshot.runs.first)
    #expect(run.facts[.model] == "demo" && run.facts[.benchmark] == "sums")
    #expect(run.totals.correct == 1 && run.format == "inspect-summaries")
  }

  private func steps(_ snapshot: Snapshot) -> [Int] {
    snapshot.training.flatMap { $0.rows.map(\.step) }
  }

  /// A log of samples of which every other is right.
  private func archive(of count: Int, isFinished: Bool) -> [UInt8] {
    let head = #"{"version": 2, "eval": {"task": "sums", "model": "demo"}, "plan": {}}"#
    let summaries = (1...count).map { number in
      #"{"id": \#(number), "epoch": 1, "input": "q", "target": "1", "#
        + #""scores": {"match": {"value": "\#(number.isMultiple(of: 2) ? "C" : "I")"}}}"#
    }
    var members = [ZipBuilder.Member.deflate("_journal/start.json", head)]
    for (index, summary) in summaries.enumerated() {
      members.append(.zstd("samples/\(index + 1)_epoch_1.json", summary))
      members.append(.deflate("_journal/summaries/\(index + 1).json", "[\(summary)]"))
    }
    if isFinished {
      members.append(.zstd("summaries.json", "[" + summaries.joined(separator: ",") + "]"))
      members.append(.stored("header.json", head))
    }
    return ZipBuilder(members: members).bytes
  }
}
