/// What can be known of a run beside its samples.
package enum FactName: String, CaseIterable, Hashable, Sendable {
  /// The name of the run or experiment.
  case run
  case model, role, benchmark, step, temperature
  case topP = "top_p"
  case maxTokens = "max_tokens"
  /// A training seed: another seed is another run. Sampling seeds are no fact.
  case seed
  case algorithm, framework, family, size, split, verifier
  case baseModel = "base_model"
  case rollouts = "rollouts_n"
  case klCoefficient = "kl_coef"
  case promptTemplate = "prompt_template"
  /// The run whose model this one was trained from.
  case baseRun = "base_run"
  /// The dates that the problems are from, such as `2024-10/2025-02`.
  case dateWindow = "date_window"
  case verifierVersion = "verifier_version"
  /// The samples a problem is meant to get.
  case samples = "n"
  /// The sampling seeds, in words.
  case seeds
  case sourceHash = "source_hash"
  /// The least score that is right, where samples have scores and no verdicts.
  case threshold
  /// Which of several verdicts of each sample counts, such as a scorer or a filter.
  case metric

  /// The case by its text: facts are read for every file that an index knows.
  static func named(_ text: String) -> FactName? { texts[text] }

  private static let texts = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  /// The place of the case: facts are looked up for every file in every snapshot, by no text.
  var order: UInt8 { unsafeBitCast(self, to: UInt8.self) }

  package static func == (first: FactName, second: FactName) -> Bool { first.order == second.order }

  package func hash(into hasher: inout Hasher) { hasher.combine(order) }

  /// Whether the value must be a number.
  package var isNumeric: Bool {
    switch self {
    case .step, .temperature, .topP, .maxTokens, .rollouts, .klCoefficient, .samples,
      .threshold:
      true
    default: false
    }
  }
}

/// Where a fact comes from; the first source that knows it wins.
package enum FactSource: Int, Comparable, Sendable, CaseIterable {
  /// An option, an edit on the screen, or `kscope.toml`.
  case person
  /// A field of the sample file.
  case file
  /// The `run.json` beside the sample file.
  case sidecar
  /// The layout that the format defines.
  case convention
  /// A token of the path, such as `global_step_150` or `t0.6`.
  case token
  /// The name of a folder or of the file.
  case folder

  package static func < (first: FactSource, second: FactSource) -> Bool {
    first.rawValue < second.rawValue
  }

  package var label: String {
    switch self {
    case .person: "person"
    case .file: "file"
    case .sidecar: "run.json"
    case .convention: "path convention"
    case .token: "path token"
    case .folder: "folder"
    }
  }
}

/// Facts of a run, each with its source.
package struct Facts: Equatable, Hashable, Sendable {
  package struct Entry: Equatable, Hashable, Sendable {
    package let value: String
    package let source: FactSource
  }

  private struct Item: Equatable, Hashable, Sendable {
    let name: FactName
    let entry: Entry
  }

  /// In the order of the names: a handful, which a list finds and joins faster than a table of hashes.
  private var items: [Item] = []

  package init() {}

  package init(_ values: [FactName: String], source: FactSource) {
    for (name, value) in values { set(name, value, source: source) }
  }

  package var isEmpty: Bool { items.isEmpty }

  /// All facts, by their names.
  package var entries: [FactName: Entry] {
    Dictionary(uniqueKeysWithValues: items.lazy.map { ($0.name, $0.entry) })
  }

  package func entry(of name: FactName) -> Entry? {
    items.first { $0.name == name }?.entry
  }

  package subscript(_ name: FactName) -> String? { entry(of: name)?.value }

  /// Makes room for so many facts.
  mutating func reserve(_ count: Int) { items.reserveCapacity(count) }

  /// Sets an entry whatever is known, or forgets it.
  mutating func put(_ entry: Entry?, for name: FactName) {
    let place = items.firstIndex { $0.name.order >= name.order } ?? items.count
    let isKnown = place < items.count && items[place].name == name
    guard let entry else {
      if isKnown { items.remove(at: place) }
      return
    }
    let item = Item(name: name, entry: entry)
    if isKnown { items[place] = item } else { items.insert(item, at: place) }
  }

  package func number(_ name: FactName) -> Double? { self[name].flatMap(Double.init) }
  package func integer(_ name: FactName) -> Int? {
    number(name).flatMap { Int(exactly: $0) }
  }

  /// Sets a fact unless a better source has set it; an empty or malformed value is no fact.
  package mutating func set(_ name: FactName, _ value: String, source: FactSource) {
    if name == .model { setStep(of: value, source: source) }
    guard let value = Self.canonical(name, value) else { return }
    if let known = entry(of: name), known.source <= source { return }
    put(Entry(value: value, source: source), for: name)
  }

  /// The step that a model's name or path says, such as `sums-7b/step_40`.
  private mutating func setStep(of model: String, source: FactSource) {
    if let path = ModelPath(model) {
      if let step = path.step { set(.step, step, source: source) }
    } else if let last = model.split(separator: "/").last,
      let step = PathWords.known(String(last)).facts[.step]
    {
      set(.step, step, source: max(source, .token))
    }
  }

  /// Sets a fact whatever is known of it, or forgets it; a malformed value is no fact.
  package mutating func replace(_ name: FactName, with value: String?, source: FactSource) {
    let entry = value.flatMap { Self.canonical(name, $0) }.map { Entry(value: $0, source: source) }
    put(entry, for: name)
  }

  /// Takes what `other` knows better.
  package mutating func merge(_ other: Facts) {
    // Values that are facts already are in their one spelling.
    if items.isEmpty {
      items = other.items
      return
    }
    for item in other.items {
      if let known = entry(of: item.name), known.source <= item.entry.source { continue }
      put(item.entry, for: item.name)
    }
  }

  package func merging(_ other: Facts) -> Facts {
    var merged = self
    merged.merge(other)
    return merged
  }

  /// One spelling for one value, so that `0.60`, `0.6` and `6e-1` are the same temperature.
  private static func canonical(_ name: FactName, _ value: String) -> String? {
    let trimmed = value.trimmingSpaces()
    if name == .role { return Self.role(trimmed) }
    if name == .model || name == .baseModel, let path = ModelPath(trimmed) { return path.name }
    guard name.isNumeric else { return trimmed.isEmpty ? nil : trimmed }
    guard let number = Double(trimmed), number.isFinite else { return nil }
    return formatted(number)
  }

  private static func role(_ value: String) -> String? {
    let role = value.lowercased()
    return ModelRole(rawValue: role) == nil ? nil : role
  }

  /// A number without a superfluous fraction.
  package static func formatted(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? String(number)
  }
}

/// What part a model plays in an experiment.
package enum ModelRole: String, CaseIterable, Sendable {
  case base, rl, instruct, distill, teacher
}

extension StringProtocol {
  package func trimmingSpaces() -> String {
    // Most texts begin and end with a letter or a digit of ASCII.
    let letters: ClosedRange<Unicode.Scalar> = "!"..."~"
    if let first = unicodeScalars.first, let last = unicodeScalars.last, letters.contains(first),
      letters.contains(last)
    {
      return String(self)
    }
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
