import Statistics

// What a file holds, as bytes. Lists of problems and blocks of samples are stored apart: files share
// the ones, and nobody looks at most of the others.

extension FileContents {
  /// Changes with every change of what is written; bytes of another version are not read.
  package static let storageVersion = 5

  /// Everything but the problems' descriptions and the samples.
  package var stored: [UInt8] {
    var writer = ByteWriter()
    writer.write(format)
    writer.write(kind.number)
    writer.write(parts) { $1.write(to: &$0) }
    writer.write(training) { writer, row in
      writer.write(row.step)
      writer.write(row.values.sorted { $0.key < $1.key }) {
        $0.write($1.key)
        $0.write($1.value)
      }
    }
    scores.write(to: &writer)
    writer.write(references) { $1.write(to: &$0) }
    writer.write(rejects) {
      $0.write($1.line)
      $0.write($1.reason)
    }
    writer.write(mapping.sorted { $0.key < $1.key }) {
      $0.write($1.key)
      $0.write($1.value)
    }
    facts.write(to: &writer)
    writer.write(figures) { $1.write(to: &$0) }
    writer.write(unfinished) { $1.write(to: &$0) }
    for number in [furtherRejects, records, waiting, waitingLine, repairedRecords] {
      writer.write(number)
    }
    return writer.sealed
  }

  /// Reads what `stored` gave.
  ///
  /// - Parameters:
  ///   - list: The problems of a part, by its number.
  ///   - store: Where the samples of a part are.
  package init(
    stored bytes: [UInt8], list: (Int) throws(DamagedBytes) -> ListedProblems,
    store: (Int) -> any SampleStore
  ) throws(DamagedBytes) {
    self = try ByteReader.read(bytes) { (reader) throws(DamagedBytes) in
      try FileContents(&reader, list: list, store: store)
    }
  }

  private init(
    _ reader: inout ByteReader, list: (Int) throws(DamagedBytes) -> ListedProblems,
    store: (Int) -> any SampleStore
  ) throws(DamagedBytes) {
    let format = try reader.text()
    guard let kind = FileKind(number: try reader.integer()) else { throw DamagedBytes() }
    self.init(format: format, kind: kind)
    for number in 0..<(try reader.size()) {
      parts.append(
        try FilePart(&reader, list: try list(number), store: store(number)))
    }
    training = try reader.list { (reader) throws(DamagedBytes) in
      let step = try reader.integer()
      var values: [String: Double] = [:]
      for _ in 0..<(try reader.size()) { values[try reader.text()] = try reader.double() }
      return TrainingRow(step: step, values: values)
    }
    scores = try ScoreColumns(&reader)
    references = try reader.list(ReferenceCurve.init)
    rejects = try reader.list { (reader) throws(DamagedBytes) in
      Reject(line: try reader.integer(), reason: try reader.text())
    }
    for _ in 0..<(try reader.size()) { mapping[try reader.text()] = try reader.text() }
    facts = try Facts(&reader)
    figures = try reader.list(StatedFigure.init)
    unfinished = try reader.optional(Unfinished.init)
    furtherRejects = try reader.integer()
    records = try reader.integer()
    waiting = try reader.integer()
    waitingLine = try reader.integer()
    repairedRecords = try reader.integer()
  }
}

extension FilePart {
  fileprivate func write(to writer: inout ByteWriter) {
    facts.write(to: &writer)
    writer.write(metric)
    writer.write(hasNegativeScore)
    writer.write(hasPartialScore)
    table.write(to: &writer)
    samples.write(to: &writer)
    writer.write(stated) { $1.write(to: &$0) }
  }

  fileprivate init(
    _ reader: inout ByteReader, list: ListedProblems, store: any SampleStore
  ) throws(DamagedBytes) {
    self.init(facts: try Facts(&reader), metric: try reader.optionalText())
    hasNegativeScore = try reader.flag()
    hasPartialScore = try reader.flag()
    table = try ProblemTable(&reader, list: list)
    samples = try SampleColumns(&reader, store: store)
    stated = try reader.list(StatedSums.init)
    guard stated.count <= table.problems.count else { throw DamagedBytes() }
  }
}

