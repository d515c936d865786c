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
  package let list: [Problem]
  /// What each came to.
  package let tallies: Tallies

  package init(arrayLiteral results: ProblemResult...) { self.init(results) }

  package init(_ results: [ProblemResult]) {
    list = results.map(\.problem)
    tallies = Tallies(results.map { ($0.tally, $0.samplesWithText) })
  }

  /// - Parameters:
  ///   - tallies: Where that of each problem stands is told by `places`.
  ///   - haveText: Whether all of the samples can be read, or none.
  init(_ problems: [Problem], _ tallies: [Tally], at places: [Int], haveText: Bool) {
    list = problems
    self.tallies = Tallies(
      places.lazy.map { (tallies[$0], haveText ? tallies[$0].samples : 0) })
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { list.count }

  package subscript(place: Int) -> ProblemResult {
    ProblemResult(
      problem: list[place], tally: tallies[place],
      samplesWithText: tallies.samplesWithText(at: place))
  }

  /// Whether the problems of others are known by the same ids, in the same order.
  package func areAlike(_ other: ProblemResults) -> Bool {
    guard count == other.count else { return false }
    let isSameList = list.withUnsafeBufferPointer { own in
      other.list.withUnsafeBufferPointer { $0.baseAddress == own.baseAddress }
    }
    return isSameList || indices.allSatisfy { list[$0].id == other.list[$0].id }
  }

  /// The tallies of the problems in their order, 24 bytes each.
  package struct Tallies: RandomAccessCollection, Equatable, Sendable {
    private var numbers: [Numbers]

    private struct Numbers: Equatable {
      let n, c, ungraded, truncated, finished, samplesWithText: UInt32
    }

    fileprivate init(_ tallies: some Collection<(Tally, samplesWithText: Int)>) {
      numbers = tallies.map { tally, samplesWithText in
        Numbers(
          n: UInt32(clamping: tally.n), c: UInt32(clamping: tally.c),
          ungraded: UInt32(clamping: tally.ungraded), truncated: UInt32(clamping: tally.truncated),
          finished: UInt32(clamping: tally.finished),
          samplesWithText: UInt32(clamping: samplesWithText))
      }
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { numbers.count }

    package subscript(place: Int) -> Tally {
      let numbers = numbers[place]
      var tally = Tally(n: Int(numbers.n), c: Int(numbers.c))
      tally.ungraded = Int(numbers.ungraded)
      tally.truncated = Int(numbers.truncated)
      tally.finished = Int(numbers.finished)
      return tally
    }

    /// How many of a problem's samples can be read.
    package func samplesWithText(at place: Int) -> Int { Int(numbers[place].samplesWithText) }
  }
}
