import Dashboard
import TerminalUI
import TestSupport
import Testing

/// What README says of the keys is what the keymap says.
@Suite struct KeyTableTests {
  @Test func theKeysInREADMEAreThoseOfTheKeymap() throws {
    let page = try #require(Repository().files.first { $0.path == "README.md" })
    let rows = page.lines.drop { $0 != "| key | does | on |" }.dropFirst(2)
      .prefix { $0.hasPrefix("|") }
    let expected = Keymap.standard.bindings.map(row)
    #expect(
      Array(rows) == expected, "README's table should be:\n\(expected.joined(separator: "\n"))")
  }

  private func row(_ binding: Keymap.Binding) -> String {
    let keys = binding.keys.map { "`\($0.label)`" }.joined(separator: " ")
    let screens = binding.screens.map(\.title).sorted().joined(separator: ", ")
    return "| \(keys) | \(binding.help) | \(screens.isEmpty ? "all" : screens) |"
  }
}
