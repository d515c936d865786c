import TerminalUI
import Testing
import Themes

/// What a theme file may say, and what it becomes.
@Suite struct ThemeLoaderTests {
  @Test func aColorAloneIsTheForeground() throws {
    #expect(try look(of: .title, in: "title = 'cyan'") == Look(foreground: .terminal(6)))
  }

  @Test func aTableSetsColorsAndAttributes() throws {
    let look = try look(
      of: .title,
      in: """
        title = { fg = "bright-cyan", bg = "#202a30", bold = true, dim = true, underline = true,\
         reverse = true }
        """)
    #expect(
      look
        == Look(
          foreground: .terminal(14), background: .rgb(red: 0x20, green: 0x2A, blue: 0x30),
          bold: true, dim: true, underlined: true, reversed: true))
  }

  @Test func aTableMayHaveAHeaderOfItsOwn() throws {
    let theme = try load("[roles.active-tab]\nfg = 208\n").get()
    #expect(theme.look(of: Style(.activeTab)) == Look(foreground: .indexed(208)))
  }

  @Test func colorsAreNamesHexadecimalsAndNumbers() throws {
    let expected: [(String, Color?)] = [
      ("'default'", nil), ("'black'", .terminal(0)), ("'bright-white'", .terminal(15)),
      ("7", .terminal(7)), ("15", .terminal(15)), ("16", .indexed(16)), ("255", .indexed(255)),
      ("'196'", .indexed(196)), ("'#FFffFF'", .rgb(red: 255, green: 255, blue: 255)),
    ]
    for (text, color) in expected {
      #expect(try look(of: .text, in: "text = \(text)").foreground == color, "\(text)")
    }
  }

  @Test func aRoleThatIsNotNamedLooksAsInTheDefaultTheme() throws {
    let theme = try load("[roles]\ntitle = 'red'").get()
    #expect(theme.look(of: Style(.selection)) == Theme.standard.look(of: Style(.selection)))
  }

  @Test func aNamedRoleReplacesTheInheritedLookWhole() throws {
    #expect(Theme.standard.look(of: Style(.title)).isBold)
    #expect(try look(of: .title, in: "title = 'red'") == Look(foreground: .terminal(1)))
  }

  @Test func rolesOfTheInheritedThemeComeThrough() throws {
    let theme = try load("inherits = 'dusk'\n[roles]\ntitle = 'red'", find: dusk).get()
    #expect(theme.look(of: Style(.title)).foreground == .terminal(1))
    #expect(theme.look(of: Style(.text)).foreground == .terminal(3))
  }

  @Test func aThemeMayBearTheNameOfTheOneItInherits() throws {
    let theme = try load("name = 'dusk'\ninherits = 'dusk'", find: dusk).get()
    #expect(theme.look(of: Style(.text)).foreground == .terminal(3))
  }

  @Test func theNameOfTheFileIsTheNameOfAThemeWithoutOne() throws {
    #expect(try load("").get().name == "mine")
    #expect(try load("name = 'Mine, all mine'").get().name == "Mine, all mine")
  }

  @Test func everyRoleHasANameOfItsOwn() {
    #expect(Role.activeTab.key == "active-tab")
    #expect(Role.series0.key == "series-0")
    #expect(Set(Role.allCases.map(\.key)).count == Role.allCases.count)
    for role in Role.allCases { #expect(Role(key: role.key) == role) }
  }

  private func dusk(_ name: String) -> ThemeLoader.Source? {
    name != "dusk"
      ? nil
      : ThemeLoader.Source(toml: "name = 'dusk'\n[roles]\ntext = 'yellow'", file: "dusk.toml")
  }
}

