/// One component of a path, taken apart into words that mean something and a name that is left.
///
/// `Qwen2.5-7B_temp0.6_n32_seed1` has a temperature, a budget and a seed, and leaves `Qwen2.5-7B`.
package struct PathWords: Equatable, Sendable {
  package private(set) var facts: [FactName: String] = [:]
  /// The seed, which is a fact only where it is a training seed.
  package private(set) var seed: String?
  /// What is left once all words with a meaning are taken out; empty where nothing is.
  package private(set) var name = ""
  /// The role that a word of the name says.
  package private(set) var role: ModelRole?
  /// The facts and the role, each in its one spelling.
  private(set) var stated = Facts()
  /// The name where it can be a model's.
  private(set) var modelName: String?

  /// No words.
  static let none = PathWords("")

  package init(_ component: String) {
    var words = Self.split(component)
    take(from: &words)
    name = Self.join(words)
    if facts[.benchmark] == nil, let benchmark = Benchmarks.named(name) {
      facts[.benchmark] = benchmark
      name = ""
    }
    if Self.generic.contains(name.lowercased()) { name = "" }
    role = Self.role(in: name)
    stated = Facts(facts, source: .token)
    if let role { stated.set(.role, role.rawValue, source: .token) }
    modelName = name.isEmpty || name.isNumber(besides: "._-") ? nil : name
  }

  private static let memo = Memo<String, PathWords>(capacity: 65_536)

  /// The same as `init`, remembered: many paths share their folders.
  package static func known(_ component: String) -> PathWords {
    memo.value(for: component) { PathWords(component) }
  }

  private static func role(in name: String) -> ModelRole? {
    // Halves of BigCodeBench are called like roles.
    let name = name.replacing("bigcodebench-instruct", with: "")
      .replacing("bigcodebench-hard-instruct", with: "")
    let words = name.lowercased().split { "-_ .".contains($0) }
    return words.compactMap { roles[String($0)] }.last
  }

  private static let roles: [String: ModelRole] = [
    "base": .base, "rl": .rl, "grpo": .rl, "ppo": .rl, "rloo": .rl, "dapo": .rl, "remax": .rl,
    "reinforce": .rl, "reinforcepp": .rl, "reinforce++": .rl, "rlft": .rl, "rlvr": .rl,
    "simplerl": .rl, "instruct": .instruct, "distill": .distill, "distilled": .distill,
    "teacher": .teacher,
  ]

  /// A word, and the sign before it.
  private struct Word {
    var separator: String
    var text: Substring
  }

  private static func split(_ component: String) -> [Word] {
    var words: [Word] = []
    var separator = ""
    var rest = Substring(component)
    while !rest.isEmpty {
      let end = rest.firstIndex { "_-= ,+".contains($0) } ?? rest.endIndex
      if end > rest.startIndex {
        words.append(Word(separator: separator, text: rest[..<end]))
        separator = ""
      }
      guard end < rest.endIndex else { break }
      separator.append(rest[end])
      rest = rest[rest.index(after: end)...]
    }
    return words
  }

  private static func join(_ words: [Word]) -> String {
    var text = ""
    for word in words { text += (text.isEmpty ? "" : word.separator) + word.text }
    return text
  }

  /// Takes words with a meaning out, single ones (`t0.6`) and pairs (`step_150`, `temp 0.6`).
  private mutating func take(from words: inout [Word]) {
    var left: [Word] = []
    var index = 0
    while index < words.count {
      let next = index + 1 < words.count ? words[index + 1].text : nil
      let taken = meaning(of: words[index].text, next: next)
      if taken == 0 { left.append(words[index]) }
      index += max(1, taken)
    }
    words = left
  }

  /// Notes what a word, or a word and the next, says; returns how many words that were.
  private mutating func meaning(of word: Substring, next: Substring?) -> Int {
    let lower = word.lowercased()
    if let benchmark = Benchmarks.token(lower) {
      facts[.benchmark] = facts[.benchmark] ?? benchmark
      return 1
    }
    if lower == "global", next?.lowercased().hasPrefix("step") == true { return 1 }
    let keyword = lower.prefix { $0.isLetter }
    let number = lower.dropFirst(keyword.count)
    if !number.isEmpty { return note(String(keyword), String(number), attached: true) ? 1 : 0 }
    if lower == "top", let next, next.lowercased().hasPrefix("p") {
      let value = next.dropFirst()
      return note("topp", String(value), attached: true) ? 2 : 0
    }
    guard let next, note(lower, String(next), attached: false) else { return 0 }
    return 2
  }

  private mutating func note(_ keyword: String, _ text: String, attached: Bool) -> Bool {
    guard let value = Double(text), value.isFinite else { return false }
    switch keyword {
    case "step", "steps", "checkpoint", "ckpt", "iter", "iteration":
      guard let step = Int(text) else { return false }
      facts[.step] = String(step)
    case "temp", "temperature": facts[.temperature] = text
    case "t":
      guard attached, value <= 2 else { return false }
      facts[.temperature] = text
    case "topp": facts[.topP] = text
    case "p":
      guard attached, value <= 1, text.contains(".") else { return false }
      facts[.topP] = text
    case "seed": seed = text
    case "n", "s", "e", "shard", "part", "rank", "chunk", "worker":
      return (attached || keyword.count > 1) && Int(text) != nil
    default: return false
    }
    return true
  }

  /// Names of folders and files that say nothing of the run inside.
  private static let generic: Set<String> = [
    "", "samples", "sample", "results", "result", "output", "outputs", "generations", "generation",
    "completions", "rollouts", "rollout", "eval", "evals", "evaluation", "eval_results",
    "predictions", "counts", "count", "tallies", "test", "val", "valid", "validation",
    "validation_data", "train", "data", "runs", "run", "logs", "log", "checkpoints", "responses",
    "actor", "dump", "dumps", "records", "main", "default",
  ]

  package static func isGeneric(_ name: String) -> Bool { generic.contains(name.lowercased()) }
}

/// The benchmarks of the field, as paths spell them.
package enum Benchmarks {
  /// The benchmark that a whole name stands for.
  package static func named(_ name: String) -> String? {
    let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
    return tokens.contains(plain) || wholeNames.contains(plain) ? name.lowercased() : nil
  }

  /// The benchmark that a single word of a name stands for.
  static func token(_ word: String) -> String? { tokens.contains(word) ? word : nil }

  private static let tokens: Set<String> = [
    "aime", "aime24", "aime25", "aime26", "aime2024", "aime2025", "aime2026", "amc23", "amc2023",
    "math500", "gsm8k", "minerva", "olympiadbench", "humaneval", "mbpp", "livecodebench", "lcb",
    "countdown", "mathvista", "mathvision", "gpqa", "cruxeval", "hmmt", "hmmt25", "svamp",
  ]

  private static let wholeNames: Set<String> = [
    "amc", "math", "minervamath", "olympiad", "omnimath", "humanevalplus", "mbppplus",
    "countdowntest", "countdownood", "math500test", "mmlu", "mmlupro", "codeforces", "apps", "taco",
    "asdiv", "mawps", "tabmwp", "collegemath", "gaokao2023en", "theoremqa", "satmath", "mmlustem",
    "cnmiddleschool24", "aqua", "carpen", "livemathbench",
  ]
}
