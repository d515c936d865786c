import Results

/// Turns records into samples by a layout, adding them to the contents of a file.
///
/// One decoder serves one file, on one thread.
final class RecordDecoder {
  private let layout: ResolvedLayout
  private var scanner: JSONScanner
  private let isCounts: Bool
  private var parts = PartFinder()

  init(layout: RecordLayout, kind: FileKind, scanner: JSONScanner) {
    self.layout = ResolvedLayout(layout)
    self.scanner = scanner
    isCounts = kind == .counts
  }

  /// Changes to the scanner of the thread that reads on.
  func use(_ scanner: JSONScanner) { self.scanner = scanner }

  /// Forgets parts that only a record decoded on trial has made.
  func forgetParts(beyond contents: FileContents) { parts.forget(beyond: contents.parts.count) }

  /// Decodes one record and counts it; one that cannot be read becomes a reject.
  ///
  /// - Parameters:
  ///   - record: The bytes, with padding behind them.
  ///   - offset: Where the record starts in the file.
  ///   - line: The number that a reject gives.
  func decode(
    _ record: RecordBytes, offset: UInt64, line: Int, into contents: inout FileContents
  ) {
    contents.records += 1
    do throws(RejectReason) {
      guard record.count < Int(UInt32.max) else { throw .tooLong(bytes: record.count) }
      try decodeRepairing(record, offset: offset, into: &contents)
    } catch {
      contents.reject(line: line, error.description)
    }
  }

  /// Bytes that are no UTF-8 cost a sample its text at that place, not its verdict.
  private func decodeRepairing(
    _ record: RecordBytes, offset: UInt64, into contents: inout FileContents
  ) throws(RejectReason) {
    do throws(RejectReason) {
      return try add(fields(of: record), offset: offset, to: &contents)
    } catch {
      guard error == .malformed(.notUTF8) else { throw error }
    }
    contents.repairedRecords += 1
    let copy = UTF8Repair.repaired(record, padding: JSONScanner.padding)
    try copy.withUnsafeBufferPointer { bytes throws(RejectReason) in
      let repaired = RecordBytes(rebasing: RecordBytes(bytes)[..<record.count])
      try add(fields(of: repaired), offset: offset, to: &contents)
    }
  }

  private func fields(of record: RecordBytes) throws(RejectReason) -> Fields {
    do throws(ScanFailure) {
      return Fields(values: try scanner.object(record, keys: layout.keys), record: record)
    } catch { throw .malformed(error) }
  }

  private func elements(
    _ value: JSONValue?, in record: RecordBytes
  ) throws(RejectReason) -> [JSONValue]? {
    guard let value, value.kind == .array else { return nil }
    do throws(ScanFailure) {
      let base = value.start
      return try scanner.array(value.bytes(in: record)).map { $0.moved(by: base) }
    } catch { throw .malformed(error) }
  }

  private func add(
    _ fields: Fields, offset: UInt64, to contents: inout FileContents
  ) throws(RejectReason) {
    let place = try place(of: fields, in: &contents)
    if isCounts { return try addTally(fields, place, to: &contents) }
    var sample = SampleRecord(offset: offset, length: UInt64(fields.record.count))
    sample.problem = place.problem
    if let list = try objects(fields) {
      return try addList(list, fields, sample, part: place.part, to: &contents)
    }
    if let columns = try columns(fields) {
      return try addColumns(columns, fields, sample, part: place.part, to: &contents)
    }
    describe(&sample, fields)
    contents.parts[place.part].add(sample)
  }

  private func describe(_ sample: inout SampleRecord, _ fields: Fields) {
    sample.grading = grading(
      statement: fields.first(layout.correct), score: fields.first(layout.score),
      in: fields.record)
    if let finish = fields.first(layout.finish) {
      sample.finish = GradingText.finish(finish, in: fields.record)
    }
    sample.isReasoningValid = fields.flag(layout.reasoning)
    sample.tokens = fields.number(layout.tokens).flatMap { Int(exactly: $0) }.filter { $0 >= 0 }
    sample.entropy = fields.number(layout.entropy)
    sample.logProbability = fields.number(layout.logProbability)
  }

