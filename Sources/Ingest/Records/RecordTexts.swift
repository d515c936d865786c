import CScan
import Glibc
import Results

/// Finds the texts of samples in their records, without taking them out; one for each thread.
final class RecordTexts {
  enum Field: Hashable {
    case prompt, gold, response, answer

    /// Whether a list of samples that are objects has it once for all.
    var isShared: Bool { self == .prompt || self == .gold }
  }

  /// Where a text stands.
  struct Place {
    let bytes: RecordBytes
    /// Whether it is written as a string, without its quotes, rather than as another value.
    let isString: Bool

    init(_ value: JSONValue, in record: RecordBytes) {
      bytes = value.bytes(in: record)
      isString = value.kind == .string
    }

    var text: String {
      isString ? JSONText.string(bytes) : String(decoding: bytes, as: UTF8.self)
    }
  }

  private let sought: TextKeys
  let scanner = JSONScanner()
  private var fields: [Field] { sought.fields }
  private var keys: [[Int]] { sought.keys }

  /// - Parameter fields: Which texts are wanted.
  convenience init(_ layout: RecordLayout, _ fields: [Field]) {
    self.init(TextKeys(layout, fields))
  }

  init(_ keys: TextKeys) { sought = keys }

  /// The texts of some of a record's samples, in the order of the fields asked for; `nil` for those
  /// that are not there.
  ///
  /// The record is looked through once, since it may be long.
  ///
  /// - Parameters:
  ///   - elements: Which samples; 0 where the record is one.
  ///   - others: Set to the values of the other keys, where the record is an object.
  func places(
    of elements: [Int], in record: RecordBytes, others: inout [JSONValue]
  ) throws(ScanFailure) -> [[Place?]] {
    if record.first == UInt8(ascii: "[") {
      let all = try scanner.array(record)
      return elements.map { element in
        fields.map { $0 == .response ? all[safe: element].map { Place($0, in: record) } : nil }
      }
    }
    let values = try sought.paths.values(in: record, scanner)
    others = sought.others.map { values[$0] }
    let objects = try self.objects(values, record)
    var found: [[Place?]] = []
    var elementsOf: [Int: [JSONValue]] = [:]
    for element in elements {
      let inner = objects.lazy.compactMap { $0[safe: element] ?? nil }.first
      let own = try inner.map { (inner) throws(ScanFailure) in
        try sought.paths.values(in: inner, scanner)
      }
      found.append(
        try fields.indices.map { (index) throws(ScanFailure) in
          guard let inner, let own, !fields[index].isShared else {
            return try place(values, index, element, record, &elementsOf)
          }
          var none: [Int: [JSONValue]] = [:]
          return try place(own, index, 0, inner, &none)
        })
    }
    return found
  }

  /// Finds the texts of a record that is one sample: most are, and it takes no memory.
  ///
  /// - Parameter found: One for each field asked for.
  /// - Returns: Whether that is so; else `places` tells.
  func find(
    in record: RecordBytes, _ found: inout [Place?]
  ) throws(ScanFailure) -> Bool {
    guard record.first == UInt8(ascii: "{") else { return false }
    let values = try sought.paths.values(in: record, scanner)
    for place in sought.lists where values[place].kind == .array { return false }
    for field in fields.indices {
      let key = keys[field].first { values[$0].exists }
      if let key, values[key].kind == .array { return false }
      found[field] = key.map { Place(values[$0], in: record) }
    }
    return true
  }

  func places(
    of elements: [Int], in record: RecordBytes
  ) throws(ScanFailure) -> [[Place?]] {
    var none: [JSONValue] = []
    return try places(of: elements, in: record, others: &none)
  }

  /// The objects in each list of samples; `nil` at the places of what is none.
  private func objects(
    _ values: [JSONValue], _ record: RecordBytes
  ) throws(ScanFailure) -> [[RecordBytes?]] {
    var found: [[RecordBytes?]] = []
    for place in sought.lists where values[place].kind == .array {
      let list = values[place].bytes(in: record)
      found.append(
        try scanner.array(list).map { $0.kind == .object ? $0.bytes(in: list) : nil })
    }
    return found
  }

  /// The first value that holds something; of a list, the element.
  private func place(
    _ values: [JSONValue], _ field: Int, _ element: Int, _ record: RecordBytes,
    _ known: inout [Int: [JSONValue]]
  ) throws(ScanFailure) -> Place? {
    guard let key = keys[field].first(where: { values[$0].exists }) else { return nil }
    let value = values[key]
    guard value.kind == .array else { return Place(value, in: record) }
    let bytes = value.bytes(in: record)
    if known[key] == nil { known[key] = try scanner.array(bytes) }
    guard let found = known[key]?[safe: element], found.kind != .object else {
      return Place(value, in: record)
    }
    return found.exists ? Place(found, in: bytes) : nil
  }
}

/// Where records of a layout have their texts, prepared once.
final class TextKeys: Sendable {
  let fields: [RecordTexts.Field]
  let paths: KeyPaths
  /// The places of the keys of each field among the paths, of those of lists of samples, and of others.
  let keys: [[Int]]
  let lists: [Int]
  let others: [Int]

  /// - Parameters:
  ///   - fields: Which texts are wanted.
  ///   - others: Further keys whose values are wanted from the same pass.
  init(_ layout: RecordLayout, _ fields: [RecordTexts.Field], others: [String] = []) {
    let names = fields.map { field in
      switch field {
      case .prompt: layout.prompt
      case .gold: layout.gold
      case .response: layout.response
      case .answer: layout.answer
      }
    }
    let all = (names.joined() + layout.list + others).uniqued()
    let places = Dictionary(uniqueKeysWithValues: zip(all, 0...))
    self.fields = fields
    paths = KeyPaths(all)
    keys = names.map { $0.compactMap { places[$0] } }
    lists = layout.list.compactMap { places[$0] }
    self.others = others.compactMap { places[$0] }
  }
}
