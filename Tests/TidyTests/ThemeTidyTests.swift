import TerminalUI
import TestSupport
import Testing
import Themes

/// What must be true of every theme that ships.
@Suite struct ThemeTidyTests {
  private static let themes = Repository().files(endingIn: ".toml", under: ["themes/"])

  @Test func everyThemeLoadsAndIsNamedLikeItsFile() {
    #expect(Self.themes.count >= 5)
    for file in Self.themes {
      switch load(file) {
      case .success(let theme):
        #expect(file.path == "themes/\(theme.name).toml")
      case .failure(let error):
        Issue.record("\(error)")
      }
    }
  }

  @Test func everyThemeNamesEveryRole() {
    for file in Self.themes {
      let named = Set(file.lines.compactMap { $0.split(separator: " ").first.map(String.init) })
      for role in Role.allCases where !named.contains(role.key) {
        Issue.record("\(file.path):\(file.lines.count): does not name '\(role.key)'")
      }
    }
  }

  @Test func everyThemeBeginsWithWhatItIsFor() {
    for file in Self.themes where file.lines.first?.hasPrefix("# ") != true {
      Issue.record("\(file.path):1: say in a comment what the theme is for")
    }
  }

  private func load(_ file: Repository.File) -> Result<Theme, ThemeError> {
    ThemeLoader.load(toml: file.lines.joined(separator: "\n"), file: file.path)
  }
}
