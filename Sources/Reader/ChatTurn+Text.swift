import Results

extension ChatTurn {
  /// More messages than this are not told apart: the last one holds the rest.
  static let most = 2000
  private static let (start, end) = (Array("<|im_start|>".utf8), Array("<|im_end|>".utf8))

  /// The messages of a prompt that marks them with `<|im_start|>`; none where it does not.
  package static func turns(_ text: String) -> [ChatTurn] {
    guard text.utf8.starts(with: start) else { return [] }
    let bytes = Array(text.utf8)
    let starts = ByteSearch(start).all(in: bytes, 0..<bytes.count, limit: most)
    var turns: [ChatTurn] = []
    for (number, place) in starts.enumerated() {
      let isRest = number + 1 == most
      let limit = isRest || number + 1 == starts.count ? bytes.count : starts[number + 1].lowerBound
      let piece = place.upperBound..<limit
      let close = isRest ? nil : ByteSearch(end).first(in: bytes, piece)
      let whole = bytes[piece.lowerBound..<(close?.lowerBound ?? limit)]
      let role = whole.prefix { $0 != 0x0A }
      guard role.count <= 40 else { return [] }
      let text = String(decoding: whole[role.endIndex...].dropFirst(), as: UTF8.self)
      // The empty message at the end is where the model begins.
      if !text.allSatisfy(\.isWhitespace) {
        turns.append(ChatTurn(role: String(decoding: role, as: UTF8.self), text: text))
      }
    }
    return turns
  }
}
