/// Gives runs their ids.
enum RunNaming {
  /// An id for each key: its model (or run), benchmark, step and temperature, joined by `/`.
  ///
  /// Runs that these do not tell apart get the facts that do, in a fixed order,
  /// and last the place of their files.
  static func ids(of groups: [RunKey: RunGroup]) -> [RunKey: String] {
    var ids: [RunKey: String] = [:]
    for (id, keys) in Dictionary(grouping: groups.keys, by: base) {
      for (key, distinct) in separate(id, keys) { ids[key] = distinct }
    }
    return numbered(ids)
  }

  /// Numbers what is still called alike, such as folders of one name in two opened paths.
  private static func numbered(_ ids: [RunKey: String]) -> [RunKey: String] {
    var taken = Set(ids.values)
    guard taken.count < ids.count else { return ids }
    var result = ids
    for (id, keys) in Dictionary(grouping: ids.keys, by: { ids[$0] ?? "" }) where keys.count > 1 {
      var number = 1
      for key in keys.sorted(by: precedes).dropFirst() {
        repeat { number += 1 } while taken.contains("\(id)~\(number)")
        taken.insert("\(id)~\(number)")
        result[key] = "\(id)~\(number)"
      }
    }
    return result
  }

  private static func precedes(_ first: RunKey, _ second: RunKey) -> Bool {
    if first.location != second.location {
      return NaturalOrder.precedes(first.location, second.location)
    }
    let names = RunKey.identity
    let pair = zip(names.map { first.values[$0] ?? "" }, names.map { second.values[$0] ?? "" })
    return pair.first { $0 != $1 }.map { NaturalOrder.precedes($0, $1) } ?? false
  }

  private static func base(_ key: RunKey) -> String {
    let name = key.values[.model] ?? key.values[.run]
    let step = key.values[.step].map { "step_\($0)" }
    let temperature = key.values[.temperature].map { "t\($0)" }
    let parts = [name, key.values[.benchmark], step, temperature].compactMap { $0 }
    return parts.isEmpty ? place(key) : parts.joined(separator: "/")
  }

  private static func separate(_ id: String, _ keys: [RunKey]) -> [(RunKey, String)] {
    guard keys.count > 1 else { return keys.map { ($0, id) } }
    let further: [(FactName, String)] = [
      (.run, ""), (.topP, "p"), (.maxTokens, "m"), (.seed, "seed"),
    ]
    let telling = further.filter { name, _ in Set(keys.map { $0.values[name] }).count > 1 }
    var named = keys.map { key in
      (
        key,
        ([id] + telling.compactMap { name, sign in key.values[name].map { sign + $0 } })
          .joined(separator: "/")
      )
    }
    let repeated = Dictionary(grouping: named, by: \.1).filter { $0.value.count > 1 }
    for index in named.indices where repeated[named[index].1] != nil {
      named[index].1 += "/" + place(named[index].0)
    }
    return named
  }

  /// The place of the files without the number of the opened path.
  private static func place(_ key: RunKey) -> String {
    let parts = key.location.split(separator: "/").dropFirst()
    return parts.isEmpty ? "run" : parts.joined(separator: "/")
  }
}
