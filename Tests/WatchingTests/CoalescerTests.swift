import Testing

@testable import Watching

@Suite struct CoalescerTests {
  private let start = ContinuousClock.now

  @Test func waitsWhileThereIsNothing() {
    var coalescer = Coalescer()
    #expect(coalescer.next(at: start) == .await)
    coalescer.gather([], at: start)
    #expect(coalescer.next(at: start) == .await)
  }

  @Test func deliversTheFirstChangeAfterASettling() {
    var coalescer = Coalescer()
    coalescer.gather([.file("a")], at: start)
    #expect(coalescer.next(at: start) == .pause(.milliseconds(1)))
    coalescer.gather([.file("b")], at: after(0.5))
    #expect(coalescer.next(at: after(1)) == .deliver([.file("a"), .file("b")]))
    #expect(coalescer.next(at: after(1)) == .await)
  }

  @Test func deliversAStreamOncePerInterval() {
    var coalescer = Coalescer()
    var deliveries: [Int] = []
    for millisecond in 0..<200 {
      coalescer.gather([.file("a")], at: after(Double(millisecond)))
      if case .deliver = coalescer.next(at: after(Double(millisecond))) {
        deliveries.append(millisecond)
      }
    }
    #expect(deliveries == [1, 51, 101, 151])
  }

  @Test func pausesOnlyAsLongAsTheQueueMayGrow() {
    var coalescer = Coalescer()
    coalescer.gather([.file("a")], at: start)
    _ = coalescer.next(at: after(1))
    coalescer.gather([.file("a")], at: after(2))
    #expect(coalescer.next(at: after(2)) == .pause(.milliseconds(10)))
    #expect(coalescer.next(at: after(45)) == .pause(.milliseconds(6)))
  }

  @Test func isQuickAgainAfterQuiet() {
    var coalescer = Coalescer()
    coalescer.gather([.file("a")], at: start)
    _ = coalescer.next(at: after(1))
    coalescer.gather([.file("b")], at: after(500))
    #expect(coalescer.next(at: after(501)) == .deliver([.file("b")]))
  }

  @Test func everythingSaysItAll() {
    var coalescer = Coalescer()
    coalescer.gather([.file("a"), .everything], at: start)
    coalescer.gather([.file("b"), .directory("c")], at: start)
    #expect(coalescer.next(at: after(1)) == .deliver([.everything]))
  }

  private func after(_ milliseconds: Double) -> ContinuousClock.Instant {
    start + .milliseconds(milliseconds)
  }
}
