import Testing

@testable import Statistics

@Suite struct LongArithmeticTests {
  @Test func productsOfManyQuotientsComeBackToOne() {
    var product = LongProduct()
    for i in 1...5000 { product.multiply(by: Double(i), over: Double(i + 7)) }
    for i in 1...5000 { product.multiply(by: Double(i + 7), over: Double(i)) }
    #expect(product.value == 1)
  }

  @Test func sumsKeepWhatPlainAdditionsCutOff() {
    var sum = LongSum()
    for term in [1, 1e100, 1, -1e100] { sum.add(term) }
    #expect(sum.value == 2)
    var tenths = LongSum()
    for _ in 0..<10_000 { tenths.add(0.1) }
    #expect(tenths.value == 1000)
  }
}
