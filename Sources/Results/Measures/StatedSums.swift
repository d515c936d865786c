import Statistics

/// What a file of counts states of the samples of one problem beside n and c.
///
/// Two lines of one problem add up; what only one of them states covers the samples of that line.
package struct StatedSums: Equatable, Sendable {
  package var tokens = SampleSum()
  package var correctTokens = SampleSum()
  package var incorrectTokens = SampleSum()
  /// In nats.
  package var entropy = SampleSum()
  private(set) var truncation = Part()
  private(set) var reasoning = Part()

  /// Samples of which the file states two further numbers.
  struct Part: Equatable, Sendable {
    var n = 0
    var c = 0
    /// Truncated ones; correct ones that were judged.
    var all = 0
    /// Truncated correct ones; correct ones that were judged valid.
    var some = 0

    mutating func add(_ other: Part) {
      n += other.n
      c += other.c
      all += other.all
      some += other.some
    }
  }

  package init() {}

  /// States which of the samples of a line were cut at the token limit.
  ///
  /// Numbers that cannot be are none.
  package mutating func add(n: Int, c: Int, truncated: Int, truncatedCorrect: Int) {
    guard n > 0, 0 <= truncatedCorrect, truncatedCorrect <= min(c, truncated),
      truncated - truncatedCorrect <= n - c
    else { return }
    truncation.add(Part(n: n, c: c, all: truncated, some: truncatedCorrect))
  }

  /// States how many correct samples of a line were judged, and judged valid.
  ///
  /// Numbers that cannot be are none.
  package mutating func add(n: Int, c: Int, judged: Int, valid: Int) {
    guard n > 0, 0 <= valid, valid <= judged, judged <= c else { return }
    reasoning.add(Part(n: n, c: c, all: judged, some: valid))
  }

  mutating func add(_ other: StatedSums) {
    tokens.add(other.tokens)
    correctTokens.add(other.correctTokens)
    incorrectTokens.add(other.incorrectTokens)
    entropy.add(other.entropy)
    truncation.add(other.truncation)
    reasoning.add(other.reasoning)
  }

  var truncationTally: TruncationTally? {
    truncation.n == 0
      ? nil
      : TruncationTally(
        n: truncation.n, c: truncation.c, truncated: truncation.all,
        truncatedCorrect: truncation.some, finished: truncation.n)
  }

  var reasoningTally: ReasoningTally? {
    reasoning.n == 0
      ? nil
      : ReasoningTally(
        n: reasoning.n, c: reasoning.c, valid: reasoning.some, judged: reasoning.all)
  }
}

// As bytes.

extension StatedSums {
  func write(to writer: inout ByteWriter) {
    for sum in [tokens, correctTokens, incorrectTokens, entropy] {
      writer.write(sum.count)
      writer.write(sum.sum)
    }
    for part in [truncation, reasoning] {
      for number in [part.n, part.c, part.all, part.some] { writer.write(number) }
    }
  }

  init(_ reader: inout ByteReader) throws(DamagedBytes) {
    tokens = try SampleSum(&reader)
    correctTokens = try SampleSum(&reader)
    incorrectTokens = try SampleSum(&reader)
    entropy = try SampleSum(&reader)
    let (cut, judged) = (try Part(&reader), try Part(&reader))
    add(n: cut.n, c: cut.c, truncated: cut.all, truncatedCorrect: cut.some)
    add(n: judged.n, c: judged.c, judged: judged.all, valid: judged.some)
  }
}

extension SampleSum {
  fileprivate init(_ reader: inout ByteReader) throws(DamagedBytes) {
    let count = try reader.integer()
    let sum = try reader.double()
    guard count >= 0 else { throw DamagedBytes() }
    self.init(sum: sum, count: count)
  }
}

extension StatedSums.Part {
  fileprivate init(_ reader: inout ByteReader) throws(DamagedBytes) {
    n = try reader.integer()
    c = try reader.integer()
    all = try reader.integer()
    some = try reader.integer()
  }
}
