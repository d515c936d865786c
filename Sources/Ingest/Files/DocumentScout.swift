/// Looks in the first bytes of a JSON document for what could be its first record.
struct DocumentScout {
  private let bytes: [UInt8]
  private let path: [String]
  private var outer: [(name: String, shape: FileHead.Shape)] = []

  /// Under which keys documents keep their records, the usual ones first.
  static let lists = [
    "results", "samples", "records", "rollouts", "examples", "rows", "data", "items",
  ]
  /// Steps from the document to its records, at most; deeper ones are not looked for.
  private static let deepest = 8
  /// Keys of one object that are followed.
  private static let widest = 24

  init(_ bytes: [UInt8], path: [String]) {
    self.bytes = bytes
    self.path = path
  }

  /// Heads of what could be records: outer ones before inner ones, lists with usual names first.
  func heads(from start: Int) -> [FileHead] {
    var scout = self
    if bytes[start] == UInt8(ascii: "{") {
      var reader = KeyReader(bytes[start...])
      scout.outer = reader.keys().keys
    }
    return scout.heads(at: start, steps: [])
  }

  private func heads(at start: Int, steps: [DocumentPath.Step]) -> [FileHead] {
    guard steps.count <= Self.deepest else { return [] }
    switch bytes[start] {
    case UInt8(ascii: "["):
      guard let first = sign(after: start) else { return [] }
      return heads(at: first, steps: steps + [.elements])
    case UInt8(ascii: "{"): return headsOfObject(at: start, steps: steps)
    default: return []
    }
  }

  private func headsOfObject(at start: Int, steps: [DocumentPath.Step]) -> [FileHead] {
    var reader = KeyReader(bytes[start...])
    let found = reader.keys()
    let own = FileHead(
      path: path, framing: .document, keys: found.keys, isComplete: found.end != nil,
      place: DocumentPath(steps), outer: outer)
    let inner = found.keys.filter { $0.shape == .list || $0.shape == .object }
    let usual = Self.lists.filter { name in inner.contains { $0.name == name } }
    let others = inner.map(\.name).filter { !usual.contains($0) }
    func below(_ name: String) -> [FileHead] {
      guard let place = reader.starts[name], bytes.indices.contains(place) else { return [] }
      return heads(at: place, steps: steps + [.key(name)])
    }
    // The samples of a record are no records of their own.
    var all = steps.isEmpty ? usual.flatMap(below) + [own] : [own] + usual.flatMap(below)
    all += entries(found.keys, reader.starts, steps)
    return all + others.prefix(Self.widest).flatMap(below)
  }

  /// An object whose values are all alike may have problems for keys.
  private func entries(
    _ keys: [(name: String, shape: FileHead.Shape)], _ starts: [String: Int],
    _ steps: [DocumentPath.Step]
  ) -> [FileHead] {
    guard let first = keys.first, first.shape == .object || first.shape == .list,
      keys.allSatisfy({ $0.shape == first.shape }), let place = starts[first.name],
      bytes.indices.contains(place)
    else { return [] }
    return heads(at: place, steps: steps + [.entries])
  }

  private func sign(after index: Int) -> Int? {
    bytes[(index + 1)...].firstIndex { $0 != 0x20 && !(0x09...0x0D).contains($0) }
  }
}
