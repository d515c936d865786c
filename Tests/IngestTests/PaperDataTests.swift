import FoundationEssentials
import Results
import Statistics
import TestSupport
import Testing

@testable import Ingest

/// The numbers of a paper, arXiv 2504.13837, are given as it publishes them.
@Suite struct PaperDataTests {
  private static let folder = Repository().root + "/sample-data/paper"
  private static let read = Result { try Library.read(folder) }

  @Test func onlyTheCurveOfFigure4IsDoubtful() throws {
    let snapshot = try Self.read.get()
    let check = CheckReport(snapshot, version: "test")
    #expect(check.rejects.isEmpty)
    #expect(check.doubts.map(\.files) == [["references/fig04-code-and-vision.csv"]])
    #expect(check.doubts.first?.text.contains("EasyR1-VL-7B on MathVision") == true)
    let found = snapshot.references.flatMap(\.findings)
    #expect(found.map(\.isConvexAtTwo) == [true])
    #expect(snapshot.runs.count == 50 && snapshot.training.count == 5)
    // Curves of figures, and 9 models on 3 benchmarks of tables 3 and 4.
    #expect(snapshot.references.count == 141 + 27)
  }

  /// The end of each curve is a number of problems, which tallies give exactly.
  @Test func theTalliesEndWhereTheCurvesDo() throws {
    for (run, curve) in try Self.pairs() {
      let (last, n) = (try #require(curve.points.last), run.problems[0].tally.n)
      #expect(last.k == n, "\(run.id)")
      let solved = run.problems.count { $0.tally.c > 0 }
      let published = last.value * Double(run.problems.count)
      // Three digits tell a problem from its neighbours of up to 1000.
      let rounding = max(0.5, 0.0005 * Double(run.problems.count))
      #expect(abs(Double(solved) - published) < rounding, "\(run.id)")
    }
  }

  /// How near README says that the tallies come: at each k, 0.0065; at k = 1, 0.001.
  @Test func theTalliesComeNearTheCurves() throws {
    for (run, curve) in try Self.pairs() {
      var tallies = TallyCounts()
      for problem in run.problems {
        tallies.add(n: problem.tally.n, c: problem.tally.c)
      }
      let own = Curve.points(of: tallies, at: curve.points.map(\.k))
      #expect(own.count == curve.points.count, "\(run.id)")
      for (point, published) in zip(own, curve.points) {
        let limit = published.k == 1 ? 0.001 : 0.0065
        #expect(abs(point.value - published.value) < limit, "\(run.id) at k = \(published.k)")
      }
    }
  }

  /// 48 rows of 12 bins, as figure 14 has them, against c and n alone.
  @Test func theTalliesFallIntoThePublishedBins() throws {
    let runs = try Self.read.get().runs
    var rows = 0
    for line in try Self.histograms() {
      let parts = line.split(separator: "|")
      let names = parts[0].split(separator: " ").map(String.init)
      for (role, bins) in zip([ModelRole.base, .rl], parts.dropFirst()) {
        let run = try #require(
          runs.first {
            $0.benchmark == names[0] && $0.role == role
              && $0.facts[.model]?.hasPrefix(names[1] + "-") == true
          })
        var found = Array(repeating: 0, count: 12)
        for problem in run.problems {
          let (n, c) = (problem.tally.n, problem.tally.c)
          found[c == n ? 11 : (10 * c + n - 1) / n] += 1
        }
        #expect(found == bins.split(separator: " ").compactMap { Int($0) }, "\(run.id)")
        rows += 1
      }
    }
    #expect(rows == 48)
  }

