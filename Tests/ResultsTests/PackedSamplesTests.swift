import Results
import Synchronization
import Testing

/// Samples are kept in few bits, and come back as they were.
@Suite struct PackedSamplesTests {
  @Test(arguments: Corpus.allCases) func comeBackAsTheyWere(_ corpus: Corpus) {
    let all = (0..<10_000).map { corpus.sample($0) }
    var samples = SampleColumns()
    for sample in all { samples.append(sample) }
    #expect(recovered(samples) == all)
    samples.pack()
    #expect(recovered(samples) == all)
    // What is stored is what is kept.
    let store = Store((0..<samples.blockCount).compactMap { samples.stored(block: $0) })
    var kept = samples
    kept.keep(in: store)
    #expect(recovered(kept) == all && kept == samples)
    // And more may come.
    for target in [samples, kept] {
      var target = target
      for number in 10_000..<10_100 { target.append(corpus.sample(number)) }
      #expect(recovered(target) == (0..<10_100).map { corpus.sample($0) })
    }
  }

  @Test func whatIsPackedIsSharedNotCopied() {
    var contents = FileContents(format: "f", kind: .samples)
    contents.parts = [FilePart(facts: Facts())]
    for number in 0..<100 { contents.parts[0].samples.append(Corpus.lines.sample(number)) }
    contents.pack()
    var copy = contents
    copy.pack()
    let places = [contents, copy].map { $0.parts.withUnsafeBufferPointer { $0.baseAddress } }
    #expect(places[0] == places[1])
  }

  @Test(arguments: [(Corpus.lines, 12.0), (.numbered, 14), (.lists, 12), (.measured, 21)])
  func takeFewBytes(_ corpus: Corpus, most: Double) {
    var samples = SampleColumns()
    for number in 0..<8192 { samples.append(corpus.sample(number)) }
    let bytes = (0..<samples.blockCount).reduce(0) { $0 + (samples.stored(block: $1)?.count ?? 0) }
    #expect(Double(bytes) / 8192 < most)
  }

  /// Later turns of conversations give samples other places, in whatever order, in packed blocks too.
  @Test func samplesThatMoveAreFoundWhereTheyWent() {
    var all = (0..<9000).map { Corpus.lines.sample($0) }
    var samples = SampleColumns()
    for sample in all { samples.append(sample) }
    samples.pack()
    let before = samples
    for number in [3, 8999, 4095, 4096, 5, 8500, 4] {
      all[number].offset = UInt64(10_000_000 + number)
      all[number].length = 77
      all[number].response = UInt64(number + 1)
      samples.relocate(number, to: all[number])
    }
    #expect(recovered(samples) == all)
    samples.pack()
    #expect(recovered(samples) == all)
    #expect(recovered(before) == (0..<9000).map { Corpus.lines.sample($0) })
    var (one, other) = (before, before)
    one.append(all[0])
    other.append(all[1])
    #expect(one[9000] == all[0] && other[9000] == all[1])
  }

  /// Nobody sees some of the samples, and nothing goes on from them.
  @Test func damagedBytesAreNoSamples() throws {
    var samples = SampleColumns()
    for number in 0..<4096 { samples.append(Corpus.numbered.sample(number)) }
    let bytes = try #require(samples.stored(block: 0))
    for place in stride(from: 0, to: bytes.count, by: 997) {
      var damaged = bytes
      damaged[place] ^= 0x10
      let store = Store([damaged])
      var kept = samples
      kept.keep(in: store)
      #expect(kept.isWhole)
      #expect(kept.samples(of: 1).isEmpty)
      #expect(!kept.isWhole && store.losses.load(ordering: .relaxed) == 1)
      #expect(kept.stored(block: 0) == nil)
    }
  }

