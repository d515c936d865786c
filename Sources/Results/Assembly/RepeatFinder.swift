import Statistics

/// Where what was found of repeats is kept between sessions, by a signature of the samples.
package protocol RepeatMemory: Sendable {
  func recall(_ signature: [UInt64]) -> [UInt8]?
  func keep(_ found: [UInt8], for signature: [UInt64])
}

/// Finds samples of a run that are copies of others.
///
/// A copy has the problem, the number, the seed and the response of another
/// sample. Numbers that count anew in every file make equal answers of different
/// samples look like copies; what gives them away is that most of their numbers
/// meet *other* responses. So copies are believed only between two files (or
/// within one) of which at most one number in twenty meets another response.
///
/// Copies that disagree on the verdict are one ungraded sample. The alternative,
/// that the later file wins, would hang on names or on times that copying
/// changes; and no rule on files can tell which verdict is right. A verdict goes
/// before none, which is no disagreement.
struct RepeatFinder {
  struct Member {
    let part: FilePart
    let seed: String?
  }

  /// All that decides what is found, in two numbers, the same in every process.
  ///
  /// A run that grows has another with every snapshot, and may be of thousands of files.
  private struct Key: Hashable {
    private var first: UInt64 = 0x736B_6970
    private var second: UInt64 = 0x7069_6B73

    var signature: [UInt64] { [first, second] }

    init(_ members: [Member], _ rule: VerdictRule) {
      for member in members {
        let (samples, table) = (member.part.samples, member.part.table)
        add(samples.sequence)
        add(samples.verdicts)
        add(table.identity)
        add(UInt64(samples.count) << 1 | (table.representatives != nil ? 1 : 0))
        add(member.seed.map { Scramble.of($0) } ?? 0)
      }
      add((rule.prefersStatement ? 1 : 0) | (rule.isPositiveRight ? 2 : 0))
      add(rule.threshold?.bitPattern ?? 1)
    }

    private mutating func add(_ value: UInt64) {
      first = Scramble.mix(first, value)
      second = Scramble.mix(second, value)
    }
  }

  private static let memo = Memo<Key, FoundRepeats>(capacity: 65_536)

  /// What is found, remembered: a snapshot asks again for every run.
  ///
  /// - Parameters:
  ///   - memory: What was found in earlier sessions.
  ///   - searches: Whether to look at samples that must be fetched first; what is not known is
  ///     pending else.
  static func find(
    in members: [Member], rule: VerdictRule, memory: (any RepeatMemory)? = nil,
    searches: Bool = true
  ) -> FoundRepeats {
    guard members.contains(where: { $0.part.samples.responses > 0 }) else { return FoundRepeats() }
    let key = Key(members, rule)
    if let known = memo.find(key), !known.isPending || !searches { return known }
    let signature = memory == nil ? [] : key.signature
    if let bytes = memory?.recall(signature), let known = try? FoundRepeats(stored: bytes) {
      memo.keep(known, for: key)
      return known
    }
    if !searches, members.contains(where: { $0.part.samples.keptBlocks > 0 }) {
      var pending = FoundRepeats()
      pending.isPending = true
      memo.keep(pending, for: key)
      return pending
    }
    var finder = RepeatFinder(members, rule: rule)
    var found = finder.find()
    guard members.allSatisfy(\.part.samples.isWhole) else {
      // Samples were lost on the way, and are read anew: what they have is found then.
      found.isPending = true
      return found
    }
    memo.keep(found, for: key)
    memory?.keep(found.stored, for: signature)
    return found
  }

  /// A sample by its file and its place in it.
  struct Spot: Hashable {
    let member: UInt32
    let ordinal: UInt32

    init(_ member: Int, _ ordinal: Int) {
      (self.member, self.ordinal) = (UInt32(member), UInt32(ordinal))
    }

    init(bits: UInt64) {
      (member, ordinal) = (UInt32(bits >> 32), UInt32(truncatingIfNeeded: bits))
    }

    var bits: UInt64 { UInt64(member) << 32 | UInt64(ordinal) }
  }

  private struct PairKey: Hashable {
    let first, second: UInt32
  }

  private struct Agreement {
    var equal = 0
    var clashing = 0

    /// Whether equal responses under equal numbers are copies, not answers that happen to agree.
    var meansCopies: Bool { equal > 0 && clashing * 20 <= equal }
  }

  private let members: [Member]
  private let rule: VerdictRule
  /// A hash of each problem's id, by member and by the problem's place there.
  private let problems: [[UInt64]]
  private let seeds: [UInt64]
  /// The member that each whole copy is one of.
  private var originals: [Int: Int] = [:]
  /// For each copy the sample that counts in its place.
  private var origins: [Spot: Spot] = [:]
  private var found = FoundRepeats()

