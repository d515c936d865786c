import Results

/// A format whose fields a person has named.
struct MappedFormat: ResultsFormat {
  let base: any ResultsFormat
  let mapping: FieldMapping

  var name: String { base.name }
  var kind: FileKind { base.kind }
  var hasSamplingSeeds: Bool { base.hasSamplingSeeds }
  var header: [FactName: [String]] { base.header }

  func figures(in document: DocumentValue, name: String) -> [StatedFigure] {
    base.figures(in: document, name: name)
  }

  /// Records may stand where the base has its figures.
  var takesFiguresFromRecords: Bool { base.takesFiguresFromRecords || mapping.records != nil }

  func unfinished(in document: DocumentValue) -> Unfinished? { base.unfinished(in: document) }

  var layout: RecordLayout {
    var layout = base.layout
    for (meaning, keys) in mapping.fields { layout[keyPath: meaning.keys] = keys }
    if mapping.fields[.correct] != nil || mapping.fields[.score] != nil { layout.metrics = .none }
    return layout
  }

  var records: [DocumentPath] {
    mapping.records.flatMap(DocumentPath.init).map { [$0] } ?? base.records
  }

  /// Whether the start of a file has the fields that the person named.
  func recognizes(_ head: FileHead) -> Bool {
    let named = mapping.fields.values.flatMap(\.self)
    let firsts = named.map { String($0.prefix { $0 != "." }) }
    return base.recognizes(head)
      || (head.hasAny(firsts) && head.hasAny(layout.problem + layout.prompt + firsts))
  }

  func conventions(of place: FilePlace) -> Facts {
    base.conventions(of: place)
  }

  func betterTwins(of name: String) -> [String] { base.betterTwins(of: name) }
}

extension FieldMapping.Meaning {
  /// The keys of a layout that have the meaning.
  fileprivate var keys: WritableKeyPath<RecordLayout, [String]> {
    switch self {
    case .problem: \.problem
    case .prompt: \.prompt
    case .response: \.response
    case .gold: \.gold
    case .answer: \.answer
    case .list: \.list
    case .correct: \.correct
    case .score: \.score
    case .tokens: \.tokens
    case .finish: \.finish
    case .entropy: \.entropy
    case .logProbability: \.logProbability
    case .reasoning: \.reasoning
    case .group: \.group
    case .level: \.level
    case .subject: \.subject
    case .date: \.date
    case .directAnswer: \.directAnswer
    }
  }
}
