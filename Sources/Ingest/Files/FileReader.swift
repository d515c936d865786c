import Glibc
import ResultIndex
import Results
import Watching

/// Reads one file as it grows.
///
/// Sendable: the library hands a reader to one thread at a time.
final class FileReader: @unchecked Sendable {
  let path: String
  let relative: String
  /// The folders that lead to what was opened, itself included.
  private let above: [String]
  var follow = FollowMachine()
  private var recognition = Recognition.undecided
  /// What whole lines gave; a last line without an end comes on top of a copy.
  var settled: SharedContents?
  /// Whether what was read last is that, and no more.
  var isAllSettled = false
  private(set) var decoder: RecordDecoder?
  var lines = 0
  /// What the system knew of the file when it was looked at last, or its folder was listed.
  var stamp: FileStamp?
  /// The format it was last found to have.
  var format: (any ResultsFormat)?
  /// What a person says of its fields; another mapping means reading anew.
  var mapping = FieldMapping() {
    didSet { if mapping != oldValue { forget() } }
  }

  /// The text of the file, where it is compressed and more of it is to be unpacked.
  private(set) var packed: PackedFile?
  /// From where texts of a compressed file are unpacked.
  private var points: RestartPoints {
    let points = madePoints ?? RestartPoints()
    madePoints = points
    return points
  }
  var madePoints: RestartPoints?
  let memory: FileMemory?
  /// How long the pieces are that a long file is read in.
  private let pieceLength: Int
  /// Told of pieces that other threads can help with, and `nil` when they are done.
  var share: ((FileShards?) -> Void)?
  /// Whether the index was asked already.
  var hasRecalled = false
  /// The row of the index that the contents are in.
  var row: Int64?
  /// What the index should keep of what was read last; `nil` where it has all, or is not to have it.
  var unkept: StoredFile?

  init(
    path: String, relative: String, above: [String] = [], memory: FileMemory? = nil,
    listed: FileStamp? = nil, pieceLength: Int = FileShards.usualLength
  ) {
    (self.path, self.relative, self.above) = (path, relative, above)
    (self.memory, stamp, self.pieceLength) = (memory, listed, pieceLength)
  }

  /// Reads what is new.
  ///
  /// - Parameters:
  ///   - buffer: The thread's own.
  ///   - publish: Told now and then what was read so far and how many bytes that took.
  func read(
    with buffer: ReadBuffer, publish: (FileContents, Int) -> Void
  ) -> ReadOutcome {
    if let what = Recognizer.unopened(relative.lastComponent) { return .foreign(what) }
    if let contents = recall() { return .recalled(contents) }
    do throws(SystemFailure) {
      let file = try OpenFile(path)
      guard let stamp = try file.stamp() else { return .gone }
      self.stamp = stamp
      switch follow.action(for: stamp, marks: file.marks(seen:)) {
      case .nothing: return .unchanged
      case .restart:
        forget()
        return try readOn(file, stamp, buffer, publish)
      case .read:
        let outcome = try readOn(file, stamp, buffer, publish)
        // What it was to go on from is lost: whoever is told of that asks for another reading.
        if case .contents(let contents) = outcome, !contents.isWhole {
          distrust()
          return .unchanged
        }
        return outcome
      }
    } catch {
      forget()
      return error.code == ENOENT ? .gone : .failed(error)
    }
  }

  /// What was read, as others may have it.
  func holding(_ contents: FileContents) -> Holding? {
    guard let format else { return nil }
    let shared = isAllSettled ? settled : nil
    return Holding(
      shared ?? SharedContents(contents), format: format, points: points,
      conventions: format.conventions(of: FilePlace(relative, above: above)))
  }

  func forget() {
    (follow, recognition) = (FollowMachine(), .undecided)
    (settled, isAllSettled, decoder, lines) = (nil, false, nil, 0)
    (packed, madePoints) = (nil, nil)
    (row, unkept) = (nil, nil)
  }

