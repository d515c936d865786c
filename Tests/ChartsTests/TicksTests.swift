import Charts
import Testing

@Suite struct TicksTests {
  private static let linear: [(ClosedRange<Double>, Int, [Double])] = [
    (0.0...1.0, 6, [0, 0.2, 0.4, 0.6, 0.8, 1]),
    (0.0...1.0, 5, [0, 0.5, 1]),
    (0.0...1.0, 11, [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]),
    (0.13...0.29, 4, [0.15, 0.2, 0.25]),
    (-3.0...7.0, 5, [-2, 0, 2, 4, 6]),
    (0.0...1234.0, 4, [0, 500, 1000]),
    (0.0...0.003, 4, [0, 0.001, 0.002, 0.003]),
    (3.0...3.0, 5, []),
    (0.0...1.0, 0, []),
    (0.0...Double.infinity, 5, []),
    (1e18...(1e18 + 256), 5, []),
  ]

  @Test(arguments: linear)
  func linearTicksAreMultiplesOfOneTwoOrFive(
    _ range: ClosedRange<Double>, _ count: Int, _ values: [Double]
  ) {
    #expect(Ticks.linear(range: range, count: count).values == values)
  }

  @Test func linearTicksAreAtMostAsManyAsAskedForAndInside() {
    for count in 1...20 {
      for scale in [1e-9, 0.007, 0.5, 1, 33, 1e6] {
        for low in [-2.5, 0, 0.3] {
          let range = (low * scale)...((low + 1.7) * scale)
          let values = Ticks.linear(range: range, count: count).values
          #expect(values.count <= count && (count < 3 || !values.isEmpty), "\(range) \(count)")
          let rounding = 1e-9 * scale
          let isInside = values.allSatisfy {
            range.lowerBound - rounding <= $0 && $0 <= range.upperBound + rounding
          }
          #expect(isInside, "\(range) \(values)")
        }
      }
    }
  }

  private static let powers: [(ClosedRange<Double>, [Double])] = [
    (1.0...1024.0, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]),
    (3.0...100.0, [4, 8, 16, 32, 64]),
    (0.2...2.0, [0.25, 0.5, 1, 2]),
    (5.0...7.0, []),
    (1.0...1.0, [1]),
    (0.0...8.0, []),
    (1.0...Double.infinity, []),
  ]

  @Test(arguments: powers)
  func log2TicksArePowersOfTwo(_ range: ClosedRange<Double>, _ values: [Double]) {
    #expect(Ticks.log2(range: range).values == values)
  }

  @Test(arguments: [
    (0.13...0.87, 0.0...1.0),
    (0.21...0.39, 0.2...0.4),
    (0.0...0.0, 0.0...1.0),
    (0.5...0.5, 0.45...0.55),
    (12.0...488.0, 0.0...500.0),
  ])
  func roundedRangesEndAtMultiples(
    _ range: ClosedRange<Double>, _ rounded: ClosedRange<Double>
  ) {
    #expect(Ticks.rounded(range, count: 5) == rounded)
  }
}
