import Results

/// Reads the several verdicts of each sample; made once for a file, as its paths are.
struct MetricReader {
  let metrics: RecordLayout.Metrics
  /// What is looked for in every record, by its place in `metrics`.
  private let paths: [KeyPaths]

  init(_ metrics: RecordLayout.Metrics) {
    self.metrics = metrics
    paths =
      switch metrics {
      case .none: []
      case .named(let named): named.map { KeyPaths($0.keys) }
      case .entries(let key, let path): [KeyPaths([key]), KeyPaths([path])]
      case .listed(let names, let filter, _): [KeyPaths([names, filter])]
      }
  }

  /// The verdicts by the names of their metrics, in the order of the record.
  func gradings(
    of record: RecordBytes, _ scanner: JSONScanner
  ) throws(ScanFailure) -> [(metric: String, grading: Grading)] {
    switch metrics {
    case .none: []
    case .named(let named): try self.named(named, in: record, scanner)
    case .entries: try entries(in: record, scanner)
    case .listed(_, _, let others): try listed(others, in: record, scanner)
    }
  }

  /// A metric of which a key says nothing was not taken.
  private func named(
    _ named: [RecordLayout.Metrics.Named], in record: RecordBytes, _ scanner: JSONScanner
  ) throws(ScanFailure) -> [(metric: String, grading: Grading)] {
    var found: [(metric: String, grading: Grading)] = []
    for (metric, paths) in zip(named, paths) {
      let values = try paths.values(in: record, scanner)
      let stated = values.map { GradingText.statement($0, in: record).stated }
      guard stated.allSatisfy({ $0 != nil }) else { continue }
      found.append((metric.name, Grading(stated: stated.allSatisfy { $0 == true })))
    }
    return found
  }

  private func entries(
    in record: RecordBytes, _ scanner: JSONScanner
  ) throws(ScanFailure) -> [(metric: String, grading: Grading)] {
    let object = try paths[0].values(in: record, scanner)[0]
    guard object.kind == .object else { return [] }
    let bytes = object.bytes(in: record)
    var found: [(metric: String, grading: Grading)] = []
    for field in try scanner.fields(bytes) {
      var value = field.value
      if value.kind == .object {
        let inner = value.bytes(in: bytes)
        value = try paths[1].values(in: inner, scanner)[0].moved(by: value.start)
      }
      if value.kind == .object {
        found += try parts(of: value.bytes(in: bytes), of: field.key, scanner)
      } else {
        found.append((field.key, GradingText.grading(value, in: bytes)))
      }
    }
    return found
  }

  /// A verdict that is an object has one metric a key.
  private func parts(
    of object: RecordBytes, of name: String, _ scanner: JSONScanner
  ) throws(ScanFailure) -> [(metric: String, grading: Grading)] {
    try scanner.fields(object).map { field in
      (name + "." + field.key, GradingText.grading(field.value, in: object))
    }
  }

  private func listed(
    _ others: [String], in record: RecordBytes, _ scanner: JSONScanner
  ) throws(ScanFailure) -> [(metric: String, grading: Grading)] {
    let places = try paths[0].values(in: record, scanner)
    guard places[0].kind == .array else {
      return places[0].exists ? [] : try unlisted(others, in: record, scanner)
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
    _ others: [String], in record: RecordBytes, _ scanner: JSONScanner
  ) throws(ScanFailure) -> [(metric: String, grading: Grading)] {
    try scanner.fields(record).compactMap { field in
      guard [.number, .yes, .no].contains(field.value.kind), !others.contains(field.key) else {
        return nil
      }
      return (field.key, GradingText.grading(field.value, in: record))
    }
  }
}
