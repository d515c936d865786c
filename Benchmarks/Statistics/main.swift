import Glibc
import Statistics

/// Times the work that the screens wait for, on made-up tallies; one line of JSON a measurement.
///
/// `peer.py` does the same work with NumPy and prints both, round by round.
struct Measurement {
  let name: String
  let clock = ContinuousClock()

  func report(_ body: () -> Double) {
    var check = 0.0
    let took = clock.measure { check = body() }
    let milliseconds = Double(took.components.seconds) * 1000 + Double(took.components.attoseconds) * 1e-15
    print(#"{"name": "\#(name)", "milliseconds": \#(milliseconds), "check": \#(check)}"#)
  }
}

/// Forty budgets from 1 to 1024, evenly spread over the logarithm beyond the first few.
let budgets = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 16, 19, 22, 26, 29, 32, 38, 45, 53, 64, 76, 90, 107, 117, 128,
  152, 181, 215, 256, 304, 362, 430, 512, 608, 666, 724, 861, 940, 1024,
]

func tallies(problems: Int, n: (inout SeededGenerator) -> Int) -> TallyTable {
  var generator = SeededGenerator(seed: 7)
  var counts = TallyCounts()
  for _ in 0..<problems {
    let n = n(&generator)
    counts.add(n: n, c: generator.index(below: n + 1))
  }
  return TallyTable(counts)
}

/// 1,060 problems with 128 samples in both runs.
func pairs() -> PairedProblems {
  var generator = SeededGenerator(seed: 11)
  return PairedProblems(
    (0..<1060).map { _ in
      let hard = generator.uniform()
      func key(_ rate: Double) -> TallyCounts.Key {
        TallyCounts.Key(n: 128, c: (0..<128).count { _ in generator.uniform() < rate })
      }
      return TallyPair(baseline: key(hard * hard), candidate: key(hard < 0.3 ? 0.3 * hard * hard : hard))
    })
}

let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 5
let mixed = tallies(problems: 1_000_000) { 1 + $0.index(below: 1024) }
let even = tallies(problems: 1_000_000) { _ in 1024 }
let shared = pairs()
let differences = PairedDifferences(shared, at: Array(1...128))
let band = SimultaneousBand(differences)
for _ in 0..<rounds {
  Measurement(name: "curve, mixed n").report { Curve.points(of: mixed, at: budgets)[39].value }
  Measurement(name: "curve, n = 1024").report { Curve.points(of: even, at: budgets)[39].value }
  Measurement(name: "differences").report { PairedDifferences(shared, at: Array(1...128)).points[0].value }
  Measurement(name: "band").report { SimultaneousBand(differences).criticalValue ?? 0 }
  Measurement(name: "crossing").report { Crossing(differences, band: band).k ?? 0 }
}
