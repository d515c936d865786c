import Results

/// The texts of one sample as one run of bytes, divided into sections.
///
/// What laying out needs a pass over the whole text for is done here, where the text is read and not
/// where keys are answered; lines are laid out later, and only those that are seen.
package struct ReaderText: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    case prompt, gold, answer, reasoning, response
    /// A message of a conversation, by who says it.
    case turn(String)
  }

  /// A part of the text under a heading of its own; never empty.
  package struct Section: Equatable, Sendable {
    package let kind: Kind
    package let title: String
    /// Where its bytes lie.
    package let range: Range<Int>
    /// Whether it is what the model wrote.
    package let isResponse: Bool
  }

  /// Valid UTF-8.
  package private(set) var bytes: [UInt8] = []
  package private(set) var sections: [Section] = []
  /// Tags such as `<think>`, which stand where reasoning begins and ends.
  package private(set) var tags: [Range<Int>] = []
  /// Where lines begin that open or close a fence of code, by turns, in each section.
  package private(set) var fences: [Int] = []
  /// Lines so long that their ends are not looked for again.
  private var longLines: [Range<Int>] = []
  private static let longLine = 1 << 15
  /// What the file says of the tokens of the response.
  package private(set) var tokens: [TokenMark] = []
  /// Where the response says the answer that was taken out of it.
  package private(set) var answer: Range<Int>?

  package init(_ text: SampleText) {
    bytes.reserveCapacity(
      [text.prompt, text.gold, text.answer, text.response].reduce(0) { $0 + ($1?.utf8.count ?? 0) })
    addMessages(text.promptTurns, or: text.prompt, as: .prompt, "prompt")
    add(text.gold, .gold, "gold answer")
    add(text.answer, .answer, "answer")
    let start = bytes.count
    addResponse(text)
    for section in sections { findLines(in: section.range) }
    guard start < bytes.count else { return }
    tokens = TokenMark.marks(of: text.tokens, in: bytes, start..<bytes.count)
    answer = text.answer.flatMap { findAnswer($0, in: start..<bytes.count) }
  }

  /// The text of some bytes; what is cut in two at an end becomes U+FFFD.
  package func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The section that holds a byte, or the last one before it.
  package func section(at offset: Int) -> Int? {
    sections.lastIndex { $0.range.lowerBound <= offset }
  }

  /// What the model wrote; `nil` where there is nothing.
  package var response: Range<Int>? {
    guard let first = sections.first(where: \.isResponse),
      let last = sections.last(where: \.isResponse)
    else { return nil }
    return first.range.lowerBound..<last.range.upperBound
  }

  private mutating func add(
    _ text: String?, _ kind: Kind, _ title: String, isResponse: Bool = false
  ) {
    guard let text, !text.isEmpty else { return }
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    sections.append(
      Section(kind: kind, title: title, range: start..<bytes.count, isResponse: isResponse))
  }

  /// A conversation as its messages, a text as one section.
  private mutating func addMessages(
    _ turns: [ChatTurn], or text: String?, as kind: Kind, _ title: String,
    isResponse: Bool = false
  ) {
    let found = turns.isEmpty ? text.map(ChatTurn.turns) ?? [] : turns
    guard found.count > 1 else {
      let text = found.first?.text ?? text
      guard isResponse, let text else { return add(text, kind, title) }
      return addReasoned(text, kind, title, reasoning: "reasoning", isResponse: true)
    }
    for turn in found {
      let says = isResponse ? turn.role : "\(title): \(turn.role)"
      guard turn.role == "assistant" else {
        add(turn.text, .turn(turn.role), says, isResponse: isResponse)
        continue
      }
      addReasoned(
        turn.text, .turn(turn.role), says, reasoning: "\(says), reasoning",
        isResponse: isResponse)
    }
  }

  private mutating func addResponse(_ text: SampleText) {
    guard text.responseTurns.isEmpty else {
      return addMessages(
        text.responseTurns, or: nil, as: .response, "response", isResponse: true)
    }
    guard let response = text.response else { return }
    addReasoned(response, .response, "response", reasoning: "reasoning", isResponse: true)
  }

  /// What a model wrote, its reasoning apart from the rest.
  private mutating func addReasoned(
    _ text: String, _ kind: Kind, _ title: String, reasoning: String, isResponse: Bool
  ) {
    guard !text.isEmpty else { return }
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    for part in ReasoningTags.parts(of: bytes, start..<bytes.count) {
      let thought = reasoning + (part.isWhole ? "" : ", not ended")
      sections.append(
        Section(
          kind: part.isReasoning ? .reasoning : kind, title: part.isReasoning ? thought : title,
          range: part.range, isResponse: isResponse))
      tags += part.tags
    }
  }

  private mutating func findLines(in range: Range<Int>) {
    ByteSearch.forEachLine(of: bytes, range) { line in
      if line.count > Self.longLine { longLines.append(line) }
      if Self.isFence(bytes, line) { fences.append(line.lowerBound) }
    }
  }

  /// The line that a byte lies in, without its end.
  func line(
    of place: Int, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Range<Int> {
    let next = longLines.firstPlace { $0.lowerBound > place }
    // The last line of the section before may end where this one begins.
    if next > 0, longLines[next - 1].upperBound >= place,
      longLines[next - 1].lowerBound >= range.lowerBound
    {
      return longLines[next - 1]
    }
    return ByteSearch.line(of: place, in: bytes, range)
  }

  /// Whether a line opens or closes a piece of code.
  static func isFence(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
    var place = line.lowerBound
    while place < line.upperBound, place < line.lowerBound + 12, bytes[place] == 0x20 { place += 1 }
    guard place + 3 <= line.upperBound else { return false }
    let sign = bytes[place]
    guard sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~") else { return false }
    return bytes[place + 1] == sign && bytes[place + 2] == sign
  }

  /// Whether a line lies between an opening and a closing fence of its section.
  package func isCode(at offset: Int, in section: Int) -> Bool {
    let start = sections[section].range.lowerBound
    let (first, here) = (fences.firstPlace { $0 >= start }, fences.firstPlace { $0 >= offset })
    return (here - first) % 2 == 1
  }

  /// The last place of an answer in the last 4 kB of the response.
  private func findAnswer(_ answer: String, in range: Range<Int>) -> Range<Int>? {
    let needle = Array(answer.utf8.drop { $0 == 0x20 || $0 == 0x0A })
    guard !needle.isEmpty, needle.count < 200 else { return nil }
    let tail = max(range.lowerBound, range.upperBound - 4096)..<range.upperBound
    return ByteSearch(needle).last(in: bytes, tail)
  }
}

extension Array {
  /// The first place whose element fulfils a condition that holds from some place on.
  package func firstPlace(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
