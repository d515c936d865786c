import CSystem
import Glibc
import Results
import Watching

extension Library {
  /// Looks at files as they come up, until the library stops.
  func readFiles() {
    cs_lower_thread_priority(5)
    let buffer = ReadBuffer()
    while let (path, reader) = nextFile() {
      let outcome = reader.read(with: buffer) { contents, bytes in
        monitor.change { state in
          state.entries[path]?.contents = contents
          state.entries[path]?.format = reader.format
          state.entries[path]?.stamp = reader.stamp
          state.entries[path]?.state = .reading(bytes)
          state.isDirty = true
        }
      }
      buffer.shrink()
      finish(path, reader, outcome)
    }
  }

  private func nextFile() -> (String, FileReader)? {
    monitor.wait { state -> (String, FileReader)?? in
      if state.isStopped { return .some(nil) }
      while let path = state.queue.popLast() {
        state.queued.remove(path)
        guard var entry = state.entries[path] else { continue }
        let reader =
          entry.reader
          ?? FileReader(path: path, components: entry.relative.split(separator: "/").map(String.init))
        entry.reader = reader
        entry.isBusy = true
        entry.isAgain = false
        state.entries[path] = entry
        state.busy += 1
        return .some((path, reader))
      }
      return nil
    } ?? nil
  }

  private func finish(_ path: String, _ reader: FileReader, _ outcome: ReadOutcome) {
    monitor.change { state in
      state.busy -= 1
      // The file may have been forgotten meanwhile.
      guard var entry = state.entries[path] else { return }
      entry.isBusy = false
      entry.stamp = reader.stamp ?? entry.stamp
      entry.format = reader.format ?? entry.format
      let isAgain = entry.isAgain
      switch outcome {
      case .unchanged: break
      case .contents(let contents):
        entry.contents = contents
        entry.state = .read
      case .undecided(let bytes):
        entry.contents = nil
        entry.state = bytes == 0 ? .read : .reading(0)
      case .foreign(let what):
        entry.contents = nil
        entry.state = what == Recognizer.unreadable ? .failed(what) : .ignored(what)
        entry.reader = nil
      case .failed(let failure):
        entry.contents = nil
        entry.state = .failed(String(cString: strerror(failure.code)))
      case .gone:
        state.remove(path)
        return
      }
      if case .unchanged = outcome {} else { state.isDirty = true }
      state.entries[path] = entry
      if isAgain { state.enqueue(path, first: true) }
    }
  }
}
