import Statistics
import Testing

@testable import Results

@Suite struct MarkTests {
  @Test func ofAReaderTheLatestCounts() {
    let marks = [
      mark("ann", 1, .valid), mark("ann", 3, .invalid), mark("ann", 2, .unsure),
      mark("bob", 2, .valid), mark("bob", 5, nil), mark("cal", 9, .invalid, note: "gap"),
    ]
    for turn in marks.indices {
      let book = MarkBook(marks[turn...] + marks[..<turn])
      #expect(book == MarkBook(marks))
      #expect(book.marks(of: sample(1)).map(\.verdict) == [.invalid, .invalid])
      #expect(book.readers == ["ann", "cal"] && book.problems == ["p"])
      #expect(book.verdict(of: sample(1), by: "bob") == nil)
      #expect(book.last(of: "bob", on: sample(1))?.time == 5)
    }
    // Of two at one time the same counts, whichever came first.
    let twins = [mark("ann", 1, .valid), mark("ann", 1, .invalid)]
    #expect(MarkBook(twins) == MarkBook(twins.reversed()))
  }

  @Test func readersTogetherSayWhatTheyAgreeOn() {
    func said(_ verdicts: [ReasoningVerdict?]) -> ReasoningVerdict? {
      let marks = verdicts.enumerated().map { mark("r\($0)", 1, $1) }
      return MarkBook(marks).verdict(of: sample(1))
    }
    #expect(said([]) == nil && said([nil]) == nil)
    #expect(said([.valid, .valid]) == .valid && said([.invalid, .unsure]) == .invalid)
    #expect(said([.valid, .invalid]) == .unsure && said([.unsure, nil]) == .unsure)
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (1_782_898_200_250, "2026-07-01T09:30:00.250Z"),
    (951_782_399_999, "2000-02-28T23:59:59.999Z"), (951_868_800_000, "2000-03-01T00:00:00.000Z"),
    (-1, "1969-12-31T23:59:59.999Z"), (4_102_444_799_000, "2099-12-31T23:59:59.000Z"),
  ])
  func timesAreWrittenAndRead(_ time: Int64, _ text: String) {
    #expect(MarkTime.text(time) == text && MarkTime.time(text) == time)
  }

  @Test func everyDayComesBack() {
    for day in stride(from: Int64(-20_000), to: 60_000, by: 1) {
      let time = day * 86_400_000 + 3_723_004
      #expect(MarkTime.time(MarkTime.text(time)) == time)
    }
    #expect(MarkTime.time("2026-07-01T09:30:00Z") == 1_782_898_200_000)
    #expect(MarkTime.time("2026-07-01T09:30:00.5Z") == 1_782_898_200_500)
    for text in [
      "", "2026-07-01", "2026-07-01 09:30:00Z", "2026-13-01T09:30:00Z", "2026-07-01T09:30:00",
      "2026-07-01T09:30:00.Z", "2026-07-01T09:30:00,5Z", "2026-07-01T24:30:00Z", "２026-07-01T0:00Z",
    ] { #expect(MarkTime.time(text) == nil, "\(text)") }
  }

  @Test func agreementIsOverWhatBothCouldTell() throws {
    var marks: [Mark] = []
    var number: UInt64 = 0
    func both(_ one: ReasoningVerdict?, _ other: ReasoningVerdict?, _ count: Int) {
      for _ in 0..<count {
        number += 1
        if let one { marks.append(mark("ann", 1, one, of: number)) }
        if let other { marks.append(mark("bob", 1, other, of: number)) }
      }
    }
    both(.valid, .valid, 20)
    both(.valid, .invalid, 5)
    both(.invalid, .valid, 10)
    both(.invalid, .invalid, 15)
    both(.unsure, .valid, 3)
    both(.unsure, .unsure, 2)
    both(.valid, nil, 40)
    let found = ReaderAgreement.all(in: MarkBook(marks.shuffled()))
    #expect(found.map { [$0.first, $0.second] } == [["ann", "bob"]])
    let agreement = try #require(found.first)
    #expect(agreement.kappa.counts == [[20, 5], [10, 15]] && agreement.unsure == 5)
    #expect(abs(try #require(agreement.kappa.value) - 0.4) < 1e-12)
    #expect(ReaderAgreement.all(in: MarkBook()).isEmpty)
  }

  @Test func marksGoBeforeWhatFilesSay() {
    var judged = sampleOf(1, .correct)
    judged.isReasoningValid = true
    #expect(MarkBook().isReasoningValid(judged) == true)
    #expect(MarkBook([mark("ann", 1, .invalid)]).isReasoningValid(judged) == false)
    #expect(MarkBook([mark("ann", 1, .unsure)]).isReasoningValid(judged) == nil)
    #expect(MarkBook([mark("ann", 1, .invalid)]).isReasoningValid(judged, by: "bob") == true)
  }

  /// Of hard problems one is valid, one invalid, one has unsure marks alone, and at one nobody
  /// looked; the fifth problem is not hard.
  @Test func hardProblemsAreCountedFromMarks() throws {
    let tallies = [("a", 100, 2), ("b", 100, 1), ("c", 100, 1), ("d", 100, 3), ("e", 100, 50)]
    let run = Run.made("r", tallies)
    let samples = Self.samples(tallies)
    let book = MarkBook([
      mark("ann", 1, .invalid, of: 100, problem: "a"),
      mark("ann", 1, .valid, of: 101, problem: "a"),
      mark("ann", 1, .invalid, of: 200, problem: "b"),
      mark("ann", 1, .unsure, of: 300, problem: "c"), mark("ann", 1, .valid, of: 500, problem: "e"),
      // Of a sample that is wrong anyway.
      mark("ann", 1, .valid, of: 150, problem: "a"),
    ])
    var asked: [String] = []
    let found = MarkedReasoning(of: run, book) { problem in
      asked.append(problem)
      return samples[problem] ?? []
    }
    #expect(asked == ["a", "b", "c", "e"])
    #expect(found.tallies.map(\.judged) == [2, 1, 0, 0, 1])
    #expect(found.tallies.map(\.valid) == [1, 0, 0, 0, 1])
    #expect(found.validity.valid == 1 && found.validity.counted == 2 && found.validity.unknown == 2)
    #expect(found.unsure == 1)
    let interval = try #require(found.validityInterval)
    // 1 of 2 by Wilson.
    #expect(abs(interval.lowerBound - 0.0945312) < 1e-6)
    #expect(abs(interval.upperBound - 0.9054688) < 1e-6)
    // At k = 1 the share of samples right in both: from (1+0+0+0+1)/500 to that with all unjudged.
    let point = try #require(found.coTPassAtK(at: [1]).first)
    #expect(abs(point.value - 2.0 / 500) < 1e-12)
    let bounds = try #require(point.bounds)
    #expect(abs(bounds.upperBound - Double(1 + 0 + 1 + 3 + 50) / 500) < 1e-12)
  }

  /// A queue deals what a reader has not judged: the same each time, and tells nothing of the run
  /// where it is blind.
  @Test func theQueueDealsWhatIsLeft() {
    let tallies = [("p2", 100, 3), ("p10", 100, 2), ("easy", 100, 50), ("none", 100, 0)]
    let runs = [Run.made("base", tallies), Run.made("rl", tallies)]
    func samples(_ run: Run, _ problem: String) -> [Sample] {
      let offset: UInt64 = run.id == "rl" ? 10_000 : 0
      return (Self.samples(tallies)[problem] ?? []).map { sample in
        var sample = sample
        // The first right sample of a problem is the same text in both runs.
        let hash = sample.content?.hash ?? 0
        sample.content = SampleContent(hash: hash % 100 == 0 ? hash : hash + offset)
        return sample
      }
    }
    func queue(_ book: MarkBook, _ reader: String, blind: Bool) -> MarkQueue {
      MarkQueue(runs, book, reader: reader, isBlind: blind, samples: samples)
    }
    let open = queue(MarkBook(), "ann", blind: false)
    #expect(open.items.map(\.run) == Array(repeating: "base", count: 5) + ["rl", "rl", "rl"])
    #expect(
      open.items.map(\.content.hash) == [100, 101, 102, 200, 201, 10_101, 10_102, 10_201])
    let blind = queue(MarkBook(), "ann", blind: true)
    #expect(blind == queue(MarkBook(), "ann", blind: true) && blind.isBlind)
    #expect(Set(blind.items.map(\.content)) == Set(open.items.map(\.content)))
    #expect(blind.items.map(\.problem) == Array(repeating: "p2", count: 5) + ["p10", "p10", "p10"])
    #expect(
      blind.items.map(\.content) != queue(MarkBook(), "bob", blind: true).items.map(\.content))
    let book = MarkBook([
      mark("ann", 1, .unsure, of: 100), mark("bob", 1, .valid, of: 101),
      mark("ann", 1, .valid, of: 102), mark("ann", 2, nil, of: 102),
    ])
    #expect(
      queue(book, "ann", blind: false).items.map(\.content.hash)
        == [101, 102, 200, 201, 10_101, 10_102, 10_201])
  }

  /// For each problem its correct samples and then the others; the hash is the place of the problem
  /// and that of the sample.
  private static func samples(_ tallies: [(String, Int, Int)]) -> [String: [Sample]] {
    Dictionary(
      uniqueKeysWithValues: tallies.enumerated().map { place, tally in
        let all = (0..<tally.1).map { index in
          sampleOf(UInt64(100 * (place + 1) + index), index < tally.2 ? .correct : .incorrect)
        }
        return (tally.0, all)
      })
  }
}

private func sample(_ number: UInt64) -> SampleContent { SampleContent(hash: number) }

private func sampleOf(_ number: UInt64, _ verdict: Verdict) -> Sample {
  var found = Sample(
    reference: SampleReference(
      path: "f", shownPath: "f", offset: number, length: 1, element: 0), verdict: verdict)
  found.content = sample(number)
  return found
}

private func mark(
  _ reader: String, _ time: Int64, _ verdict: ReasoningVerdict?, of number: UInt64 = 1,
  problem: String = "p", note: String? = nil
) -> Mark {
  Mark(
    reader: reader, time: time, sample: sample(number), run: "r", problem: problem,
    verdict: verdict, note: note)
}
