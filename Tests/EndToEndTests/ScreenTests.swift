import TestSupport
import Testing

/// Every screen on a part of the demo, as text.
@Suite struct ScreenTests {
  private static let keys = [
    ("runs", "j"), ("curves", "2lll"), ("histogram", "3"), ("problems", "5jjs"),
    ("samples", "⏎⏎jj"), ("training", "8"), ("files", "0j"),
    ("coverage", "4⏎j"), ("sets", "4vj"), ("lists", "4vv"),
    ("dumbbells", "5vjj"), ("flow", "5vv↓"), ("newly", "5vvvjj"), ("problem", "5vvvvj"),
    ("strata", "5vvvvv→"), ("steps", "5Hs"), ("histogram-grid", "3v"),
    ("search", "\\*3⏎jj"), ("marks", "6M"),
  ]

  @Test(arguments: ["80x24", "120x40", "200x60"])
  func screensAreAsRecorded(size: String) throws {
    let folder = try Samples.demoFolder()
    for (name, keys) in Self.keys {
      // The size of an index is not the same everywhere.
      let outcome = try Program.run(
        ["--headless", size, "--no-index", "--reader", "ann", "--keys", keys, "demo"], in: folder)
      #expect(outcome.status == 0 && outcome.errors == "")
      expectGolden(String(outcome.output.dropLast()), named: "\(name)-\(size)")
    }
  }

  @Test func eachLineFitsTheScreen() throws {
    let folder = try Samples.demoFolder()
    for (_, keys) in Self.keys {
      let outcome = try Program.run(["--headless", "80x24", "--keys", keys, "demo"], in: folder)
      let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == 25)
      #expect(lines.allSatisfy { $0.count <= 80 })
    }
  }

  @Test func aScreenThatIsTooSmallSaysWhatItNeeds() throws {
    let folder = try Samples.smallFolder()
    let outcome = try Program.run(["--headless", "18x4", "results"], in: folder)
    #expect(outcome.output.contains("too small: 18x4"))
    #expect(outcome.output.contains("need 40x12"))
    #expect(try Program.run(["--headless", "1x1", "results"], in: folder).status == 0)
  }

  @Test func quittingKeysEndAScript() throws {
    let folder = try Samples.smallFolder()
    let outcome = try Program.run(["--headless", "80x24", "--keys", "2q3", "results"], in: folder)
    #expect(outcome.output.contains("pass@k") && outcome.status == 0)
  }

  @Test func aLocaleThatTheHostLacksIsStillUTF8() throws {
    let folder = try Samples.demoFolder()
    let known = try Program.run(["--headless", "80x24", "--keys", "2", "demo"], in: folder)
    let unknown = try Program.run(
      ["--headless", "80x24", "--keys", "2", "demo"], in: folder,
      environment: ["LC_ALL": "xx_YY.UTF-8"])
    #expect(known.output.unicodeScalars.contains { (0x2800...0x28FF).contains($0.value) })
    #expect(unknown == known)
  }

  @Test func aLocaleWithoutUTF8HasASCIIAlone() throws {
    let folder = try Samples.demoFolder()
    for (name, keys) in Self.keys + [("help", "?")] {
      let outcome = try Program.run(
        ["--headless", "120x40", "--keys", keys, "demo"], in: folder, environment: ["LC_ALL": "C"])
      #expect(outcome.output.utf8.allSatisfy { $0 < 0x80 }, "\(name)")
    }
  }
}
