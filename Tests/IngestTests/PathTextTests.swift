import Results
import Testing

@testable import Ingest

@Suite struct PathTextTests {
  @Test func pathsAreTakenApartByTheirBytes() {
    #expect(
      "a/ü/c.jsonl".pathComponents == ["a", "ü", "c.jsonl"] && "//a//".pathComponents == ["a"])
    #expect("a/b.c".lastComponent == "b.c" && "b".lastComponent == "b" && "a/".lastComponent == "")
    #expect("/r/a/b".path(below: "/r") == "a/b" && "/r".path(below: "/r") == "")
    #expect("/rx/a".path(below: "/r") == nil && "/".path(below: "/r") == nil)
  }

  /// The same order as of the UTF-8, also where one text starts another, and groups before texts.
  @Test func textsAreSortedByTheirBytes() {
    let texts = ["b", "a/b", "a", "a-b", "a/é", "a/z", "", "aa", "a", "Z", "😀", "~"]
    var order = ByteOrder()
    for (number, text) in texts.enumerated() { order.add(text, group: number % 2) }
    let expected = texts.indices.sorted { first, second in
      if first % 2 != second % 2 { return first % 2 < second % 2 }
      let (one, other) = (Array(texts[first].utf8), Array(texts[second].utf8))
      return one == other ? first < second : one.lexicographicallyPrecedes(other)
    }
    #expect(order.order == expected && ByteOrder().order.isEmpty)
  }
}
