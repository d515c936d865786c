/// Where a sample that counts stands, and what it counts as.
package struct SampleSite: Equatable, Sendable {
  /// The record, in bytes of the file as it lies unpacked.
  package let offset: UInt64
  package let length: UInt32
  package let element: UInt32
  /// The place among the run's problems.
  package let problem: UInt32
  package let verdict: Verdict
  /// What the file says of its reasoning.
  package let isReasoningValid: Bool?
}

extension Run {
  /// Calls with each sample of one of the run's sources that counts, in the order of the file.
  ///
  /// - Parameters:
  ///   - source: The place among the run's sources.
  ///   - isCancelled: Asked after every few thousand samples.
  /// - Returns: Whether it came to its end.
  /// - Complexity: O(number of samples).
  package func forEachSample(
    in part: FilePart, source: Int, isCancelled: () -> Bool = { false },
    _ body: (SampleSite) -> Void
  ) -> Bool {
    walk(part, source, isCancelled) { block, index, problem, verdict in
      body(block.site(index, problem, verdict))
    }
  }

  /// The same, with all that is kept of each sample.
  package func forEachRecord(
    in part: FilePart, source: Int, _ body: (SampleSite, SampleRecord) -> Void
  ) {
    _ = walk(part, source, { false }) { block, index, problem, verdict in
      body(block.site(index, problem, verdict), block[index])
    }
  }

  private func walk(
    _ part: FilePart, _ source: Int, _ isCancelled: () -> Bool,
    _ body: (SampleBlock, Int, _ problem: Int, Verdict) -> Void
  ) -> Bool {
    let omission = repeats.omissions[safe: source] ?? Repeats.Omission()
    guard !omission.isAll else { return true }
    let places = ProblemPlaces(self).places(in: part)
    return part.samples.walk { start, block in
      for index in 0..<block.count {
        let ordinal = UInt32(start + index)
        guard let problem = places[Int(block.problem[index])], !omission.omits(ordinal) else {
          continue
        }
        let verdict = omission.verdicts[ordinal] ?? rule.verdict(of: block.grading(at: index))
        body(block, index, problem, verdict)
      }
      return !isCancelled()
    }
  }
}

extension SampleBlock {
  fileprivate func site(_ index: Int, _ problem: Int, _ verdict: Verdict) -> SampleSite {
    SampleSite(
      offset: offset[index], length: length[index],
      element: element.isEmpty ? 0 : element[index], problem: UInt32(problem), verdict: verdict,
      isReasoningValid: isReasoningValid(at: index))
  }
}
