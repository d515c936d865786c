import Results
import Synchronization

/// A layout with each key replaced by its place in the list of keys looked for.
///
/// A class: it is at hand for every record, and copying its lists would cost more than using them.
final class ResolvedLayout: Sendable {
  let keys: KeyPaths
  let names: RecordLayout
  /// By meaning.
  private let places: [[Int]]
  let stated: [RecordLayout.StatedNumber: [Int]]
  /// Where metrics stand that are found with the fields, metric by metric.
  let metrics: [[Int]]
  let facts: [(name: FactName, places: [Int])]

  private static let memo = Mutex<[ResolvedLayout]>([])

  /// The same as `init`, remembered: thousands of files have one layout, and a list of keys takes
  /// more memory than a short file.
  static func known(_ layout: RecordLayout) -> ResolvedLayout {
    memo.withLock { known in
      if let found = known.first(where: { $0.names == layout }) { return found }
      let made = ResolvedLayout(layout)
      if known.count >= 64 { known.removeFirst() }
      known.append(made)
      return made
    }
  }

  private init(_ layout: RecordLayout) {
    let named = layout.metrics.keys
    let names = (layout.keys + named.joined()).uniqued()
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    func resolve(_ keys: [String]) -> [Int] { keys.compactMap { places[$0] } }
    self.places = Meaning.allCases.map { resolve($0.keys(in: layout)) }
    // Lists of what samples have: a long one is not to be read again for its elements.
    let listed: [Meaning] = [.list, .correct, .score, .response, .finish, .tokens]
    metrics = named.map(resolve)
    keys = KeyPaths(
      names, members: Set(listed.flatMap { resolve($0.keys(in: layout)) } + metrics.joined()),
      rows: Set(resolve(layout.list)))
    self.names = layout
    stated = layout.stated.mapValues(resolve)
    facts = FactName.allCases.compactMap { name in
      layout.facts[name].map { (name, resolve($0)) }
    }
  }

  /// The places of the keys that may hold something, in the order of preference.
  subscript(meaning: Meaning) -> [Int] { places[meaning.rawValue] }
}

/// The elements of a list that were found with the fields of its record.
struct FoundList {
  /// Where the list starts.
  let start: Int
  let elements: [JSONValue]
  /// For each element the values found in it, with the places of their keys; none but in objects.
  let rows: [[(place: Int, value: JSONValue)]]
}

/// The values of one record, asked for by meaning.
struct Fields {
  /// In the order of the keys; behind them what the object of metrics holds, keys and values in turn.
  let values: [JSONValue]
  let record: RecordBytes
  let places: FoundPlaces
  /// Lists of which the elements were found along with them.
  var lists: [FoundList] = []

  /// The value that stands for something, null being none.
  func first(_ meaning: Meaning) -> JSONValue? { places.place(of: meaning).map { values[$0] } }

  /// The same of the first of some places that holds a value.
  private func first(_ places: [Int]) -> JSONValue? {
    for place in places where values[place].exists { return values[place] }
    return nil
  }

  func number(_ meaning: Meaning) -> Double? { first(meaning).flatMap(number) }
  func number(_ places: [Int]) -> Double? { first(places).flatMap(number) }

  private func number(_ value: JSONValue) -> Double? {
    value.kind == .number ? JSONText.number(value.bytes(in: record)) : nil
  }

  /// A text or a number, as text.
  func text(_ meaning: Meaning) -> String? { first(meaning).flatMap(text) }
  func text(_ places: [Int]) -> String? { first(places).flatMap(text) }

  private func text(_ value: JSONValue) -> String? {
    guard value.kind == .string || value.kind == .number else { return nil }
    return JSONText.string(value.bytes(in: record))
  }

  /// The bytes of a value as it is written; none where there is no value.
  func bytes(_ meaning: Meaning) -> RecordBytes {
    first(meaning)?.bytes(in: record) ?? RecordBytes(rebasing: record[..<0])
  }

  /// The bytes of a number or a short text, without its quotes.
  func label(_ meaning: Meaning) -> RecordBytes? {
    guard let value = first(meaning), value.kind == .string || value.kind == .number,
      (1...64).contains(value.length)
    else { return nil }
    return value.bytes(in: record)
  }

  func flag(_ meaning: Meaning) -> Bool? {
    switch first(meaning)?.kind {
    case .yes: true
    case .no: false
    default: nil
    }
  }
}
