import Results

/// Finds the part of a file that a record belongs to by the facts it states.
struct PartFinder {
  private var indexes: [UInt64: Int] = [:]
  private var places: [Key: Int] = [:]

  /// What the records of one part have in common.
  private struct Key: Hashable {
    let facts: Facts
    let metric: String?
  }

  /// Knows the parts that an earlier reading has made.
  mutating func adopt(_ parts: [FilePart]) {
    for (index, part) in parts.enumerated() {
      places[Key(facts: part.facts, metric: part.metric)] = index
    }
  }

  /// Forgets the parts from a number on.
  mutating func forget(beyond count: Int) {
    indexes = indexes.filter { $0.value < count }
    places = places.filter { $0.value < count }
  }

  mutating func part(
    of fields: Fields, _ layout: ResolvedLayout, base: Facts, metric: String? = nil,
    in contents: inout FileContents
  ) -> Int {
    var signature = Self.signature(of: fields, layout)
    if var metric {
      signature = metric.withUTF8 { Checksum.of(RecordBytes($0), seed: signature &+ 1) }
    }
    if let index = indexes[signature] { return index }
    var facts = base
    for fact in layout.facts {
      if let text = fields.text(fact.places) { facts.set(fact.name, text, source: .file) }
    }
    // Values that are no facts (a role of a chat message, say) must not make a part of their own.
    let key = Key(facts: facts, metric: metric)
    let index = places[key] ?? contents.parts.count
    if index == contents.parts.count {
      contents.parts.append(FilePart(facts: facts, metric: metric))
    }
    places[key] = index
    indexes[signature] = index
    return index
  }

  private static func signature(of fields: Fields, _ layout: ResolvedLayout) -> UInt64 {
    var signature: UInt64 = 0
    for (index, fact) in layout.facts.enumerated() {
      guard let value = fields.first(fact.places) else { continue }
      signature = Checksum.of(value.bytes(in: fields.record), seed: signature &+ UInt64(index + 1))
    }
    return signature
  }
}

extension FilePart {
  /// Adds a sample and counts it.
  mutating func add(_ sample: SampleRecord) {
    if let score = sample.grading.score {
      if score < 0 { hasNegativeScore = true }
      if sample.grading.stated == nil, score != 0, abs(score) != 1 { hasPartialScore = true }
    }
    table.count(sample)
    samples.append(sample)
  }
}
