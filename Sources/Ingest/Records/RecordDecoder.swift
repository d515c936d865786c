import Results

/// Turns records into samples by a layout, adding them to the contents of a file.
///
/// One decoder serves one file, on one thread. A record is understood as a whole
/// before anything of it is added, so a reject leaves no trace but itself.
final class RecordDecoder {
  private let layout: ResolvedLayout
  private let kind: FileKind
  private let reader: FieldReader
  private let metricReader: MetricReader
  /// The verdicts of one record, by the names of their metrics.
  private var gradings: [(metric: String, grading: Grading)] = []
  // Of one thread: to check each use of it costs as much as to find a part.
  @exclusivity(unchecked) private var parts = PartFinder()
  /// What the document says of all its records.
  var base = Facts()
  /// The conversations read so far, where rows are turns.
  var conversations = Conversations()
  /// Set where lines are what a program printed.
  var console: (any ConsoleFormat)?
  /// The problem of the next record, where its place in the document names it.
  var problem: String?

  init(layout: RecordLayout, kind: FileKind, scanner: JSONScanner) {
    self.layout = ResolvedLayout.known(layout)
    metricReader = MetricReader(self.layout)
    reader = FieldReader(scanner: scanner, layout: self.layout)
    self.kind = kind
  }

  /// Whether records mostly mean the same whatever came before them.
  ///
  /// Verdicts that a list names count as those of another filter when a document comes again.
  var readsPieces: Bool {
    !metricReader.areListed && console == nil && (kind == .samples || kind == .counts)
  }

  /// Changes to the scanner of the thread that reads on.
  func use(_ scanner: JSONScanner) { reader.scanner = scanner }

  private var scanner: JSONScanner { reader.scanner }

  /// Goes on where an earlier reading has ended.
  func adopt(_ contents: FileContents) { parts.adopt(contents.parts) }

  /// Forgets parts that only a record decoded on trial has made.
  func forgetParts(beyond count: Int) { parts.forget(beyond: count) }

  /// Decodes one record and counts it; one that cannot be read becomes a reject.
  ///
  /// - Parameters:
  ///   - record: The bytes, with padding behind them.
  ///   - offset: Where the record starts in the file.
  ///   - length: Its bytes in the file, where they are not those of the record.
  ///   - line: The number that a reject gives.
  func decode(
    _ record: RecordBytes, offset: UInt64, length: Int? = nil, line: Int,
    into contents: inout FileContents
  ) {
    contents.records += 1
    let template = SampleRecord(offset: offset, length: UInt64(length ?? record.count))
    do throws(RejectReason) {
      try decodeRepairing(record, template, into: &contents)
    } catch {
      contents.reject(line: line, error.description)
    }
  }

  /// Decodes the record that some bytes begin with, behind which anything may follow.
  ///
  /// - Parameters:
  ///   - bytes: With padding behind them.
  ///   - place: Where they start in the document.
  ///   - offset: Where the record starts in the file, by its fields and that place.
  /// - Returns: The bytes of the record; `nil` where those that are there end in it.
  func decodeFirst(
    in bytes: RecordBytes, at place: Int, offset: (Fields, Int) -> UInt64,
    into contents: inout FileContents
  ) throws(ScanFailure) -> Int? {
    guard let length = try scanner.value(bytes, layout.keys.keys) else { return nil }
    let fields = reader.found(in: RecordBytes(rebasing: bytes[..<length]))
    contents.records += 1
    do throws(RejectReason) {
      let template = SampleRecord(offset: offset(fields, place), length: UInt64(length))
      try add(fields, template, to: &contents)
    } catch {
      contents.reject(line: contents.records, error.description)
    }
    reader.reuse(fields)
    return length
  }

  /// Decodes lists of verdicts of one problem, whose texts are a list elsewhere in the file.
  ///
  /// - Parameters:
  ///   - lists: At least one; a sample is right if all of them say so.
  ///   - textLength: The bytes of the list of texts; 0 where there is none.
  ///   - offset: Where that starts in the file.
  func decodeVerdicts(
    _ lists: [RecordBytes], textLength: Int, offset: UInt64, line: Int,
    into contents: inout FileContents
  ) {
    contents.records += 1
    do throws(RejectReason) {
      let fields = reader.nothing(in: lists[0])
      let name = try ProblemName(fields, layout, given: problem)
      let template = SampleRecord(offset: offset, length: UInt64(textLength))
      let samples = try SampleReader(reader).samples(gradedBy: lists, template: template)
      let place = place(of: name, name.key, fields, in: &contents)
      for var sample in samples { contents.add(&sample, at: place) }
    } catch {
      contents.reject(line: line, error.description)
    }
  }

  /// Bytes that are no UTF-8 cost a sample its text at that place, not its verdict.
  private func decodeRepairing(
    _ record: RecordBytes, _ template: SampleRecord, into contents: inout FileContents
  ) throws(RejectReason) {
    do throws(RejectReason) {
      return try add(record, template, to: &contents)
    } catch {
      guard error == .malformed(.notUTF8) else { throw error }
    }
    let copy = UTF8Repair.repaired(record, padding: JSONScanner.padding)
    try copy.withUnsafeBufferPointer { bytes throws(RejectReason) in
      try add(
        RecordBytes(rebasing: RecordBytes(bytes)[..<record.count]), template, to: &contents)
    }
    contents.repairedRecords += 1
  }