  @Test(arguments: [
    ("AIME24", "Qwen2.5-7B-constructed", "Qwen2.5-7B-SimpleRL-Zoo-constructed", [19, 4, 0, 7]),
    ("MATH500", "Qwen2.5-7B-constructed", "Qwen2.5-7B-SimpleRL-Zoo-constructed", [462, 18, 5, 15]),
    (
      "LiveCodeBench-400-449", "Qwen2.5-7B-Instruct-1M-constructed", "CodeR1-7B-constructed",
      [19, 4, 1, 26]
    ),
  ])
  func coverageIsAsPublished(benchmark: String, base: String, rl: String, cells: [Int]) throws {
    let (first, second) = (try Self.solved(base, benchmark), try Self.solved(rl, benchmark))
    let all = first.merging(second) { $0 || $1 }
    #expect(first.count == all.count && second.count == all.count)
    func count(_ inFirst: Bool, _ inSecond: Bool) -> Int {
      all.keys.count { first[$0] == inFirst && second[$0] == inSecond }
    }
    #expect(
      [count(true, true), count(true, false), count(false, true), count(false, false)] == cells)
  }

  @Test func theProblemsLostAreThoseOfTheLists() throws {
    let base = try Self.solved("Qwen2.5-7B-constructed", "AIME24")
    let rl = try Self.solved("Qwen2.5-7B-SimpleRL-Zoo-constructed", "AIME24")
    let lost = base.keys.filter { base[$0] == true && rl[$0] == false }
    #expect(lost.compactMap { Int($0) }.sorted() == [4, 11, 17, 19])
    let neither = base.keys.filter { base[$0] == false && rl[$0] == false }
    #expect(neither.compactMap { Int($0) }.sorted() == [2, 3, 5, 10, 13, 20, 21])
    let code = try Self.solved("Qwen2.5-7B-Instruct-1M-constructed", "LiveCodeBench-400-449")
    let coder = try Self.solved("CodeR1-7B-constructed", "LiveCodeBench-400-449")
    #expect(
      code.keys.filter { code[$0] != coder[$0] }.sorted() == ["409", "430", "432", "436", "448"])
  }

  @Test func noRunCanBeTakenForMeasured() throws {
    for run in try Self.read.get().runs {
      #expect(run.id.contains("-constructed/"), "\(run.id)")
      #expect(run.files.allSatisfy { $0.hasPrefix("constructed/") }, "\(run.id)")
      #expect(run.facts[.verifier]?.hasPrefix("none: ") == true, "\(run.id)")
    }
  }

  @Test func theTrainingLogsAreAsMeasured() throws {
    let log = try #require(
      Self.read.get().training.first { $0.file.hasPrefix("training/GRPO/") })
    #expect(log.rows.first?.values == ["reward": 0.099, "response_length": 538, "entropy": 0.699])
    #expect(log.rows.last?.step == 470 && log.facts[.algorithm] == "GRPO")
  }

  /// The runs of figure 14, each with its curve of figure 2 or 10.
  private static func pairs() throws -> [(Run, ReferenceCurve)] {
    let snapshot = try read.get()
    let curves = snapshot.references.filter { $0.file.contains("-math.csv") }
    let runs = snapshot.runs.filter { $0.benchmark?.hasPrefix("LiveCodeBench") == false }
    #expect(runs.count == 48 && curves.count == 48)
    return try runs.map { run in
      let model = (run.facts[.model] ?? "").replacing("-constructed", with: "")
      let curve = curves.first {
        $0.facts[.model] == model && $0.facts[.benchmark] == run.benchmark
      }
      return (run, try #require(curve))
    }
  }

  private static func solved(_ model: String, _ benchmark: String) throws -> [String: Bool] {
    let run = try #require(
      read.get().runs.first { $0.facts[.model] == model && $0.benchmark == benchmark })
    return Dictionary(
      uniqueKeysWithValues: run.problems.map { ($0.problem.id, $0.tally.c > 0) })
  }

  private static func histograms() throws -> [Substring] {
    let data = try Data(contentsOf: URL(filePath: folder + "/published.py"))
    let text = String(decoding: data, as: UTF8.self)
    let block = try #require(text.split(separator: "HISTOGRAMS = \"\"\"\n").last)
    return Array(try #require(block.split(separator: "\"\"\"").first).split(separator: "\n"))
  }
}

extension IntegrityFinding {
  fileprivate var isConvexAtTwo: Bool {
    if case .convexCurve(_, from: 1, middle: 2, to: 4) = self { return true }
    return false
  }
}
