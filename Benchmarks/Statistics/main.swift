import Statistics

// Each line: name, then the milliseconds of each round.
let clock = ContinuousClock()
var generator = SeededGenerator(seed: 7)

func measure(_ name: String, rounds: Int = 9, _ body: () -> Double) {
  var times: [Double] = []
  var check = 0.0
  for _ in 0..<rounds {
    let took = clock.measure { check = body() }
    times.append(Double(took.components.attoseconds) * 1e-15 + Double(took.components.seconds) * 1000)
  }
  print(name, times.sorted()[rounds / 2], check)
}

let budgets = (0..<40).map { Int((pow2($0)).rounded(.down)) }
func pow2(_ j: Int) -> Double { var x = 1.0; for _ in 0..<j { x *= 1.1943 }; return x }
print(Set(budgets).count, budgets)
var mixed = TallyCounts(), even = TallyCounts()
for _ in 0..<1_000_000 {
  let n = 1 + generator.index(below: 1024)
  mixed.add(n: n, c: generator.index(below: n + 1))
  even.add(n: 1024, c: generator.index(below: 1025))
}
let grid = Array(Set(budgets + [3, 4, 5, 7, 10, 11,13,17]).sorted().prefix(40))
print(grid.count, grid)
let m = TallyTable(mixed), e = TallyTable(even)
print(m.correct.count)
measure("mixed", rounds: 301) { Curve.points(of: m, at: grid).last!.value }
measure("even") { Curve.points(of: e, at: grid).last!.value }
measure("table", rounds: 3) { Double(TallyTable(mixed).rows.count) }
