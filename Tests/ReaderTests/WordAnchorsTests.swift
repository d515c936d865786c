import Testing

@testable import Reader

/// What long texts have in common, found by what is rare in both.
@Suite struct WordAnchorsTests {
  /// However it is found: each common place has the same word, and both places rise.
  @Test func anchorsHoldTheSameInTheSameOrder() {
    var state: UInt64 = 11
    func next(_ n: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return Int((state >> 33) % n)
    }
    var shared = 0
    for round in 0..<300 {
      let words = UInt64(2 + round)
      let a = (0..<next(200)).map { _ in Int32(next(words)) }
      var b = a
      for _ in 0..<next(40) where !b.isEmpty {
        if next(2) == 0 {
          b.remove(at: next(UInt64(b.count)))
        } else {
          b.insert(Int32(next(words)), at: next(UInt64(b.count)))
        }
      }
      let common = WordAnchors.common(a, b)
      #expect(common.allSatisfy { a[$0.0] == b[$0.1] })
      #expect(zip(common, common.dropFirst()).allSatisfy { $0.0 < $1.0 && $0.1 < $1.1 })
      shared += common.count
    }
    #expect(shared > 15_000)
  }
}