  private func readOn(
    _ file: OpenFile, _ stamp: FileStamp, _ buffer: ReadBuffer,
    _ publish: (FileContents, Int) -> Void
  ) throws(SystemFailure) -> ReadOutcome {
    isAllSettled = false
    if packed == nil, case .undecided = recognition {
      let packing = try Packing(of: file)
      if packing == .undecided { return .undecided(bytes: stamp.size) }
      packed = PackedFile(packing, points, from: PackedCursor(follow.position))
    }
    packed?.resume(file, to: stamp.size)
    defer { packed?.pause() }
    let source: any ByteSource = packed ?? file
    if case .undecided = recognition {
      recognition = try Recognizer.recognize(
        source, size: packed == nil ? stamp.size : .max, path: names, mapping: mapping)
      if let packed { recognition = packed.judged(recognition) }
    }
    switch recognition {
    case .undecided: return .undecided(bytes: stamp.size)
    case .blank:
      recognition = .undecided
      return .undecided(bytes: 0)
    case .foreign(let what):
      // A short file may still become something else; a long one has shown what it is.
      if stamp.size < Recognizer.headLength { recognition = .undecided }
      return .foreign(what)
    case .format(let format, let head):
      self.format = format
      recognition = .format(format, head.outline)
      if decoder == nil { begin(format, head, buffer) }
      return head.framing == .lines || head.framing == .console
        ? try readLines(source, file, stamp, buffer, publish)
        : try readDocument(file, stamp, buffer, format, head)
    }
  }

  /// The folders from the root of the file system and the name, as of what a compressed file holds.
  private var names: [String] {
    let components = above + relative.pathComponents
    guard packed != nil, let name = components.last else { return components }
    return components.dropLast() + [PackedName.unpacked(name)]
  }

  private func begin(_ format: any ResultsFormat, _ head: FileHead, _ buffer: ReadBuffer) {
    let decoder = RecordDecoder(layout: format.layout, kind: format.kind, scanner: buffer.scanner)
    decoder.console = format as? any ConsoleFormat
    // What was read before, or an index has of the file, is gone on with.
    if let settled {
      decoder.adopt(settled.contents)
    } else {
      settled = SharedContents(FileContents(of: head, as: format, mapping))
    }
    self.decoder = decoder
  }

  private func readLines(
    _ source: any ByteSource, _ file: OpenFile, _ stamp: FileStamp, _ buffer: ReadBuffer,
    _ publish: (FileContents, Int) -> Void
  ) throws(SystemFailure) -> ReadOutcome {
    guard var contents = settled?.contents, let decoder else { return .unchanged }
    guard contents.kind.isRead else {
      advance(file, stamp, consumed: 0, seen: stamp.size)
      packed = nil
      return .contents(contents)
    }
    // Not kept meanwhile, so that `contents` is changed in place.
    settled = nil
    decoder.use(buffer.scanner)
    // A compressed file has no places to begin at before it was unpacked.
    let start =
      packed == nil
      ? try readPieces(file, stamp, buffer, into: &contents, publish) : follow.consumed
    var lines = LineFeed(file: source, offset: start, line: self.lines)
    var published = start
    let interval = 4 << 20
    try lines.read(to: packed == nil ? stamp.size : .max, with: buffer) { line in
      line.decode(by: decoder, into: &contents)
      if line.offset - published > interval {
        published = line.offset
        publish(contents, packed?.place ?? line.offset)
      }
    }
    self.lines = lines.line
    contents.pack()
    settled = SharedContents(contents)
    advance(
      file, stamp, consumed: lines.consumed,
      seen: packed == nil ? lines.consumed + lines.unfinished(in: buffer) : stamp.size)
    packed?.keep(buffer.rest, at: lines.consumed)
    let tail = packed?.damage == nil ? withTail(contents, buffer, decoder, lines) : nil
    isAllSettled = tail == nil && packed == nil
    var whole = tail ?? contents
    packed?.tell(in: &whole)
    whole.pack()
    remember(whole, file)
    // It is made anew when the file grows; of thousands of files most do not.
    if decoder.conversations.isEmpty { self.decoder = nil }
    return .contents(whole)
  }