  private init(_ members: [Member], rule: VerdictRule) {
    self.members = members
    self.rule = rule
    problems = members.map { member in
      let table = member.part.table
      let hashes = table.problems.map { Scramble.of($0.id) }
      return table.representatives.map { $0.map { hashes[Int($0)] } } ?? hashes
    }
    seeds = members.map { $0.seed.map { Scramble.of($0) } ?? 0 }
  }

  private mutating func find() -> FoundRepeats {
    findWholeCopies()
    findCopies()
    leaveOut()
    countResponses()
    return found
  }

  // Whole files.

  /// Fewer samples without a number may be equal by chance.
  private static let fewestOfAWholeCopy = 4

  private mutating func findWholeCopies() {
    var firsts: [UInt64: [Int]] = [:]
    for (number, member) in members.enumerated() where isComparable(member.part.samples) {
      let key = Scramble.mix(member.part.samples.sequence, seeds[number])
      let original = firsts[key]?.first { isCopy(number, of: $0) }
      if let original {
        originals[number] = original
        found.copies.append(
          FoundRepeats.Pair(
            first: original, second: number, samples: member.part.samples.count, isWhole: true))
      } else {
        firsts[key, default: []].append(number)
      }
    }
  }

  private func isComparable(_ samples: SampleColumns) -> Bool {
    samples.responses == samples.count && samples.count > 0
      && (samples.count >= Self.fewestOfAWholeCopy || samples.draws == samples.count)
  }

  private func isCopy(_ number: Int, of other: Int) -> Bool {
    members[number].seed == members[other].seed
      && members[number].part.samples.count == members[other].part.samples.count
      && problems[number] == problems[other]
  }

  // Samples.

  private mutating func findCopies() {
    let numbered = members.indices.filter {
      originals[$0] == nil && members[$0].part.samples.draws > 0
    }
    let total = numbered.reduce(0) { $0 + members[$1].part.samples.draws }
    guard total > 0 else { return }
    var draws = SpotTable(capacity: total)
    // Further responses under a number that another response had first.
    var others: [UInt64: Spot] = [:]
    var agreements: [PairKey: Agreement] = [:]
    var candidates: [(copy: Spot, of: Spot)] = []
    for number in numbered {
      let (problems, seed) = (problems[number], seeds[number])
      members[number].part.samples.forEachResponse { ordinal, problem, draw, response in
        guard draw != 0 else { return }
        let spot = Spot(number, ordinal)
        let key = Scramble.mix(Scramble.mix(problems[Int(problem)], seed), draw)
        guard let holder = draws.insert(spot, for: key) else { return }
        let isFirst =
          members[Int(holder.member)].part.samples.response(at: Int(holder.ordinal)) == response
        let same = isFirst ? holder : others[Scramble.mix(key, response)]
        if same == nil { others[Scramble.mix(key, response)] = spot }
        let pair = PairKey(first: (same ?? holder).member, second: UInt32(number))
        if let same {
          agreements[pair, default: Agreement()].equal += 1
          candidates.append((spot, same))
        } else {
          agreements[pair, default: Agreement()].clashing += 1
        }
      }
    }
    settle(agreements, candidates)
  }

  private mutating func settle(
    _ agreements: [PairKey: Agreement], _ candidates: [(copy: Spot, of: Spot)]
  ) {
    // A number that many responses of one file share does not number its samples.
    func isVoid(_ member: UInt32) -> Bool {
      let own = agreements[PairKey(first: member, second: member)]?.clashing ?? 0
      return own * 20 > members[Int(member)].part.samples.draws
    }
    var believed: Set<PairKey> = []
    for (pair, agreement) in agreements.sorted(by: Self.precedes)
    where !isVoid(pair.first) && !isVoid(pair.second) {
      let (first, second) = (Int(pair.first), Int(pair.second))
      if agreement.meansCopies {
        believed.insert(pair)
        found.copies.append(
          FoundRepeats.Pair(first: first, second: second, samples: agreement.equal))
      }
      if agreement.clashing > 0 {
        found.clashes.append(
          FoundRepeats.Pair(first: first, second: second, samples: agreement.clashing))
      }
    }
    for (copy, original) in candidates
    where believed.contains(PairKey(first: original.member, second: copy.member)) {
      origins[copy] = original
    }
  }

  private static func precedes(
    _ first: (key: PairKey, value: Agreement), _ second: (key: PairKey, value: Agreement)
  ) -> Bool {
    (first.key.first, first.key.second) < (second.key.first, second.key.second)
  }

  // What follows.

