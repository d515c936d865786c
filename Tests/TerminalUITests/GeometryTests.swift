import TerminalUI
import Testing

@Suite struct GeometryTests {
  @Test func cuttingGivesTwoPartsThatMakeTheWhole() {
    for extent in 0...6 {
      for cut in -2...8 {
        let whole = Rect(x: 3, y: 4, width: extent, height: extent)
        var (below, above, right, left) = (whole, whole, whole, whole)
        let (top, bottom) = (below.takeTop(cut), above.takeBottom(cut))
        let (first, last) = (right.takeLeft(cut), left.takeRight(cut))
        let taken = max(0, min(cut, extent))
        #expect([top.height, bottom.height, first.width, last.width].allSatisfy { $0 == taken })
        #expect(top.maxY == below.y && below.maxY == whole.maxY)
        #expect(above.maxY == bottom.y && bottom.maxY == whole.maxY)
        #expect(first.maxX == right.x && right.maxX == whole.maxX)
        #expect(left.maxX == last.x && last.maxX == whole.maxX)
      }
    }
  }

  @Test func aRectangleNeverHasANegativeExtent() {
    let rect = Rect(x: 1, y: 1, width: -4, height: -1)
    #expect(rect.isEmpty && rect.maxX == 1 && rect.maxY == 1)
    let inset = Rect(x: 0, y: 0, width: 3, height: 3).inset(horizontal: 5, vertical: 5)
    #expect(inset.isEmpty)
  }

  @Test func intersectionLiesInBoth() {
    let rect = Rect(x: 2, y: 2, width: 4, height: 4)
    #expect(
      rect.intersection(Rect(x: 0, y: 0, width: 3, height: 9))
        == Rect(x: 2, y: 2, width: 1, height: 4))
    #expect(rect.intersection(Rect(x: 9, y: 9, width: 3, height: 9)).isEmpty)
    #expect(rect.intersection(Rect(x: -5, y: 0, width: 3, height: 9)).isEmpty)
  }

  @Test func containsItsCellsAndNoOther() {
    let rect = Rect(x: 1, y: 1, width: 2, height: 1)
    #expect(rect.contains(x: 1, y: 1) && rect.contains(x: 2, y: 1))
    #expect(!rect.contains(x: 3, y: 1) && !rect.contains(x: 1, y: 2) && !rect.contains(x: 0, y: 1))
  }
}
