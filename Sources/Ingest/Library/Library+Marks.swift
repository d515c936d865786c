import Glibc
import Results
import Watching

extension Library {
  /// Reads the marks that were kept before, and has the files watched.
  func loadMarks() {
    for path in [marksLines.own, marksLines.beside] {
      loadMarks(path)
      let folder = LibraryState.split(path).folder
      if options.isLive, place(of: folder) == nil, FolderListing.isFolder(folder) {
        watch(folder, names: .only([MarksFile.name]))
      }
    }
  }

  /// Reads a file of marks that is new, changed or gone.
  func loadMarks(_ path: String) {
    let contents = MarksFile.read(path)
    monitor.change { state in
      if state.marks.take(contents, of: path) { state.isDirty = true }
    }
  }

  /// The reader whose marks are made here.
  package var reader: String { options.reader ?? MarksFile.usualReader }

  /// Keeps what the reader says of a sample's reasoning; `nil` takes it back.
  ///
  /// - Parameters:
  ///   - run: The id of the run that shows the sample, for people.
  ///   - problem: The id of its problem.
  /// - Returns: What went wrong, if anything did; a mark that cannot be written counts until the end.
  package func mark(
    _ reference: SampleReference, run: String, problem: String, verdict: ReasoningVerdict?,
    note: String?
  ) -> String? {
    let response: String
    switch text(of: reference) {
    case .success(let text):
      guard let found = text.response else {
        return "the sample has no response, so there is no reasoning to mark"
      }
      response = found
    case .failure(let failure): return "not marked: \(failure)"
    }
    let content = SampleContent(problem: problem, response: response)
    let mark = Mark(
      reader: reader, time: nextTime(for: content), sample: content, run: run, problem: problem,
      verdict: verdict, note: note)
    let written = MarksFile.line(mark).map(marksLines.append)
    var (path, failure) = ("", "the mark cannot be written as JSON" as String?)
    switch written {
    case .success(let place): (path, failure) = (place, nil)
    case .failure(let reason): failure = reason.description
    case nil: break
    }
    monitor.change { state in
      state.marks.add(mark, to: path)
      state.isDirty = true
    }
    return failure
  }

  /// Now, but behind the reader's last mark on a sample: clocks of two machines may differ.
  private func nextTime(for content: SampleContent) -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let time = Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
    let last = monitor.look { $0.marks.book.last(of: reader, on: content)?.time }
    return max(time, last.map { $0 + 1 } ?? time)
  }
}

extension Library {
  /// What the marks of a sample hold on to is known by.
  struct ContentKey: Hashable {
    let problem: String
    /// The hash of the response as its file writes it, and the length of its record.
    let response: UInt64
    let length: UInt64
  }

  /// Says of each sample of some verdicts what its marks hold on to, as far as its text can be read.
  ///
  /// The text of each is read once.
  func addContents(
    to samples: inout [Sample], _ hashes: [UInt64?], of problem: String, _ verdicts: Set<Verdict>
  ) {
    var opened: (path: String, source: RecordSource, reader: SampleTextReader)?
    for index in samples.indices where verdicts.contains(samples[index].verdict) {
      let reference = samples[index].reference
      let key = hashes[index].map {
        ContentKey(problem: problem, response: $0, length: reference.length)
      }
      if let key, let known = contents.find(key) {
        samples[index].content = known
        continue
      }
      if opened?.path != reference.path { opened = open(reference.path) }
      guard let opened,
        let record = try? opened.source.record(
          at: Int(clamping: reference.offset), count: Int(clamping: reference.length)),
        case .success(let text) = opened.reader.read(record, element: reference.element),
        let response = text.response
      else { continue }
      let content = SampleContent(problem: problem, response: response)
      samples[index].content = content
      if let key { contents.keep(content, for: key) }
    }
  }

  private func open(
    _ path: String
  ) -> (path: String, source: RecordSource, reader: SampleTextReader)? {
    let entry = monitor.look { $0.entries[path] }
    guard let entry, let holding = entry.holding,
      let source = try? RecordSource(path, holding, stamp: entry.stamp)
    else { return nil }
    return (path, source, SampleTextReader(holding.textKeys))
  }
}