extension SampleColumns {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(count)
    writer.write(scorers) { $0.write($1) }
    writer.write(sequence)
    writer.write(verdicts)
    writer.write(responses)
    writer.write(draws)
    writer.write(answers)
  }

  fileprivate init(
    _ reader: inout ByteReader, store: any SampleStore
  ) throws(DamagedBytes) {
    let count = try reader.integer()
    guard count >= 0 else { throw DamagedBytes() }
    self.init(
      count: count,
      scorers: try reader.list { (reader) throws(DamagedBytes) in try reader.text() },
      sequence: try reader.word(), verdicts: try reader.word(),
      responses: try reader.integer(), draws: try reader.integer(),
      answers: try reader.integer(), in: store)
  }
}

extension ReferenceCurve {
  fileprivate func write(to writer: inout ByteWriter) {
    facts.write(to: &writer)
    for text in [metric, source, note] { writer.write(text) }
    writer.write(problems) { $0.write($1) }
    writer.write(decimals)
    writer.write(points) {
      $0.write($1.k)
      $0.write($1.value)
    }
  }

  fileprivate init(_ reader: inout ByteReader) throws(DamagedBytes) {
    self.init(facts: try Facts(&reader), metric: try reader.text(), source: try reader.text())
    note = try reader.text()
    problems = try reader.optional { (reader) throws(DamagedBytes) in try reader.integer() }
    let decimals = try reader.integer()
    for _ in 0..<(try reader.size()) {
      let point = Point(k: try reader.integer(), value: try reader.double())
      guard add(point, decimals: decimals) else { throw DamagedBytes() }
    }
  }
}

extension Facts {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(entries.sorted { $0.key.rawValue < $1.key.rawValue }) { writer, entry in
      writer.write(entry.key.rawValue)
      writer.write(entry.value.value)
      writer.write(entry.value.source.rawValue)
    }
  }

  fileprivate init(_ reader: inout ByteReader) throws(DamagedBytes) {
    self.init()
    let count = try reader.size()
    reserve(min(count, FactName.allCases.count))
    for _ in 0..<count {
      guard let name = FactName.named(try reader.text()) else { throw DamagedBytes() }
      let value = try reader.text()
      guard let source = FactSource(rawValue: try reader.integer()) else { throw DamagedBytes() }
      put(Entry(value: value, source: source), for: name)
    }
  }
}

extension StatedFigure {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(name)
    switch quantity {
    case .accuracy: writer.write(-1)
    case .solved: writer.write(-2)
    case .passAtK(let k): writer.write(k)
    }
    writer.write(value)
    writer.write(tolerance)
    writer.write(metric)
    writer.write(habit) { $1.write(to: &$0) }
    writer.write(problems) { $0.write($1) }
    writer.write(sampleFile)
  }

  fileprivate init(_ reader: inout ByteReader) throws(DamagedBytes) {
    let name = try reader.text()
    let quantity: Quantity
    switch try reader.integer() {
    case -1: quantity = .accuracy
    case -2: quantity = .solved
    case let k: quantity = .passAtK(k)
    }
    self.init(name, quantity, try reader.double())
    tolerance = try reader.double()
    metric = try reader.optionalText()
    habit = try reader.optional(FigureReason.init)
    problems = try reader.optional { (reader) throws(DamagedBytes) in try reader.integer() }
    sampleFile = try reader.optionalText()
  }
}

extension Unfinished {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(cause.rawValue)
    writer.write(retry)
  }

  fileprivate init(_ reader: inout ByteReader) throws(DamagedBytes) {
    guard let cause = Cause(rawValue: try reader.integer()) else { throw DamagedBytes() }
    self.init(cause, retry: try reader.text())
  }
}

extension FigureReason {
  /// The ways of counting, which a writer may be known to have; doubts are none.
  private static let ways: [FigureReason] = [
    .ungradedAsWrong, .pooled, .withReplacement, .firstSample, .scores, .scoresOrZero,
  ]

  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(Self.ways.firstIndex(of: self) ?? Self.ways.count)
    if case .otherThreshold(let least) = self { writer.write(least) }
  }

  fileprivate init(_ reader: inout ByteReader) throws(DamagedBytes) {
    let number = try reader.integer()
    if number == Self.ways.count {
      self = .otherThreshold(try reader.double())
    } else if let way = Self.ways[safe: number] {
      self = way
    } else {
      throw DamagedBytes()
    }
  }
}

extension FileKind {
  private static let all: [FileKind] = [
    .samples, .counts, .sidecar, .trainingLog, .scores, .problems, .summary, .references,
  ]

  fileprivate var number: Int { Self.all.firstIndex(of: self) ?? Self.all.count }

  fileprivate init?(number: Int) {
    guard let kind = Self.all[safe: number] else { return nil }
    self = kind
  }
}