  private func grading(
    statement: JSONValue?, score: JSONValue?, in record: RecordBytes
  ) -> Grading {
    var grading = statement.map { GradingText.statement($0, in: record) } ?? Grading()
    if let score, let value = GradingText.score(score, in: record), !value.isNaN {
      grading.score = value
    }
    return grading
  }

  /// The lists of a record that holds a sample at each place of its lists.
  private struct Columns {
    var correct: [JSONValue]?
    var score: [JSONValue]?
    var finish: [JSONValue]?
    var tokens: [JSONValue]?
    var count: Int
  }

  private func columns(_ fields: Fields) throws(RejectReason) -> Columns? {
    let record = fields.record
    let correct = try elements(fields.first(layout.correct), in: record)
    let score = try elements(fields.first(layout.score), in: record)
    var count = correct?.count ?? score?.count
    if count == nil {
      let response = layout.response.lazy.map { fields.values[$0] }.first { $0.kind == .array }
      guard fields.first(layout.correct) == nil, fields.first(layout.score) == nil,
        let responses = try elements(response, in: record),
        responses.allSatisfy({ $0.kind == .string || $0.kind == .null })
      else { return nil }
      count = responses.count
    }
    guard let count else { return nil }
    return Columns(
      correct: correct, score: score,
      finish: try elements(fields.first(layout.finish), in: record),
      tokens: try elements(fields.first(layout.tokens), in: record), count: count)
  }

  private func addColumns(
    _ columns: Columns, _ fields: Fields, _ template: SampleRecord, part: Int,
    to contents: inout FileContents
  ) throws(RejectReason) {
    guard columns.count > 0 else { throw .noSamples }
    for index in 0..<columns.count {
      var sample = template
      sample.element = UInt32(index)
      sample.grading = grading(
        statement: columns.correct?[safe: index], score: columns.score?[safe: index],
        in: fields.record)
      if let finish = columns.finish?[safe: index] {
        sample.finish = GradingText.finish(finish, in: fields.record)
      }
      if let tokens = columns.tokens?[safe: index], tokens.kind == .number {
        sample.tokens = JSONText.number(tokens.bytes(in: fields.record)).flatMap { Int(exactly: $0) }
      }
      contents.parts[part].add(sample)
    }
  }

  private func objects(_ fields: Fields) throws(RejectReason) -> [JSONValue]? {
    for place in layout.list where fields.values[place].kind == .array {
      guard let found = try elements(fields.values[place], in: fields.record),
        found.first?.kind == .object
      else { continue }
      return found
    }
    return nil
  }

  private func addList(
    _ list: [JSONValue], _ fields: Fields, _ template: SampleRecord, part: Int,
    to contents: inout FileContents
  ) throws(RejectReason) {
    for (index, value) in list.enumerated() where value.kind == .object {
      var sample = template
      sample.element = UInt32(index)
      describe(&sample, try self.fields(of: value.bytes(in: fields.record)))
      contents.parts[part].add(sample)
    }
  }

  private func addTally(
    _ fields: Fields, _ place: Place, to contents: inout FileContents
  ) throws(RejectReason) {
    guard let n = fields.number(layout.n), let c = fields.number(layout.c) else { throw .noTally }
    guard let total = Int(exactly: n), let correct = Int(exactly: c), 0 <= correct,
      correct <= total, total < Int(UInt32.max)
    else { throw .impossibleTally(n: n, c: c) }
    let truncated = fields.number(layout.truncated).flatMap { Int(exactly: $0) }
    contents.parts[place.part].table.count(
      problem: place.problem, correct: correct, incorrect: total - correct, truncated: truncated)
  }

