import Results

/// Finds the part of a file that a record belongs to by the facts it states.
struct PartFinder {
  private var indexes: [UInt64: Int] = [:]
  private var places: [Facts: Int] = [:]

  /// Forgets the parts from a number on.
  mutating func forget(beyond count: Int) {
    indexes = indexes.filter { $0.value < count }
    places = places.filter { $0.value < count }
  }

  mutating func part(
    of fields: Fields, _ layout: ResolvedLayout, base: Facts, in contents: inout FileContents
  ) -> Int {
    let signature = Self.signature(of: fields, layout)
    if let index = indexes[signature] { return index }
    var facts = base
    for fact in layout.facts {
      if let text = fields.text(fact.places) { facts.set(fact.name, text, source: .file) }
    }
    // Values that are no facts (a role of a chat message, say) must not make a part of their own.
    let index = places[facts] ?? contents.parts.count
    if index == contents.parts.count { contents.parts.append(FilePart(facts: facts)) }
    places[facts] = index
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
    if let score = sample.grading.score, score < 0 { hasNegativeScore = true }
    table.count(sample)
    samples.append(sample)
  }
}
