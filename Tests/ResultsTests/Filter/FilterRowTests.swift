import Results
import Statistics
import Testing

/// Which rows expressions let through.
@Suite struct FilterRowTests {
  static let row = FilterSample(
    number: 0.6, level: "Level 5", date: "2024-08-31T12:00:00", text: "Algebra: WAIT, p10",
    files: ["a/step_100.jsonl", "b/step_50.jsonl"], tally: Tally(n: 20, c: 1))
  static let empty = FilterSample()

  @Test func comparesWhatIsThere() throws {
    let table: [(text: String, expected: Bool)] = [
      ("", true), ("wait", true), ("WAIT step_50", true), ("wait nothing", false),
      (#""algebra: wait""#, true), ("wait or nothing", true), ("not nothing", true),
      ("level = 5", true), ("level >= 4", true), ("level > 5", false), ("level in 3..5", true),
      ("level = \"level 5\"", true), ("level = hard", false), ("level != hard", true),
      ("level = \"5\"", false), ("T = 0.6", true), ("T in 0.6..0.6", true), ("T < 60%", false),
      ("acc = 5%", true), ("acc <= 0.05", true), ("acc < 5%", false), ("base.c = 1", true),
      ("acc in 0..0.05", true), ("acc in 6%..1", false), ("C.n = 20 and C.c > 0", true),
      ("date >= 2024-08", true), ("date > 2024-08", false), ("date = 2024", true),
      ("date <= 2024-08", true), ("date < 2024-08-31", false), ("date > 2024-08-30", true),
      ("date in 2024-08..2025-01", true), ("date in 2023..2023-12", false),
      ("date = 2024-08-31T12:00:00", true), ("date ~ 08-31", true),
      ("subject = \"algebra: wait, P10\"", true), ("subject > \"algebra: wait, p9\"", true),
      ("subject ~ wait", true), ("subject ~ /wait/", true), (#"subject ~ /wait\W+p\d+$/"#, true),
      ("subject ~ /(?-i:wait)/", false), ("subject !~ /^p/", true), ("subject ~ //", true),
      ("file ~ step_50", true), ("file = a/step_100.jsonl", true), ("file != c", true),
      ("file != a/step_100.jsonl", false), ("file ~ /^b.*0\\.jsonl$/", true),
      ("level < 9 and (wait or c = 0) and not c = 0", true),
      (#"level != """#, true), (#"level = """#, false), ("truncated = 0", false),
    ]
    for (text, expected) in table { #expect(try Self.row.passes(text) == expected, "\(text)") }
  }

  /// What a row lacks fulfils no comparison, so that only what turns one round holds for it.
  @Test func comparesNothingWithWhatIsAbsent() throws {
    let fields = ["level", "T", "acc", "C.n", "n"]
    for field in fields {
      for sign in ["=", "<", "<=", ">", ">="] {
        #expect(try !Self.empty.passes("\(field) \(sign) 0"), "\(field) \(sign)")
      }
      #expect(try Self.empty.passes("\(field) != 0"))
      #expect(try Self.empty.passes("not \(field) = 0"))
      #expect(try !Self.empty.passes("\(field) in -9..9"))
      #expect(try Self.empty.passes("\(field) = \"\""))
      #expect(try !Self.empty.passes("\(field) != \"\""))
    }
    for text in ["subject = a", "subject < a", "subject ~ a", "subject ~ //", "date > 2024"] {
      #expect(try !Self.empty.passes(text), "\(text)")
    }
    for text in ["subject != a", "subject !~ a", "date != 2024", #"file = """#] {
      #expect(try Self.empty.passes(text), "\(text)")
    }
  }

  /// The year alone may be before, in or after a month of it.
  @Test func aDateThatSaysLessFulfilsNothing() throws {
    let row = FilterSample(date: "2024")
    for sign in ["=", "<", "<=", ">", ">="] {
      #expect(try !row.passes("date \(sign) 2024-08"), "\(sign)")
    }
    #expect(
      try row.passes("date < 2025-08") && row.passes("date > 2023") && row.passes("date = 2024"))
    #expect(try !FilterSample(date: "last summer").passes("date > 1900"))
  }

  /// The paper takes out the problems that are solved without reasoning now and then.
  @Test func guessableProblems() throws {
    let shares = [nil, 0, 0.01, 0.0499, 0.05, 0.5]
    let fields = FilterFields<Problem>.problems { $0 }
    let test = try Filter.parse("not (g > 0 and g < 5%)", fields: fields).test(fields)
    let left = shares.map { share in
      var problem = Problem(id: "p")
      problem.directAnswer = share
      return test(problem)
    }
    #expect(left == [true, true, false, false, true, true])
  }

  @Test func aFieldThatIsGoneIsAbsent() throws {
    let filter = try Filter.parse("C.c = 1", fields: FilterSample.fields)
    var fields = FilterFields<FilterSample> { _, _ in false }
    #expect(!filter.test(fields)(Self.row))
    fields.addTally(of: "C") { $0.tally }
    #expect(filter.test(fields)(Self.row))
  }

  @Test func problemsHaveFields() throws {
    var problem = Problem(id: "m1")
    (problem.title, problem.level, problem.subject) = ("Add 2 and 3.", "5", "Number Theory")
    (problem.group, problem.date, problem.directAnswer) = ("aops", "2024-08-31", 0.25)
    for text in [
      "id = M1", "text ~ /add \\d/", "level = 5", #"subject = "number theory""#, "group = aops",
      "source = aops", "date = 2024-08", "g = 25%", "m1", "aops", "add", "theory",
    ] {
      let fields = FilterFields<Problem>.problems { $0 }
      #expect(try Filter.parse(text, fields: fields).test(fields)(problem), "\(text)")
    }
  }

  @Test func runsHaveFields() throws {
    var run = Run.made(
      "rl/step_100", [("p", 4, 1), ("q", 4, 0), ("r", 2, 2)],
      [
        .model: "org/m", .role: "rl", .step: "100", .temperature: "0.6", .benchmark: "aime24",
        .rollouts: "8", .klCoefficient: "1e-3", .algorithm: "GRPO", .seed: "7", .size: "7B",
      ])
    run.rate = 2.5
    for text in [
      "model = ORG/m", "role = rl", "step >= 100", "T = 0.6", "temperature = 0.6", "n = 4",
      "benchmark ~ aime", "rollouts_n = 8", "kl_coef = 0.001", "algorithm = grpo", "seed = 7",
      "size < 32B", "problems = 3", "samples = 10", "unsolved = 1", "ungraded = 0", "rate > 2",
      "pass@1 = \(1.25 / 3)", "pass@n > 0.49", "pass@2 = 0.5", "pass@3 = 0.375", "format = kscope",
      "file ~ step_100", "id ~ /rl.step/", "rl STEP_100 jsonl", #"truncated = """#,
      #"pass@5 = """#, #"top_p = """#,
    ] {
      let test = try Filter.parse(text, fields: .runs).test(.runs)
      #expect(test(run), "\(text)")
    }
    let names = FactName.allCases.map(\.rawValue)
    for name in names { _ = try Filter.parse("\(name) != \"\"", fields: FilterFields<Run>.runs) }
    #expect(throws: FilterError.self) { try Filter.parse("pass@0 > 0", fields: .runs) }
  }
}
