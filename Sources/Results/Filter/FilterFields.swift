import Wording

/// What a row has in a field.
package enum FilterValue: Equatable, Sendable {
  case number(Double)
  case text(String)
  /// Several texts, such as the files of a run: one that fits is enough.
  case texts([String])
  case absent

  package init(_ number: Double?) { self = number.map { .number($0) } ?? .absent }
  package init(_ count: Int?) { self = count.map { .number(Double($0)) } ?? .absent }
  package init(_ text: String?) { self = text.map { .text($0) } ?? .absent }
}

/// The fields of a list's rows, each with the way to its value.
package struct FilterFields<Row> {
  package struct Entry {
    package let field: FilterField
    package let value: (Row) -> FilterValue

    package init(_ field: FilterField, _ value: @escaping (Row) -> FilterValue) {
      self.field = field
      self.value = value
    }
  }

  private var entries: [Entry] = []
  private var places: [String: Int] = [:]
  private var aliases: [String: String] = [:]
  /// Whether one of the texts that a bare word is looked for in holds it.
  let holds: (Row, Sought) -> Bool
  /// Fields of which there are many, such as `pass@8`, by their name.
  private let family: (String) -> Entry?

  package init(
    holds: @escaping (Row, Sought) -> Bool, family: @escaping (String) -> Entry? = { _ in nil }
  ) {
    self.holds = holds
    self.family = family
  }

  /// Adds a field; of two of one name the first counts.
  package mutating func add(
    _ name: String, _ kind: FilterField.Kind, alias: String? = nil,
    _ value: @escaping (Row) -> FilterValue
  ) {
    guard places[name] == nil else { return }
    places[name] = entries.count
    entries.append(Entry(FilterField(name, kind), value))
    if let alias { aliases[alias] = name }
  }

  /// The field of a name or another name of it, in this spelling.
  package func entry(_ name: String) -> Entry? {
    places[aliases[name] ?? name].map { entries[$0] } ?? family(name)
  }

  /// What a parser must know of them.
  package var names: FilterNames {
    let fields = Dictionary(
      places.map { ($0.key, entries[$0.value].field) }
        + aliases.compactMap { alias, name in places[name].map { (alias, entries[$0].field) } },
      uniquingKeysWith: { first, _ in first })
    return FilterNames(names: entries.map(\.field.name), fields: fields) { family($0)?.field }
  }
}

/// The names of a list's fields.
package struct FilterNames {
  /// In the order in which they are told of.
  let names: [String]
  /// By name, and by other names of the same.
  let fields: [String: FilterField]
  let family: (String) -> FilterField?

  /// The field of a name: as it is written, or else whatever the case.
  func field(_ name: String) -> FilterField? {
    if let field = fields[name] ?? family(name) { return field }
    let lowercase = name.lowercased()
    return names.first { $0.lowercased() == lowercase }.flatMap { fields[$0] }
      ?? fields.first { $0.key.lowercased() == lowercase }?.value ?? family(lowercase)
  }

  /// What is wrong with a name that no field has.
  func problem(with name: String) -> FilterError.Problem {
    guard let parts = FilterField(name, .number).parts else {
      let plain = names.filter { !$0.contains(".") }
      // Every word is near those of one letter.
      let long = plain.filter { $0.count > 1 }.map { $0.lowercased() }
      let closest = name.count > 1 ? Spelling.closest(to: name, among: long) : nil
      return .unknownField(
        name, closest: closest.flatMap { field($0)?.name }, names: plain)
    }
    let known = names.compactMap { FilterField($0, .number).parts }
    var runs: [String] = []
    for run in known.map({ String($0.run) }) where !runs.contains(run) { runs.append(run) }
    guard let run = runs.first(where: { $0.lowercased() == parts.run.lowercased() }) else {
      return .unknownRun(String(parts.run), runs: runs)
    }
    return .unknownValue(
      of: run, String(parts.value), values: known.filter { $0.run == run }.map { String($0.value) })
  }
}
