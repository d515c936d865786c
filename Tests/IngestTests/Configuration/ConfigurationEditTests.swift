@testable import Ingest
import Results
import TestSupport
import Testing

@Suite struct ConfigurationEditTests {
  private let text = """
    # what ran in May
    pattern = "{model}/{benchmark}.jsonl"  # the usual

    [[override]]
    files = "a/x.jsonl"   # the first try
    role = "base"         # agreed on 3 May
    # step comes later

    [[override]]
    files = ["b.jsonl", "c.jsonl"]
    role = "rl"

    """

  @Test func aValueIsReplacedAndItsCommentKept() {
    #expect(
      edit(.role, "rl", ["a/x.jsonl"])
        == text.replacing("role = \"base\"         #", with: "role = \"rl\"         #"))
  }

  @Test func aNewFactStandsBehindTheOthersOfItsFiles() {
    #expect(
      edit(.step, "40", ["a/x.jsonl"])
        == text.replacing("3 May\n", with: "3 May\nstep = 40\n"))
    #expect(
      edit(.run, "C \"2\" \\ d", ["b.jsonl", "c.jsonl"])
        == text.replacing("\"rl\"\n", with: "\"rl\"\nname = \"C \\\"2\\\" \\\\ d\"\n"))
  }

  @Test func otherFilesGetAnOverrideOfTheirOwnAtTheEnd() {
    #expect(
      edit(.benchmark, "aime24", ["d.jsonl"])
        == text + "\n[[override]]\nfiles = \"d.jsonl\"\nbenchmark = \"aime24\"\n")
    #expect(
      ConfigurationEdit(.role, to: "rl", files: ["a"]).applied(to: "")
        == "[[override]]\nfiles = \"a\"\nrole = \"rl\"\n")
    #expect(
      ConfigurationEdit(.role, to: "rl", files: ["a"]).applied(to: "# no end").hasPrefix(
        "# no end\n\n[[override]]\n"))
  }

  @Test func takingOutLeavesTheRest() {
    #expect(
      edit(.role, nil, ["a/x.jsonl"])
        == text.replacing("role = \"base\"         # agreed on 3 May\n", with: ""))
    #expect(edit(.step, nil, ["a/x.jsonl"]) == text && edit(.role, nil, ["none"]) == text)
  }

  @Test func aNumberSignInsideATextIsNoComment() {
    let text = "[[override]]\nfiles = \"a#1.jsonl\" # first\nname = \"x # y\"  # z\n"
    let edited = ConfigurationEdit(.run, to: "w", files: ["a#1.jsonl"]).applied(to: text)
    #expect(edited == "[[override]]\nfiles = \"a#1.jsonl\" # first\nname = \"w\"  # z\n")
  }

  @Test func aRunIsEditedOnDiskAndReadAgain() throws {
    let folder = try TemporaryDirectory()
    let sample = "{\"problem_id\": \"p\", \"correct\": true}\n"
    try folder.write(sample, to: "m [1]/a*.jsonl")
    try folder.write(sample, to: "m [1]/ab.jsonl")
    try folder.write("# mine\n", to: "kscope.toml")
    let library = try Library(LibraryOptions(paths: [folder.path]))
    library.start()
    defer { library.stop() }
    let run = try #require(library.waitUntilRead().runs.first { $0.files == ["m [1]/a*.jsonl"] })
    let outcome = library.editConfiguration(.benchmark, to: "aime24", of: run)
    #expect(outcome == .success(folder.path("kscope.toml")))
    #expect(library.waitUntilRead().runs.map(\.benchmark).compactMap(\.self) == ["aime24"])
    #expect(try Library.read(folder.path).runs.compactMap(\.benchmark) == ["aime24"])
  }

  @Test func aFileThatIsNotTOMLIsLeftAlone() throws {
    let folder = try TemporaryDirectory()
    try folder.write("{\"problem_id\": \"p\", \"correct\": true}\n", to: "a.jsonl")
    try folder.write("role = = 1\n", to: "kscope.toml")
    let library = try Library(LibraryOptions(paths: [folder.path]))
    library.start()
    defer { library.stop() }
    let run = try #require(library.waitUntilRead().runs.first)
    let path = folder.path("kscope.toml")
    guard case .failure(let failure) = library.editConfiguration(.role, to: "rl", of: run) else {
      Issue.record("it was edited")
      return
    }
    #expect(
      failure.description
        == "\(path):1 is not valid TOML; mend that first, nothing was changed")
  }

  private func edit(_ name: FactName, _ value: String?, _ files: [String]) -> String {
    ConfigurationEdit(name, to: value, files: files).applied(to: text)
  }
}
