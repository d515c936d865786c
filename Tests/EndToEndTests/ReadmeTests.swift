import Dashboard
import TerminalUI
import FoundationEssentials
import TestSupport
import Testing

/// What README shows is what there is.
@Suite struct ReadmeTests {
  /// With `KSCOPE_RECORD` the picture is drawn anew, as goldens are.
  @Test func thePictureIsWhatItsCommandPrints() throws {
    let page = try #require(Repository().files.first { $0.path == "README.md" })
    let command = try #require(page.lines.firstIndex { $0.hasPrefix("$ kscope --headless ") })
    let end = try #require(page.lines[command...].firstIndex { $0 == "```" })
    let arguments = page.lines[command].split(separator: " ").dropFirst(2).map { word in
      word.hasPrefix("sample-data/") ? Repository().root + "/" + word : String(word)
    }
    let outcome = try Program.run(arguments, in: TemporaryDirectory())
    try #require(outcome.status == 0, "\(outcome.errors)")
    let picture = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
    guard Array(page.lines[(command + 1)..<end]) != picture else { return }
    if ProcessInfo.processInfo.environment["KSCOPE_RECORD"] != nil {
      let lines = page.lines[...command] + picture + page.lines[end...]
      try lines.joined(separator: "\n")
        .write(toFile: Repository().root + "/README.md", atomically: true, encoding: .utf8)
    }
    Issue.record("README shows another screen; draw it anew with 'make golden'")
  }

  @Test func theKeysInREADMEAreThoseOfTheKeymap() throws {
    let page = try #require(Repository().files.first { $0.path == "README.md" })
    let rows = page.lines.drop { $0 != "| key | does | on |" }.dropFirst(2)
      .prefix { $0.hasPrefix("|") }
    let expected = Keymap.standard.bindings.map(row)
    #expect(
      Array(rows) == expected, "README's table should be:\n\(expected.joined(separator: "\n"))")
  }

  private func row(_ binding: Keymap.Binding) -> String {
    let keys = binding.keys.map { "`\($0.label.replacing("|", with: "\\|"))`" }.joined(
      separator: " ")
    let screens = binding.places.sorted().joined(separator: ", ")
    return "| \(keys) | \(binding.help) | \(screens.isEmpty ? "all" : screens) |"
  }
}
