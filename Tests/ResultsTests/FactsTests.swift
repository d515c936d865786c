import Results
import Testing

@Suite struct FactsTests {
  @Test func areEqualInWhateverOrderTheyWereSet() {
    let values: [(FactName, String)] = [
      (.verifier, "v"), (.run, "r"), (.step, "40"), (.model, "m"), (.metric, "x"),
    ]
    var (one, other) = (Facts(), Facts())
    for (name, value) in values { one.set(name, value, source: .file) }
    for (name, value) in values.reversed() { other.set(name, value, source: .file) }
    #expect(one == other && one.hashValue == other.hashValue)
    #expect(one.entries.count == values.count && Facts().entries.isEmpty && Facts().isEmpty)
    #expect(values.allSatisfy { one[$0.0] == $0.1 && one.entry(of: $0.0)?.source == .file })
  }

  @Test func theBetterSourceWinsAndTheFirstOfEqualOnes() {
    var facts = Facts([.model: "folder", .benchmark: "token"], source: .token)
    facts.merge(Facts([.model: "file", .role: "rl"], source: .file))
    facts.merge(Facts([.model: "late", .benchmark: "late"], source: .token))
    #expect(facts[.model] == "file" && facts[.benchmark] == "token" && facts[.role] == "rl")
    facts.replace(.role, with: nil, source: .person)
    facts.replace(.model, with: "mine", source: .person)
    #expect(facts[.role] == nil && facts.entry(of: .model)?.source == .person)
    #expect(facts.entries.keys.sorted { $0.rawValue < $1.rawValue } == [.benchmark, .model])
  }
}
