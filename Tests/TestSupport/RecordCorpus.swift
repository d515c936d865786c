/// Made-up lines of results, as many as are asked for, the same for the same seed.
///
/// All have the same facts under the same keys, in the same order, among others. What the lines of
/// a kind have in common with real ones is in docs/performance.md.
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
  private var text: RecordText
  private var pieces: [[UInt8]] = []
  /// Pieces with characters beyond ASCII, a few in a hundred.
  private var foreignPieces: [[UInt8]] = []
  private var number = 0

  package init(_ kind: Kind, seed: UInt64 = 1) {
    self.kind = kind
    text = RecordText(seed: seed)
    let isNested = kind == .escapes
    for _ in 0..<2000 { pieces.append(isNested ? text.nestedPiece() : text.piece()) }
    for _ in 0..<500 where kind == .reasoning { foreignPieces.append(text.foreignPiece()) }
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

  // Fifteen fields.
  private mutating func appendReasoning(to bytes: inout [UInt8]) {
    let length = lineLength()
    let foreign = text.below(100) < 15 ? 250 + text.below(500) : 0
    let start = bytes.count
    bytes +=
      """
      {"problem_id": "math-\(number % 4096)", "sample_index": \(number / 4096), \
      "model": "made-up-7b", "prompt": "
      """.utf8
    append(bytes: 400, to: &bytes, foreign: foreign)
    bytes += #"", "response": ""#.utf8
    append(bytes: max(0, length - 900 - (bytes.count - start - 500)), to: &bytes, foreign: foreign)
    bytes +=
      """
      ", "answer": "\(text.below(1000))", "gold": "\(text.below(1000))", \(facts()), \
      "finish_reason": "stop", "seed": \(text.below(1 << 30)), "meta": {"level": \
      \(text.below(5)), "tags": ["algebra", "number theory"], "timing": {"start": 1.5, \
      "end": \(text.below(99)).25}}}
      """.utf8
  }

  /// A tenth of all are below 6.4 KB, half below 15, nine tenths below 38, and none is above 62.
  private mutating func lineLength() -> Int {
    let limits = [2500, 6400, 15_000, 38_000, 62_000]
    let place = text.below(1000)
    let (part, start, width) =
      switch place {
      case 0..<100: (0, 0, 100)
      case 100..<500: (1, 100, 400)
      case 500..<900: (2, 500, 400)
      default: (3, 900, 100)
      }
    return limits[part] + (limits[part + 1] - limits[part]) * (place - start) / width
  }

  // Twenty keys and eighteen texts.
  private mutating func appendShort(to bytes: inout [UInt8]) {
    let target = text.below(4)
    bytes +=
      """
      {"doc_id": \(number), "problem_id": "\(text.hex(8))", "sample_index": 0, \
      "doc": {"question": "
      """.utf8
    text.appendWords(bytes: 80 + text.below(120), to: &bytes)
    let choices = (0..<4).map { _ in text.phrase() }
    let listed = choices.joined(separator: #"", ""#)
    bytes += #"?", "choices": ["\#(listed)"]}, "#.utf8
    bytes += #""target": "\#(choices[target])", "arguments": "#.utf8
    let context = #"Question: \#(text.phrase()) \#(text.phrase())\nAnswer:"#
    for place in 0..<4 {
      bytes += #"\#(place == 0 ? "[" : ", ")["\#(context)", " \#(choices[place])"]"#.utf8
    }
    let chances = (0..<4).map { _ in
      "-\(text.below(99)).\(text.below(9999)), \(text.below(4) == 0)"
    }
    bytes += #"], "resps": ["#.utf8
    bytes += chances.map { "[[\($0)]]" }.joined(separator: ", ").utf8
    bytes += #"], "filtered_resps": ["#.utf8
    bytes += chances.map { "[\($0)]" }.joined(separator: ", ").utf8
    bytes +=
      """
      ], "filter": "none", "metrics": ["acc"], \(facts()), "doc_hash": "\(text.hex(64))", \
      "acc": \(target & 1).0, "acc_norm": 1.0}
      """.utf8
  }

  private mutating func appendEscapes(to bytes: inout [UInt8]) {
    bytes +=
      """
      {"problem_id": "agent-\(number % 512)", "sample_index": \(number / 512), "trace": "
      """.utf8
    append(bytes: 6000 + text.below(20_000), to: &bytes, foreign: 0)
    bytes += #"", \#(facts()), "finish_reason": "stop"}"#.utf8
  }

  private mutating func facts() -> String {
    """
    "score": 0.\(text.below(1000)), "correct": \(text.below(2) == 0), \
    "entropy": 1.\(text.below(100_000)), "logprob": -\(text.below(5000)).\(text.below(1000)), \
    "tokens": \(text.below(32768))
    """
  }

  /// Adds pieces, of which so many in a thousand have characters beyond ASCII.
  private mutating func append(bytes count: Int, to bytes: inout [UInt8], foreign: Int) {
    let end = bytes.count + count
    while bytes.count < end {
      let isForeign = foreign > 0 && text.below(1000) < foreign
      bytes +=
        isForeign
        ? foreignPieces[text.below(foreignPieces.count)] : pieces[text.below(pieces.count)]
    }
  }
}
