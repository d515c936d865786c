import Testing
import Themes

@Suite struct ThemeSearchTests {
  @Test func ownThemesComeBeforeThoseOfTheSystem() {
    let found = ThemeSearch.directories(
      environment: ["HOME": "/home/ada"], programDirectory: "/opt/kscope/bin")
    #expect(
      found == [
        "/home/ada/.config/kscope/themes", "/opt/kscope/bin/../share/kscope/themes",
        "/usr/local/share/kscope/themes", "/usr/share/kscope/themes",
      ])
  }

  @Test func configuredFoldersAreHonouredAndRelativeOnesIgnored() {
    let environment = ["XDG_CONFIG_HOME": "/c", "XDG_DATA_DIRS": "/d:e"]
    #expect(
      ThemeSearch.directories(environment: environment, programDirectory: "/b")
        == ["/c/kscope/themes", "/b/../share/kscope/themes", "/d/kscope/themes"])
    #expect(
      ThemeSearch.directories(
        environment: ["HOME": "", "XDG_DATA_DIRS": "e"], programDirectory: "/b")
        == ["/b/../share/kscope/themes"])
  }

  @Test func aPathIsTakenAsItIs() {
    #expect(ThemeSearch.candidates(for: "./x", in: ["/a"]) == ["./x"])
    #expect(ThemeSearch.candidates(for: "x.toml", in: ["/a"]) == ["x.toml"])
    #expect(ThemeSearch.candidates(for: "x", in: ["/a", "/b"]) == ["/a/x.toml", "/b/x.toml"])
  }
}