  private func add(
    _ record: RecordBytes, _ template: SampleRecord, to contents: inout FileContents
  ) throws(RejectReason) {
    if kind == .trainingLog { return try addTrainingRow(record, to: &contents) }
    if kind == .scores {
      return contents.scores.append(try ScoreRecord.row(of: record, scanner))
    }
    let fields = try reader.fields(of: record)
    defer { reader.reuse(fields) }
    try add(fields, template, to: &contents)
  }

  private func add(
    _ fields: Fields, _ template: SampleRecord, to contents: inout FileContents
  ) throws(RejectReason) {
    let name = try ProblemName(fields, layout, given: problem)
    if kind == .counts { return try addTally(fields, of: name, to: &contents) }
    let samples = SampleReader(reader)
    if let listed = try samples.samples(listedIn: fields, template: template) {
      var first = listed[0]
      return try add(&first, listed.dropFirst(), of: name, fields, to: &contents)
    }
    var sample = template
    try samples.complete(&sample, fields)
    try add(&sample, of: name, fields, to: &contents)
  }

  private func addTally(
    _ fields: Fields, of name: ProblemName, to contents: inout FileContents
  ) throws(RejectReason) {
    let tally = try TallyRecord(fields)
    let place = place(of: name, name.key, fields, in: &contents)
    contents.parts[place.part].table.count(
      problem: place.problem, correct: tally.c, incorrect: tally.n - tally.c,
      truncated: tally.truncated)
    contents.parts[place.part].state(tally.stated(fields, layout), of: place.problem)
  }

  /// Adds the samples of a record, the first, which is changed on the way, and those behind it.
  private func add(
    _ sample: inout SampleRecord, _ others: ArraySlice<SampleRecord> = [], of name: ProblemName,
    _ fields: Fields, to contents: inout FileContents
  ) throws(RejectReason) {
    // Verdicts of each sample go before those of all samples together.
    let areGraded = !others.isEmpty && sample.grading != Grading()
    if !metricReader.hasNone, !areGraded, try readMetrics(of: fields) {
      return addByMetrics(&sample, of: name, fields, to: &contents)
    }
    let turn = fields.text(.turn).flatMap(Conversations.Turn.init)
    if let turn, take(turn, sample, in: &contents) { return }
    let key = turn.map { conversations.problemKey(of: $0, own: name.key) } ?? name.key
    let place = place(of: name, key, fields, in: &contents)
    if let turn {
      conversations.sessions[turn.session] = Conversations.Place(
        part: place.part, ordinal: contents.parts[place.part].samples.count, turn: turn.number)
    }
    contents.add(&sample, at: place)
    if others.isEmpty { return }
    contents.parts[place.part].table.hasSeveralSamplesARecord = true
    for var other in others { contents.add(&other, at: place) }
  }

  /// Whether a turn belongs to a conversation that is counted; the text is that of its last turn.
  private func take(
    _ turn: Conversations.Turn, _ sample: SampleRecord, in contents: inout FileContents
  ) -> Bool {
    guard let known = conversations.sessions[turn.session] else { return false }
    if turn.number > known.turn {
      contents.parts[known.part].samples.relocate(known.ordinal, to: sample)
      conversations.sessions[turn.session]?.turn = turn.number
    }
    return true
  }

  /// Finds verdicts by metric; false where there are none.
  private func readMetrics(of fields: Fields) throws(RejectReason) -> Bool {
    gradings.removeAll(keepingCapacity: true)
    do throws(ScanFailure) {
      try metricReader.read(fields, scanner, into: &gradings)
    } catch { throw .malformed(error) }
    return !gradings.isEmpty
  }

  /// Adds a sample once for each of its metrics, to parts of their own.
  private func addByMetrics(
    _ sample: inout SampleRecord, of name: ProblemName, _ fields: Fields,
    to contents: inout FileContents
  ) {
    for (metric, grading) in gradings {
      var place = place(of: name, name.key, fields, metric: metric, in: &contents)
      // Where filters are not named, a document that comes again is that of the next.
      var number = 1
      while metricReader.areListed, !metric.contains(","),
        contents.parts[place.part].table.counts.total(of: Int(place.problem)) > 0
      {
        number += 1
        place = self.place(
          of: name, name.key, fields, metric: "\(metric),#\(number)", in: &contents)
      }
      sample.grading = grading
      contents.add(&sample, at: place)
    }
  }

  private func addTrainingRow(
    _ record: RecordBytes, to contents: inout FileContents
  ) throws(RejectReason) {
    var values: [String: Double] = [:]
    do throws(ScanFailure) {
      for field in try scanner.fields(record) {
        let bytes = field.value.bytes(in: record)
        if field.value.kind == .number {
          values[field.key] = JSONText.number(bytes).filter(\.isFinite)
        } else if field.key == "data", field.value.kind == .object {
          for inner in try scanner.fields(bytes) where inner.value.kind == .number {
            values[inner.key] = JSONText.number(inner.value.bytes(in: bytes)).filter(\.isFinite)
          }
        }
      }
    } catch { throw .malformed(error) }
    guard let step = values.removeValue(forKey: "step").flatMap({ Int(exactly: $0) }) else {
      throw .noStep
    }
    contents.training.append(TrainingRow(step: step, values: values))
  }