  private struct Place {
    let part: Int
    let problem: UInt32
  }

  private func place(
    of fields: Fields, in contents: inout FileContents
  ) throws(RejectReason) -> Place {
    let record = fields.record
    let prompt = fields.first(layout.prompt)
    let key: UInt64
    let id = fields.first(layout.problem).filter { $0.kind == .string || $0.kind == .number }
    if let id {
      key = JSONText.hash(id.bytes(in: record))
    } else if let prompt {
      key = JSONText.hash(prompt.bytes(in: record))
    } else {
      throw .noProblem(expected: layout.names.problem + layout.names.prompt)
    }
    let part = parts.part(of: fields, layout, in: &contents)
    let index = contents.parts[part].table.index(of: key) {
      describeProblem(id: id, key: key, prompt: prompt, fields)
    }
    return Place(part: part, problem: index)
  }

  private func describeProblem(
    id: JSONValue?, key: UInt64, prompt: JSONValue?, _ fields: Fields
  ) -> Problem {
    var problem = Problem(
      id: id.map { JSONText.string($0.bytes(in: fields.record)) }
        ?? "#" + String(key, radix: 16).leftPadded(to: 16))
    problem.isHashed = id == nil
    problem.title = prompt.map { Self.title($0, in: fields.record) } ?? ""
    problem.group = fields.text(layout.group)
    problem.level = fields.text(layout.level)
    problem.subject = fields.text(layout.subject)
    problem.date = fields.text(layout.date)
    problem.directAnswer = fields.number(layout.directAnswer).filter { (0...1).contains($0) }
    return problem
  }

  /// The start of a prompt on one line.
  private static func title(_ prompt: JSONValue, in record: RecordBytes) -> String {
    let bytes = prompt.bytes(in: record)
    let text = JSONText.string(RecordBytes(rebasing: bytes.prefix(240)))
    return text.split { $0.isWhitespace }.joined(separator: " ")
  }
}

/// Finds the part of a file that a record belongs to by the facts it states.
struct PartFinder {
  private var indexes: [UInt64: Int] = [:]

  mutating func forget(beyond count: Int) { indexes = indexes.filter { $0.value < count } }

  mutating func part(
    of fields: Fields, _ layout: ResolvedLayout, in contents: inout FileContents
  ) -> Int {
    var signature: UInt64 = 0
    for (index, fact) in layout.facts.enumerated() {
      guard let value = fields.first(fact.places) else { continue }
      signature = Checksum.of(value.bytes(in: fields.record), seed: signature &+ UInt64(index + 1))
    }
    if let index = indexes[signature] { return index }
    var facts = Facts()
    for fact in layout.facts {
      if let text = fields.text(fact.places) { facts.set(fact.name, text, source: .file) }
    }
    // Values that are no facts (a role of a chat message, say) must not make a part of their own.
    let index = contents.parts.firstIndex { $0.facts == facts } ?? contents.parts.count
    if index == contents.parts.count { contents.parts.append(FilePart(facts: facts)) }
    indexes[signature] = index
    return index
  }
}

extension FilePart {
  /// Adds a sample and counts it.
  mutating func add(_ sample: SampleRecord) {
    if let score = sample.grading.score, score < 0 { hasNegativeScore = true }
    table.count(sample)
    samples.append(sample)
  }
}

extension JSONValue {
  fileprivate func moved(by distance: Int) -> JSONValue {
    JSONValue(start: start + distance, length: length, kind: kind)
  }
}

extension Optional {
  /// The value if it fits, else `nil`.
  func filter(_ fits: (Wrapped) -> Bool) -> Wrapped? { flatMap { fits($0) ? $0 : nil } }
}

extension Array {
  /// The element at a place, or `nil` outside.
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension String {
  fileprivate func leftPadded(to length: Int) -> String {
    String(repeating: "0", count: Swift.max(0, length - count)) + self
  }
}
