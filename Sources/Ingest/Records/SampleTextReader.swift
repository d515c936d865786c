import Results

/// Takes the texts of one sample out of its record.
struct SampleTextReader {
  private let finder: RecordTexts
  private let layout: RecordLayout

  init(layout: RecordLayout) {
    self.layout = layout
    finder = RecordTexts(layout, [.prompt, .gold, .response, .answer])
  }

  func read(_ bytes: consuming [UInt8], element: Int) -> Result<SampleText, TextFailure> {
    // A file of verdicts alone has no texts.
    if bytes.isEmpty { return .success(SampleText()) }
    let count = bytes.count
    var padded = bytes
    padded.append(contentsOf: repeatElement(0x20, count: JSONScanner.padding))
    let result = padded.withUnsafeBytes { buffer in
      read(RecordBytes(rebasing: buffer[..<count]), element: element)
    }
    guard result == .failure(.unreadable(ScanFailure.notUTF8.sentence)) else { return result }
    let repaired = padded.withUnsafeBytes { UTF8Repair.repaired($0, padding: 0) }
    return repaired.withUnsafeBytes { buffer in
      read(RecordBytes(rebasing: buffer[..<count]), element: element)
    }
  }

  private func read(_ record: RecordBytes, element: Int) -> Result<SampleText, TextFailure> {
    do throws(ScanFailure) {
      var text = SampleText()
      guard let found = try finder.places(of: [element], in: record).first else {
        return .success(text)
      }
      (text.prompt, text.gold) = (found[0]?.text, found[1]?.text)
      (text.response, text.answer) = (found[2]?.text, found[3]?.text)
      addParts(of: record, to: &text)
      return .success(text)
    } catch {
      return .failure(.unreadable(error.sentence))
    }
  }

  /// Adds the messages that prompt and response are made of, and the tokens of the response.
  private func addParts(of record: RecordBytes, to text: inout SampleText) {
    let scanner = JSONScanner()
    let chat = ChatReader(scanner)
    text.promptTurns = conversation(layout.prompt, record, scanner) ?? chat.turns(text.prompt)
    text.responseTurns =
      conversation(layout.response, record, scanner) ?? chat.turns(text.response)
    if text.responseTurns.isEmpty { text.tokens = TokenReader(scanner).tokens(in: record) }
  }

  /// The whole conversation whose last message a layout takes for the text.
  private func conversation(
    _ keys: [String], _ record: RecordBytes, _ scanner: JSONScanner
  ) -> [ChatTurn]? {
    let last = ".-1.content"
    guard let key = keys.first(where: { $0.hasSuffix(last) }),
      let value = try? KeyPaths([String(key.dropLast(last.count))]).values(in: record, scanner)
        .first, value.kind == .array
    else { return nil }
    let turns = ChatReader(scanner).turns(value.bytes(in: record))
    return turns.count > 1 ? turns : nil
  }
}