/// The words a person reads whose theme has a mistake.
@Suite struct ThemeErrorTests {
  @Test func mistakesAreReportedWithPlaceAndCure() {
    let expected: [(String, String)] = [
      ("[roles]\n\ntitel = 'red'", "3: no role is named 'titel'; did you mean 'title'?"),
      ("[roles]\nzebra = 'red'", "2: no role is named 'zebra'; 'kscope themes' lists them"),
      (
        "[roles]\ntitle = 'bright-cian'",
        "2: 'bright-cian' is not a color; did you mean 'bright-cyan'?"
      ),
      (
        "[roles]\ntext = 'red'\ntitle = { bg = '#12345' }",
        "3: '#12345' is not a color; use a name such as 'cyan', '#rrggbb' or a number to 255"
      ),
      (
        "[roles]\ntitle = 256",
        "2: '256' is not a color; use a name such as 'cyan', '#rrggbb' or a number to 255"
      ),
      (
        "[roles]\ntitle = '#+12345'",
        "2: '#+12345' is not a color; use a name such as 'cyan', '#rrggbb' or a number to 255"
      ),
      ("[roles]\ntitle = true", "2: 'title' must be a color, or a table of 'fg', 'bold' and so on"),
      ("[roles]\ntitle = { bold = 'yes' }", "2: 'bold' must be true or false"),
      (
        "[roles]\ntitle = { blink = true }",
        "2: 'blink' means nothing here; use 'fg', 'bg', 'bold', 'dim', 'underline' or 'reverse'"
      ),
      ("color = 3", "1: 'color' means nothing here; use 'name', 'inherits' or 'roles'"),
      ("roles = 3", "1: 'roles' must be a table of roles"),
      ("\nname = 3", "2: 'name' must be the name of a theme"),
      (
        "# head\ninherits = 'dawn'",
        "2: there is no theme 'dawn' to inherit from; 'kscope themes' lists those there are"
      ),
    ]
    for (toml, message) in expected { #expect(report(toml) == "themes/mine.toml:\(message)") }
  }

  @Test func theFirstOfSeveralMistakesIsReported() {
    let message = report("[roles]\n[roles.title]\nfg = 'rad'\n[roles.key]\nbg = 'blu'\n")
    #expect(message == "themes/mine.toml:3: 'rad' is not a color; did you mean 'red'?")
  }

  @Test func aMessageIsOneLineWhateverItQuotes() {
    #expect(
      report("[roles]\n'ze\u{2028}b' = 'red'")
        == "themes/mine.toml:2: no role is named 'ze b'; 'kscope themes' lists them")
    #expect(report("\"a\\nb\" = 1")?.contains("\n") == false)
  }

  @Test func linesAreCountedInFilesFromOtherSystems() {
    #expect(report("[roles]\r\n\r\nzebra = 1\r\n")?.hasPrefix("themes/mine.toml:3:") == true)
  }

  @Test func whatIsNotTOMLIsReportedInOneLine() throws {
    for toml in ["[roles", "title = ", "a = 1\na = 2", "\u{1}", "= 3", "[roles]\ntitle = {"] {
      let message = try #require(report(toml))
      #expect(message.contains(": not valid TOML: ") && !message.contains("\n"), "\(message)")
    }
  }

  @Test func whatIsNotTOMLIsReportedWithItsLine() {
    #expect(
      report("[roles]\ntitle = red")
        == "themes/mine.toml:2: not valid TOML: could not determine value type in the value")
    #expect(
      report("\n[!]")
        == "themes/mine.toml:2: not valid TOML: unexpected character or end in the table header")
  }

  @Test func textMayBeWrittenAsTOMLAllows() {
    #expect(report("[roles]\ntitle = \"\"\"\nred\"\"\"\n[roles.key]\nfg = 0x0F") == nil)
    #expect(report("roles.title.fg = 'red' # = [") == nil)
  }

  @Test func aThemeThatInheritsFromItselfIsReported() {
    let sources = [
      "a": ThemeLoader.Source(toml: "inherits = 'b'", file: "a.toml"),
      "b": ThemeLoader.Source(toml: "# b\ninherits = 'a'", file: "b.toml"),
    ]
    let result = load("inherits = 'a'") { sources[$0] }
    #expect(
      message(of: result)
        == "a.toml:1: the theme inherits from itself (mine → a → b → a); remove one 'inherits'")
  }

  private func report(_ toml: String) -> String? {
    message(of: load(toml))
  }

  private func message(of result: Result<Theme, ThemeError>) -> String? {
    guard case .failure(let error) = result else { return nil }
    return error.description
  }
}

private func load(
  _ toml: String, find: (String) -> ThemeLoader.Source? = { _ in nil }
) -> Result<Theme, ThemeError> {
  ThemeLoader.load(toml: toml, file: "themes/mine.toml", find: find)
}

private func look(of role: Role, in roles: String) throws -> Look {
  try load("[roles]\n\(roles)").get().look(of: Style(role))
}
