import Results

/// A sample with what it is of.
package struct ListedSample: Sendable {
  package let sample: Sample
  /// The id.
  package let problem: String
  /// `nil` where texts were not asked for or cannot be read.
  package let text: SampleText?
}

extension Library {
  /// Calls with every sample of a run that counts, in the order of its files.
  ///
  /// - Parameter withTexts: Whether each comes with its texts; files are read from front to back.
  package func forEachSample(
    of run: Run, withTexts: Bool = false, _ body: (ListedSample) -> Void
  ) {
    for (number, source) in zip(run.sources.indices, textSources(of: run)) {
      guard let source else { continue }
      let file = source.file
      let opened = withTexts ? try? RecordSource(file.path, file.holding, stamp: file.stamp) : nil
      let reader = SampleTextReader(file.holding.textKeys)
      run.forEachRecord(in: source.part, source: number) { site, record in
        let sample = Sample(
          record, path: file.path, shownPath: file.shownPath, verdict: site.verdict)
        let bytes = try? opened?.record(
          at: Int(clamping: record.offset), count: Int(clamping: record.length))
        let text = bytes.flatMap { try? reader.read($0, element: Int(record.element)).get() }
        body(
          ListedSample(
            sample: sample, problem: run.problems[Int(site.problem)].problem.id, text: text))
      }
    }
  }
}
