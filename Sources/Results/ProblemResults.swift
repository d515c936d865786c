/// One problem of a run.
package struct ProblemResult: Equatable, Sendable {
  package var problem: Problem
  package var tally: Tally
  /// How many of its samples can be read; fewer than `tally.samples` where only tallies were kept.
  package var samplesWithText: Int

  package init(problem: Problem, tally: Tally, samplesWithText: Int) {
    self.problem = problem
    self.tally = tally
    self.samplesWithText = samplesWithText
  }
}

/// The problems of a run with what its samples came to.
///
/// Runs of one benchmark share the list of its problems; what each has of its own are a few numbers a
/// problem.
package struct ProblemResults: RandomAccessCollection, ExpressibleByArrayLiteral, Equatable,
  Sendable
{
  /// The problems, in the order of the results.
  package let problems: [Problem]
  private var numbers: [Numbers]

  private struct Numbers: Equatable {
    let n, c, ungraded, truncated, finished, samplesWithText: UInt32

    init(_ tally: Tally, samplesWithText: Int) {
      n = UInt32(clamping: tally.n)
      c = UInt32(clamping: tally.c)
      ungraded = UInt32(clamping: tally.ungraded)
      truncated = UInt32(clamping: tally.truncated)
      finished = UInt32(clamping: tally.finished)
      self.samplesWithText = UInt32(clamping: samplesWithText)
    }

    var tally: Tally {
      var tally = Tally(n: Int(n), c: Int(c))
      tally.ungraded = Int(ungraded)
      tally.truncated = Int(truncated)
      tally.finished = Int(finished)
      return tally
    }
  }

  package init(arrayLiteral results: ProblemResult...) { self.init(results) }

  package init(_ results: [ProblemResult]) {
    problems = results.map(\.problem)
    numbers = results.map { Numbers($0.tally, samplesWithText: $0.samplesWithText) }
  }

  /// - Parameters:
  ///   - tallies: Where that of each problem stands is told by `places`.
  ///   - haveText: Whether all of the samples can be read, or none.
  init(_ problems: [Problem], _ tallies: [Tally], at places: [Int], haveText: Bool) {
    self.problems = problems
    numbers = places.map { place in
      Numbers(tallies[place], samplesWithText: haveText ? tallies[place].samples : 0)
    }
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { numbers.count }

  package subscript(place: Int) -> ProblemResult {
    ProblemResult(
      problem: problems[place], tally: tally(at: place), samplesWithText: samplesWithText(at: place)
    )
  }

  package func tally(at place: Int) -> Tally { numbers[place].tally }
  package func samplesWithText(at place: Int) -> Int { Int(numbers[place].samplesWithText) }

  /// Whether the problems of others are known by the same ids, in the same order.
  package func areAlike(_ other: ProblemResults) -> Bool {
    guard count == other.count else { return false }
    let isSameList = problems.withUnsafeBufferPointer { own in
      other.problems.withUnsafeBufferPointer { $0.baseAddress == own.baseAddress }
    }
    return isSameList || indices.allSatisfy { problems[$0].id == other.problems[$0].id }
  }
}
