/// Things grouped by a key, the groups in order of first appearance.
struct OrderedGroups<Key: Hashable, Member> {
  private(set) var keys: [Key] = []
  private(set) var members: [[Member]] = []
  private var places: [Key: Int] = [:]

  mutating func add(_ member: Member, to key: Key) {
    if let place = places[key] {
      members[place].append(member)
    } else {
      places[key] = keys.count
      keys.append(key)
      members.append([member])
    }
  }
}
