/// Finds what a person who mistyped a word may have meant.
package enum Spelling {
  /// The candidate that takes the fewest edits to reach, if it takes few; the first of several.
  package static func closest(to word: String, among candidates: [String]) -> String? {
    let limit = max(1, min(3, (word.count + 1) / 3))
    return
      candidates
      .map { (candidate: $0, distance: distance(word.lowercased(), $0)) }
      .filter { $0.distance <= limit }
      .min { $0.distance < $1.distance }?
      .candidate
  }

  /// The letters to insert, remove or replace to turn one word into the other (Levenshtein).
  package static func distance(_ first: String, _ second: String) -> Int {
    let second = Array(second)
    var row = Array(0...second.count)
    for (i, letter) in first.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in second.enumerated() {
        let replaced = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
      }
    }
    return row[second.count]
  }
}
