import Glibc
import Statistics

/// Does the work that the screens wait for, on made-up tallies, and times it.
///
/// Reads one name of `inputs` or `measurements` a line; answers each with one line of JSON.
/// `peer.py` asks, and does the same work with NumPy.

/// Forty budgets from 1 to 1024, evenly spread over the logarithm beyond the first few.
let budgets = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 16, 19, 22, 26, 29, 32, 38, 45, 53, 64, 76, 90, 107, 117, 128,
  152, 181, 215, 256, 304, 362, 430, 512, 608, 666, 724, 861, 940, 1024,
]

/// A million problems; any c is as likely as any other.
func million(n: (inout SeededGenerator) -> Int) -> [TallyCounts.Key] {
  var generator = SeededGenerator(seed: 7)
  return (0..<1_000_000).map { _ in
    let n = n(&generator)
    return TallyCounts.Key(n: n, c: generator.index(below: n + 1))
  }
}

func counted(_ tallies: [TallyCounts.Key]) -> TallyTable {
  var counts = TallyCounts()
  for tally in tallies { counts.add(n: tally.n, c: tally.c) }
  return TallyTable(counts)
}

/// 1,060 problems with 128 samples in both runs; the candidate fails at the hard ones.
func pairs() -> [TallyPair] {
  var generator = SeededGenerator(seed: 11)
  return (0..<1060).map { _ in
    let ease = generator.uniform()
    func tally(_ rate: Double) -> TallyCounts.Key {
      TallyCounts.Key(n: 128, c: (0..<128).count { _ in generator.uniform() < rate })
    }
    return TallyPair(
      baseline: tally(ease * ease), candidate: tally(ease < 0.3 ? 0.3 * ease * ease : ease))
  }
}

/// What a piece of work took, and the numbers it led to, so that they can be compared.
func timed<Outcome>(_ work: @autoclosure () -> Outcome, values: (Outcome) -> [Double?]) -> String {
  let start = ContinuousClock.now
  let outcome = work()
  let milliseconds = (ContinuousClock.now - start) / .milliseconds(1)
  return #"{"milliseconds": \#(milliseconds), "values": \#(array(values(outcome)))}"#
}

func array(_ values: [Double?]) -> String {
  "[" + values.map { $0.map { "\($0)" } ?? "null" }.joined(separator: ", ") + "]"
}

func curve(of table: TallyTable) -> String {
  timed(Curve.points(of: table, at: budgets)) { points in
    points.map(\.value) + points.map(\.standardError)
  }
}

let mixed = million { 1 + $0.index(below: 1024) }
let even = million { _ in 1024 }
let problems = pairs()
let (mixedTable, evenTable) = (counted(mixed), counted(even))
let shared = PairedProblems(problems)
let differences = PairedDifferences(shared, at: Array(1...128))
let band = SimultaneousBand(differences)

let inputs: [String: () -> [Int]] = [
  "budgets": { budgets },
  "mixed": { mixed.flatMap { [$0.n, $0.c] } },
  "even": { even.flatMap { [$0.n, $0.c] } },
  "pairs": { problems.flatMap { [$0.baseline.c, $0.candidate.c] } },
]
let measurements: [String: () -> String] = [
  "counting, mixed n": { timed(counted(mixed)) { [Double($0.problems.count)] } },
  "counting, n = 1024": { timed(counted(even)) { [Double($0.problems.count)] } },
  "curve, mixed n": { curve(of: mixedTable) },
  "curve, n = 1024": { curve(of: evenTable) },
  "differences": {
    timed(PairedDifferences(shared, at: Array(1...128)).points) { points in
      points.map(\.value) + points.map(\.standardError) + points.map(\.baseline)
        + points.map(\.candidate)
    }
  },
  "sup-t band": { timed(SimultaneousBand(differences)) { [$0.criticalValue] } },
  "crossing": { timed(Crossing(differences, band: band)) { [$0.k, $0.low, $0.high] } },
]

while let name = readLine() {
  print(measurements[name]?() ?? inputs[name].map { "\($0())" } ?? "null")
  fflush(nil)
}
