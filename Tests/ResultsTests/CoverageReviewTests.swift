import Results
import Statistics
import TestSupport
import Testing

/// Two runs made of lists of solved problems: those of Yue et al., arXiv 2504.13837.
struct PublishedLists {
  let baseline: Run
  let candidate: Run

  /// - Parameters: Indices that each solves, with one correct sample of n.
  init(_ ids: Range<Int>, n: Int, baseline: Set<Int>, candidate: Set<Int>) {
    func run(_ name: String, _ solved: Set<Int>) -> Run {
      Run.made(
        name, ids.map { (String($0), n, solved.contains($0) ? 1 : 0) }, [.benchmark: "b"])
    }
    self.baseline = run("base", baseline)
    self.candidate = run("rl", candidate)
  }

  /// Counts of both, baseline only, candidate only and neither.
  init(_ both: Int, _ baselineOnly: Int, _ candidateOnly: Int, _ neither: Int, n: Int) {
    let won = both + baselineOnly
    self.init(
      0..<won + candidateOnly + neither, n: n, baseline: Set(0..<won),
      candidate: Set(0..<both).union(won..<won + candidateOnly))
  }

  /// Table 5: AIME24 with 1,024 samples.
  static let aime = PublishedLists(
    0..<30, n: 1024,
    baseline: [0, 1, 4, 6, 7, 8, 9, 11, 12, 14, 15, 16, 17, 18, 19] + Set(22...29),
    candidate: [0, 1, 6, 7, 8, 9, 12, 14, 15, 16, 18] + Set(22...29))

  /// Table 6: the problems 400 to 449 of LiveCodeBench.
  static let code = PublishedLists(
    400..<450, n: 128,
    baseline: [
      400, 402, 403, 407, 409, 412, 413, 417, 418, 419, 422, 423, 427, 432, 433, 436, 438, 439,
      440, 444, 445, 448, 449,
    ],
    candidate: [
      400, 402, 403, 407, 412, 413, 417, 418, 419, 422, 423, 427, 430, 433, 438, 439, 440, 444,
      445, 449,
    ])

  func review(k: Int? = nil) -> CoverageReview? {
    CoverageReview(baseline: baseline, candidate: candidate, budget: k)
  }
}

private func + (first: Set<Int>, second: Set<Int>) -> Set<Int> { first.union(second) }

@Suite struct CoverageReviewTests {
  /// Table 2 of the paper in counts, with p by `scipy.stats.binomtest`; the last one is an
  /// independent run of the second.
  @Test(arguments: [
    (19, 4, 0, 7, 1024, 0.125), (462, 18, 5, 15, 128, 0.010622024536132812),
    (19, 4, 1, 26, 128, 0.375), (462, 19, 3, 16, 128, 0.0008554458618164062),
  ])
  func publishedTables(
    _ both: Int, _ baselineOnly: Int, _ candidateOnly: Int, _ neither: Int, _ n: Int, _ p: Double
  ) throws {
    let lists = PublishedLists(both, baselineOnly, candidateOnly, neither, n: n)
    let review = try #require(lists.review())
    let counts = CoverageCell.allCases.map { review.problems(in: $0).count }
    #expect(review.k == n && review.table.isWhole && review.leftOut == 0)
    #expect(counts == [both, baselineOnly, candidateOnly, neither])
    #expect(CoverageCell.allCases.map { review.wholeCounts[$0] } == counts)
    #expect(abs(try #require(review.table.mcNemarP) - p) < 1e-12)
  }

