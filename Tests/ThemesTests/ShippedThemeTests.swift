import TerminalUI
import TestSupport
import Testing
import Themes

/// The themes that come with the program: what each of them promises.
@Suite struct ShippedThemeTests {
  @Test func defaultFileEqualsTheCompiledInTheme() throws {
    #expect(try theme("default") == Theme.standard)
  }

  @Test func standardKeepsToColorsThatCanBeReadOnAnyGround() {
    for role in Role.allCases {
      let look = Theme.standard.look(of: Style(role))
      #expect(look.background == nil, "\(role)")
      guard let color = look.foreground else { continue }
      guard case .terminal(let index) = color else {
        Issue.record("\(role) has a color that is not the terminal's own")
        continue
      }
      #expect((1...6).contains(index), "\(role)")
    }
  }

  @Test func standardShowsTheSelectionByReverseVideo() {
    #expect(Theme.standard.look(of: Style(.selection)).isReversed)
    #expect(!Theme.standard.look(of: Style(.selection, reversed: true)).isReversed)
  }

  @Test func standardHasAColorForEachStepOfAHeatMapAmongEight() {
    let colors = Role.heat.map { Theme.standard.look(of: Style($0)).foreground }
    #expect(Set(colors).count == Role.heat.count)
  }

  @Test func everyThemeTellsItsSeriesApart() throws {
    for name in Self.names {
      let theme = try theme(name)
      let drawn = [.baseline, .candidate] + Role.series
      let looks = drawn.map { theme.look(of: Style($0)) }
      #expect(looks[0] != looks[1], "\(name)")
      // Attributes alone make fewer looks than there are series; markers tell the rest apart.
      let enough = name == "mono" ? 5 : drawn.count
      #expect(Set(looks).count >= enough, "\(name)")
      #expect(Set(Role.heat.map { theme.look(of: Style($0)) }).count == 7, "\(name)")
    }
  }

  @Test func monoHasNoColor() throws {
    let mono = try theme("mono")
    #expect(mono == mono.withoutColor)
  }

  @Test func colorsCanBeReadOnTheGroundTheyAreMadeFor() throws {
    for (name, ground) in [("dark", 0x1C1C1C), ("light", 0xFFFFFF), ("colorblind", 0x1C1C1C)] {
      let theme = try theme(name)
      for role in Role.allCases {
        let look = theme.look(of: Style(role))
        guard let text = luminance(look.foreground) else { continue }
        let contrast = contrast(text, luminance(look.background) ?? luminance(ground))
        #expect(contrast >= leastContrast(of: role), "\(name) \(role): \(contrast)")
      }
    }
  }

  private static let names = ["default", "dark", "light", "colorblind", "mono"]

  private func theme(_ name: String) throws -> Theme {
    let file = try #require(Repository().files.first { $0.path == "themes/\(name).toml" })
    return try ThemeLoader.load(toml: file.lines.joined(separator: "\n"), file: file.path).get()
  }

  /// What WCAG 2 asks for of text and of graphics; a grid is to be seen past.
  private func leastContrast(of role: Role) -> Double {
    if role == .grid { return 2 }
    return role == .border || Role.series.contains(role) ? 3 : 4.5
  }

  private func contrast(_ first: Double, _ second: Double) -> Double {
    (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  private func luminance(_ color: Color?) -> Double? {
    guard case .rgb(let red, let green, let blue) = color else { return nil }
    return luminance(Int(red) << 16 | Int(green) << 8 | Int(blue))
  }

  /// The relative luminance of sRGB, with the curve of WCAG 2 taken as a square.
  private func luminance(_ rgb: Int) -> Double {
    let parts = [16, 8, 0].map { Double(rgb >> $0 & 0xFF) / 255 }.map { $0 * $0 }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