  private mutating func leaveOut() {
    guard !origins.isEmpty || !originals.isEmpty else { return }
    found.omissions = Array(repeating: Repeats.Omission(), count: members.count)
    found.changes = Array(repeating: [:], count: members.count)
    var verdicts = RepeatedVerdicts()
    for (copy, original) in origins.sorted(by: { $0.key.bits < $1.key.bits }) {
      let sample = sample(at: copy)
      found.omissions[Int(copy.member)].append(copy.ordinal)
      found.changes[Int(copy.member)][sample.problem, default: Tally()].remove(
        sample, rule.verdict(of: sample.grading))
      verdicts.add(copy, of: original, verdict)
    }
    for (member, original) in originals.sorted(by: { $0.key < $1.key }) {
      found.omissions[member].isAll = true
      for ordinal in 0..<members[member].part.samples.count {
        let spot = Spot(original, ordinal)
        verdicts.add(Spot(member, ordinal), of: origins[spot] ?? spot, verdict)
      }
    }
    apply(verdicts)
  }

  private func sample(at spot: Spot) -> SampleRecord {
    members[Int(spot.member)].part.samples[Int(spot.ordinal)]
  }

  private func verdict(at spot: Spot) -> Verdict { rule.verdict(of: sample(at: spot).grading) }

  /// Gives samples the verdict that follows from all their copies.
  private mutating func apply(_ verdicts: RepeatedVerdicts) {
    for (spot, said) in verdicts.said.sorted(by: { $0.key.bits < $1.key.bits }) {
      let sample = sample(at: spot)
      let (own, common) = (rule.verdict(of: sample.grading), said.common)
      if let correct = said.correct, let incorrect = said.incorrect {
        found.conflictCount += 1
        note(correct, incorrect, sample.problem, of: Int(spot.member))
      }
      guard own != common else { continue }
      found.omissions[Int(spot.member)].verdicts[spot.ordinal] = common
      found.changes[Int(spot.member)][sample.problem, default: Tally()].change(own, to: common)
    }
  }

  private mutating func note(_ correct: Spot, _ incorrect: Spot, _ problem: UInt32, of member: Int)
  {
    guard found.conflicts.count < FoundRepeats.conflictLimit else { return }
    func place(_ spot: Spot) -> FoundRepeats.Place {
      FoundRepeats.Place(member: Int(spot.member), offset: sample(at: spot).offset)
    }
    let table = members[member].part.table
    let index = Int(table.representatives?[Int(problem)] ?? problem)
    found.conflicts.append(
      FoundRepeats.Conflict(
        problem: table.problems[index].id, correct: place(correct), incorrect: place(incorrect)))
  }

  /// Counts the different responses of each problem among the samples that count.
  private mutating func countResponses() {
    var numbers: [UInt64: Int] = [:]
    var samples: [Int] = []
    var distinct: [Int] = []
    let total = members.reduce(0) { $0 + $1.part.samples.responses }
    var seen = KeyTable(capacity: total)
    for (number, member) in members.enumerated() where originals[number] == nil {
      let places = problems[number].map { hash -> Int in
        let place = numbers[hash] ?? samples.count
        if place == samples.count {
          numbers[hash] = place
          samples.append(0)
          distinct.append(0)
        }
        return place
      }
      let omitted = found.omissions[safe: number] ?? Repeats.Omission()
      let hashes = problems[number]
      member.part.samples.forEachResponse { ordinal, problem, _, response in
        guard omitted.ranges.isEmpty || !omitted.omits(UInt32(ordinal)) else { return }
        let place = places[Int(problem)]
        samples[place] += 1
        let key = Scramble.mix(hashes[Int(problem)], response)
        if seen.insert(key).isNew { distinct[place] += 1 }
      }
    }
    summarize(samples, distinct)
  }

  private mutating func summarize(_ samples: [Int], _ distinct: [Int]) {
    let kinds = distinct.filter { $0 > 0 }
    guard let least = kinds.min(), let most = kinds.max() else { return }
    let total = samples.reduce(0, +)
    found.responses = SampleRepeats(
      samples: total, repeated: total - distinct.reduce(0, +), effective: least...most)
    let isOne = most == 1 && samples.allSatisfy { $0 != 1 }
    found.problemsOfOneResponse = isOne ? kinds.count : nil
  }
}

extension Tally {
  fileprivate mutating func remove(_ sample: SampleRecord, _ verdict: Verdict) {
    add(-1, verdict)
    if sample.finish != .unknown { finished -= 1 }
    if sample.finish == .length { truncated -= 1 }
  }

  fileprivate mutating func change(_ verdict: Verdict, to other: Verdict) {
    add(-1, verdict)
    add(1, other)
  }
}
