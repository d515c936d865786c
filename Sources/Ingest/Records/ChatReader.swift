import Results

/// Reads the messages of a conversation: a list of objects with a role and a content.
struct ChatReader {
  private let scanner: JSONScanner
  private static let keys = KeyPaths([
    "role", "content", "tool_calls", "name", "reasoning_content",
  ])
  private static let partKeys = KeyPaths(["text", "type"])

  init(_ scanner: JSONScanner) { self.scanner = scanner }

  /// The messages that a text is a list of; none where it is something else.
  func turns(_ text: String?) -> [ChatTurn] {
    guard let text, text.utf8.first == UInt8(ascii: "[") else { return [] }
    var bytes = Array(text.utf8)
    let count = bytes.count
    bytes.append(contentsOf: repeatElement(0x20, count: JSONScanner.padding))
    return bytes.withUnsafeBytes { turns(RecordBytes(rebasing: $0[..<count])) }
  }

  /// The messages of a list; none where one of its elements is no message.
  func turns(_ list: RecordBytes) -> [ChatTurn] {
    guard let elements = try? scanner.array(list), !elements.isEmpty,
      elements.allSatisfy({ $0.kind == .object })
    else { return [] }
    let turns = elements.compactMap { turn($0.bytes(in: list)) }
    return turns.count == elements.count ? turns.filter { !$0.text.isEmpty } : []
  }

  private func turn(_ message: RecordBytes) -> ChatTurn? {
    guard let values = try? Self.keys.values(in: message, scanner), values[0].kind == .string else {
      return nil
    }
    let role = JSONText.string(values[0].bytes(in: message))
    let name = values[3].kind == .string ? " " + JSONText.string(values[3].bytes(in: message)) : ""
    var parts: [String] = []
    if let thought = string(values[4], in: message) { parts.append("<think>\(thought)</think>") }
    if let content = content(values[1], in: message) { parts.append(content) }
    if values[2].kind == .array {
      parts.append(String(decoding: values[2].bytes(in: message), as: UTF8.self))
    }
    return ChatTurn(role: role + name, text: parts.filter { !$0.isEmpty }.joined(separator: "\n"))
  }

  private func string(_ value: JSONValue, in record: RecordBytes) -> String? {
    value.kind == .string ? JSONText.string(value.bytes(in: record)) : nil
  }

  /// A text, or the texts of a list of parts.
  private func content(_ value: JSONValue, in message: RecordBytes) -> String? {
    guard value.kind == .array else { return string(value, in: message) }
    let list = value.bytes(in: message)
    let parts = (try? scanner.array(list)) ?? []
    return parts.map { part in
      let bytes = part.bytes(in: list)
      if part.kind == .object, let found = try? Self.partKeys.values(in: bytes, scanner),
        let text = string(found[0], in: bytes)
      {
        return text
      }
      return part.kind == .string ? JSONText.string(bytes) : String(decoding: bytes, as: UTF8.self)
    }.joined(separator: "\n")
  }
}

/// Reads what a record says of each token of its response.
struct TokenReader {
  private let scanner: JSONScanner
  /// The keys that tell of tokens.
  static let names = [
    "logprobs.content", "logprobs.tokens", "logprobs.token_logprobs", "tokens", "token_logprobs",
    "token_entropies", "logprobs", "entropies", "response_token_texts",
  ]
  private static let tokenKeys = KeyPaths(["token", "logprob", "entropy"])

  init(_ scanner: JSONScanner) { self.scanner = scanner }

  /// The tokens in their order; none where the record does not name them.
  ///
  /// - Parameter values: Those of `names` in the record; none for what is no object.
  func tokens(_ values: [JSONValue], in record: RecordBytes) -> [SampleToken] {
    guard values.count == Self.names.count else { return [] }
    if values[0].kind == .array { return objects(values[0].bytes(in: record)) }
    let texts =
      [values[1], values[3], values[8]].lazy.map { strings($0, in: record) }
      .first { !$0.isEmpty } ?? []
    guard !texts.isEmpty else { return [] }
    let numbers =
      [values[2], values[4], values[6]].lazy.map { self.numbers($0, in: record) }
      .first { !$0.isEmpty } ?? []
    let entropies =
      [values[5], values[7]].lazy.map { self.numbers($0, in: record) }
      .first { !$0.isEmpty } ?? []
    guard !numbers.isEmpty || !entropies.isEmpty else { return [] }
    return texts.enumerated().map { place, text in
      SampleToken(
        text, logProbability: numbers[safe: place] ?? nil, entropy: entropies[safe: place] ?? nil)
    }
  }

  private func objects(_ list: RecordBytes) -> [SampleToken] {
    ((try? scanner.array(list)) ?? []).compactMap { element -> SampleToken? in
      let token = element.bytes(in: list)
      guard element.kind == .object, let values = try? Self.tokenKeys.values(in: token, scanner),
        values[0].kind == .string
      else { return nil }
      return SampleToken(
        JSONText.string(values[0].bytes(in: token)), logProbability: number(values[1], in: token),
        entropy: number(values[2], in: token))
    }
  }

  private func strings(_ value: JSONValue, in record: RecordBytes) -> [String] {
    guard value.kind == .array else { return [] }
    let list = value.bytes(in: record)
    let elements = (try? scanner.array(list)) ?? []
    guard elements.allSatisfy({ $0.kind == .string }) else { return [] }
    return elements.map { JSONText.string($0.bytes(in: list)) }
  }

  private func numbers(_ value: JSONValue, in record: RecordBytes) -> [Double?] {
    guard value.kind == .array else { return [] }
    let list = value.bytes(in: record)
    return ((try? scanner.array(list)) ?? []).map { number($0, in: list) }
  }

  private func number(_ value: JSONValue, in record: RecordBytes) -> Double? {
    value.kind == .number ? JSONText.number(value.bytes(in: record)) : nil
  }
}
