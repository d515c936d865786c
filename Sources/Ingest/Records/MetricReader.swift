import Results

/// Reads the several verdicts of one sample.
struct MetricReader {
  let scanner: JSONScanner
  let metrics: RecordLayout.Metrics

  /// The verdicts by the names of their metrics, in the order of the record.
  func gradings(
    of record: RecordBytes
  ) throws(ScanFailure) -> [(metric: String, grading: Grading)] {
    switch metrics {
    case .none: []
    case .named(let named): try self.named(named, in: record)
    case .entries(let key, let path): try entries(of: key, at: path, in: record)
    case .listed(let names, let filter, let others): try listed(names, filter, others, in: record)
    }
  }

  /// A metric of which a key says nothing was not taken.
  private func named(
    _ named: [RecordLayout.Metrics.Named], in record: RecordBytes
  ) throws(ScanFailure) -> [(metric: String, grading: Grading)] {
    var found: [(metric: String, grading: Grading)] = []
    for metric in named {
      let values = try KeyPaths(metric.keys).values(in: record, scanner)
      let stated = values.map { GradingText.statement($0, in: record).stated }
      guard stated.allSatisfy({ $0 != nil }) else { continue }
      found.append((metric.name, Grading(stated: stated.allSatisfy { $0 == true })))
    }
    return found
  }

  private func entries(
    of key: String, at path: String, in record: RecordBytes
  ) throws(ScanFailure) -> [(metric: String, grading: Grading)] {
    let object = try KeyPaths([key]).values(in: record, scanner)[0]
    guard object.kind == .object else { return [] }
    let bytes = object.bytes(in: record)
    var found: [(metric: String, grading: Grading)] = []
    for field in try scanner.fields(bytes) {
      var value = field.value
      if value.kind == .object {
        let inner = value.bytes(in: bytes)
        value = try KeyPaths([path]).values(in: inner, scanner)[0].moved(by: value.start)
      }
      if value.kind == .object {
        found += try parts(of: value.bytes(in: bytes), of: field.key)
      } else {
        found.append((field.key, GradingText.grading(value, in: bytes)))
      }
    }
    return found
  }

  /// A verdict that is an object has one metric a key.
  private func parts(
    of object: RecordBytes, of name: String
  ) throws(ScanFailure) -> [(metric: String, grading: Grading)] {
    try scanner.fields(object).map { field in
      (name + "." + field.key, GradingText.grading(field.value, in: object))
    }
  }

  private func listed(
    _ names: String, _ filter: String, _ others: [String], in record: RecordBytes
  ) throws(ScanFailure) -> [(metric: String, grading: Grading)] {
    let places = try KeyPaths([names, filter]).values(in: record, scanner)
    guard places[0].kind == .array else {
      return places[0].exists ? [] : try unlisted(others, in: record)
    }
    let list = places[0].bytes(in: record)
    let wanted = try scanner.array(list).filter { $0.kind == .string }
      .map { JSONText.string($0.bytes(in: list)) }
    let suffix =
      places[1].kind == .string ? "," + JSONText.string(places[1].bytes(in: record)) : ""
    return try scanner.fields(record).compactMap { field in
      let grading = GradingText.grading(field.value, in: record)
      // A number that is none, and null, are of a metric, too: nobody knows the verdict.
      let isVerdict =
        grading != Grading() || field.value.kind == .number || field.value.kind == .null
      guard wanted.contains(field.key), isVerdict else { return nil }
      return (field.key + suffix, grading)
    }
  }

  private func unlisted(
    _ others: [String], in record: RecordBytes
  ) throws(ScanFailure) -> [(metric: String, grading: Grading)] {
    try scanner.fields(record).compactMap { field in
      guard [.number, .yes, .no].contains(field.value.kind), !others.contains(field.key) else {
        return nil
      }
      return (field.key, GradingText.grading(field.value, in: record))
    }
  }
}