  /// One of several that is lost makes all as good as not there, whoever looks first, and however.
  @Test(arguments: [0, 1, 2]) func aLostBlockIsToldOf(number: Int) throws {
    var samples = SampleColumns()
    for number in 0..<9000 { samples.append(Corpus.measured.sample(number)) }
    var blocks = try (0..<3).map { try #require(samples.stored(block: $0)) }
    blocks[number] = []
    let looks: [(inout SampleColumns) -> Void] = [
      { _ = $0[number * 4096] },
      { _ = $0.samples(of: 1) },
      { _ = $0.canBeFetched() },
      { $0.append(Corpus.measured.sample(9000)) },
      { $0.relocate(3, to: Corpus.measured.sample(7)) },
      { _ = $0.stored(block: number) },
    ]
    for (place, look) in looks.enumerated() {
      let store = Store(blocks)
      var kept = samples
      kept.keep(in: store)
      look(&kept)
      // What was added goes on from the last block only.
      #expect(kept.isWhole == (place == 3 && number != 2), "\(place)")
      guard !kept.isWhole else { continue }
      #expect(kept[number * 4096 + 1] == SampleRecord(offset: 0, length: 0))
      for number in 9000..<14_000 { kept.append(Corpus.measured.sample(number)) }
      kept.relocate(8999, to: Corpus.measured.sample(1))
      kept.relocate(13_000, to: Corpus.measured.sample(1))
      kept.pack()
      #expect(!kept.isWhole)
    }
  }

  /// Others may have added samples to the last block; one that has fewer is another's.
  @Test(arguments: Corpus.allCases) func aBlockThatGrewIsWhatItWas(_ corpus: Corpus) throws {
    var samples = SampleColumns()
    for number in 0..<4200 { samples.append(corpus.sample(number)) }
    let before = samples
    for number in 4200..<4300 { samples.append(corpus.sample(number)) }
    let blocks = try (0..<2).map { try #require(samples.stored(block: $0)) }
    var kept = before
    kept.keep(in: Store(blocks))
    #expect(recovered(kept) == (0..<4200).map { corpus.sample($0) } && kept == before)
    for number in 4200..<4250 { kept.append(corpus.sample(number)) }
    #expect(recovered(kept) == (0..<4250).map { corpus.sample($0) } && kept.isWhole)
    #expect(samples.begins(with: kept) && kept.begins(with: before))
    #expect(!kept.begins(with: samples))
    var grown = samples
    for number in 4300..<4310 { grown.append(corpus.sample(number)) }
    grown.keep(in: Store(blocks))
    #expect(grown.samples(of: 66).isEmpty && !grown.isWhole)
    var other = SampleColumns()
    for number in 1..<4200 { other.append(corpus.sample(number)) }
    #expect(!samples.begins(with: other))
  }

  private func recovered(_ samples: SampleColumns) -> [SampleRecord] {
    (0..<samples.count).map { samples[$0] }
  }

  enum Corpus: CaseIterable {
    /// One response a line; numbered ones; several a line; with numbers of each; wild ones.
    case lines, numbered, lists, measured, wild

    func sample(_ number: Int) -> SampleRecord {
      var state = UInt64(number + 1) &* 0x9E37_79B9_7F4A_7C15
      state ^= state >> 29
      state = state &* 0xBF58_476D_1CE4_E5B9
      state ^= state >> 32
      let line = self == .lists ? number / 8 : number
      var sample = SampleRecord(
        offset: UInt64(line * 9000), length: 8999)
      sample.problem = UInt32(number / 64)
      sample.grading = Grading(stated: state % 3 == 0)
      sample.response = state | 1
      switch self {
      case .lines: break
      case .numbered: sample.draw = UInt64(number % 64 + 1) &* 0x2545_F491_4F6C_DD1D
      case .lists: sample.element = UInt32(number % 8)
      case .measured:
        sample.grading = Grading(score: state % 2 == 0 ? 1 : -1)
        sample.tokens = Int(state % 16_384)
        sample.entropy = Double(Float(state % 1000) / 1000)
        sample.logProbability = -Double(Float(state % 100_000) / 8)
        sample.finish = state % 7 == 0 ? .length : .stop
      case .wild:
        sample.offset = state >> 20
        sample.length = state % 5 == 0 ? 0 : state >> 33
        sample.response = state % 4 == 0 ? nil : state
        sample.draw = state % 9 == 0 ? nil : state &* 3
        sample.answer = state % 7 == 0 ? nil : UInt32(state % 900 + 1)
        sample.tokens = state % 6 == 0 ? nil : Int(state % 3)
        sample.isReasoningValid = state % 8 == 0 ? true : nil
        sample.entropy = state % 10 == 0 ? nil : 0.5
      }
      return sample
    }
  }

  private final class Store: SampleStore {
    private let blocks: [[UInt8]]
    let losses = Atomic(0)
    init(_ blocks: [[UInt8]]) { self.blocks = blocks }
    func block(_ number: Int) -> [UInt8]? { blocks.indices.contains(number) ? blocks[number] : nil }
    func lost(isDamaged: Bool) { losses.add(1, ordering: .relaxed) }
    var isLost: Bool { losses.load(ordering: .relaxed) > 0 }
  }
}

/// How gradings are counted, as the table of a file with one problem does.
func counts(of gradings: [Grading]) -> TallyTable {
  var table = ProblemTable()
  let problem = table.index(of: 1) { Problem(id: "p") }
  for grading in gradings {
    var sample = SampleRecord(offset: 0, length: 1)
    sample.problem = problem
    sample.grading = grading
    table.count(sample)
  }
  return table.counts
}
