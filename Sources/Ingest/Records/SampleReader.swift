import Results

/// Makes samples of one record: one, or one for each place of its lists.
struct SampleReader {
  private let reader: FieldReader
  private let layout: ResolvedLayout

  init(_ reader: FieldReader) { (self.reader, layout) = (reader, reader.layout) }

  /// The samples of a record that has a list of what is looked for; `nil` where it is one sample.
  ///
  /// - Parameter template: A sample that knows where the record stands.
  func samples(
    listedIn fields: Fields, template: SampleRecord
  ) throws(RejectReason) -> [SampleRecord]? {
    guard fields.places.hasLists else { return nil }
    if let objects = try objects(fields) { return try samples(of: objects, fields, template) }
    return try columns(fields).map { samples(of: $0, fields, template) }
  }

  /// Makes a sample of a record that is one.
  func complete(_ sample: inout SampleRecord, _ fields: Fields) throws(RejectReason) {
    if fields.places.namesList, try hasNoSamples(fields) { throw .noSamples }
    sample.draw = draw(fields)
    try describe(&sample, fields)
  }

  /// Samples of which lists hold the verdicts and nothing else; all must say right.
  func samples(
    gradedBy lists: [RecordBytes], template: SampleRecord
  ) throws(RejectReason) -> [SampleRecord] {
    var samples: [SampleRecord] = []
    for list in lists {
      for (index, verdict) in try verdicts(in: list).enumerated() {
        guard index < samples.count else {
          var sample = template
          sample.element = UInt32(index)
          sample.grading = verdict
          samples.append(sample)
          continue
        }
        let isWrong = samples[index].grading.stated == false
        if !isWrong, verdict.stated != true { samples[index].grading = verdict }
      }
    }
    if samples.isEmpty { throw .noSamples }
    return samples
  }

  /// Verdicts, each alone or the first of a list that goes on with details.
  private func verdicts(in list: RecordBytes) throws(RejectReason) -> [Grading] {
    let whole = JSONValue(start: 0, length: list.count, kind: .array)
    return try (try reader.elements(whole, in: list) ?? []).map { value throws(RejectReason) in
      let first = try reader.elements(value, in: list)?.first
      return grading(statement: first ?? value, score: nil, in: list)
    }
  }

  /// Whether the list for samples is there but null or empty, and the record itself is no sample.
  private func hasNoSamples(_ fields: Fields) throws(RejectReason) -> Bool {
    for meaning in [Meaning.correct, .score, .list, .response] {
      guard let value = fields.first(meaning) else { continue }
      guard try reader.elements(value, of: fields)?.isEmpty == true else { return false }
    }
    return true
  }

  private func describe(_ sample: inout SampleRecord, _ fields: Fields) throws(RejectReason) {
    sample.grading = grading(
      statement: fields.first(.correct), score: fields.first(.score),
      in: fields.record)
    if let finish = fields.first(.finish) {
      sample.finish = GradingText.finish(finish, in: fields.record)
    }
    sample.response = fields.places.ownResponse.flatMap {
      Self.response(fields.values[$0], in: fields.record)
    }
    sample.answer = fields.first(.vote).flatMap { AnswerText.hash($0, in: fields.record) }
    sample.isReasoningValid = fields.flag(.reasoning)
    sample.tokens = fields.number(.tokens).flatMap { Int(exactly: $0) }.filter { $0 >= 0 }
    sample.entropy = fields.number(.entropy).filter { $0.isFinite }
    sample.logProbability = fields.number(.logProbability).filter { $0.isFinite }
    sample.logProbabilities = try logProbabilities(fields)
  }

  /// A hash of the response as it is written: the same text with other escapes has another.
  private static func response(_ value: JSONValue, in record: RecordBytes) -> UInt64? {
    // 0 stands for no response.
    value.exists ? max(1, Checksum.ofResponse(value.bytes(in: record))) : nil
  }

  /// A hash of the sample's number and seed; without a number `nil`, as one seed may draw many.
  ///
  /// - Parameter element: The place in a list of several samples, which is a number too.
  private func draw(_ fields: Fields, element: Int? = nil) -> UInt64? {
    var hash = element.map { UInt64($0) &+ 0x51ED_270B }
    if let index = fields.label(.index) {
      hash = Checksum.of(index, seed: hash ?? 1)
    }
    guard let hash else { return nil }
    return max(1, fields.label(.seed).map { Checksum.of($0, seed: hash &+ 1) } ?? hash)
  }

  private func grading(
    statement: JSONValue?, score: JSONValue?, in record: RecordBytes
  ) -> Grading {
    let stated = statement.map { GradingText.statement($0, in: record) } ?? Grading()
    let value = score.flatMap { GradingText.score($0, in: record) }.filter { $0.isFinite }
    return Grading(stated: stated.stated, score: value ?? stated.score)
  }

  /// Log-probabilities under several models: `[{"scorer": …, "sum": …, "tokens": …}]`.
  private func logProbabilities(_ fields: Fields) throws(RejectReason) -> [LogProbability] {
    let list = try reader.elements(fields.first(.logProbabilities), of: fields)
    var found: [LogProbability] = []
    for value in list ?? [] where value.kind == .object {
      let inner = try reader.fields(of: value.bytes(in: fields.record))
      guard let scorer = inner.text(.scorer), let sum = inner.number(.scorerSum),
        sum.isFinite
      else { throw .noScorer }
      let tokens = inner.number(.scorerTokens).flatMap { Int(exactly: $0) }
      found.append(
        LogProbability(scorer: scorer, sum: sum, tokens: tokens.filter { $0 >= 0 }))
    }
    return found
  }

