extension SolvedSets {
  /// What the sets say, a sentence each.
  ///
  /// - Parameter letters: What each run is called in a word.
  package func sentences(letters: [String]) -> [String] {
    let none = ids(of: []).count
    let all = ids(of: Set(members.indices)).count
    let alone = members.indices.compactMap { place -> String? in
      let count = ids(of: [place]).count
      return count == 0 ? nil : "\(letters[place]) \(Format.count(count))"
    }
    let single =
      alone.isEmpty ? "none is solved by one alone" : "one alone: " + alone.joined(separator: ", ")
    return [
      "Of \(Format.count(problems, "problem")) all \(members.count) runs solve \(Format.count(all)), "
        + "none solves \(Format.count(none)), \(single); solved is a correct sample among all "
        + "n = \(budget)."
    ] + warnings(letters: letters)
  }

  private func warnings(letters: [String]) -> [String] {
    var warnings: [String] = []
    if !isEqual {
      let numbers = zip(letters, members).map { "\($0) \(Self.words($1.n))" }
      warnings.append(
        "Numbers of samples differ (\(numbers.joined(separator: ", "))): a run with more of them "
          + "solves more by chance.")
    }
    if leftOut > 0 {
      let verb = leftOut == 1 ? "is" : "are"
      warnings.append(
        "\(Format.count(leftOut, "problem")) that not all of these runs have graded samples of "
          + "\(verb) left out.")
    }
    return warnings
  }

  private var budget: String {
    let low = members.map(\.n.lowerBound).min() ?? 0
    let high = members.map(\.n.upperBound).max() ?? 0
    return Self.words(low...max(low, high))
  }

  private static func words(_ range: ClosedRange<Int>) -> String {
    let ends = [range.lowerBound, range.upperBound].map { Format.count($0) }
    return range.count == 1 ? ends[0] : ends.joined(separator: " to ")
  }

  /// Each intersection with its size, share and problems.
  package func table(letters: [String], dash: String = "–") -> DataTable {
    var rows = DataTable(
      "problems by the runs that solve them",
      columns: [
        .init("solved_by", "solved by", isWords: true), .init("runs"), .init("problems"),
        .init("share"), .init("ids", "problems by id", isWords: true),
      ])
    for set in intersections {
      rows.append([
        .text(Self.name(of: set.members, letters: letters)), .count(set.members.count),
        .count(set.ids.count), .share(Double(set.ids.count) / Double(problems)),
        .text(CompactList.text(set.ids, dash: dash)),
      ])
    }
    return rows
  }

  /// The runs of an intersection by their letters: `B C`.
  package static func name(of members: Set<Int>, letters: [String]) -> String {
    members.isEmpty ? "none" : members.sorted().map { letters[$0] }.joined(separator: " ")
  }
}
