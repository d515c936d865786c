@testable import Dashboard
import Results
import Testing

/// Runs are merged and sorted by ways that only many problems need: to what plain ways give.
@Suite struct MergedProblemsTests {
  /// Runs of the same problems, of fewer, of others between them, and of none.
  @Test func everyProblemIsThereOnceWithTheTallyOfEachRun() {
    let all = Array(1...200)
    let runs: [[Int]] = [
      all, all.filter { $0 % 7 != 0 }, all.filter { $0 > 90 } + Array(201...210), [],
      Array(150...220), all,
    ]
    for first in runs.indices {
      check([runs[first], runs[first]])
      check([runs[first]] + runs)
    }
  }

  private func check(_ numbers: [[Int]]) {
    let runs = numbers.enumerated().map { run($1, number: $0) }
    let merged = MergedProblems(runs)
    let ids = Set(numbers.joined()).sorted().map { "p\($0)" }
    #expect(merged.problems.map(\.id) == ids)
    let columns = ProblemColumns(baseline: 0, candidate: 1, chosen: 0)
    for place in ids.indices {
      let expected = runs.map { run in
        run.problems.first { $0.problem.id == ids[place] }?.tally
      }
      let row = merged[place]
      #expect(row.tallies == expected && row.problem.id == ids[place])
      #expect(merged.difference(of: place, columns) == row.difference(columns))
      #expect(merged.solvers(of: place) == expected.count { ($0?.c ?? 0) > 0 })
    }
    let places = ids.indices.filter { $0 % 3 != 0 }
    let rows = places.map { merged[$0].tallies }
    let unsolved = merged.unsolved(among: places)
    #expect(
      unsolved.byRun
        == runs.indices.map { run in
          rows.count { $0[run].map { $0.n > 0 && $0.c == 0 } ?? false }
        })
    #expect(unsolved.byAll == rows.count { $0.allSatisfy { ($0?.c ?? 0) == 0 } })
    var least = Int.max
    for case let tally? in rows.joined() where tally.n > 0 && tally.c == 0 {
      least = min(least, tally.n)
    }
    #expect(unsolved.least == least)
  }

  private func run(_ numbers: [Int], number: Int) -> Run {
    Run(
      id: "r\(number)", name: "r", facts: Facts(), files: [], format: "test",
      problems: ProblemResults(
        numbers.map { problem in
          let n = problem % 5
          let tally = Tally(n: n, c: (problem + number) % 3 == 0 ? min(n, 1) : 0)
          return ProblemResult(
            problem: Problem(id: "p\(problem)"), tally: tally, samplesWithText: 0)
        }))
  }

  @Test func numbersAreSortedAsTheyCompareAndEqualOnesStay() {
    let values: [Double?] = [
      0.5, nil, -0.0, 0, 1, -1, .infinity, -.infinity, 0.1 + 0.2, 0.3, 1e-300, -1e-300, nil, 0.5, 0,
    ]
    let places = Array(values.indices)
    let plain = places.sorted { first, second in
      let (one, other) = (values[first] ?? .infinity, values[second] ?? .infinity)
      return one < other || (one == other && first < second)
    }
    #expect(places.stableSorted(byNumber: { values[$0] }) == plain)
    let texts = ["b10", "b2", "~", "a", "b2", "", "B"]
    let sorted = Array(texts.indices).stableSorted(byText: { texts[$0] })
    #expect(sorted == Array(texts.indices).stableSorted(by: { .text(texts[$0]) }))
    #expect([Int]().stableSorted(byNumber: { Double($0) }).isEmpty)
  }
}