  /// Reads the most of a long file in pieces, as many threads as are free; returns how far that came.
  private func readPieces(
    _ file: OpenFile, _ stamp: FileStamp, _ buffer: ReadBuffer, into contents: inout FileContents,
    _ publish: (FileContents, Int) -> Void
  ) throws(SystemFailure) -> Int {
    let start = follow.consumed
    guard let decoder, decoder.readsPieces, let format, stamp.size - start >= 2 * pieceLength,
      let end = try FileShards.endOfLines(in: file, before: stamp.size, after: start)
    else { return start }
    let kind = contents.kind
    let shards = FileShards(
      file, start..<end, length: pieceLength,
      empty: FileContents(format: contents.format, kind: kind)
    ) { scanner in
      RecordDecoder(layout: format.layout, kind: kind, scanner: scanner)
    }
    var reached = start
    var joined = contents
    contents = FileContents(format: joined.format, kind: kind)
    share?(shards)
    defer { share?(nil) }
    try shards.forEach(with: buffer) { piece in
      guard piece.isIndependent, piece.range.lowerBound == reached else { return false }
      joined.join(piece.contents, after: lines)
      lines += piece.lines
      reached = piece.range.upperBound
      publish(joined, reached)
      return true
    }
    decoder.adopt(joined)
    contents = joined
    return reached
  }

  /// Notes how far reading came; where the file cannot be read again, all is read anew next time.
  private func advance(_ file: OpenFile, _ stamp: FileStamp, consumed: Int, seen: Int) {
    guard let marks = file.marks(seen: seen) else { return forget() }
    follow.advance(stamp, consumed: consumed, seen: seen, marks: marks)
  }

  /// A last line without an end counts if it is whole; else it waits.
  ///
  /// `nil` where there is none.
  private func withTail(
    _ contents: FileContents, _ buffer: ReadBuffer, _ decoder: RecordDecoder, _ lines: LineFeed
  ) -> FileContents? {
    if let last = lines.last(in: buffer) {
      var attempt = contents
      let conversations = decoder.conversations
      last.decode(by: decoder, into: &attempt)
      decoder.conversations = conversations
      decoder.forgetParts(beyond: contents.parts.count)
      let isWhole =
        attempt.rejects.count == contents.rejects.count
        && attempt.furtherRejects == contents.furtherRejects
      if isWhole { return attempt }
    } else if lines.unfinished(in: buffer) == buffer.rest.count {
      return nil
    }
    var waiting = contents
    waiting.waiting = lines.unfinished(in: buffer)
    waiting.waitingLine = lines.line + 1
    return waiting
  }

  private func readDocument(
    _ file: OpenFile, _ stamp: FileStamp, _ buffer: ReadBuffer, _ format: any ResultsFormat,
    _ head: FileHead
  ) throws(SystemFailure) -> ReadOutcome {
    guard var contents = settled?.contents, let decoder else { return .unchanged }
    decoder.use(buffer.scanner)
    let documents = DocumentDecoder(
      scanner: buffer.scanner, records: decoder, format: format, head: head,
      name: names.last ?? "")
    if contents.kind.isRead || contents.kind == .sidecar || contents.kind == .summary {
      if let archive = format as? any ArchiveFormat {
        archive.read(file, buffer, decoder, into: &contents)
      } else if packed == nil,
        let found = try documents.stream(file, size: stamp.size, with: buffer, into: contents)
      {
        contents = found
      } else if let record = try load(file, stamp, buffer, head, into: &contents) {
        if let table = format as? any TableFormat {
          table.read(record, separator: Recognizer.separator(of: names), into: &contents)
        } else if head.framing == .table {
          decoder.decodeTable(
            record, separator: Recognizer.separator(of: names), into: &contents)
        } else {
          documents.decode(record, into: &contents)
        }
      }
    }
    packed?.judge(&contents, before: settled?.contents ?? contents, head.framing)
    packed?.tell(in: &contents)
    contents.pack()
    advance(file, stamp, consumed: 0, seen: stamp.size)
    settled = nil
    remember(contents, file)
    packed = nil
    // Any change of a document means reading it anew: nothing of it is settled, and
    // what looked like a document may turn out to be the first of several lines.
    (self.decoder, recognition) = (nil, .undecided)
    return .contents(contents)
  }

  /// The whole document; `nil` where it cannot be had, with the reason among the rejects.
  private func load(
    _ file: OpenFile, _ stamp: FileStamp, _ buffer: ReadBuffer, _ head: FileHead,
    into contents: inout FileContents
  ) throws(SystemFailure) -> RecordBytes? {
    if let packed {
      let isTable = head.framing == .table
      return try packed.document(in: buffer, of: &contents, isTable: isTable)
    }
    guard stamp.size > LineFeed.longestLine else { return try buffer.load(file, size: stamp.size) }
    contents.reject(line: 0, DocumentDecoder.tooLong(stamp.size))
    return nil
  }
}
