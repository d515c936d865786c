import CSystem
import Glibc
import ResultIndex
import Results

extension Library {
  /// The most samples that wait for the index before reading does.
  static let mostUnkept = 8_000_000
  /// Samples written in one transaction, more or less.
  private static let batch = 1_000_000

  /// What an index knows of a file.
  func memory(of path: String, _ relative: String, root: Int) -> FileMemory? {
    guard let index = options.index else { return nil }
    let root = roots[root]
    let real = root.isFile ? root.real : root.real + "/" + relative
    return FileMemory(index: index, path: real, smallest: options.smallestIndexed) { [monitor] in
      // Another program has pruned or rebuilt the index: the file itself has all.
      monitor.change { state in state.readAnew(path, index) }
    }
  }

  /// Writes what was read into the index, behind the readers.
  func keepIndex() {
    guard let index = options.index else { return }
    cs_lower_thread_priority(10)
    while let batch = nextBatch(index) {
      do throws(IndexProblem) {
        try keep(batch, in: index)
        if index.isTooLarge {
          _ = try index.prune()
          if index.isTooLarge { return endKeeping("the index \(index.path) is full") }
        }
      } catch {
        if case .damaged = error { index.discard() }
        guard case .locked = error, options.isLive else { return endKeeping(error.description) }
        keepLater(batch, in: index)
      }
    }
  }

  /// Whether an index is given all that is read.
  package var isKeeping: Bool { monitor.look(\.unkept.isWriting) }

  /// Leaves files that were to be written for when the index is free; where so many wait that reading
  /// would have to wait, they are kept once they grow.
  private func keepLater(_ batch: [String: StoredFile], in index: ResultIndex) {
    monitor.change { state in
      state.unkept.isBusy = false
      for (path, file) in batch where state.isNewest(file, of: path) {
        state.unkept.add(file, of: path)
      }
      if state.unkept.samples > Self.mostUnkept {
        state.unkept = Unkept()
        state.unkept.isWriting = true
      }
      guard !state.notices.contains(Self.waiting(for: index)) else { return }
      state.notices.append(Self.waiting(for: index))
      state.isDirty = true
    }
  }

  private static func waiting(for index: ResultIndex) -> String {
    "the index \(index.path) is kept locked by another program; what is read now is kept once it is free"
  }

  /// Goes on without writing; what the index has already is still read.
  private func endKeeping(_ reason: String) {
    monitor.change { state in
      state.notices.append("\(reason); what is read now is not kept (--index-limit, --index)")
      state.unkept = Unkept()
      state.isDirty = true
    }
  }

  private func keep(_ batch: [String: StoredFile], in index: ResultIndex) throws(IndexProblem) {
    let paths = batch.keys.sorted()
    let kept = try write(paths.compactMap { batch[$0] }, to: index) { [monitor] real in
      monitor.change { state in
        for path in paths where batch[path]?.path == real { state.readAnew(path, index) }
      }
    }
    monitor.change { state in
      for (path, stored) in zip(paths, kept) { state.release(path, to: stored) }
      state.unkept.isBusy = false
      if let told = state.notices.firstIndex(of: Self.waiting(for: index)) {
        state.notices.remove(at: told)
        state.isDirty = true
      }
    }
  }

  /// Writes files; another program that writes to the same index is waited for.
  private func write(
    _ files: [StoredFile], to index: ResultIndex, lost: @escaping @Sendable (String) -> Void
  ) throws(IndexProblem) -> [StoredFile] {
    for _ in 0..<options.indexPatience {
      do throws(IndexProblem) {
        return try index.write(files, lost: lost)
      } catch {
        guard case .locked = error, !monitor.look(\.isStopped) else { throw error }
      }
    }
    return try index.write(files, lost: lost)
  }

  /// Waits for something to write; `nil` when the library stops.
  private func nextBatch(_ index: ResultIndex) -> [String: StoredFile]? {
    let batch = monitor.wait { state -> [String: StoredFile]?? in
      if state.isStopped { return .some(nil) }
      guard !state.unkept.isEmpty || (state.isIdle && index.hasNews) else { return nil }
      state.unkept.isBusy = true
      return state.unkept.take(atMost: Self.batch)
    }
    return batch ?? nil
  }

  /// Where an index is and how large, in words.
  static func keeping(_ index: ResultIndex) -> String {
    let home = getenv("HOME").map { String(cString: $0) } ?? "/"
    let path =
      index.path.hasPrefix(home + "/") ? "~" + index.path.dropFirst(home.count) : index.path
    return "\(Format.bytes(index.size)), at most \(Format.bytes(index.limit)), in \(path)"
  }

  /// Looks for repeats in samples that must be fetched, whenever a snapshot has gone without that.
  func findRepeats() {
    cs_lower_thread_priority(10)
    while true {
      let isDue = monitor.wait { state -> Bool? in
        if state.isStopped { return false }
        guard state.wantsRepeats, state.isIdle else { return nil }
        state.wantsRepeats = false
        return true
      }
      guard isDue == true else { return }
      // What is found is remembered, so that the next snapshot knows it.
      _ = assemble()
      keepRepeats()
      cs_trim_memory()
      monitor.change { $0.isDirty = true }
    }
  }

  /// Writes what was found of repeats; what cannot be written is found again another time.
  private func keepRepeats() {
    guard let index = options.index, index.hasNews else { return }
    _ = try? index.write([])
  }

  /// Waits until the index has all that was read.
  package func waitUntilKept() {
    _ = monitor.wait { state in
      state.isStopped || !state.unkept.isWriting || (state.unkept.isEmpty && !state.unkept.isBusy)
        ? true : nil
    }
    keepRepeats()
  }
}

extension LibraryState {
  /// Leaves the samples of a file to the index, unless the file has changed since it was written.
  fileprivate mutating func release(_ path: String, to stored: StoredFile) {
    guard let entry = entries[path], !entry.isBusy, unkept.files[path] == nil,
      let reader = entry.reader, entry.holding != nil, reader.release(to: stored)
    else { return }
    entries[path]?.holding = reader.holding(stored.contents)
  }

  /// Whether nothing has been read of a file since something was left to be written.
  fileprivate func isNewest(_ file: StoredFile, of path: String) -> Bool {
    guard let entry = entries[path], !entry.isBusy, unkept.files[path] == nil else { return false }
    return entry.reader?.unkept?.position == file.position
  }

  /// Reads a file from its start, whatever an index knew of it.
  fileprivate mutating func readAnew(_ path: String, _ index: ResultIndex) {
    losses += 1
    for damaged in index.damaged {
      let notice = "the index \(damaged) is damaged in places; what it had there is read anew"
      if !notices.contains(notice) { notices.append(notice) }
    }
    guard entries[path] != nil else { return }
    entries[path]?.isDistrusted = true
    enqueue(path, first: true)
  }
}
