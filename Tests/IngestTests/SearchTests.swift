import FoundationEssentials
import Results
import Synchronization
import TestSupport
import Testing

@testable import Ingest

/// What a search finds is what reading every text and looking into it finds.
@Suite struct SearchTests {
  static let formats = Repository().root + "/sample-data/formats"

  /// In every format there is: plain texts, expressions, prompts, texts that records escape.
  @Test(arguments: [
    ("the", false, false), ("River", false, true), ("\\b\\d+\\b", true, false),
    ("[\"\\n]", true, true), ("\"", false, true), ("=", false, false), ("😀|ä|é", true, true),
    ("is (a|the)\\b", true, true), ("^.{0,10}$", true, false), ("\n", false, true),
  ])
  func findsWhatEveryTextHas(_ text: String, _ isRegular: Bool, _ hasPrompts: Bool) throws {
    try compare(Self.formats, text, isRegular, hasPrompts)
  }

  @Test(arguments: Compression.ofFiles)
  func findsTheSameInCompressedFiles(_ compression: Compression) throws {
    let folder = try TemporaryDirectory()
    for path in ["verl", "human-eval", "generic", "lm-eval"] {
      let data = Self.formats + "/" + path
      for name in try FileManager.default.subpathsOfDirectory(atPath: data) {
        let full = data + "/" + name
        guard !FolderListing.isFolder(full) else { continue }
        let bytes = try OpenFile(full).bytes(at: 0, count: 1 << 22)
        try folder.write(
          bytes: Packer.pack(bytes, compression), to: path + "/" + name + compression.ending)
      }
    }
    try compare(folder.path, "the", false, true)
    try compare(folder.path, "\\w+ing\\b", true, false)
  }

