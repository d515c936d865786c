import Results
import Testing

@Suite struct NaturalOrderTests {
  @Test func ordersNumbersByValueAndTheRestByBytes() {
    let expected = ["", "a", "a01", "a1", "a2", "a10", "a10b", "b", "p9", "p10", "é"]
    #expect(expected.reversed().sorted(by: NaturalOrder.precedes) == expected)
  }
}
