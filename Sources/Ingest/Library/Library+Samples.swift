import Results

extension Library {
  /// The samples of one problem in one run, in the order of their files, copies left out.
  ///
  /// - Parameter contents: The verdicts of those that are to say what their marks hold on to, for
  ///   which their texts are read; all do where somebody has marked one of the problem.
  package func samples(
    of problem: String, in run: Run, contents: Set<Verdict> = []
  ) -> [Sample] {
    var hashes: [UInt64?] = []
    var found: [Sample] = []
    for (number, source) in zip(run.sources.indices, textSources(of: run)) {
      guard let source else { continue }
      let records = source.part.table.indexes(of: problem).flatMap {
        run.repeats.counted($0, in: source.part, source: number)
      }
      hashes += records.map(\.response)
      found += records.map {
        Sample($0, path: source.file.path, shownPath: source.file.shownPath, rule: run.rule)
      }
    }
    let isMarked = monitor.look { $0.marks.problems.contains(problem) }
    let all: Set<Verdict> = [.correct, .incorrect, .ungraded]
    addContents(to: &found, hashes, of: problem, isMarked ? all : contents)
    return found
  }

  /// Reads the texts of one sample from its file.
  package func text(of reference: SampleReference) -> Result<SampleText, TextFailure> {
    let entry = monitor.look { $0.entries[reference.path] }
    guard let entry, let holding = entry.holding else { return .failure(.gone) }
    do throws(TextFailure) {
      let source = try RecordSource(
        reference.path, holding, stamp: entry.stamp, from: lastText.take(holding.points))
      defer { if let packed = source.packed { lastText.keep(packed.cursor, in: holding.points) } }
      let record = try source.record(
        at: Int(clamping: reference.offset), count: Int(clamping: reference.length))
      return SampleTextReader(holding.textKeys).read(
        record, element: reference.element)
    } catch {
      return .failure(error)
    }
  }
}

/// Why a sample's text cannot be shown.
package enum TextFailure: Error, Equatable, Sendable, CustomStringConvertible {
  case gone
  case changed
  case refused(String)
  case unreadable(String)

  package var description: String {
    switch self {
    case .gone: "the file is no longer there"
    case .changed: "the file has changed; the list is read anew in a moment"
    case .refused(let reason): reason
    case .unreadable(let reason): "the record cannot be read: \(reason)"
    }
  }
}
