import Glibc
import Results
import Watching

/// What a look at a file led to.
enum ReadOutcome {
  /// Nothing has changed since the last look.
  case unchanged
  /// What the file holds now.
  case contents(FileContents)
  /// Too little is there to tell what it is; so many bytes wait.
  case undecided(bytes: Int)
  case foreign(String)
  case failed(SystemFailure)
  /// It is gone, or is no regular file.
  case gone
}

/// Reads one file as it grows.
///
/// Sendable: the library hands a reader to one thread at a time.
final class FileReader: @unchecked Sendable {
  let path: String
  /// The folders and the name below what was opened.
  private let components: [String]
  private var follow = FollowMachine()
  private var recognition = Recognition.undecided
  /// What whole lines gave; a last line without an end comes on top of a copy.
  private var settled: FileContents?
  private var decoder: RecordDecoder?
  private var lines = 0
  private(set) var stamp: FileStamp?

  init(path: String, components: [String]) {
    self.path = path
    self.components = components
  }

  var format: (any ResultsFormat)? {
    if case .format(let format, _) = recognition { return format }
    return nil
  }

  /// Reads what is new.
  ///
  /// - Parameters:
  ///   - buffer: The thread's own.
  ///   - publish: Told now and then what was read so far and how many bytes that took.
  func read(
    with buffer: ReadBuffer, publish: (FileContents, Int) -> Void
  ) -> ReadOutcome {
    do throws(SystemFailure) {
      let file = try OpenFile(path)
      guard let stamp = try file.stamp() else { return .gone }
      self.stamp = stamp
      switch follow.action(for: stamp, marks: file.marks(consumed:)) {
      case .nothing: return .unchanged
      case .restart:
        forget()
        return try readOn(file, stamp, buffer, publish)
      case .read: return try readOn(file, stamp, buffer, publish)
      }
    } catch {
      forget()
      return error.code == ENOENT ? .gone : .failed(error)
    }
  }

  private func forget() {
    (follow, recognition) = (FollowMachine(), .undecided)
    (settled, decoder, lines) = (nil, nil, 0)
  }

  private func readOn(
    _ file: OpenFile, _ stamp: FileStamp, _ buffer: ReadBuffer,
    _ publish: (FileContents, Int) -> Void
  ) throws(SystemFailure) -> ReadOutcome {
    if case .undecided = recognition {
      let head = try file.bytes(at: 0, count: Recognizer.headLength)
      recognition = Recognizer.recognize(
        path: components, bytes: head, isWhole: head.count < Recognizer.headLength)
    }
    switch recognition {
    case .undecided: return .undecided(bytes: stamp.size)
    case .foreign(let what):
      // A short file may still become something else; a long one has shown what it is.
      if stamp.size < Recognizer.headLength { recognition = .undecided }
      return .foreign(what)
    case .format(let format, let head):
      if settled == nil { begin(format, head, buffer) }
      return head.framing == .lines
        ? try readLines(file, stamp, buffer, publish) : try readDocument(file, stamp, buffer)
    }
  }

  private func begin(_ format: any ResultsFormat, _ head: FileHead, _ buffer: ReadBuffer) {
    var contents = FileContents(format: format.name, kind: format.kind)
    if format is Generic { contents.mapping = Generic.mapping(of: head) }
    settled = contents
    decoder = RecordDecoder(layout: format.layout, kind: format.kind, scanner: buffer.scanner)
  }

  private func readLines(
    _ file: OpenFile, _ stamp: FileStamp, _ buffer: ReadBuffer,
    _ publish: (FileContents, Int) -> Void
  ) throws(SystemFailure) -> ReadOutcome {
    guard var contents = settled, let decoder else { return .unchanged }
    guard contents.kind == .samples || contents.kind == .counts else {
      return .contents(contents)
    }
    settled = nil
    decoder.use(buffer.scanner)
    let start = follow.consumed
    var lines = LineFeed(file: file, offset: start, line: self.lines)
    var published = start
    let interval = 4 << 20
    try lines.read(with: buffer) { record, offset, number in
      decoder.decode(record, offset: UInt64(offset), line: number, into: &contents)
      if offset - published > interval {
        published = offset
        publish(contents, offset)
      }
    }
    self.lines = lines.line
    settled = contents
    let marks = file.marks(consumed: lines.consumed)
    if let marks {
      follow.advance(
        stamp, consumed: lines.consumed, seen: lines.consumed + buffer.rest.count, marks: marks)
    }
    return .contents(withTail(contents, buffer, decoder, lines))
  }

  /// A last line without an end counts if it is whole; else it waits.
  private func withTail(
    _ contents: FileContents, _ buffer: ReadBuffer, _ decoder: RecordDecoder, _ lines: LineFeed
  ) -> FileContents {
    let rest = buffer.rest
    guard rest.contains(where: { $0 != 0x20 && !(0x09...0x0D).contains($0) }) else { return contents }
    var attempt = contents
    decoder.decode(
      rest, offset: UInt64(lines.consumed), line: lines.line + 1, into: &attempt)
    decoder.forgetParts(beyond: contents)
    let isWhole = attempt.rejects == contents.rejects
      && attempt.furtherRejects == contents.furtherRejects
    guard !isWhole else { return attempt }
    var waiting = contents
    waiting.waiting = rest.count
    waiting.waitingLine = lines.line + 1
    return waiting
  }

  private func readDocument(
    _ file: OpenFile, _ stamp: FileStamp, _ buffer: ReadBuffer
  ) throws(SystemFailure) -> ReadOutcome {
    guard var contents = settled, let decoder else { return .unchanged }
    if contents.kind == .samples || contents.kind == .counts || contents.kind == .sidecar {
      let record = try buffer.load(file, size: stamp.size)
      decoder.use(buffer.scanner)
      DocumentDecoder(scanner: buffer.scanner, records: decoder).decode(record, into: &contents)
    }
    // Any change of a document means reading it anew: nothing of it is settled.
    if let marks = file.marks(consumed: stamp.size) {
      follow.advance(stamp, consumed: stamp.size, seen: stamp.size, marks: marks)
    }
    settled = nil
    self.decoder = nil
    return .contents(contents)
  }
}
