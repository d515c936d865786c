import Glibc
import Testing

@testable import Statistics

@Suite struct LogGammaTests {
  @Test func riseIsTheLogOfAProduct() {
    for x in [0.001, 0.5, 3, 15.99, 16, 16.01, 40, 1e4, 1e9] {
      for steps in [0, 1, 2, 7, 30] {
        let product = (0..<steps).reduce(1.0) { $0 * (x + Double($1)) }
        guard product.isFinite else { continue }
        let rise = LogGamma.rise(from: x, by: Double(steps))
        #expect(abs(rise - log(product)) <= 4e-14 * max(1, abs(log(product))), "\(x) \(steps)")
      }
    }
  }

  @Test func chooseIsTheLogOfABinomial() {
    for (n, c, binomial) in [(5, 2, 10.0), (5, 0, 1), (5, 5, 1), (52, 5, 2_598_960), (1, 1, 1)] {
      #expect(abs(LogGamma.choose(n, c) - log(binomial)) < 1e-13)
    }
  }
}

@Suite struct NelderMeadTests {
  /// Rosenbrock's valley, whose floor is bent.
  @Test func followsABentValleyToItsEnd() {
    let end = NelderMead.minimum(from: SIMD2(-1.2, 1), step: 0.5) { point in
      let (x, y) = (point.x, point.y)
      return 100 * (y - x * x) * (y - x * x) + (1 - x) * (1 - x)
    }
    #expect(end.isConverged && abs(end.point.x - 1) < 1e-6 && abs(end.point.y - 1) < 1e-6)
  }

  @Test func staysWhereTheFunctionIsDefined() {
    let end = NelderMead.minimum(from: SIMD2(2, 2), step: 1) { point in
      point.x < 1 ? .infinity : point.x + point.y * point.y
    }
    #expect(abs(end.point.x - 1) < 1e-5 && abs(end.point.y) < 1e-3)
  }

  @Test func saysWhenItRanOutOfEvaluations() {
    let end = NelderMead.minimum(from: SIMD2(0, 0), step: 1, limit: 50) { $0.x + $0.y }
    #expect(!end.isConverged)
  }
}
