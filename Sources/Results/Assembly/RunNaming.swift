/// Gives runs their ids.
enum RunNaming {
  /// An id for each key: its model (or run), benchmark, step and temperature, joined by `/`.
  ///
  /// Runs that these do not tell apart get the facts that do, in a fixed order,
  /// and last the place of their files.
  static func ids(of keys: [RunKey]) -> [String] {
    var ids = keys.map(base)
    guard Set(ids).count < ids.count else { return ids }
    for (id, alike) in Dictionary(grouping: keys.indices, by: { ids[$0] }) where alike.count > 1 {
      for (number, distinct) in zip(alike, separate(id, alike.map { keys[$0] })) {
        ids[number] = distinct
      }
    }
    return numbered(ids, keys)
  }

  /// Numbers what is still called alike, such as folders of one name in two opened paths.
  private static func numbered(_ ids: [String], _ keys: [RunKey]) -> [String] {
    var taken = Set(ids)
    guard taken.count < ids.count else { return ids }
    var result = ids
    for (id, alike) in Dictionary(grouping: ids.indices, by: { ids[$0] }) where alike.count > 1 {
      var number = 1
      for place in alike.sorted(by: { precedes(keys[$0], keys[$1]) }).dropFirst() {
        repeat { number += 1 } while taken.contains("\(id)~\(number)")
        taken.insert("\(id)~\(number)")
        result[place] = "\(id)~\(number)"
      }
    }
    return result
  }

  private static func precedes(_ first: RunKey, _ second: RunKey) -> Bool {
    if first.location != second.location {
      return NaturalOrder.precedes(first.location, second.location)
    }
    let names = RunKey.identity
    let pair = zip(names.map { first[$0] ?? "" }, names.map { second[$0] ?? "" })
    return pair.first { $0 != $1 }.map { NaturalOrder.precedes($0, $1) } ?? false
  }

  private static func base(_ key: RunKey) -> String {
    let name = key[.model] ?? key[.run]
    let step = key[.step].map { "step_\($0)" }
    let temperature = key[.temperature].map { "t\($0)" }
    let parts = [name, key[.benchmark], step, temperature].compactMap { $0 }
    return parts.isEmpty ? place(key) : parts.joined(separator: "/")
  }

  private static func separate(_ id: String, _ keys: [RunKey]) -> [String] {
    let further: [(FactName, String)] = [
      (.run, ""), (.topP, "p"), (.maxTokens, "m"), (.seed, "seed"),
    ]
    let telling = further.filter { name, _ in Set(keys.map { $0[name] }).count > 1 }
    let named = keys.map { key in
      ([id] + telling.compactMap { name, sign in key[name].map { sign + $0 } })
        .joined(separator: "/")
    }
    let repeated = Dictionary(grouping: named) { $0 }.filter { $0.value.count > 1 }
    return zip(named, keys).map { name, key in
      repeated[name] == nil ? name : name + "/" + place(key)
    }
  }

  /// The place of the files without the number of the opened path.
  private static func place(_ key: RunKey) -> String {
    let parts = key.location.split(separator: "/").dropFirst()
    return parts.isEmpty ? "run" : parts.joined(separator: "/")
  }
}
