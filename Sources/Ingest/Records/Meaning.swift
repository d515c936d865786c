/// What values of a record are asked for.
enum Meaning: Int, CaseIterable {
  case problem, prompt, response, gold, index, seed, list, correct, score, tokens, finish, entropy
  case logProbability, logProbabilities, scorer, scorerSum, scorerTokens, reasoning
  case group, level, subject, date, directAnswer, n, c, truncated, turn
  /// The answer that a sample votes with.
  case vote

  /// The keys that may hold it, in the order of preference.
  func keys(in layout: RecordLayout) -> [String] {
    switch self {
    case .problem: layout.problem
    case .prompt: layout.prompt
    case .response: layout.response
    case .gold: layout.gold
    case .index: layout.index
    case .seed: layout.seed
    case .list: layout.list
    case .correct: layout.correct
    case .score: layout.score
    case .tokens: layout.tokens
    case .finish: layout.finish
    case .entropy: layout.entropy
    case .logProbability: layout.logProbability
    case .logProbabilities: layout.logProbabilities
    case .scorer: layout.scorer
    case .scorerSum: layout.scorerSum
    case .scorerTokens: layout.scorerTokens
    case .reasoning: layout.reasoning
    case .group: layout.group
    case .level: layout.level
    case .subject: layout.subject
    case .date: layout.date
    case .directAnswer: layout.directAnswer
    case .n: layout.n
    case .c: layout.c
    case .truncated: layout.truncated
    case .turn: layout.turn
    case .vote: layout.hasVotes ? layout.answer : []
    }
  }
}

/// Which values of a record stand for what: the same for all records of a layout whose values are of
/// the same kinds, of which a file has few.
final class FoundPlaces {
  private let kinds: [JSONValue.Kind]
  /// By meaning the first place that holds something, null being nothing; -1 for none.
  private let firsts: [Int]
  /// The facts that are stated, by their places in the layout's list and among the values.
  let facts: [(number: Int, place: Int)]
  /// Whether any value is a list.
  let hasLists: Bool
  /// Whether the list for samples is there, if only as null.
  let namesList: Bool
  /// The place of the response; none where its key may also hold the reference, as `solution` does.
  let ownResponse: Int?
  /// The place of an object of metrics.
  let metrics: Int?

  init(_ values: some Collection<JSONValue>, _ layout: ResolvedLayout) {
    let kinds = values.map(\.kind)
    func first(_ places: [Int]) -> Int? {
      places.first { kinds[$0] != .absent && kinds[$0] != .null }
    }
    firsts = Meaning.allCases.map { first(layout[$0]) ?? -1 }
    facts = layout.facts.enumerated().compactMap { number, fact in
      first(fact.places).map { (number, $0) }
    }
    hasLists = kinds.contains(.array)
    namesList = layout[.list].contains { kinds[$0] != .absent }
    ownResponse = first(layout[.response]).filter { !layout[.gold].contains($0) }
    metrics = (layout.metrics.first?.first).filter { kinds[$0] == .object }
    self.kinds = kinds
  }

  /// Whether values are of these kinds.
  func fit(_ values: UnsafeBufferPointer<JSONValue>) -> Bool {
    guard values.count == kinds.count else { return false }
    for (place, kind) in kinds.enumerated() where values[place].kind != kind { return false }
    return true
  }

  /// The place of the value that stands for something.
  func place(of meaning: Meaning) -> Int? {
    let place = firsts[meaning.rawValue]
    return place < 0 ? nil : place
  }
}
