extension FileContents {
  /// Adds what the next piece of the same file holds, as if both had been read as one.
  ///
  /// - Parameters:
  ///   - piece: What records gave that were read without knowing those before.
  ///   - lines: The lines before the piece, which its rejects are counted from.
  package mutating func join(_ piece: FileContents, after lines: Int) {
    records += piece.records
    repairedRecords += piece.repairedRecords
    training += piece.training
    for reject in piece.rejects {
      self.reject(line: reject.line == 0 ? 0 : reject.line + lines, reject.reason)
    }
    furtherRejects += piece.furtherRejects
    for part in piece.parts {
      let number =
        parts.firstIndex { $0.facts == part.facts && $0.metric == part.metric } ?? parts.count
      if number == parts.count { parts.append(FilePart(facts: part.facts, metric: part.metric)) }
      parts[number].join(part)
    }
  }
}

extension FilePart {
  fileprivate mutating func join(_ piece: FilePart) {
    hasNegativeScore = hasNegativeScore || piece.hasNegativeScore
    hasPartialScore = hasPartialScore || piece.hasPartialScore
    let places = table.join(piece.table)
    for (number, sums) in piece.stated.enumerated() { state(sums, of: places[number]) }
    samples.append(piece.samples, problems: places)
  }
}
