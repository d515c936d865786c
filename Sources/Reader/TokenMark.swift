import Results

/// A token of the response, and where it stands.
package struct TokenMark: Equatable, Sendable {
  package let range: Range<Int>
  /// In nats; `nil` where the file does not say it.
  package let logProbability: Double?
  package let entropy: Double?
}

extension TokenMark {
  /// Where tokens stand in a response, as far as their texts are those of the response.
  ///
  /// A token that the response lacks, such as the end of a turn, ends the list.
  static func marks(of tokens: [SampleToken], in bytes: [UInt8], _ range: Range<Int>) -> [TokenMark]
  {
    var marks: [TokenMark] = []
    var place = range.lowerBound
    for token in tokens {
      let text = Array(token.text.utf8)
      let end = place + text.count
      guard end <= range.upperBound, bytes[place..<end].elementsEqual(text) else { break }
      marks.append(
        TokenMark(
          range: place..<end, logProbability: token.logProbability, entropy: token.entropy))
      place = end
    }
    return marks
  }
}

extension ReaderText {
  /// The tokens of which some bytes lie in a range.
  package func forEachToken(in range: Range<Int>, _ body: (TokenMark) -> Void) {
    guard !tokens.isEmpty else { return }
    var (low, high) = (0, tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].range.upperBound > range.lowerBound {
        high = middle
      } else {
        low = middle + 1
      }
    }
    while low < tokens.count, tokens[low].range.lowerBound < range.upperBound {
      body(tokens[low])
      low += 1
    }
  }
}
