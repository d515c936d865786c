import Dashboard
import Results
import Testing

@Suite struct WidgetTests {
  @Test(arguments: [
    (0.0, 1, "0.0"), (1.25, 1, "1.3"), (-0.04, 1, "0.0"), (-1.5, 0, "-2"), (99.95, 1, "100.0"),
    (.nan, 1, "-"), (.infinity, 2, "-"), (0.005, 2, "0.01"),
  ])
  func numbers(_ value: Double, _ decimals: Int, _ expected: String) {
    #expect(Format.fixed(value, decimals) == expected)
  }

  @Test func countsAndUnits() {
    #expect(Format.count(1_234_567) == "1,234,567" && Format.count(-1000) == "-1,000")
    #expect(Format.count(1, "run") == "1 run" && Format.count(0, "run") == "0 runs")
    #expect(Format.bytes(999) == "999 B" && Format.bytes(1_500_000) == "1.5 MB")
    #expect(Format.seconds(89) == "89 s" && Format.seconds(90) == "2 min")
    #expect(Format.points(0.0004) == "0.0" && Format.points(0.1) == "+10.0")
    let now = ClockMinute(year: 2026, month: 3, day: 1, hour: 9, minute: 5)
    #expect(
      Format.moment(now, today: now) == "09:05" && Format.moment(now, today: nil) == "2026-03-01")
  }

  @Test func aListWithoutRowsHasNoPosition() {
    var list = ListState()
    list.move(by: 3, in: [])
    #expect(list.position(in: []) == nil && list.window(of: [], height: 5) == 0..<0)
  }

  @Test func theWindowAlwaysHoldsTheCursor() {
    let ids = (0..<20).map(String.init)
    for height in 1...25 {
      var list = ListState()
      for step in [3, 9, -2, 20, -30, 7, -1, 12] {
        list.move(by: step, in: ids)
        list.settle(in: ids, height: height)
        let window = list.window(of: ids, height: height)
        #expect(window.count == min(height, 20))
        #expect(list.position(in: ids).map { window.contains($0) } == true)
        list.scroll(by: step, in: ids, height: height)
        let scrolled = list.window(of: ids, height: height)
        #expect(list.position(in: ids).map { scrolled.contains($0) } == true)
      }
    }
  }
}
