import Results
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
    let store = Store((0..<samples.blockCount).map { samples.stored(block: $0) })
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
    let bytes = (0..<samples.blockCount).reduce(0) { $0 + samples.stored(block: $1).count }
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

  @Test func damagedBytesAreNoSamples() {
    var samples = SampleColumns()
    for number in 0..<4096 { samples.append(Corpus.numbered.sample(number)) }
    let bytes = samples.stored(block: 0)
    for place in stride(from: 0, to: bytes.count, by: 997) {
      var damaged = bytes
      damaged[place] ^= 0x10
      var kept = samples
      kept.keep(in: Store([damaged]))
      #expect(kept.samples(of: 1).isEmpty)
    }
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
    init(_ blocks: [[UInt8]]) { self.blocks = blocks }
    func block(_ number: Int) -> [UInt8]? { blocks.indices.contains(number) ? blocks[number] : nil }
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
