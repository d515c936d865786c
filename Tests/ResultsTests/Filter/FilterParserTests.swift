import Results
import TestSupport
import Testing

/// What expressions are read as, and what is said of those that are none.
@Suite struct FilterParserTests {
  @Test func readsExpressions() {
    let table: [(text: String, meaning: String)] = [
      ("", ""), ("   ", ""),
      ("wait", "wait"), ("two words", "two and words"), ("t0.6/step_100", "t0.6/step_100"),
      (#""two words""#, #""two words""#), (#""wait""#, "wait"), (#""and""#, #""and""#),
      (#""say \"so\" \\""#, #""say \"so\" \\""#), ("数学 é", "数学 and é"), ("/math/", "/math/"),
      ("level=5", "level = 5"), ("LEVEL >=4.50", "level >= 4.5"),
      ("level != hard", "level != hard"),
      (#"level = "5""#, #"level = "5""#), (#"level = "Level 5""#, #"level = "Level 5""#),
      ("topic = algebra", "subject = algebra"), ("t <= 1e-1", "temperature <= 0.1"),
      ("acc < 5%", "acc < 0.05"), ("acc<0.7%", "acc < 0.007"), ("acc < -1.5", "acc < -1.5"),
      ("base.c = 0 and C.acc > 0", "base.c = 0 and C.acc > 0"), ("c.ACC > 0", "C.acc > 0"),
      ("base.c = 0 C.acc > 0 wait", "base.c = 0 and C.acc > 0 and wait"),
      ("a or b and c or d e", "a or b and c or d and e"),
      ("(a or b) and c", "(a or b) and c"), ("a (b)", "a and b"), ("(a b) c", "(a and b) and c"),
      ("not a b", "not a and b"), ("not (a b)", "not (a and b)"), ("not not a", "not not a"),
      ("NOT a OR b AND c", "not a or b and c"), ("a or (b or c)", "a or (b or c)"),
      ("subject ~ /wait|hold on/", "subject ~ /wait|hold on/"),
      (#"subject ~ /a\/b\./"#, #"subject ~ /a\/b\./"#), ("subject !~ wait", "subject !~ wait"),
      ("subject~/a/ b", "subject ~ /a/ and b"), (#"subject ~ "/a""#, #"subject ~ "/a""#),
      ("date >= 2024-08", "date >= 2024-08"), ("date = 2024/08/31", "date = 2024-08-31"),
      ("date in 2024-08..2025-01", "date in 2024-08..2025-01"),
      ("date in 2024..2024-08", "date in 2024..2024-08"),
      ("acc in 0..5%", "acc in 0..0.05"), ("level in 3..5 x", "level in 3..5 and x"),
      ("n in -1..1", "n in -1..1"), ("proof in math", #"proof and "in" and math"#),
      (#"level = """#, #"level = """#), (#"n != "" a"#, #"n != "" and a"#), (#""""#, #""""#),
      ("what! f!x", "what! and f!x"), ("a&b", "a&b"), (#"5""#, #"5""#),
    ]
    for (text, meaning) in table { #expect(FilterSample.reading(text) == meaning, "\(text)") }
  }

  @Test func saysWhatIsWrongAndWhere() {
    let names =
      "use level, subject, date, file, temperature, n, c and so on, or quotes to look for a text"
    let none = "is no field here; "
    let table: [(text: String, message: String)] = [
      ("a and (levle >= 4)", "column 8: 'levle' \(none)did you mean 'level'?"),
      ("c < 9 ac = 1", "column 7: 'ac' \(none)did you mean 'acc'?"),
      ("x = 1", "column 1: 'x' \(none)\(names)"),
      ("something ~ a", "column 1: 'something' \(none)\(names)"),
      ("levle in 3..5", "column 1: 'levle' \(none)did you mean 'level'?"),
      ("D.acc > 0", "column 1: no run is 'D' here; use base or C"),
      ("C.len > 0", "column 1: 'C' has no 'len'; use C.n, C.c, C.acc, C.ungraded or C.truncated"),
      ("n = many", "column 5: 'n' is a number and 'many' is none; write one such as 4 or 5%"),
      ("n = 0x10", "column 5: 'n' is a number and '0x10' is none; write one such as 4 or 5%"),
      ("n = inf", "column 5: 'n' is a number and 'inf' is none; write one such as 4 or 5%"),
      (
        "date > august",
        "column 8: 'date' is a date and 'august' is none; write one such as 2024-08 or 2024-08-31"
      ),
      (
        "date > 2024-13",
        "column 8: 'date' is a date and '2024-13' is none; write one such as 2024-08 or 2024-08-31"
      ),
      ("n in 3", "column 6: '3' is no range; write one such as 3..5"),
      ("n in 3..", "column 6: '3..' is no range; write one such as 3..5"),
      ("level in a..b", "column 10: 'a..b' is no range; write one such as 3..5"),
      ("n in 3..x", "column 9: 'n' is a number and 'x' is none; write one such as 4 or 5%"),
      ("n in 5..3", "column 6: the range 5..3 is empty; write 3..5"),
      (
        "date in 2025..2024-08",
        "column 9: the range 2025..2024-08 is empty; write 2024-08..2025"
      ),
      (
        "subject in a..b",
        "column 9: 'subject' is a text and has no ranges; compare it with = != < <= > >= or ~"
      ),
      (
        "n ~ 5",
        "column 3: 'n' is a number and ~ looks into texts; compare it with = != < <= > >= or in"
      ),
      (#"n < """#, #"column 5: < compares with something; only = and != take """#),
      (
        "subject ~ /a(/",
        "column 11: /a(/ is no regular expression; "
          + "put a backslash before signs that stand for themselves"
      ),
      ("subject ~ /a", "column 11: there is no / that ends it; add one"),
      (#"a "b"#, #"column 3: there is no " that ends it; add one"#),
      ("(a or b", "column 1: this parenthesis is not closed; add a )"),
      ("a (", "column 3: this parenthesis is not closed; add a )"),
      ("a) b", "column 2: this parenthesis closes none; take it out"),
      (")", "column 1: this parenthesis closes none; take it out"),
      ("a ()", "column 3: there is nothing between the parentheses; take them out"),
      ("n == 4", "column 3: == has no meaning here; write ="),
      ("n <> 4", "column 3: <> has no meaning here; write !="),
      ("n => 4", "column 3: => has no meaning here; write >="),
      ("a && b", "column 3: && has no meaning here; write and"),
      ("a | b", "column 3: | has no meaning here; write or"),
      ("!(a)", "column 1: ! has no meaning here; write not"),
      (">= 4", "column 1: >= needs a field on its left, such as level"),
      (#""n" = 4"#, "column 5: = needs a field on its left, such as level"),
      ("n >=", "column 5: >= needs a value on its right, such as 4"),
      ("n >= and a", "column 6: >= needs a value on its right, such as 4"),
      ("subject =", "column 10: = needs a value on its right, such as algebra"),
      ("date < (", "column 8: < needs a value on its right, such as 2024-08"),
      ("subject !~", "column 11: !~ needs a value on its right, such as /wait/ or wait"),
      ("n in", "column 5: in needs a value on its right, such as 3..5"),
      ("a and", "column 6: 'and' needs a condition on its right; put it in quotes to look for it"),
      ("or a", "column 1: 'or' needs a condition on its left; put it in quotes to look for it"),
      (
        "a or and b",
        "column 6: 'or' needs a condition on its right; put it in quotes to look for it"
      ),
      ("not", "column 4: 'not' needs a condition on its right; put it in quotes to look for it"),
      ("日本 n = é", "column 8: 'n' is a number and 'é' is none; write one such as 4 or 5%"),
      (
        String(repeating: "(", count: 65) + "a",
        "column 65: more than 64 parentheses are open; use fewer"
      ),
    ]
    for (text, message) in table { #expect(FilterSample.reading(text) == message, "\(text)") }
  }

  @Test func saysWhatToDoWithoutRuns() {
    let fields = FilterFields<Problem>.problems { $0 }
    let error = #expect(throws: FilterError.self) { try Filter.parse("C.c > 0", fields: fields) }
    #expect(
      error?.description
        == "column 1: no run is 'C' here; mark one on Runs, or use a field without a dot")
  }

  /// Conditions of every kind, made at random: what is written of one is read as the same.
  @Test func whatIsWrittenIsReadAsTheSame() throws {
    var random = RandomConditions(SplitMix64(seed: 27))
    for _ in 0..<4000 {
      let filter = Filter(random.condition(depth: 4))
      let text = filter.description
      #expect(try Filter.parse(text, fields: FilterSample.fields) == filter, "\(text)")
    }
  }

  /// Any characters in any order are an expression or an error within the text, never a crash.
  @Test func anyTextIsAnExpressionOrAnErrorAtAColumn() {
    let pieces = [
      "level", "n", "subject", "date", "C.acc", " ", " ", "and", "or", "not", "in", "(", ")", "=",
      "!", "<", ">", "~", "/", "\"", "\\", "3..5", "5%", "2024-08", "[", "a{9}", "é", "&&", "..",
    ]
    var generator = SplitMix64(seed: 5)
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...9, using: &generator)
      let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      do throws(FilterError) {
        let filter = try Filter.parse(text, fields: FilterSample.fields)
        _ = filter.test(FilterSample.fields)(FilterSample(level: "5", text: "ab"))
        let again = FilterSample.reading(filter.description)
        #expect(again == filter.description, "\(text)")
      } catch { #expect((1...text.count + 1).contains(error.column), "\(text): \(error)") }
    }
  }
}

/// Conditions on the fields of `FilterSample`.
private struct RandomConditions {
  private var generator: SplitMix64

  init(_ generator: SplitMix64) { self.generator = generator }

  mutating func condition(depth: Int) -> FilterCondition {
    switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &generator) {
    case 0: return .text(text)
    case 1: return compares()
    case 2: return range()
    case 3: return .matches(texts, pattern)
    case 4: return .differs(texts, pattern)
    case 5: return .not(condition(depth: depth - 1))
    case 6: return .all(conditions(depth - 1))
    default: return .any(conditions(depth - 1))
    }
  }

  private mutating func conditions(_ depth: Int) -> [FilterCondition] {
    (0..<Int.random(in: 2...3, using: &generator)).map { _ in condition(depth: depth) }
  }

  private mutating func one<Value>(of values: [Value], or other: Value) -> Value {
    values.randomElement(using: &generator) ?? other
  }

  private var texts: FilterField {
    mutating get {
      one(of: [FilterField("subject", .text), FilterField("date", .date)], or: level)
    }
  }

  private var level: FilterField { FilterField("level", .level) }

  private var number: Double {
    mutating get {
      let number = Double.random(in: -2...2, using: &generator)
      return one(of: [number, number.rounded(), number * 1e-9, number * 1e300, 0.05, 0], or: 0)
    }
  }

  private var text: String {
    mutating get {
      let pieces = [
        "a", "é", " ", "\"", "\\", "and", "(", "=", "!", "~", "/", "5", "..", "&&", "in",
      ]
      let count = Int.random(in: 1...4, using: &generator)
      return (0..<count).map { _ in one(of: pieces, or: "a") }.joined()
    }
  }

  private var pattern: FilterPattern {
    mutating get {
      let patterns = ["a|b", "a/b", #"\."#, #"\\/"#, "[(]", "", " x "]
      return Bool.random(using: &generator) ? .text(text) : .regex(one(of: patterns, or: ""))
    }
  }

  private mutating func compares() -> FilterCondition {
    let comparison = one(of: FilterComparison.allCases, or: .equal)
    let pairs: [(FilterField, FilterLiteral)] = [
      (FilterField("base.acc", .number), .number(number)), (level, .number(number)),
      (level, .text(text)), (FilterField("subject", .text), .text(text)),
      (FilterField("date", .date), .date("2024-08-31T12:00:00Z")),
    ]
    let pair = one(of: pairs, or: pairs[0])
    let isNothing = Int.random(in: 0..<6, using: &generator) == 0
    return isNothing
      ? .compares(pair.0, .notEqual, .nothing) : .compares(pair.0, comparison, pair.1)
  }

  private mutating func range() -> FilterCondition {
    let ends = [number, number].sorted()
    return .isIn(FilterField("n", .number), .number(ends[0]), .number(ends[1]))
  }
}
