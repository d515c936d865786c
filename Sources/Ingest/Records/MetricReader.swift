import Results

/// Reads the several verdicts of each sample; made once for a file, as its paths are.
struct MetricReader {
  private let metrics: RecordLayout.Metrics
  /// Asked of every record, where `metrics` would be copied.
  let hasNone, areEntries, areListed: Bool
  /// Where metrics stand among the fields of a record, one by one.
  private let places: [[Int]]
  /// Where the entries of an object stand behind them.
  private let entries: Int
  /// What is looked for beside them: in entries, or in records that list their metrics.
  private let paths: KeyPaths

  init(_ layout: ResolvedLayout) {
    metrics = layout.names.metrics
    places = layout.metrics
    entries = layout.keys.names.count
    (hasNone, areEntries, areListed) =
      switch metrics {
      case .none: (true, false, false)
      case .named: (false, false, false)
      case .entries: (false, true, false)
      case .listed: (false, false, true)
      }
    paths =
      switch metrics {
      case .none, .named: KeyPaths([])
      case .entries(_, let path): KeyPaths([path])
      case .listed(let names, let filter, _): KeyPaths([names, filter])
      }
  }

  /// Adds the verdicts by the names of their metrics, in the order of the record.
  func read(
    _ fields: Fields, _ scanner: JSONScanner,
    into found: inout [(metric: String, grading: Grading)]
  ) throws(ScanFailure) {
    if areEntries { return try entries(of: fields, scanner, into: &found) }
    switch metrics {
    case .none, .entries: break
    case .named(let named): found += self.named(named, in: fields)
    case .listed(_, _, let others): found += try listed(others, in: fields.record, scanner)
    }
  }

  /// A metric of which a key says nothing was not taken.
  private func named(
    _ named: [RecordLayout.Metrics.Named], in fields: Fields
  ) -> [(metric: String, grading: Grading)] {
    var found: [(metric: String, grading: Grading)] = []
    for (metric, places) in zip(named, places) {
      let stated = places.map {
        GradingText.statement(fields.values[$0], in: fields.record).stated
      }
      guard stated.allSatisfy({ $0 != nil }) else { continue }
      found.append((metric.name, Grading(stated: stated.allSatisfy { $0 == true })))
    }
    return found
  }

  /// The verdict of an entry is what stands at a path in it, or the entry itself.
  private func entries(
    of fields: Fields, _ scanner: JSONScanner,
    into found: inout [(metric: String, grading: Grading)]
  ) throws(ScanFailure) {
    let record = fields.record
    for place in stride(from: entries, to: fields.values.count, by: 2) {
      let name = String(decoding: fields.values[place].bytes(in: record), as: UTF8.self)
      var value = fields.values[place + 1]
      if value.kind == .object {
        try scanner.find(paths.keys, in: value.bytes(in: record))
        value = scanner.values(of: paths.keys)[0].moved(by: value.start)
      }
      if value.kind == .object {
        found += try parts(of: value.bytes(in: record), of: name, scanner)
      } else {
        found.append((name, GradingText.grading(value, in: record)))
      }
    }
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
    let places = try paths.values(in: record, scanner)
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
