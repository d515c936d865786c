import Results

/// Finds the part of a file that a record belongs to by the facts it states.
struct PartFinder {
  private var indexes: [UInt64: Int] = [:]
  /// What the last record had: that of most is the same.
  private var latest: (signature: UInt64, index: Int)?
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
    latest = nil
    indexes = indexes.filter { $0.value < count }
    places = places.filter { $0.value < count }
  }

  mutating func part(
    of fields: Fields, _ layout: ResolvedLayout, base: Facts, metric: String? = nil,
    in contents: inout FileContents
  ) -> Int {
    var signature = Self.signature(of: fields)
    if var metric {
      signature = metric.withUTF8 { Checksum.of(RecordBytes($0), seed: signature &+ 1) }
    }
    if let latest, latest.signature == signature { return latest.index }
    let index = indexes[signature] ?? newIndex(of: fields, layout, base, metric, in: &contents)
    indexes[signature] = index
    latest = (signature, index)
    return index
  }

  /// Values that are no facts (a role of a chat message, say) do not make a part of their own.
  private mutating func newIndex(
    of fields: Fields, _ layout: ResolvedLayout, _ base: Facts, _ metric: String?,
    in contents: inout FileContents
  ) -> Int {
    var facts = base
    for fact in layout.facts {
      if let text = fields.text(fact.places) { facts.set(fact.name, text, source: .file) }
    }
    let key = Key(facts: facts, metric: metric)
    if let known = places[key] { return known }
    places[key] = contents.parts.count
    contents.parts.append(FilePart(facts: facts, metric: metric))
    return contents.parts.count - 1
  }

  private static func signature(of fields: Fields) -> UInt64 {
    var signature: UInt64 = 0
    for (number, place) in fields.places.facts {
      let value = fields.values[place].bytes(in: fields.record)
      signature = Checksum.of(value, seed: signature &+ UInt64(number + 1))
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
