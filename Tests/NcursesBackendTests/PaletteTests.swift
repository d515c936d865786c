import TerminalUI
import Testing

@testable import NcursesBackend

@Suite struct PaletteTests {
  @Test func keepsTheTerminalsOwnColors() {
    check(.terminal(3), colors: 256, 3)
    check(.terminal(12), colors: 256, 12)
    check(.terminal(12), colors: 16, 12)
    check(.terminal(3), colors: 8, 3)
    check(.terminal(3), colors: 1 << 24, 3)
  }

  @Test func keepsDefaultColors() {
    #expect(Palette(colors: 256).pen(for: Look()) == Pen())
    #expect(Palette(colors: 8).pen(for: Look()) == Pen())
  }

  @Test func fitsColorsOf256() {
    check(.indexed(208), colors: 256, 208)
    check(.rgb(red: 255, green: 0, blue: 0), colors: 256, 196)
    check(.rgb(red: 95, green: 135, blue: 175), colors: 256, 67)
    check(.rgb(red: 128, green: 128, blue: 128), colors: 256, 244)
    check(.rgb(red: 0, green: 0, blue: 0), colors: 256, 16)
  }

  @Test func fitsColorsToSixteen() {
    check(.rgb(red: 250, green: 5, blue: 5), colors: 16, 9)
    check(.indexed(196), colors: 16, 9)
    check(.rgb(red: 120, green: 120, blue: 120), colors: 88, 8)
  }

  @Test func keepsColorsApartFromGrays() {
    check(.rgb(red: 90, green: 165, blue: 200), colors: 16, 6)
    check(.rgb(red: 90, green: 165, blue: 200), colors: 8, 6)
    check(.rgb(red: 120, green: 120, blue: 120), colors: 8, 7)
  }

  @Test func givesRedGreenAndBlueWhereColorIsDirect() {
    check(.rgb(red: 1, green: 2, blue: 3), colors: 1 << 24, 0x01_0203)
    check(.terminal(9), colors: 1 << 24, 0xFF_0000)
    check(.rgb(red: 0, green: 0, blue: 5), colors: 1 << 24, 8)
  }

  @Test func makesBrightColorsBoldOnATerminalOfEight() {
    let pen = Palette(colors: 8).pen(for: Look(foreground: .terminal(9), background: .terminal(12)))
    #expect(pen == Pen(foreground: 1, background: 4, isBold: true))
  }

  @Test func keepsTextReadableOnATerminalOfEight() {
    let palette = Palette(colors: 8)
    let dark = palette.pen(for: Look(foreground: .terminal(0), background: .terminal(8)))
    #expect(dark.foreground != dark.background)
    let light = palette.pen(for: Look(foreground: .terminal(7), background: .terminal(15)))
    #expect(light.foreground != light.background)
  }

  @Test func hasNoColorWithoutColors() {
    let pen = Palette(colors: 0).pen(
      for: Look(foreground: .terminal(1), background: .indexed(200), bold: true, dim: true))
    #expect(pen == Pen(isBold: true, isDim: true))
  }

  @Test func findsThePenOfEveryStyle() {
    let theme = Theme(
      name: "test", looks: [.title: Look(foreground: .terminal(4)), .dim: Look(dim: true)])
    let palette = Palette(colors: 256)
    let pens = Pens(theme: theme, palette: palette)
    for role in Role.allCases {
      for flags in 0..<8 {
        let style = Style(
          role, bold: flags & 1 != 0, reversed: flags & 2 != 0, underlined: flags & 4 != 0)
        #expect(pens[style] == palette.pen(for: theme.look(of: style)))
      }
    }
  }

  @Test func reversesBackgroundsOnMonochromeTerminals() {
    let theme = Theme(name: "test", looks: [.match: Look(background: .terminal(3))])
    #expect(Pens(theme: theme, palette: Palette(colors: 0))[Style(.match)].isReversed)
    #expect(!Pens(theme: theme, palette: Palette(colors: 8))[Style(.match)].isReversed)
  }

  private func check(
    _ color: Color, colors: Int, _ number: Int32, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let pen = Palette(colors: colors).pen(for: Look(foreground: color))
    #expect(pen.foreground == number, sourceLocation: sourceLocation)
    #expect(!pen.isBold, sourceLocation: sourceLocation)
  }
}
