import Reader
import Results
import TestSupport
import Testing

@Suite struct TextFindingsTests {
  private let piece = "and so we get 17, which is not 18, "

  private func findings(_ response: String) -> TextFindings {
    var text = SampleText()
    text.response = response
    return TextFindings(ReaderText(text))
  }

  private func loops(_ response: String) -> [Repetition] { findings(response).loops }

  private func prose(_ count: Int, from first: Int = 0) -> String {
    (first..<first + count).map { "line \($0) says \($0 * $0 % 9973)\n" }.joined()
  }

  @Test func wordsOfReflectionAreCountedWhole() {
    let remarks = findings("Wait, wait. Await the waiter; however WAIT. re-check? Howeverly")
      .remarks
    #expect(remarks.map { "\($0.word) \($0.count)" } == ["wait 3", "however 1", "re-check 1"])
  }

  @Test func aRepeatedEndIsFoundWithItsPeriod() {
    let found = loops("It begins well. " + String(repeating: piece, count: 30) + "\n\n")
    #expect(found.count == 1 && found[0].isAtEnd && found[0].period == piece.utf8.count)
    #expect(found[0].count == 30 || found[0].count == 29)
    #expect(loops("It begins well. " + String(repeating: piece, count: 3)).isEmpty)
    #expect(loops(prose(500)).isEmpty)
    #expect(loops("").isEmpty)
  }

  @Test(arguments: [1, 2, 35, 150, 5000, 40_000])
  func aLoopInTheMiddleIsFoundWithItsPeriod(period: Int) {
    let piece = String(prose(4000, from: 9000).prefix(period))
    let count = max(3, 320 / period)
    let (before, after) = (prose(300), prose(300, from: 70_000))
    let found = loops(before + String(repeating: piece, count: count) + after)
    #expect(found.count == 1 && found.first?.period == period && found.first?.isAtEnd == false)
    guard let loop = found.first else { return }
    let start = before.utf8.count
    // What stands around it may go on like it for some bytes.
    #expect(abs(loop.range.lowerBound - start) < 24)
    #expect(abs(loop.range.count - period * count) < 24)
  }

  @Test func severalLoopsAreFoundInOrder() {
    let first = String(repeating: piece, count: 12)
    let second = String(repeating: "No, wait: x = 4. ", count: 40)
    let text = prose(50) + first + prose(50) + second + prose(50) + first
    let found = loops(text)
    #expect(found.map(\.period) == [piece.utf8.count, 17, piece.utf8.count])
    #expect(found.map(\.isAtEnd) == [false, false, true])
    let all = findings(text)
    #expect(all.loops(in: 0..<10).isEmpty && all.loops(in: found[1].range).count == 1)
    #expect(all.loops(in: 0..<text.utf8.count).count == 3)
  }

  @Test func whatIsNoLoopIsNotTakenForOne() {
    let rule = String(repeating: "-", count: 500)
    let spaces = String(repeating: " ", count: 500)
    #expect(loops(prose(20) + rule + prose(20) + spaces + prose(20)).isEmpty)
    // Twice is a quotation.
    #expect(loops(prose(20) + prose(90, from: 50) + prose(90, from: 50) + "end").isEmpty)
  }

  /// Against every period of every place, on texts of two letters.
  @Test func allLongRunsOfRandomTextsAreFound() {
    var generator = SplitMix64(seed: 3)
    for _ in 0..<60 {
      var text = ""
      while text.utf8.count < 3000 {
        let word = String(
          (0..<Int.random(in: 5...60, using: &generator)).map { _ in
            "abcdefgh".randomElement(using: &generator) ?? "a"
          })
        text += String(
          repeating: word, count: Bool.random(using: &generator) ? 1 : 400 / word.count)
      }
      let (bytes, found) = (Array(text.utf8), loops(text))
      for period in 1...60 {
        var start = period
        for place in period...bytes.count
        where place == bytes.count || bytes[place] != bytes[place - period] {
          let run = start - period..<place
          start = place + 1
          guard run.count >= max(300, 3 * period) else { continue }
          #expect(found.contains { $0.range.overlaps(run) }, "\(period) at \(run) of \(text)")
        }
      }
    }
  }
}
