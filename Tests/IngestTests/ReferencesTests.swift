import FoundationEssentials
import ResultIndex
import Results
import Statistics
import TestSupport
import Testing

@testable import Ingest

/// Published curves, read from tables.
@Suite struct ReferencesTests {
  private static let examples = Repository().root + "/sample-data/formats/references"

  /// `reference.py` reads the same tables with Python's own reader.
  @Test func givesTheCurvesOfTheReference() throws {
    let data = try Data(contentsOf: URL(filePath: Self.examples + "/expected.json"))
    let expected = try JSONDecoder().decode(Expected.self, from: data).curves
    let snapshot = try Library.read(Self.examples)
    #expect(snapshot.runs.isEmpty && snapshot.rejects.isEmpty)
    #expect(snapshot.references.map(Expected.Curve.init) == expected)
    #expect(CheckReport(snapshot, version: "test").doubts.isEmpty)
  }

  @Test func aCurveThatIsNotConcaveIsADoubt() throws {
    let snapshot = try Library.read(Repository().root + "/sample-data/broken/references")
    let doubts = CheckReport(snapshot, version: "test").doubts
    #expect(
      doubts.map(\.text) == [
        "the curve of Demo-7B on sums is not concave at k = 2: it rises faster from there to 4 "
          + "than from 1, which no unbiased estimate over the same problems does; compare it with "
          + "its source, or compute it from the samples (Doe 2031)"
      ])
    #expect(doubts.map(\.files) == [["convex.csv"]])
  }

  /// Half of the last digit is what rounding explains; of other measures nothing is known.
  @Test func onlyPassAtKIsChecked() throws {
    func curve(_ metric: String, _ values: [String]) -> ReferenceCurve {
      var curve = ReferenceCurve(facts: Facts(), metric: metric, source: "")
      for (index, value) in values.enumerated() {
        let point = ReferenceCurve.Point(k: index + 1, value: Double(value) ?? 0)
        curve.add(point, decimals: ReferenceRows.decimals(of: value))
      }
      return curve
    }
    #expect(curve("pass@k", ["0.33", "0.44", "0.56"]).findings.isEmpty)
    #expect(curve("pass@k", ["0.330", "0.440", "0.560"]).findings.count == 1)
    #expect(curve("Pass@K", ["0.5", "0.3"]).findings.count == 1)
    #expect(curve("maj@k", ["0.5", "0.3"]).findings.isEmpty)
  }

  @Test(arguments: [("0.960", 3), ("1", 0), ("1.", 0), (".5", 1), ("1.5e-3", 4), ("5E-1", 1)])
  func countsTheDigitsGiven(number: String, digits: Int) {
    #expect(ReferenceRows.decimals(of: number) == digits)
  }

  @Test func otherTablesStayWhatTheyWere() throws {
    let folder = try TemporaryDirectory()
    try folder.write("k,value\n1,0.5\n", to: "m/plain.csv")
    try folder.write("id,k,value,correct\n1,1,0.5,1\n", to: "m/aime.csv")
    let snapshot = try Library.read(folder.path)
    #expect(snapshot.references.isEmpty)
    #expect(snapshot.files.map(\.format) == ["generic"])
    #expect(snapshot.foreign.map(\.state) == [.ignored("a table of another kind")])
  }

  @Test func nothingButCommentsIsNoTable() throws {
    let folder = try TemporaryDirectory()
    try folder.write("# soon\n", to: "a.csv")
    #expect(try Library.read(folder.path).foreignFiles == 1)
  }

  @Test(arguments: [false, true]) func followsATableThatGrows(polls: Bool) throws {
    let folder = try TemporaryDirectory()
    let live = try LiveLibrary(folder, polls: polls)
    func ks() -> [[Int]] { live.snapshot.references.map { $0.points.map(\.k) } }
    try folder.write("# soon\n", to: "a.csv")
    try folder.append("benchmark,model,k,value,source\nsums,m,4,0.5,x\n", to: "a.csv")
    #expect(live.waitUntil { _ in ks() == [[4]] })
    try folder.append("sums,m,1,0.25,x\nsums,n,1,0.25,x\n", to: "a.csv")
    #expect(live.waitUntil { _ in ks() == [[1, 4], [1]] })
    try folder.remove("a.csv")
    #expect(live.waitUntil { _ in ks() == [] })
  }

  @Test func comesFromTheIndexAsItWasRead() throws {
    let other = try TemporaryDirectory()
    var options = LibraryOptions(paths: [Self.examples])
    let plain = try Library.read(options).references
    options.smallestIndexed = 0
    for _ in 0..<2 {
      options.index = try ResultIndex(path: other.path("i.sqlite"), day: 1)
      let library = try Library(options)
      library.start()
      #expect(library.waitUntilRead().references == plain)
      library.waitUntilKept()
      library.stop()
    }
    #expect(try #require(options.index).summary().files == 2)
  }
}

private struct Expected: Decodable {
  let curves: [Curve]

  struct Curve: Decodable, Equatable {
    struct Point: Decodable, Equatable {
      let k: Int
      let value: Double
    }

    let file, source, metric, note, model, benchmark, role: String
    let problems, decimals: Int
    let numbers: [String: Double]
    let points: [Point]
  }
}

extension Expected.Curve {
  init(_ curve: ReferenceCurve) {
    (file, source, metric, note) = (curve.file, curve.source, curve.metric, curve.note)
    model = curve.facts[.model] ?? ""
    benchmark = curve.facts[.benchmark] ?? ""
    role = curve.facts[.role] ?? ""
    (problems, decimals) = (curve.problems ?? 0, curve.decimals)
    let names: [FactName] = [.step, .temperature, .rollouts, .klCoefficient]
    var numbers: [String: Double] = [:]
    for name in names { numbers[name.rawValue] = curve.facts.number(name) }
    self.numbers = numbers
    points = curve.points.map { Point(k: $0.k, value: $0.value) }
  }
}
