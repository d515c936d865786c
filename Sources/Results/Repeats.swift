import Statistics

/// What the samples of a run repeat.
///
/// Copies of a sample count once. Equal responses that are samples of their own
/// count each, and are told of: see `docs/formats.md`, *Merging and duplicates*.
package struct Repeats: Equatable, Sendable {
  /// Samples that two files share, or that one file has twice.
  package struct Pair: Equatable, Sendable {
    package let first: String
    package let second: String
    package let samples: Int
    /// Whether the second holds what the first holds, in the same order, and nothing else.
    package let isWhole: Bool

    package init(first: String, second: String, samples: Int, isWhole: Bool) {
      (self.first, self.second) = (first, second)
      self.samples = samples
      self.isWhole = isWhole
    }
  }

  /// One sample that its copies call right and wrong.
  package struct Conflict: Equatable, Sendable {
    package let problem: String
    package let correct: Place
    package let incorrect: Place
  }

  /// Where a record starts.
  package struct Place: Equatable, Sendable {
    package let file: String
    /// In bytes from the start of the file.
    package let offset: UInt64
  }

  /// Which files share samples, each of which counts once.
  package var copies: [Pair] = []
  /// Which files give other responses under the same number; all of them count.
  package var clashes: [Pair] = []
  /// The first samples of two verdicts.
  package var conflicts: [Conflict] = []
  /// All of them; each is one ungraded sample.
  package var conflictCount = 0
  /// How many of the responses that count repeat another; `nil` without responses.
  package var responses: SampleRepeats?
  /// Problems that have responses, if all samples of each are one and there are at least two.
  package var problemsOfOneResponse: Int?
  /// Whether nobody has looked for repeats yet: all samples count until somebody has.
  package var isPending = false
  /// What is left out, for each of the run's sources.
  var omissions: [Omission] = []

  package init() {}

  init(_ found: FoundRepeats, paths: [String]) {
    func pairs(_ pairs: [FoundRepeats.Pair]) -> [Pair] {
      pairs.map {
        Pair(
          first: paths[$0.first], second: paths[$0.second], samples: $0.samples,
          isWhole: $0.isWhole)
      }
    }
    copies = pairs(found.copies)
    clashes = pairs(found.clashes)
    conflicts = found.conflicts.map { conflict in
      Conflict(
        problem: conflict.problem,
        correct: Place(file: paths[conflict.correct.member], offset: conflict.correct.offset),
        incorrect: Place(file: paths[conflict.incorrect.member], offset: conflict.incorrect.offset))
    }
    conflictCount = found.conflictCount
    responses = found.responses
    problemsOfOneResponse = found.problemsOfOneResponse
    omissions = found.omissions
    isPending = found.isPending
  }

  /// Samples that do not count since they are copies of others.
  package var dropped: Int { copies.reduce(0) { $0 + $1.samples } }

  /// The finding that one answer is repeated, about a run called by a name.
  package func oneResponse(of run: String) -> IntegrityFinding? {
    problemsOfOneResponse.map { .oneResponse(run: run, problems: $0) }
  }

  /// Different responses, over all problems.
  package var distinct: Int? { responses.map { $0.samples - $0.repeated } }

  /// The samples of a problem in one of the run's sources, each as it counts.
  ///
  /// - Parameter source: The place among the run's sources.
  package func counted(
    _ problem: UInt32, in part: FilePart, source: Int
  ) -> [SampleRecord] {
    guard let omission = omissions[safe: source] else { return part.samples.samples(of: problem) }
    guard !omission.isAll else { return [] }
    return part.samples.numbered(of: problem).compactMap { ordinal, sample in
      let number = UInt32(ordinal)
      guard !omission.omits(number) else { return nil }
      guard let verdict = omission.verdicts[number] else { return sample }
      var sample = sample
      sample.grading = Grading(stated: verdict == .ungraded ? nil : verdict == .correct)
      return sample
    }
  }

  /// What one of a run's sources has that does not count, or counts as something else.
  struct Omission: Equatable, Sendable {
    /// Whether nothing of it counts.
    var isAll = false
    /// Samples that do not count, by their place in the part, in order.
    ///
    /// What was written twice mostly lies together, so that ranges take next to no memory.
    private(set) var ranges: [ClosedRange<UInt32>] = []
    /// Samples that count with the verdict of a copy, or with none since copies disagree.
    var verdicts: [UInt32: Verdict] = [:]

    /// Adds samples behind all that were added.
    mutating func append(_ range: ClosedRange<UInt32>) { ranges.append(range) }

    /// Adds a sample behind all that were added.
    mutating func append(_ ordinal: UInt32) {
      if let last = ranges.last, last.upperBound + 1 == ordinal {
        ranges[ranges.count - 1] = last.lowerBound...ordinal
      } else {
        ranges.append(ordinal...ordinal)
      }
    }

    func omits(_ ordinal: UInt32) -> Bool {
      var (low, high) = (0, ranges.count)
      while low < high {
        let middle = (low + high) / 2
        if ranges[middle].contains(ordinal) { return true }
        if ranges[middle].upperBound < ordinal { low = middle + 1 } else { high = middle }
      }
      return false
    }
  }
}

extension Array {
  /// The element at a place, or `nil` outside.
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