  /// Decodes the rows of a table, whose first row names the columns.
  func decodeTable(
    _ table: RecordBytes, separator: UInt8?, into contents: inout FileContents
  ) {
    var rows = TableRows(table, separator: separator ?? UInt8(ascii: ","))
    guard let columns = rows.next()?.cells else { return }
    for row in rows {
      let record = TableRecord(columns: columns, cells: row.cells)
      record.bytes.withUnsafeBytes { bytes in
        decode(
          RecordBytes(rebasing: bytes[..<record.count]), offset: UInt64(row.offset),
          length: row.length, line: contents.records + 2, into: &contents)
      }
    }
  }

  /// Takes the row of a line that a program printed; most lines hold none.
  func decodeConsole(_ line: RecordBytes, into contents: inout FileContents) {
    guard line.count < 1 << 20,
      let row = console?.row(of: String(decoding: line, as: UTF8.self))
    else { return }
    contents.records += 1
    contents.training.append(row)
  }

  private func place(
    of name: ProblemName, _ key: UInt64, _ fields: Fields, metric: String? = nil,
    in contents: inout FileContents
  ) -> (part: Int, problem: UInt32) {
    let part = parts.part(of: fields, layout, base: base, metric: metric, in: &contents)
    let problem = contents.parts[part].table.index(of: key, promptKey: name.promptKey) {
      name.problem(fields, key, given: self.problem)
    }
    return (part, problem)
  }
}

extension FileContents {
  /// Adds a sample of a problem to a part.
  fileprivate mutating func add(
    _ sample: inout SampleRecord, at place: (part: Int, problem: UInt32)
  ) {
    sample.problem = place.problem
    parts[place.part].add(sample)
  }
}

/// What a record says of its problem's identity.
private struct ProblemName {
  let key: UInt64
  /// A hash of the prompt, where records of one prompt may be told apart wrongly by their ids.
  let promptKey: UInt64?
  private let id: JSONValue?
  private let prompt: JSONValue?

  /// - Parameter given: The key above the record, which names the problem where the record does not.
  init(
    _ fields: Fields, _ layout: ResolvedLayout, given: String?
  ) throws(RejectReason) {
    let record = fields.record
    id = fields.first(.problem).filter {
      $0.kind == .number || ($0.kind == .string && $0.length > 0)
    }
    prompt = fields.first(.prompt).filter { $0.length > 0 }
    if let id {
      key = JSONText.hash(id.bytes(in: record))
    } else if var given {
      key = given.withUTF8 { Checksum.of(RecordBytes($0)) }
    } else if let prompt {
      key = JSONText.hash(prompt.bytes(in: record))
    } else {
      throw .noProblem(expected: layout.names.problem + layout.names.prompt)
    }
    let isDoubtful = layout.names.groupsRepeatedPrompts && id != nil
    promptKey = isDoubtful ? prompt.map { JSONText.hash($0.bytes(in: record)) } : nil
  }

  /// - Parameter key: Its own, or that of the conversation it belongs to.
  func problem(_ fields: Fields, _ key: UInt64, given: String?) -> Problem {
    var problem = Problem(
      id: id.map { JSONText.string($0.bytes(in: fields.record)) } ?? given
        ?? "#" + String(key, radix: 16).leftPadded(to: 16))
    problem.isHashed = given == nil && id == nil
    problem.title = prompt.map { Self.title($0, in: fields.record) } ?? ""
    problem.group = fields.text(.group)
    problem.level = fields.text(.level)
    problem.subject = fields.text(.subject)
    problem.date = fields.text(.date)
    problem.directAnswer = fields.number(.directAnswer).filter { (0...1).contains($0) }
    return problem
  }

  /// The start of a prompt on one line.
  private static func title(_ prompt: JSONValue, in record: RecordBytes) -> String {
    let bytes = prompt.bytes(in: record)
    var text = JSONText.string(RecordBytes(rebasing: bytes.prefix(240)))
    // Characters of other texts take long to look at, one by one.
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return text.split { $0.isWhitespace }.joined(separator: " ")
    }
    return text.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: bytes.count) { oneLine(bytes, into: $0) }
    }
  }

  /// Copies words with one space between them; returns the bytes that they take.
  private static func oneLine(
    _ text: UnsafeBufferPointer<UInt8>, into line: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var count = 0
    var isBehindSpace = false
    for byte in text {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        isBehindSpace = count > 0
        continue
      }
      if isBehindSpace {
        line[count] = 0x20
        count += 1
        isBehindSpace = false
      }
      line[count] = byte
      count += 1
    }
    return count
  }
}

extension String {
  fileprivate func leftPadded(to length: Int) -> String {
    String(repeating: "0", count: Swift.max(0, length - count)) + self
  }
}
