import Results
import Synchronization

/// A layout with each key replaced by its place in the list of keys looked for.
///
/// A class: it is at hand for every record, and copying its lists would cost more than using them.
final class ResolvedLayout: Sendable {
  let keys: KeyPaths
  let names: RecordLayout
  let problem, prompt, response, gold, list, correct, score, tokens, finish, entropy: [Int]
  let logProbability, reasoning, group, level, subject, date, directAnswer, n, c, truncated: [Int]
  let index, seed, logProbabilities, scorer, scorerSum, scorerTokens: [Int]
  let turn: [Int]
  /// Where answers stand that samples vote with.
  let vote: [Int]
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
    // Lists of what samples have: a long one is not to be read again for its elements.
    let listed = [
      layout.list, layout.correct, layout.score, layout.response, layout.finish, layout.tokens,
    ]
    metrics = named.map(resolve)
    keys = KeyPaths(
      names, members: Set(listed.flatMap(resolve) + metrics.joined()),
      rows: Set(resolve(layout.list)))
    self.names = layout
    problem = resolve(layout.problem)
    prompt = resolve(layout.prompt)
    response = resolve(layout.response)
    gold = resolve(layout.gold)
    index = resolve(layout.index)
    seed = resolve(layout.seed)
    list = resolve(layout.list)
    correct = resolve(layout.correct)
    score = resolve(layout.score)
    tokens = resolve(layout.tokens)
    finish = resolve(layout.finish)
    entropy = resolve(layout.entropy)
    logProbability = resolve(layout.logProbability)
    logProbabilities = resolve(layout.logProbabilities)
    scorer = resolve(layout.scorer)
    scorerSum = resolve(layout.scorerSum)
    scorerTokens = resolve(layout.scorerTokens)
    reasoning = resolve(layout.reasoning)
    group = resolve(layout.group)
    level = resolve(layout.level)
    subject = resolve(layout.subject)
    date = resolve(layout.date)
    directAnswer = resolve(layout.directAnswer)
    n = resolve(layout.n)
    c = resolve(layout.c)
    truncated = resolve(layout.truncated)
    turn = resolve(layout.turn)
    vote = layout.hasVotes ? resolve(layout.answer) : []
    stated = layout.stated.mapValues(resolve)
    facts = FactName.allCases.compactMap { name in
      layout.facts[name].map { (name, resolve($0)) }
    }
  }
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
  let values: [JSONValue]
  let record: RecordBytes
  /// Lists of which the elements were found along with them.
  var lists: [FoundList] = []
  /// What the object of metrics holds, keys and values in turn.
  var entries: [JSONValue] = []

  /// The first of the places that holds a value, null being none.
  func first(_ places: [Int]) -> JSONValue? {
    for place in places where values[place].exists { return values[place] }
    return nil
  }

  func number(_ places: [Int]) -> Double? {
    first(places).flatMap { $0.kind == .number ? JSONText.number($0.bytes(in: record)) : nil }
  }

  /// A text or a number, as text.
  func text(_ places: [Int]) -> String? {
    guard let value = first(places), value.kind == .string || value.kind == .number else {
      return nil
    }
    return JSONText.string(value.bytes(in: record))
  }

  /// The bytes of a number or a short text, without its quotes.
  func label(_ places: [Int]) -> RecordBytes? {
    guard let value = first(places), value.kind == .string || value.kind == .number,
      (1...64).contains(value.length)
    else { return nil }
    return value.bytes(in: record)
  }

  func flag(_ places: [Int]) -> Bool? {
    switch first(places)?.kind {
    case .yes: true
    case .no: false
    default: nil
    }
  }
}
