@testable import Ingest

/// The same as `KeyPaths`, one container after the other: what its one pass is compared with.
final class StepwisePaths: Sendable {
  /// The paths, in the order of the values.
  let names: [String]
  /// The distinct first parts of the paths.
  private let keys: JSONKeys
  /// For each of them, which of the values it is itself.
  private let own: [[Int]]
  /// For each of them, the rests of longer paths and which of the values they are.
  private let inner: [(paths: StepwisePaths, places: [Int])?]
  /// Whether every path is a key, and none occurs twice: what the scanner finds is the answer.
  private let isFlat: Bool

  init(_ names: [String]) {
    self.names = names
    var order: [String] = []
    var own: [String: [Int]] = [:]
    var rests: [String: [(rest: String, place: Int)]] = [:]
    for (place, name) in names.enumerated() {
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      guard let first = parts.first else { continue }
      if own[first] == nil, rests[first] == nil { order.append(first) }
      if parts.count > 1 {
        rests[first, default: []].append((parts[1], place))
      } else {
        own[first, default: []].append(place)
      }
    }
    keys = JSONKeys(order)
    isFlat = order == names
    self.own = order.map { own[$0] ?? [] }
    inner = order.map { key in
      rests[key].map { (StepwisePaths($0.map(\.rest)), $0.map(\.place)) }
    }
  }

  /// The values in one object, in the order of `names`.
  func values(
    in record: RecordBytes, _ scanner: JSONScanner
  ) throws(ScanFailure) -> [JSONValue] {
    let found = try scanner.object(record, keys: keys)
    if isFlat { return found }
    var values = Array(repeating: JSONValue.absent, count: names.count)
    for (key, value) in found.enumerated() {
      for place in own[key] { values[place] = value }
      guard let inner = inner[key], value.kind == .object || value.kind == .array else { continue }
      let found = try inner.paths.values(inside: value, of: record, scanner)
      for (place, value) in zip(inner.places, found) { values[place] = value }
    }
    return values
  }

  /// The values in an object or a list that is part of a record.
  private func values(
    inside value: JSONValue, of record: RecordBytes, _ scanner: JSONScanner
  ) throws(ScanFailure) -> [JSONValue] {
    let bytes = value.bytes(in: record)
    let found =
      value.kind == .object
      ? try values(in: bytes, scanner) : try elements(of: bytes, scanner)
    return found.map { $0.moved(by: value.start) }
  }

  private func elements(
    of list: RecordBytes, _ scanner: JSONScanner
  ) throws(ScanFailure) -> [JSONValue] {
    var values = Array(repeating: JSONValue.absent, count: names.count)
    guard keys.names.contains(where: { Int($0) != nil }) else { return values }
    let elements = try scanner.array(list)
    for (key, name) in keys.names.enumerated() {
      guard let index = Int(name),
        let value = elements[safe: index < 0 ? elements.count + index : index]
      else { continue }
      for place in own[key] { values[place] = value }
      guard let inner = inner[key], value.kind == .object || value.kind == .array else { continue }
      let found = try inner.paths.values(inside: value, of: list, scanner)
      for (place, value) in zip(inner.places, found) { values[place] = value }
    }
    return values
  }
}
