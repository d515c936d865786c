/// Ids in a few words: numbers in a row become a range, `0, 1, 6–9, 22–29`.
package enum CompactList {
  /// The ids in the order given; three or more that count up by one are written as a range.
  ///
  /// Ids that end in a number count where what stands before it is the same, and where
  /// leading zeros keep them of one length: `m1–m4`, `008–011`.
  ///
  /// - Parameter dash: What stands between the ends of a range.
  package static func text(_ ids: [String], dash: String = "–") -> String {
    parts(ids, dash: dash).joined(separator: ", ")
  }

  /// The words of `text`, each an id, or a range of them.
  package static func parts(_ ids: [String], dash: String = "–") -> [String] {
    var parts: [String] = []
    var run: [String] = []
    var last: NumberedID?
    for id in ids {
      let next = NumberedID(id)
      if let last, let next, last.isFollowed(by: next) {
        run.append(id)
      } else {
        parts += written(run, dash)
        run = [id]
      }
      last = next
    }
    return parts + written(run, dash)
  }

  private static func written(_ run: [String], _ dash: String) -> [String] {
    guard run.count > 2, let first = run.first, let last = run.last else { return run }
    return [first + dash + last]
  }
}

/// An id that ends in a number.
private struct NumberedID {
  let start: Substring
  let number: Int
  let digits: Int
  let hasLeadingZero: Bool

  init?(_ id: String) {
    digits = id.reversed().prefix { $0.isASCII && $0.isNumber }.count
    start = id.dropLast(digits)
    guard let number = Int(id.suffix(digits)) else { return nil }
    self.number = number
    hasLeadingZero = digits > 1 && id.suffix(digits).first == "0"
  }

  func isFollowed(by next: NumberedID) -> Bool {
    let isAlike = digits == next.digits || !(hasLeadingZero || next.hasLeadingZero)
    return number < .max && next.number == number + 1 && next.start == start && isAlike
  }
}
