import Synchronization

/// Problems in the order of their first records, as files of one benchmark mostly share them.
///
/// Copies of a shared list are one object: thousands of files are looked at by several threads at once.
package struct ListedProblems: Equatable, Sendable {
  private struct Lists: Equatable, Sendable {
    var problems: [Problem] = []
    var keys: [UInt64] = []
    var promptKeys: [UInt64] = []
    var identity: UInt64 = 0

    mutating func append(_ problem: Problem, key: UInt64, promptKey: UInt64?) {
      if promptKey != nil || !promptKeys.isEmpty {
        promptKeys += repeatElement(0, count: keys.count - promptKeys.count)
        promptKeys.append(promptKey ?? 0)
      }
      keys.append(key)
      identity = Scramble.mix(Scramble.mix(identity, Scramble.of(problem.id)), promptKey ?? 0)
      problems.append(problem)
    }
  }

  /// The problems in natural order of their ids.
  struct Ordered: Sendable {
    let problems: [Problem]
    /// Where each stands in the list.
    let places: [Int]

    /// `nil` where two problems have one id.
    fileprivate init?(_ list: [Problem]) {
      guard Set(list.lazy.map(\.id)).count == list.count else { return nil }
      places = list.indices.sorted { list[$0].precedes(list[$1]) }
      problems = places.elementsEqual(list.indices) ? list : places.map { list[$0] }
    }
  }

  /// Lists that never change.
  private final class Shared: Sendable {
    let lists: Lists
    /// Found when somebody asks: within, whether there is an order.
    private let known = Mutex<Ordered??>(nil)

    init(_ lists: Lists) { self.lists = lists }

    var ordered: Ordered? {
      known.withLock { known in
        if let known { return known }
        let made = Ordered(lists.problems)
        known = .some(made)
        return made
      }
    }
  }

  /// `nil` where the lists are shared, and where there are none.
  private var own: Lists?
  private var shared: Shared?

  package var problems: [Problem] { shared?.lists.problems ?? own?.problems ?? [] }
  /// A 64-bit hash of what identifies each problem.
  var keys: [UInt64] { shared?.lists.keys ?? own?.keys ?? [] }
  /// A hash of each problem's prompt, where ids may number lines rather than problems; 0 for one
  /// without, and none at all where all are.
  var promptKeys: [UInt64] { shared?.lists.promptKeys ?? own?.promptKeys ?? [] }
  /// A checksum over the problems' ids and prompts, in their order.
  var identity: UInt64 { shared?.lists.identity ?? own?.identity ?? 0 }

  /// Where a key stands, if that is at a place or at the next, behind the last the first.
  func place(of key: UInt64, from place: Int) -> Int? {
    let keys = keys
    guard place < keys.count else { return nil }
    if keys[place] == key { return place }
    let next = place + 1 < keys.count ? place + 1 : 0
    return keys[next] == key ? next : nil
  }

  /// The problems in order; `nil` where two have one id, and for a list that is not shared.
  var ordered: Ordered? { shared?.ordered }

  init() {}

  package static func == (first: ListedProblems, second: ListedProblems) -> Bool {
    first.isSame(as: second) || first.lists == second.lists
  }

  private var lists: Lists { shared?.lists ?? own ?? Lists() }

  /// Whether it is the very same list, not only an equal one.
  func isSame(as other: ListedProblems) -> Bool { shared != nil && shared === other.shared }

  mutating func append(_ problem: Problem, key: UInt64, promptKey: UInt64?) {
    if own == nil { (own, shared) = (lists, nil) }
    own?.append(problem, key: key, promptKey: promptKey)
  }

  // Sharing.

  private struct Pool {
    struct Key: Hashable {
      let identity: UInt64
      let count: Int
    }

    struct Member {
      weak var lists: Shared?
    }

    var members: [Key: Member] = [:]
    /// How many there may be before those are looked for that nobody has any more.
    var limit = 256
  }

  private static let pool = Mutex(Pool())

  /// Becomes the very same list as an equal one of another file, if there is one.
  package mutating func share() {
    guard shared == nil, let own, !own.problems.isEmpty else { return }
    let made = Shared(own)
    let key = Pool.Key(identity: own.identity, count: own.problems.count)
    let known = Self.pool.withLock { pool -> Shared? in
      if let known = pool.members[key]?.lists { return known }
      if pool.members.count >= pool.limit {
        pool.members = pool.members.filter { $0.value.lists != nil }
        pool.limit = max(256, 2 * pool.members.count)
      }
      pool.members[key] = Pool.Member(lists: made)
      return nil
    }
    shared = known?.lists == own ? known : made
    self.own = nil
  }
}

// As bytes.

extension ListedProblems {
  package var stored: [UInt8] {
    var writer = ByteWriter()
    writer.write(problems) { writer, problem in
      writer.write(problem.id)
      writer.write(problem.isHashed)
      writer.write(problem.title)
      for text in [problem.group, problem.level, problem.subject, problem.date] {
        writer.write(text)
      }
      writer.write(problem.directAnswer) { $0.write($1) }
    }
    writer.write(column: keys)
    writer.write(column: promptKeys)
    writer.write(identity)
    return writer.sealed
  }

  package init(stored bytes: [UInt8]) throws(DamagedBytes) {
    self = try ByteReader.read(bytes) { (reader) throws(DamagedBytes) in try ListedProblems(&reader)
    }
  }

  private init(_ reader: inout ByteReader) throws(DamagedBytes) {
    var own = Lists()
    own.problems = try reader.list { (reader) throws(DamagedBytes) in
      var problem = Problem(id: try reader.text())
      problem.isHashed = try reader.flag()
      problem.title = try reader.text()
      problem.group = try reader.optionalText()
      problem.level = try reader.optionalText()
      problem.subject = try reader.optionalText()
      problem.date = try reader.optionalText()
      problem.directAnswer = try reader.optional { (reader) throws(DamagedBytes) in
        try reader.double()
      }
      return problem
    }
    own.keys = try reader.column()
    own.promptKeys = try reader.column()
    own.identity = try reader.word()
    self.own = own
    guard keys.count == problems.count, [0, problems.count].contains(promptKeys.count) else {
      throw DamagedBytes()
    }
  }
}
