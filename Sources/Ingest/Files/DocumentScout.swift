/// Looks in the first bytes of a JSON document for what could be its first record.
struct DocumentScout {
  private let bytes: [UInt8]
  private let path: [String]
  private var outer: [(name: String, shape: FileHead.Shape)] = []
  /// Bytes that may still be looked at: what is nested deep is looked at once a level.
  private var budget: Int

  /// Under which keys documents keep their records, the usual ones first.
  static let lists = [
    "results", "samples", "records", "rollouts", "examples", "rows", "data", "items",
  ]
  /// Steps from the document to its records, at most; deeper ones are not looked for.
  private static let deepest = 8
  /// Keys of one object that are followed, and those of one whose values are all alike.
  private static let widest = (of: 24, ofAlike: 3)
  /// How many times over the bytes may be looked at: each level of nesting is once more.
  private static let patience = 5

  init(_ bytes: [UInt8], path: [String]) {
    self.bytes = bytes
    self.path = path
    budget = Self.patience * bytes.count
  }

  /// The first of what could be records that `take` makes something of.
  ///
  /// Outer objects are offered before inner ones, but the lists with usual names that a
  /// document holds before itself.
  mutating func first<Found>(from start: Int, _ take: (FileHead) -> Found?) -> Found? {
    search(at: start, steps: [], take)
  }

  private mutating func search<Found>(
    at start: Int, steps: [DocumentPath.Step], _ take: (FileHead) -> Found?
  ) -> Found? {
    guard steps.count <= Self.deepest, bytes.indices.contains(start) else { return nil }
    switch bytes[start] {
    case UInt8(ascii: "["):
      guard let first = sign(after: start) else { return nil }
      return search(at: first, steps: steps + [.elements], take)
    case UInt8(ascii: "{"): return searchObject(at: start, steps: steps, take)
    default: return nil
    }
  }

  private mutating func searchObject<Found>(
    at start: Int, steps: [DocumentPath.Step], _ take: (FileHead) -> Found?
  ) -> Found? {
    guard budget > 0 else { return nil }
    var reader = KeyReader(bytes[start...])
    let found = reader.keys()
    budget -= (found.end ?? bytes.count) - start
    if steps.isEmpty { outer = found.keys }
    let own = FileHead(
      path: path, framing: .document, keys: found.keys, isComplete: found.end != nil,
      place: DocumentPath(steps), outer: outer)
    // The samples of a record are no records of their own.
    if !steps.isEmpty, let taken = take(own) { return taken }
    let inner = found.keys.indices.filter { index in
      found.keys[index].shape == .list || found.keys[index].shape == .object
    }
    let usual = Self.lists.compactMap { name in inner.last { found.keys[$0].name == name } }
    for index in usual {
      let steps = steps + [.key(found.keys[index].name)]
      if let taken = search(at: reader.starts[index], steps: steps, take) { return taken }
    }
    if steps.isEmpty, let taken = take(own) { return taken }
    let areAlike = Self.areAlike(found.keys)
    let widest = areAlike ? Self.widest.ofAlike : Self.widest.of
    for index in inner.prefix(widest) where !usual.contains(index) {
      let isEntry = areAlike && index == 0
      let step = isEntry ? DocumentPath.Step.entries : .key(found.keys[index].name)
      if let taken = search(at: reader.starts[index], steps: steps + [step], take) { return taken }
    }
    return nil
  }

  /// Whether the values of an object are all objects or all lists: its keys may be problems.
  private static func areAlike(_ keys: [(name: String, shape: FileHead.Shape)]) -> Bool {
    guard let first = keys.first, first.shape == .object || first.shape == .list else {
      return false
    }
    return keys.allSatisfy { $0.shape == first.shape }
  }

  private func sign(after index: Int) -> Int? {
    bytes[(index + 1)...].firstIndex { $0 != 0x20 && !(0x09...0x0D).contains($0) }
  }
}