  @Test func aimeInWords() throws {
    let review = try #require(PublishedLists.aime.review())
    #expect(
      review.sentences == [
        "Of 30 problems with n = k = 1,024 samples both solve 19, the baseline alone 4, the "
          + "candidate alone 0 and neither 7: which run covers more is undecided (exact McNemar "
          + "p = 0.125).",
        "The rate differs beyond chance, each problem by itself (one-sided Fisher p < 0.05, not "
          + "corrected for their number): in 0 of 4 baseline only.",
        "7 problems have no correct sample in either run, which leaves a rate of up to 0.29% each "
          + "(0 of 1,024, 95%, one-sided).",
      ])
  }

  /// Percent of table 2, intervals by `binomtest(…).proportion_ci(method="wilson")`.
  @Test func aimeAsATable() throws {
    let review = try #require(PublishedLists.aime.review())
    #expect(
      review.cellTable.markdown == [
        "| solved by | problems | share | 95% low | 95% high |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| both | 19 | 63.3% | 45.5% | 78.1% |",
        "| baseline only | 4 | 13.3% | 5.3% | 29.7% |",
        "| candidate only | 0 | 0.0% | 0.0% | 11.4% |",
        "| neither | 7 | 23.3% | 11.8% | 40.9% |",
        "| baseline | 23 | 76.7% | 59.1% | 88.2% |",
        "| candidate | 19 | 63.3% | 45.5% | 78.1% |",
        "| all | 30 | 100.0% | - | - |",
      ])
    #expect(
      review.measureTable.markdown.dropFirst(2) == [
        "| SRR | 82.6% | retained: 19 of 23 that the baseline solves |",
        "| NDR | 0.0% | discovered: 0 of 19 that the candidate solves |",
        "| SDS | 0.0% | harmonic mean of SRR and NDR |",
        "| NSCR | -17.4 | net change in points: 0 won less 4 lost of 23 that any solves |",
        "| p | 0.125 | exact McNemar test: 4 lost against 0 won |",
      ])
  }

  @Test func listsAsPublished() throws {
    let aime = try #require(PublishedLists.aime.review()).index
    let code = try #require(PublishedLists.code.review()).index
    #expect(CompactList.text(aime[.baseline]) == "0, 1, 4, 6–9, 11, 12, 14–19, 22–29")
    #expect(CompactList.text(aime[.candidate]) == "0, 1, 6–9, 12, 14–16, 18, 22–29")
    #expect(aime[.baselineOnly] == ["4", "11", "17", "19"] && aime[.candidateOnly] == [])
    #expect(aime[.neither] == ["2", "3", "5", "10", "13", "20", "21"])
    #expect(code[.baseline].count == 23 && code[.candidate].count == 20)
    #expect(code[.baselineOnly] == ["409", "432", "436", "448"] && code[.candidateOnly] == ["430"])
    #expect(aime.isEqual && aime.budget == "n = 1,024")
  }

  /// n = 4: pass@2 of c = 1 is 1/2, of c = 2 is 5/6; of c = 0 it is 0.
  @Test func countsBelowNAreExpectedOnes() throws {
    let baseline = Run.made("b", [("x", 4, 2), ("y", 4, 1), ("z", 4, 0)])
    let candidate = Run.made("c", [("x", 4, 1), ("y", 4, 0), ("z", 4, 2)])
    let review = try #require(
      CoverageReview(baseline: baseline, candidate: candidate, budget: 2))
    #expect(review.k == 2 && !review.table.isWhole && review.table.mcNemarP == nil)
    let expected = [
      5.0 / 6 * 0.5, 5.0 / 6 * 0.5 + 0.5, 1.0 / 6 * 0.5 + 5.0 / 6, 1.0 / 6 * 0.5 + 0.5 + 1.0 / 6,
    ]
    for (cell, count) in zip(CoverageCell.allCases, expected) {
      #expect(abs(review.count(cell) - count) < 1e-12)
    }
    #expect(review.wholeCounts.values.reduce(0, +) == 3)
    #expect(review.ids(in: .both) == ["x"] && review.ids(in: .baselineOnly) == ["y"])
    #expect(review.ids(in: .candidateOnly) == ["z"])
    #expect(abs(review.problems(in: .candidateOnly)[0].chance - 5.0 / 6) < 1e-12)
    #expect(
      review.sentences[0] == "Of 3 problems at k = 2 one expects both to solve 0.4, the baseline "
        + "alone 0.9, the candidate alone 0.9 and neither 0.8: sums of each problem's pass@k over "
        + "more samples than k, so there is no test.")
  }

  @Test func theSurestLossComesFirst() throws {
    let ids = ["a", "b", "c", "d"]
    let baseline = Run.made("b", zip(ids, [1, 9, 3, 9]).map { ($0, 128, $1) })
    let candidate = Run.made("c", ids.map { ($0, 128, 0) })
    let review = try #require(
      CoverageReview(baseline: baseline, candidate: candidate, budget: nil))
    #expect(review.ids(in: .baselineOnly) == ["b", "d", "c", "a"])
    // By `scipy.stats.fisher_exact([[9, 119], [0, 128]], alternative="greater")`.
    #expect(abs(review.problems(in: .baselineOnly)[0].p - 0.0016886817503658064) < 1e-15)
    #expect(review.problems(in: .baselineOnly)[3].p == 0.5)
  }

  @Test func budgetsThatNoProblemReachesBecomeTheLargestThatOneDoes() throws {
    let baseline = Run.made("b", [("x", 8, 2), ("y", 8, 0), ("w", 8, 1)])
    let candidate = Run.made("c", [("x", 4, 0), ("y", 2, 1), ("v", 4, 1)])
    let review = try #require(
      CoverageReview(baseline: baseline, candidate: candidate, budget: 64))
    #expect(review.k == 4 && review.leftOut == 1 && review.table.problems == 1)
    #expect(!review.index.isEqual && review.index[.candidateOnly] == ["y"])
    #expect(review.index.budget == "n = 8 in the baseline and 2 to 4 in the candidate")
    #expect(
      review.sentences.last
        == "1 problem with fewer than 4 samples in either run is left out.")
    let other = Run.made("c", [("v", 4, 1)])
    #expect(CoverageReview(baseline: baseline, candidate: other, budget: nil) == nil)
  }

  @Test func rangesAreOfNumbersThatCountUp() {
    #expect(CompactList.text([]) == "")
    #expect(CompactList.text(["1", "2", "4", "5", "6"]) == "1, 2, 4–6")
    #expect(CompactList.text(["8", "9", "10", "11"], dash: "-") == "8-11")
    #expect(CompactList.text(["m1", "m2", "m3", "k4", "5"]) == "m1–m3, k4, 5")
    #expect(CompactList.text(["ct-008", "ct-009", "ct-010", "a"]) == "ct-008–ct-010, a")
    #expect(CompactList.text(["08", "09", "10", "9", "10"]) == "08–10, 9, 10")
    #expect(CompactList.text(["08", "9", "10", "a", "b"]) == "08, 9, 10, a, b")
    #expect(
      CompactList.text(["3", "2", "1", "9223372036854775807"]) == "3, 2, 1, 9223372036854775807")
  }

  @Test func ratesSayWhatTheyAreSureOf() {
    func words(_ c: Int, _ n: Int) -> String { RateText.words(TallyCounts.Key(n: n, c: c)) }
    #expect(words(0, 256) == "0/256 (p < 1.2%)" && words(0, 1024) == "0/1,024 (p < 0.29%)")
    // SciPy: binomtest(8, 10).proportion_ci(method="wilson")
    #expect(words(8, 10) == "8/10 (49.0-94.3%)" && words(0, 0) == "0/0 (no sample)")
  }

  @Test(arguments: [
    (1, "p = 1"), (0.9996, "p = 1"), (0.125, "p = 0.125"), (0.0106, "p = 0.0106"),
    (0.000855, "p = 0.00086"), (0.000012, "p = 0.000012"), (1e-9, "p < 0.00001"),
  ])
  func valuesOfPAreShort(_ p: Double, _ text: String) {
    #expect(PValueText.equation(p) == text)
  }
}
