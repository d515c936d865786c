/// Made-up lines of results, as many as are asked for, the same for the same seed.
///
/// All have the same facts under the same keys, in the same order, among others.
package struct RecordCorpus: Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    /// Reasoning: texts of some 15 KB with formulas, code and characters beyond ASCII.
    case reasoning
    /// Lines of about 1 KB with twenty keys and short texts.
    case short
    /// JSON inside JSON: every fourth byte is a backslash.
    case escapes
  }

  private let kind: Kind
  private var generator: SplitMix64
  private var pieces: [[UInt8]] = []
  private var number = 0

  package init(_ kind: Kind, seed: UInt64 = 1) {
    self.kind = kind
    generator = SplitMix64(seed: seed)
    pieces = (0..<2000).map { _ in makePiece() }
  }

  /// Adds a line with its line feed.
  package mutating func appendLine(to bytes: inout [UInt8]) {
    number += 1
    switch kind {
    case .reasoning: appendReasoning(to: &bytes)
    case .short: appendShort(to: &bytes)
    case .escapes: appendEscapes(to: &bytes)
    }
    bytes.append(0x0A)
  }

  /// Some lines, at least as many bytes as asked for.
  package mutating func lines(bytes count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 1 << 17)
    while bytes.count < count { appendLine(to: &bytes) }
    return bytes
  }

  // Lines.

  private mutating func appendReasoning(to bytes: inout [UInt8]) {
    bytes += text(
      #"{"problem_id": "math-\#(number % 4096)", "sample_index": \#(number / 4096), "model": "made-up-7b", "prompt": ""#
    )
    append(pieces: 2, to: &bytes)
    bytes += text(#"", "response": ""#)
    // From 6 to 40 KB, half of them below 15.
    let spread = Double(1 + below(1000)) / 1000 + Double(below(1000)) / 1000
    append(pieces: Int(12 + 30 * spread * spread * spread), to: &bytes)
    bytes += text(#"", "answer": "\#(below(1000))", "gold": "\#(below(1000))", "#)
    bytes += text(facts() + #", "finish_reason": "stop", "seed": \#(below(1 << 30)), "#)
    bytes += text(
      #""meta": {"level": \#(below(5)), "tags": ["algebra", "number theory"], "timing": {"start": 1.5, "end": \#(below(99)).25}}}"#
    )
  }

  private mutating func appendShort(to bytes: inout [UInt8]) {
    let choice = below(4)
    bytes += text(
      #"{"doc_id": \#(number), "problem_id": "\#(hex())", "sample_index": 0, "doc": {"question": ""#
    )
    bytes += pieces[below(pieces.count)].prefix(200 + below(300)).filter {
      $0 != 0x5C && $0 < 0x80 && $0 != 0x22
    }
    bytes += text(
      #"", "choices": {"text": ["\#(word())", "\#(word())", "\#(word())", "\#(word())"], "label": ["A", "B", "C", "D"]}, "answer": "B"}, "target": "\#(choice)", "arguments": [["Question: \#(word()) \#(word())\nAnswer:", " \#(word())"], ["Question: \#(word())\nAnswer:", " \#(word())"]], "#
    )
    bytes += text(
      #""resps": [[[-\#(below(99)).\#(below(9999)), false]], [[-\#(below(99)).5, true]]], "filtered_resps": [[-1.25, false], [-0.5, true]], "filter": "none", "metrics": ["acc", "acc_norm"], "#
    )
    bytes += text(
      facts()
        + #", "doc_hash": "\#(hex())", "prompt_hash": "\#(hex())", "target_hash": "\#(hex())", "#)
    bytes += text(#""acc": \#(choice & 1).0, "acc_norm": 1.0, "fewshot": null}"#)
  }

  private mutating func appendEscapes(to bytes: inout [UInt8]) {
    bytes += text(
      #"{"problem_id": "agent-\#(number % 512)", "sample_index": \#(number / 512), "trace": ""#)
    append(pieces: 60 + below(80), to: &bytes)
    bytes += text(#"", "# + facts() + #", "finish_reason": "stop"}"#)
  }

  private mutating func facts() -> String {
    #""score": 0.\#(below(1000)), "correct": \#(below(2) == 0), "entropy": 1.\#(below(100_000)), "logprob": -\#(below(5000)).\#(below(1000)), "tokens": \#(below(32768))"#
  }

  private mutating func append(pieces count: Int, to bytes: inout [UInt8]) {
    for _ in 0..<count { bytes += pieces[below(pieces.count)] }
  }

  // Pieces of text, escaped.

  private mutating func makePiece() -> [UInt8] {
    var piece = ""
    let length = 120 + below(400)
    while piece.utf8.count < length {
      piece += kind == .escapes ? nested() : prose()
    }
    return text(piece)
  }

  private mutating func prose() -> String {
    switch below(135) {
    case 0..<3: #"\\frac{\#(below(10))}{x+\#(below(9))} "#
    case 3..<5: #"$\\sqrt{\#(word())}$.\n\n"#
    case 5: ["数学", "é", "≤ ", "—", "😀", "Σ"][below(6)]
    case 6: #"\u00e9\u2264 "#
    case 7 where below(3) == 0: #"\"\#(word())\" "#
    case 8...9: #"\n    if x[\#(below(9))] == {'a'}:\n"#
    default: word() + " "
    }
  }

  private mutating func nested() -> String {
    switch below(21) {
    case 0..<4: #"\"\#(word().prefix(4))\":\"\#(word().prefix(3))\","#
    case 4..<7: #"\\\"k\\\":\\\"\#(word().prefix(2))\\\","#
    case 7: #"\\\\\\\"\#(below(9))\\\\\\\","#
    case 8: #"{\n\t\"<a href=\\\"\#(word().prefix(3))\\\">\"}"#
    case 9: #"\\n\\\\n"#
    default: word() + " "
    }
  }

  private mutating func word() -> String {
    let letters = 2 + below(9)
    return String((0..<letters).map { _ in Character(Unicode.Scalar(UInt8(97 + below(26)))) })
  }

  private mutating func hex() -> String { String(generator.next(), radix: 16) }

  private func text(_ string: String) -> [UInt8] { Array(string.utf8) }

  private mutating func below(_ bound: Int) -> Int { Int(generator.next() % UInt64(bound)) }
}