  private func compare(
    _ path: String, _ text: String, _ isRegular: Bool, _ hasPrompts: Bool
  ) throws {
    let library = try read(path)
    defer { library.stop() }
    var query = SampleQuery(SoughtText(text), runs: library.snapshot.runs.map(\.id))
    (query.sought.isRegularExpression, query.searchesPrompts) = (isRegular, hasPrompts)
    let found = try search(library, query)
    let matcher = TextMatcher(try SoughtPattern(query.sought))
    var expected: Set<String> = []
    var (looked, failed) = (0, 0)
    for run in library.snapshot.runs {
      for problem in run.problems.map(\.problem.id) {
        for sample in library.samples(of: problem, in: run) {
          guard case .success(let texts) = library.text(of: sample.reference) else {
            failed += 1
            continue
          }
          looked += 1
          for part in [texts.response, hasPrompts ? texts.prompt : nil] {
            guard let part, let range = try first(matcher, in: part) else { continue }
            let name = "\(run.id) \(problem) \(sample.reference) \(sample.verdict) \(range)"
            expected.insert(name)
            break
          }
        }
      }
    }
    #expect(looked > 20)
    #expect(found.samples == looked && found.unread == failed)
    #expect(found.matched == expected.count)
    #expect(
      Set(
        found.hits.map {
          "\($0.run) \($0.problem) \($0.reference) \($0.verdict) \($0.match.range)"
        }) == expected)
    #expect(found.bytesDone == found.bytesTotal && found.isDone)
    let ranks = found.hits.map(\.rank)
    #expect(
      zip(ranks, ranks.dropFirst()).allSatisfy { ($0.run, $0.problem) <= ($1.run, $1.problem) })
  }

  private func first(_ matcher: TextMatcher, in text: String) throws -> Range<Int>? {
    var text = text
    return try text.withUTF8 { try matcher.first(in: RecordBytes($0)) }
  }

  /// What is written with escapes is found as it reads, and escapes are no letters.
  @Test(arguments: [
    ("wait", [0, 1, 2, 6]), ("nwait", [7]), ("say \"no\"", [3]), ("a/b", [4]), ("u0077", []),
    ("Wait", [6]), ("WAIT", []), ("größe", [5]), ("GRÖSSE", []), ("größer", []),
  ])
  func escapesAreDecoded(_ text: String, _ expected: [Int]) throws {
    let folder = try TemporaryDirectory()
    let responses = [
      "so wait", "so\\nwait for it", "so \\u0077ait", "say \\\"no\\\"", "a\\/b",
      "Gr\\u00f6\\u00dfe",
      "Wait", "an wait of nwait",
    ]
    let rows = responses.enumerated().map {
      #"{"problem_id": "p\#($0)", "response": "\#($1)", "correct": true}"#
    }
    try folder.write(rows.joined(separator: "\n") + "\n", to: "a.jsonl")
    let library = try read(folder.path)
    defer { library.stop() }
    var found = try search(
      library, SampleQuery(SoughtText(text), runs: library.snapshot.runs.map(\.id)))
    if text == "wait" { found.hits.removeAll { $0.problem == "p7" } }
    #expect(found.hits.map(\.problem).sorted() == expected.map { "p\($0)" })
  }

  @Test func countsByRunAndVerdict() throws {
    let folder = try TemporaryDirectory()
    try write(folder, "base", ["wait": 3, "no": 5], right: true)
    try write(folder, "base", ["wait": 2, "no": 1], right: false)
    try write(folder, "rl", ["wait": 7, "no": 1], right: true)
    let library = try read(folder.path)
    defer { library.stop() }
    let runs = library.snapshot.runs.map(\.id)
    var query = SampleQuery(SoughtText("wait"), runs: runs)
    #expect(try counts(search(library, query)) == ["3 of 8", "2 of 3", "7 of 8"])
    query.verdicts = [.incorrect]
    #expect(try counts(search(library, query)) == ["2 of 3"])
    query = SampleQuery(SoughtText("wait"), runs: [runs[1]])
    query.problems = ["p1", "p2", "nowhere"]
    #expect(try counts(search(library, query)) == ["2 of 2"])
    query.problems = []
    #expect(try search(library, query).samples == 0)
    #expect(try search(library, SampleQuery(SoughtText("x"), runs: ["nothing"])).counts.isEmpty)
  }

  private func counts(_ progress: SearchProgress) -> [String] {
    progress.counts.map { "\($0.matched) of \($0.samples)" }
  }

  private func write(
    _ folder: TemporaryDirectory, _ run: String, _ texts: KeyValuePairs<String, Int>, right: Bool
  ) throws {
    for (text, count) in texts {
      for index in 0..<count {
        let row =
          #"{"problem_id": "p\#(index)", "sample_index": "\#(text)\#(right)", "#
          + #""response": "\#(text)", "correct": \#(right)}"#
        try folder.append(row + "\n", to: run + ".jsonl")
      }
    }
  }

  @Test func aHitSaysWhereItIs() throws {
    let folder = try TemporaryDirectory()
    let response = String(repeating: "é", count: 50) + "\\n\\nSo wait,\\tplease 😀\\nmore wait"
    try folder.write(
      #"{"problem_id": "p", "prompt": "q", "response": "\#(response)", "correct": false}"# + "\n",
      to: "a.jsonl")
    let library = try read(folder.path)
    defer { library.stop() }
    let query = SampleQuery(SoughtText("wait"), runs: library.snapshot.runs.map(\.id))
    let hit = try #require(search(library, query).hits.first)
    #expect(hit.match == TextMatch(field: .response, range: 105..<109))
    #expect(hit.snippet == SampleHit.Snippet(text: "So wait,\tplease 😀", range: 3..<7))
    #expect(hit.verdict == .incorrect && hit.problem == "p" && hit.reference.shownPath == "a.jsonl")
    let text = try #require(try library.text(of: hit.reference).get().response)
    let bytes = Array(text.utf8)
    #expect(try places(of: query.sought, in: bytes).ranges == [105..<109, 128..<132])
    let empty = SoughtText("z*", isRegularExpression: true)
    #expect(try places(of: empty, in: bytes).ranges.isEmpty)
    let cut = try places(of: SoughtText("e", isRegularExpression: true), in: bytes, limit: 2)
    #expect(cut.ranges.count == 2 && cut.isCut)
  }

  private func places(
    of sought: SoughtText, in text: [UInt8], limit: Int = 10
  ) throws -> TextPlaces {
    try Library.places(of: sought, in: text, limit: limit) { false }
  }

  @Test func aLongLineIsCutAtCharacters() throws {
    let text = String(repeating: "ö", count: 500) + "wait" + String(repeating: "ü", count: 500)
    let snippet = text.utf8.withContiguousStorageIfAvailable {
      SampleHit.Snippet(of: 1000..<1004, in: RecordBytes($0))
    }
    let found = try #require(snippet)
    #expect(found.text.utf8.count == 240 && found.range == 60..<64)
    #expect(!found.text.unicodeScalars.contains("\u{FFFD}"))
    let whole = text.utf8.withContiguousStorageIfAvailable {
      SampleHit.Snippet(of: 0..<2004, in: RecordBytes($0))
    }
    #expect(whole?.range == 0..<240)
  }

  @Test func onlySoManyAreToldOfAndAllAreCounted() throws {
    let folder = try TemporaryDirectory()
    try write(folder, "a", ["wait": 100], right: true)
    let library = try read(folder.path)
    defer { library.stop() }
    var query = SampleQuery(SoughtText("wait"), runs: library.snapshot.runs.map(\.id))
    query.mostHits = 7
    let found = try search(library, query)
    #expect(found.hits.count == 7 && found.matched == 100)
  }

  /// Whichever thread finds what first, and against the order of the files.
  @Test(arguments: [1, 20, 300, 5000]) func theFirstInOrderAreToldOf(mostHits: Int) throws {
    let folder = try TemporaryDirectory()
    for file in 0..<8 {
      let rows = (0..<200).map { row in
        #"{"problem_id": "p\#((199 - row) / 4 + 50 * (7 - file) / 2)", "response": "wait", "correct": true}"#
      }
      try folder.write(rows.joined(separator: "\n") + "\n", to: "m/\(file).jsonl")
    }
    let library = try read(folder.path, threads: 4)
    defer { library.stop() }
    var query = SampleQuery(SoughtText("wait"), runs: library.snapshot.runs.map(\.id))
    let all = try search(library, query).hits
    #expect(all.count == 1600)
    query.mostHits = mostHits
    for _ in 0..<20 {
      let found = try search(library, query)
      #expect(found.hits == Array(all.prefix(mostHits)) && found.matched == 1600)
    }
  }

  @Test func bytesThatAreNotUTF8HideNothing() throws {
    let folder = try TemporaryDirectory()
    let row =
      Array(#"{"problem_id": "p", "response": "so "#.utf8) + [0xFF, 0xC3]
      + Array(
        #" wait", "correct": true}"#.utf8)
    try folder.write(bytes: row + [0x0A], to: "a.jsonl")
    let library = try read(folder.path)
    defer { library.stop() }
    let found = try search(
      library, SampleQuery(SoughtText("wait"), runs: library.snapshot.runs.map(\.id)))
    #expect(found.hits.map(\.match.range) == [10..<14])
  }

  @Test func aFileThatIsGoneIsToldOf() throws {
    let folder = try TemporaryDirectory()
    try write(folder, "a", ["wait": 3], right: true)
    let library = try read(folder.path)
    defer { library.stop() }
    let query = SampleQuery(SoughtText("wait"), runs: library.snapshot.runs.map(\.id))
    try folder.write("", to: "a.jsonl")
    let cut = try search(library, query)
    #expect(cut.samples == 0 && cut.unread == 3 && cut.bytesDone == cut.bytesTotal)
    #expect(cut.unreadReason == "the file has changed; the list is read anew in a moment")
    try folder.remove("a.jsonl")
    let gone = try search(library, query)
    #expect(gone.unread == 3 && gone.unreadReason?.hasPrefix("cannot open") == true)
  }

  @Test func endsWhenItIsTold() throws {
    let folder = try TemporaryDirectory()
    for _ in 0..<4 { try write(folder, "a", ["wait": 500], right: true) }
    let library = try read(folder.path)
    defer { library.stop() }
    let query = SampleQuery(SoughtText("wait"), runs: library.snapshot.runs.map(\.id))
    var last: SearchProgress?
    let failure = library.search(query, report: { last = $0 }, isCancelled: { true })
    #expect(failure == nil && last?.isDone == true)
    #expect(last?.samples == 0)
  }
}

/// What is no search.
@Suite struct SearchFailureTests {
  @Test(arguments: [
    ("", false, "nothing to look for: type a word or a regular expression"),
    (
      "so (wait", true,
      "the regular expression has an error at character 9: missing closing parenthesis; correct "
        + "it there, or search for the plain text instead"
    ),
    (
      "äö[z-a]", true,
      "the regular expression has an error at character 6: range out of order in character "
        + "class; correct it there, or search for the plain text instead"
    ),
    (
      "a\\C", true,
      "the regular expression has an error at character 4: using \\C is disabled by the "
        + "application; correct it there, or search for the plain text instead"
    ),
  ])
  func isToldInASentence(_ text: String, _ isRegular: Bool, _ expected: String) throws {
    var query = SampleQuery(SoughtText(text), runs: [])
    query.sought.isRegularExpression = isRegular
    let library = try Library(LibraryOptions(paths: [SearchTests.formats]))
    #expect(library.search(query, report: { _ in })?.description == expected)
  }

  /// Expressions that take for ever elsewhere end, and say why.
  @Test(arguments: ["(a+)+$", "(a|aa)+$", "(.*)*[xy]", "(?:a?){40}a{40}[bc]", "(a*)*[bc]\\1"])
  func endsOnHostileExpressions(_ text: String) throws {
    let folder = try TemporaryDirectory()
    let response = String(repeating: "a", count: 20_000) + "!"
    try folder.write(
      #"{"problem_id": "p7", "response": "\#(response)", "correct": true}"# + "\n", to: "a.jsonl")
    let library = try read(folder.path)
    defer { library.stop() }
    var query = SampleQuery(SoughtText(text), runs: library.snapshot.runs.map(\.id))
    query.sought.isRegularExpression = true
    let failure = library.search(query, report: { _ in })
    #expect(
      failure?.description
        == "the regular expression takes too many steps on a sample of problem p7: it can match "
        + "one text in too many ways; avoid repeats within repeats, such as (a+)+")
  }
}

private func read(_ path: String, threads: Int? = nil) throws -> Library {
  var options = LibraryOptions(paths: [path])
  options.threads = threads ?? options.threads
  let library = try Library(options)
  library.start()
  _ = library.waitUntilRead()
  return library
}

/// The last report, with the first hits of all.
private func search(_ library: Library, _ query: SampleQuery) throws -> SearchProgress {
  var hits: [SampleHit] = []
  var last = SearchProgress()
  let failure = library.search(
    query,
    report: {
      hits += $0.hits
      last = $0
    })
  hits.sort { $0.precedes($1) }
  if let failure { throw failure }
  last.hits = Array(hits.prefix(query.mostHits))
  return last
}
