import Ingest
import Results
import TestSupport
import Testing

/// What values stand for is found once for records whose values are of the same kinds: here each of
/// 64 kinds comes again and again between the others.
@Suite struct RecordKindsTests {
  private struct Line {
    let number: Int

    private func has(_ bit: Int) -> Bool { number >> bit & 1 == 1 }

    var problem: String { "p\(number)" }
    var isCorrect: Bool { has(0) }
    var tokens: Int? { has(1) ? 10 + number : nil }
    var finish: FinishReason { has(2) ? .length : .unknown }
    var entropy: Double? { has(3) ? 0.25 : nil }
    var score: Double? { has(4) ? 0.5 : nil }

    /// Of equal meaning are a key that is not there and one that holds nothing.
    var text: String {
      var fields = [
        #""problem_id": "\#(problem)""#, #""correct": \#(isCorrect)"#,
        #""response": "text of \#(number)""#,
      ]
      fields.append(tokens.map { #""n_tokens": \#($0)"# } ?? #""n_tokens": null"#)
      if has(2) { fields.append(#""finish_reason": "length""#) }
      fields.append(entropy.map { #""mean_entropy": \#($0)"# } ?? #""mean_entropy": "none""#)
      if let score { fields.append(#""score": \#(score)"#) }
      return "{" + (has(5) ? fields.reversed() : fields).joined(separator: ", ") + "}"
    }
  }

  @Test func eachRecordMeansWhatItSays() throws {
    let folder = try TemporaryDirectory()
    let lines = (0..<192).map { Line(number: $0 * 37 % 64) }
    try folder.write(lines.map { $0.text + "\n" }.joined(), to: "a.jsonl")
    let library = try Library(LibraryOptions(paths: [folder.path]))
    library.start()
    defer { library.stop() }
    let run = try #require(library.waitUntilRead().runs.first)
    #expect(run.problems.count == 64 && run.totals.samples == 192 && run.totals.correct == 96)
    for number in 0..<64 {
      let line = Line(number: number)
      let samples = library.samples(of: line.problem, in: run)
      #expect(samples.count == 3, "\(line.text)")
      for sample in samples {
        #expect(sample.verdict == (line.isCorrect ? .correct : .incorrect), "\(line.text)")
        #expect(sample.tokens == line.tokens && sample.finish == line.finish, "\(line.text)")
        #expect(sample.entropy == line.entropy && sample.score == line.score, "\(line.text)")
        let text = try library.text(of: sample.reference).get()
        #expect(text.response == "text of \(number)")
      }
    }
  }
}
