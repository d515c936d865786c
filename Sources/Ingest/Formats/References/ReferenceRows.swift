import Results
import Statistics

/// Makes curves of the rows of a table, which may come in any order.
struct ReferenceRows {
  /// What sets one curve apart from another.
  private struct Key: Hashable {
    let facts: Facts
    let metric: String
    let source: String
  }

  private static let required = ["benchmark", "model", "k", "value", "source"]
  /// The facts that a column of their name may give.
  private static let factNames = FactName.allCases.filter { $0 != .metric && $0 != .threshold }

  private let columns: [String]
  private var curves: [Key: Int] = [:]
  /// Where each k of each curve stands.
  private var lines: [Key: [Int: Int]] = [:]

  /// Fails where the table lacks a column that each curve needs, with a reject that says which.
  init?(columns: [String], line: Int, in contents: inout FileContents) {
    self.columns = columns.map { $0.trimmingSpaces() }
    let missing = Self.required.filter { !self.columns.contains($0) }
    guard missing.isEmpty else {
      contents.reject(line: line, ReferenceFault.noColumns(missing).description)
      return nil
    }
  }

  /// Adds the value of a row to its curve; a row that cannot be one becomes a reject.
  mutating func read(_ cells: [String], line: Int, into contents: inout FileContents) {
    contents.records += 1
    do throws(ReferenceFault) {
      try add(cells, line: line, to: &contents)
    } catch {
      contents.reject(line: line, error.description)
    }
  }

  private mutating func add(
    _ cells: [String], line: Int, to contents: inout FileContents
  ) throws(ReferenceFault) {
    guard cells.count == columns.count else { throw .cells(cells.count, columns: columns.count) }
    var values: [String: String] = [:]
    for (column, cell) in zip(columns, cells) where !cell.trimmingSpaces().isEmpty {
      values[column] = cell.trimmingSpaces()
    }
    for column in Self.required where values[column] == nil { throw .noCell(column) }
    let point = try Self.point(values)
    let problems = try Self.problems(values["problems"])
    let key = Key(
      facts: try Self.facts(values),
      metric: values["metric"] ?? ReferenceCurve.usualMetric, source: values["source"] ?? "")
    if let other = lines[key]?[point.k] { throw .twice(k: point.k, line: other) }
    lines[key, default: [:]][point.k] = line
    let place = curves[key] ?? contents.references.count
    if place == contents.references.count {
      curves[key] = place
      contents.references.append(
        ReferenceCurve(facts: key.facts, metric: key.metric, source: key.source))
    }
    contents.references[place].add(point, decimals: Self.decimals(of: values["value"] ?? ""))
    contents.references[place].problems = contents.references[place].problems ?? problems
    if contents.references[place].note.isEmpty, let note = values["note"] {
      contents.references[place].note = note
    }
  }

  private static func point(
    _ values: [String: String]
  ) throws(ReferenceFault) -> ReferenceCurve.Point {
    let (k, value) = (values["k"] ?? "", values["value"] ?? "")
    guard let number = Double(k).flatMap({ Int(exactly: $0) }), number >= 1 else { throw .k(k) }
    guard let share = Double(value), (0...1).contains(share) else { throw .value(value) }
    return ReferenceCurve.Point(k: number, value: share)
  }

  private static func problems(_ text: String?) throws(ReferenceFault) -> Int? {
    guard let text else { return nil }
    guard let number = Int(text), number >= 1 else { throw .problems(text) }
    return number
  }

  private static func facts(_ values: [String: String]) throws(ReferenceFault) -> Facts {
    var facts = Facts()
    for name in factNames {
      guard let value = values[name.rawValue] else { continue }
      facts.set(name, value, source: .file)
      guard facts[name] == nil else { continue }
      if name == .role { throw .role(value) }
      throw .number(name.rawValue, value)
    }
    return facts
  }

  /// The digits behind the point that a number is given with: 3 of `0.960`, 4 of `1.5e-3`.
  static func decimals(of number: String) -> Int {
    let parts = number.lowercased().split(separator: "e", maxSplits: 1)
    let fraction = parts.first?.split(separator: ".", omittingEmptySubsequences: false)
      .dropFirst().first
    let exponent = parts.dropFirst().first.flatMap { Int($0) } ?? 0
    return min(max(0, (fraction?.count ?? 0) - exponent), 17)
  }
}
