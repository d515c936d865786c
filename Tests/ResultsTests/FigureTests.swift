import Testing

@testable import Results

@Suite struct FigureTests {
  /// 1 of 2, 1 of 1 beside an ungraded one, 0 of 2: an accuracy of (0.5 + 1 + 0) / 3.
  private static let verdicts: [[Grading]] = [
    [Grading(stated: true), Grading(stated: false)], [Grading(stated: true), Grading()],
    [Grading(stated: false), Grading(stated: false)],
  ]

  @Test(arguments: [
    (StatedFigure("acc", .accuracy, 0.5), nil as String?),
    (
      StatedFigure("acc", .accuracy, 0.500_002),
      "acc 50.0002%, kscope 50.0000%: no reason is known"
    ),
    (
      StatedFigure("acc", .accuracy, 1 / 3.0),
      "acc 33.3%, kscope 50.0%: it counts samples without a verdict as wrong"
    ),
    (
      StatedFigure("acc", .accuracy, 2 / 3.0),
      "acc 66.7%, kscope 50.0%: it counts only the first sample of each problem"
    ),
    (
      StatedFigure("acc", .accuracy, 0.4),
      "acc 40.0%, kscope 50.0%: it is over all samples at once, not over problems"
    ),
    (StatedFigure("acc", .accuracy, 0.9), "acc 90.0%, kscope 50.0%: no reason is known"),
    (StatedFigure("pass@2", .passAtK(2), 0.5), nil),
    (
      StatedFigure("pass@2", .passAtK(2), 1.75 / 3),
      "pass@2 58.3%, kscope 50.0%: it draws samples with replacement"
    ),
    (StatedFigure("pass_acc", .solved, 2 / 3.0), nil),
    (
      StatedFigure("pass@4", .passAtK(4), 0.7),
      "pass@4 70.0%, kscope -: no problem here has 4 graded samples"
    ),
  ])
  func reasonsAreFoundByCountingAnew(_ figure: StatedFigure, _ expected: String?) {
    let compared = ComparedFigure(figure, file: "m.json", samples: samples(Self.verdicts))
    #expect(compared.agrees == (expected == nil))
    if let expected { #expect(compared.sentence == expected) }
  }

  @Test func scoresAndTheirThresholds() {
    let samples = samples(
      [[0, 0.25, 0.75, 1], [1, 1, 0.5, nil]].map { $0.map { Grading(score: $0) } })
    func sentence(_ value: Double, habit: FigureReason? = nil) -> String {
      var figure = StatedFigure("reward", .accuracy, value)
      figure.habit = habit
      return ComparedFigure(figure, file: "", samples: samples).sentence
    }
    let own = "kscope 45.8%: "
    #expect(sentence(2 / 3.0) == "reward 66.7%, \(own)it is a mean of scores, not of verdicts")
    #expect(
      sentence(0.5625) == "reward 56.3%, \(own)it is a mean of scores, 0 for samples without one")
    #expect(
      sentence(0.75, habit: .otherThreshold(0.5))
        == "reward 75.0%, \(own)it counts scores from 0.5 as right")
  }

  @Test func fewerProblemsAreNoExplanation() {
    var figure = StatedFigure("acc", .accuracy, 0.9)
    figure.problems = 40
    let compared = ComparedFigure(figure, file: "", samples: samples(Self.verdicts))
    #expect(compared.sentence == "acc 90.0%, kscope 50.0%: it is of 40 problems, here are 3")
    #expect(compared.reason?.explains == false)
  }

  @Test func roundingIsNoDifference() {
    var figure = StatedFigure("acc", .accuracy, 0.502)
    #expect(!figure.agrees(with: 0.5015))
    figure.tolerance = 0.0005
    #expect(figure.agrees(with: 0.5015) && !figure.agrees(with: 0.5013))
  }

  @Test func aLineTellsWhatIsAlikeOnce() {
    let samples = samples(Self.verdicts)
    let figures = [
      StatedFigure("pass@1", .passAtK(1), 0.5), StatedFigure("pass@2", .passAtK(2), 0.5),
      StatedFigure("acc", .accuracy, 2 / 3.0), StatedFigure("acc", .accuracy, 2 / 3.0),
      StatedFigure("acc", .accuracy, 0.9),
    ].map { ComparedFigure($0, file: "", samples: samples) }
    #expect(
      ComparedFigure.line(figures) == "pass@1 50.0%, pass@2 50.0% as kscope; "
        + "acc 66.7%, kscope 50.0%: it counts only the first sample of each problem (2 files); "
        + "acc 90.0%, kscope 50.0%: no reason is known")
    #expect(ComparedFigure.line([]) == "")
  }

  @Test func figuresBesideAreOfTheFileThatTheyName() {
    var figure = StatedFigure("acc", .accuracy, 0.5)
    figure.sampleFile = "a.jsonl"
    var metrics = FileContents(format: "metrics", kind: .summary)
    metrics.figures = [figure]
    let files = [
      source("m/a.jsonl", Self.verdicts), source("m/b.jsonl", Self.verdicts),
      SourceFile(path: "m/a_metrics.json", contents: metrics), source("n/a.jsonl", Self.verdicts),
    ]
    let runs = Assembly().runs(of: files)
    #expect(runs.flatMap { run in run.statedFigures.map { _ in run.files } } == [["m/a.jsonl"]])
  }

  @Test func ofSeveralMetricsTheChosenOneCounts() {
    var contents = FileContents(format: "test", kind: .samples)
    contents.parts = [part(Self.verdicts, metric: "strict"), part([], metric: "loose")]
    contents.figures = ["loose", "strict"].map { name in
      var figure = StatedFigure(name, .accuracy, 0.5)
      figure.metric = name
      return figure
    }
    let run = Assembly().runs(of: [SourceFile(path: "x.jsonl", contents: contents)])[0]
    #expect(run.statedFigures.map(\.figure.name) == ["strict"] && run.statedFigures[0].agrees)
  }

  private func samples(_ gradings: [[Grading]]) -> FigureSamples {
    let run = Assembly().runs(of: [source("m/x.jsonl", gradings)])[0]
    return FigureSamples(
      tallies: run.problems.map(\.tally), parts: [part(gradings)], rule: run.rule)
  }

  private func source(_ path: String, _ gradings: [[Grading]]) -> SourceFile {
    var contents = FileContents(format: "test", kind: .samples)
    contents.parts = [part(gradings)]
    return SourceFile(path: path, contents: contents)
  }

  private func part(_ gradings: [[Grading]], metric: String? = nil) -> FilePart {
    var part = FilePart(facts: Facts(), metric: metric)
    for (number, gradings) in gradings.enumerated() {
      let index = part.table.index(of: UInt64(number)) { Problem(id: "p\(number)") }
      for grading in gradings {
        var sample = SampleRecord(offset: 0, length: 1)
        (sample.problem, sample.grading) = (index, grading)
        part.table.count(sample)
        part.samples.append(sample)
      }
    }
    return part
  }
}
