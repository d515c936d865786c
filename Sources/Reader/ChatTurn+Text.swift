import Results

extension ChatTurn {
  /// The messages of a prompt that marks them with `<|im_start|>`; none where it does not.
  package static func turns(_ text: String) -> [ChatTurn] {
    let (start, end) = ("<|im_start|>", "<|im_end|>")
    guard text.hasPrefix(start) else { return [] }
    var turns: [ChatTurn] = []
    for piece in text.split(separator: start) {
      let whole = piece.split(separator: end, maxSplits: 1, omittingEmptySubsequences: false)
      let lines = (whole.first ?? "").split(
        separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      let role = String(lines.first ?? "")
      guard role.utf8.count <= 40 else { return [] }
      let text = lines.count > 1 ? String(lines[1]) : ""
      // The empty message at the end is where the model begins.
      if !text.allSatisfy(\.isWhitespace) { turns.append(ChatTurn(role: role, text: text)) }
    }
    return turns
  }
}
