import Results

/// Takes the texts of one sample out of its record.
struct SampleTextReader {
  private let keys: SampleTextKeys
  private let finder: RecordTexts

  init(_ keys: SampleTextKeys) {
    self.keys = keys
    finder = RecordTexts(keys.texts)
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
    var readable = padded.withUnsafeBytes { buffer in
      UTF8Repair.readable(RecordBytes(rebasing: buffer[..<count]))
    }
    let length = readable.count
    readable.append(contentsOf: repeatElement(0x20, count: JSONScanner.padding))
    return readable.withUnsafeBytes { buffer in
      read(RecordBytes(rebasing: buffer[..<length]), element: element)
    }
  }

  private func read(_ record: RecordBytes, element: Int) -> Result<SampleText, TextFailure> {
    do throws(ScanFailure) {
      var text = SampleText()
      var others: [JSONValue] = []
      let places = try finder.places(of: [element], in: record, others: &others)
      guard let found = places.first else { return .success(text) }
      (text.prompt, text.gold) = (found[0]?.text, found[1]?.text)
      (text.response, text.answer) = (found[2]?.text, found[3]?.text)
      addParts(of: record, others, to: &text)
      return .success(text)
    } catch {
      return .failure(.unreadable(error.sentence))
    }
  }

  /// Adds the messages that prompt and response are made of, and the tokens of the response.
  private func addParts(
    of record: RecordBytes, _ tokens: [JSONValue], to text: inout SampleText
  ) {
    let scanner = finder.scanner
    let chat = ChatReader(scanner)
    text.promptTurns = turns(keys.promptChat, record, scanner) ?? chat.turns(text.prompt)
    text.responseTurns = turns(keys.responseChat, record, scanner) ?? chat.turns(text.response)
    if text.responseTurns.isEmpty {
      text.tokens = TokenReader(scanner).tokens(tokens, in: record)
    }
  }

  /// The whole conversation whose last message a layout takes for the text.
  private func turns(
    _ conversation: KeyPaths?, _ record: RecordBytes, _ scanner: JSONScanner
  ) -> [ChatTurn]? {
    guard let value = try? conversation?.values(in: record, scanner).first, value.kind == .array
    else { return nil }
    let turns = ChatReader(scanner).turns(value.bytes(in: record))
    return turns.count > 1 ? turns : nil
  }
}

/// What the texts of samples are found by, prepared once for each file.
final class SampleTextKeys: Sendable {
  let texts: TextKeys
  /// The conversations whose last messages are the texts; `nil` where a layout takes none for one.
  let promptChat: KeyPaths?
  let responseChat: KeyPaths?

  init(_ layout: RecordLayout) {
    texts = TextKeys(
      layout, [.prompt, .gold, .response, .answer], others: TokenReader.names)
    promptChat = Self.conversation(layout.prompt)
    responseChat = Self.conversation(layout.response)
  }

  private static func conversation(_ keys: [String]) -> KeyPaths? {
    let last = ".-1.content"
    let key = keys.first { $0.hasSuffix(last) }
    return key.map { KeyPaths([String($0.dropLast(last.count))]) }
  }
}