  // Lists of objects.

  private func objects(
    _ fields: Fields
  ) throws(RejectReason) -> (list: JSONValue, elements: [JSONValue])? {
    for place in layout[.list] where fields.values[place].kind == .array {
      guard let found = try reader.elements(fields.values[place], of: fields),
        found.contains(where: { $0.kind == .object })
      else { continue }
      return (fields.values[place], found)
    }
    return nil
  }

  /// One sample for each element; what is no object is a sample that nobody graded.
  private func samples(
    of objects: (list: JSONValue, elements: [JSONValue]), _ fields: Fields,
    _ template: SampleRecord
  ) throws(RejectReason) -> [SampleRecord] {
    var samples: [SampleRecord] = []
    samples.reserveCapacity(objects.elements.count)
    for (index, value) in objects.elements.enumerated() {
      var sample = template
      sample.element = UInt32(index)
      sample.draw = draw(fields, element: objects.elements.count > 1 ? index : nil)
      if value.kind == .object {
        let inner = try inner(index, value, objects.list, fields)
        try describe(&sample, inner)
        sample.draw = draw(inner) ?? sample.draw
      } else {
        sample.response = Self.response(value, in: fields.record)
      }
      samples.append(sample)
    }
    return samples
  }

  /// The fields of an object in a list, which were mostly found with those of the record.
  private func inner(
    _ index: Int, _ object: JSONValue, _ list: JSONValue, _ fields: Fields
  ) throws(RejectReason) -> Fields {
    if let found = reader.fields(of: index, in: list, of: fields) { return found }
    return try reader.fields(of: object.bytes(in: fields.record))
  }

  // Parallel lists.

  private struct Columns {
    var correct: [JSONValue]?
    var score: [JSONValue]?
    var finish: [JSONValue]?
    var tokens: [JSONValue]?
    var responses: [JSONValue]?
    var answers: [JSONValue]?
    var count: Int
  }

  private func columns(_ fields: Fields) throws(RejectReason) -> Columns? {
    let correct = try reader.elements(fields.first(.correct), of: fields)
    let score = try reader.elements(fields.first(.score), of: fields)
    let responses = try responses(fields, areAlone: correct == nil && score == nil)
    let lists: [(meaning: Meaning, list: [JSONValue]?)] = [
      (.correct, correct), (.score, score), (.response, responses),
    ]
    let lengths = lists.compactMap { meaning, list in list.map { (meaning, $0.count) } }
    guard let (first, count) = lengths.first else { return nil }
    if let (other, length) = lengths.first(where: { $0.1 != count }) {
      throw .unequalLists(name(first, fields), count, name(other, fields), length)
    }
    guard count > 0 else { throw .noSamples }
    // Which element of a list of another length belongs to which sample cannot be told.
    return Columns(
      correct: correct, score: score,
      finish: try reader.elements(fields.first(.finish), of: fields)
        .filter { $0.count == count },
      tokens: try reader.elements(fields.first(.tokens), of: fields)
        .filter { $0.count == count }, responses: responses,
      answers: try reader.elements(fields.first(.vote), of: fields)
        .filter { $0.count == count }, count: count)
  }

  /// A list of responses, if it is one: graded by lists beside it, or not at all.
  private func responses(
    _ fields: Fields, areAlone: Bool
  ) throws(RejectReason) -> [JSONValue]? {
    let list = layout[.response].lazy.map { fields.values[$0] }.first { $0.kind == .array }
    if areAlone, fields.first(.correct) != nil || fields.first(.score) != nil {
      return nil
    }
    guard let found = try reader.elements(list, of: fields),
      found.allSatisfy({ $0.kind == .string || $0.kind == .null })
    else { return nil }
    return found
  }

  private func name(_ meaning: Meaning, _ fields: Fields) -> String {
    let place = layout[meaning].first { fields.values[$0].kind == .array }
    return place.map { layout.keys.names[$0] } ?? ""
  }

  private func samples(
    of columns: Columns, _ fields: Fields, _ template: SampleRecord
  ) -> [SampleRecord] {
    (0..<columns.count).map { index in
      var sample = template
      sample.element = UInt32(index)
      sample.draw = draw(fields, element: columns.count > 1 ? index : nil)
      sample.response = columns.responses.flatMap { Self.response($0[index], in: fields.record) }
      sample.answer = columns.answers.flatMap { AnswerText.hash($0[index], in: fields.record) }
      sample.grading = grading(
        statement: columns.correct?[index], score: columns.score?[index], in: fields.record)
      if let finish = columns.finish?[index] {
        sample.finish = GradingText.finish(finish, in: fields.record)
      }
      if let tokens = columns.tokens?[index], tokens.kind == .number {
        sample.tokens = JSONText.number(tokens.bytes(in: fields.record))
          .flatMap { Int(exactly: $0) }.filter { $0 >= 0 }
      }
      return sample
    }
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
