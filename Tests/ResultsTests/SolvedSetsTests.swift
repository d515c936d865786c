import Results
import Statistics
import Testing

@Suite struct SolvedSetsTests {
  private static let runs = [
    Run.made("a", [("1", 4, 1), ("2", 4, 1), ("3", 4, 0), ("4", 4, 2), ("5", 4, 1), ("9", 4, 1)]),
    Run.made("b", [("1", 4, 2), ("2", 4, 4), ("3", 4, 0), ("4", 4, 0), ("5", 4, 0), ("7", 4, 1)]),
    Run.made("c", [("5", 4, 0), ("4", 4, 0), ("3", 4, 0), ("2", 4, 4), ("1", 4, 1)]),
  ]

  @Test func eachProblemIsInTheSetOfTheRunsThatSolveIt() throws {
    let sets = try #require(SolvedSets(Self.runs))
    #expect(sets.problems == 5 && sets.leftOut == 2 && sets.isEqual)
    #expect(sets.members.map(\.solved) == [4, 2, 2])
    #expect(sets.intersections.map(\.members) == [[0, 1, 2], [0], []])
    #expect(sets.intersections.map(\.ids) == [["1", "2"], ["4", "5"], ["3"]])
    #expect(sets.tallies(of: "4").map(\.c) == [2, 0, 0] && sets.tallies(of: "9").isEmpty)
    #expect(
      sets.sentences(letters: ["B", "C", "D"]) == [
        "Of 5 problems all 3 runs solve 2, none solves 1, one alone: B 2; solved is a correct "
          + "sample among all n = 4.",
        "2 problems that not all of these runs have graded samples of are left out.",
      ])
    #expect(
      sets.table(letters: ["B", "C", "D"], dash: "-").csv
        == "solved_by,runs,problems,share,ids\nB C D,3,2,0.4,\"1, 2\"\nB,1,2,0.4,\"4, 5\"\n"
        + "none,0,1,0.2,3\n")
  }

  @Test func unequalNumbersOfSamplesAreSaid() throws {
    let more = Run.made("m", [("1", 16, 1), ("2", 8, 0)])
    let sets = try #require(SolvedSets([Self.runs[0], more]))
    #expect(!sets.isEqual)
    #expect(
      sets.sentences(letters: ["B", "C"])[1]
        == "Numbers of samples differ (B 4, C 8 to 16): a run with more of them solves more by "
        + "chance.")
  }

  @Test func aSetNeedsTwoRunsThatShareAProblem() {
    #expect(SolvedSets([]) == nil && SolvedSets([Self.runs[0]]) == nil)
    #expect(SolvedSets([Self.runs[0], Run.made("x", [("z", 4, 1), ("1", 0, 0)])]) == nil)
    let elsewhere = Run.made("y", [("1", 4, 1)], [.benchmark: "other"])
    #expect(SolvedSets([Self.runs[0], elsewhere]) == nil)
  }
}
