/// What some models make of responses, a row a response and model, column by column.
package struct ScoreColumns: Equatable, Sendable {
  /// One row.
  package struct Row: Equatable, Sendable {
    package var problem: String
    /// The model whose log-probability it is.
    package var scorer: String
    /// Who wrote the response, as a role; `nil` where the file names a model alone.
    package var source: String?
    package var sourceModel: String?
    /// The training step of the checkpoint that wrote the response.
    package var step: Int?
    package var tokens: Int?
    /// The sum over the response's tokens, in nats.
    package var logProbability: Double
    package var isCorrect: Bool?
    /// What the file numbers the response by within problem and source; `nil` where it does not.
    package var sample: UInt64?

    package init(problem: String, scorer: String, logProbability: Double) {
      self.problem = problem
      self.scorer = scorer
      self.logProbability = logProbability
    }

    /// Who wrote the response: a role, else a model; empty where nobody is named.
    package var author: String { source ?? sourceModel ?? "" }
  }

  private(set) var names = NameTable()
  private(set) var problem: [UInt32] = []
  private(set) var scorer: [UInt32] = []
  /// 0 for none, else the place of the name and 1.
  private(set) var source: [UInt32] = []
  private(set) var sourceModel: [UInt32] = []
  /// `Int32.min` for none.
  private(set) var step: [Int32] = []
  private(set) var tokens: [UInt32] = []
  private(set) var sum: [Measure] = []
  /// 0 and 1 for verdicts, 2 for none.
  private(set) var verdict: [UInt8] = []
  private(set) var sample: [UInt64] = []

  package init() {}

  package var count: Int { problem.count }
  package var isEmpty: Bool { problem.isEmpty }

  package mutating func append(_ row: Row) {
    problem.append(names.place(of: row.problem))
    scorer.append(names.place(of: row.scorer))
    source.append(row.source.map { names.place(of: $0) + 1 } ?? 0)
    sourceModel.append(row.sourceModel.map { names.place(of: $0) + 1 } ?? 0)
    step.append(row.step.map { Int32(clamping: $0) } ?? .min)
    tokens.append(row.tokens.map { UInt32(clamping: $0) } ?? .max)
    sum.append(Measure(row.logProbability))
    verdict.append(row.isCorrect.map { $0 ? 1 : 0 } ?? 2)
    sample.append(row.sample ?? 0)
  }

  /// Equal for equal numbers of the same responses.
  var checksum: UInt64 {
    problem.indices.reduce(UInt64(count)) { state, row in
      let who = UInt64(scorer[row]) << 32 | UInt64(source[row])
      let what = UInt64(problem[row]) << 32 | UInt64(sum[row].bits)
      return Scramble.mix(Scramble.mix(state, who), what)
    }
  }

  package subscript(index: Int) -> Row {
    var row = Row(
      problem: names[problem[index]], scorer: names[scorer[index]],
      logProbability: sum[index].value ?? .nan)
    row.source = source[index] == 0 ? nil : names[source[index] - 1]
    row.sourceModel = sourceModel[index] == 0 ? nil : names[sourceModel[index] - 1]
    row.step = step[index] == .min ? nil : Int(step[index])
    row.tokens = tokens[index] == .max ? nil : Int(tokens[index])
    row.isCorrect = verdict[index] == 2 ? nil : verdict[index] == 1
    row.sample = sample[index] == 0 ? nil : sample[index]
    return row
  }
}

/// Texts, each once, by their places.
struct NameTable: Equatable, Sendable {
  private(set) var names: [String] = []
  private var places: [String: UInt32] = [:]

  init() {}

  init(_ names: [String]) {
    for name in names { _ = place(of: name) }
  }

  subscript(place: UInt32) -> String { names[Int(place)] }

  mutating func place(of name: String) -> UInt32 {
    if let known = places[name] { return known }
    let place = UInt32(names.count)
    names.append(name)
    places[name] = place
    return place
  }
}

// As bytes.

extension ScoreColumns {
  func write(to writer: inout ByteWriter) {
    writer.write(names.names) { $0.write($1) }
    for column in [problem, scorer, source, sourceModel, tokens, sum.map(\.bits)] {
      writer.write(column: column)
    }
    writer.write(column: step)
    writer.write(column: verdict)
    writer.write(column: sample)
  }

  init(_ reader: inout ByteReader) throws(DamagedBytes) {
    // Most files have none: no names, and nine columns of nothing.
    if reader.skip(zeros: 10) { return }
    names = NameTable(
      try reader.list { (reader) throws(DamagedBytes) in try reader.text() })
    problem = try reader.column()
    scorer = try reader.column()
    source = try reader.column()
    sourceModel = try reader.column()
    tokens = try reader.column()
    sum = (try reader.column() as [UInt32]).map(Measure.init(bits:))
    step = try reader.column()
    verdict = try reader.column()
    sample = try reader.column()
    let sizes = [
      scorer.count, source.count, sourceModel.count, tokens.count, sum.count, step.count,
      verdict.count, sample.count,
    ]
    let known = UInt32(clamping: names.names.count)
    guard sizes.allSatisfy({ $0 == problem.count }),
      [problem, scorer].allSatisfy({ $0.allSatisfy { $0 < known } }),
      [source, sourceModel].allSatisfy({ $0.allSatisfy { $0 <= known } })
    else { throw DamagedBytes() }
  }
}
