import ArgumentParser
import Dashboard
import Glibc
import Ingest
import NcursesBackend
import Results
import TerminalUI
import Themes

/// `kscope PATH…`: the dashboard, or one drawing of it without a screen.
struct DashboardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dashboard", abstract: "Open the dashboard (the default).")

  enum ColorMode: String, ExpressibleByArgument, CaseIterable {
    case always, auto, never
  }

  @OptionGroup var input: InputOptions

  @Flag(help: "Look for changes every half second instead of being told of them.")
  var poll = false

  @Option(help: "How fine charts are drawn: ascii, block or braille (default: by the locale).")
  var glyphs: GlyphLevel?

  @Flag(help: "Draw with ASCII alone; the same as --glyphs ascii.")
  var ascii = false

  @Option(help: "Whether to use colors; NO_COLOR in the environment means never.")
  var color = ColorMode.auto

  @Option(help: ArgumentHelp("A theme's name, or the path of its file.", valueName: "theme"))
  var theme: String?

  @Flag(help: "Leave the mouse to the terminal.")
  var noMouse = false

  @Option(
    help: ArgumentHelp(
      "Print the screen of this size once reading is done, such as 120x40.", valueName: "WxH"))
  var headless: String?

  @Option(
    help: ArgumentHelp(
      "The keys to press first, such as 'jj⏎' or 'jj<enter>'; with --headless.", valueName: "keys"))
  var keys: String?

  mutating func validate() throws {
    if let headless, Self.size(headless) == nil {
      throw ValidationError("--headless takes a size such as 120x40; '\(headless)' is not one.")
    }
    if keys != nil, headless == nil {
      throw ValidationError("--keys goes with --headless WxH.")
    }
    if let keys, case .failure(let problem) = Key.script(keys) {
      throw ValidationError("--keys: \(problem).")
    }
  }

  static func size(_ text: String) -> Size? {
    let parts = text.lowercased().split(separator: "x").compactMap { Int($0) }
    guard parts.count == 2, parts.allSatisfy({ (1...2000).contains($0) }) else { return nil }
    return Size(columns: parts[0], rows: parts[1])
  }

  func run() throws {
    if let headless, let size = Self.size(headless) { return try runHeadless(size) }
    let isScreen = isatty(STDOUT_FILENO) == 1 && Environment["TERM"] != "dumb"
    let keyboard = isScreen ? Keyboard.open() : nil
    let (paths, spool) = try StandardInput.resolve(input.paths, waits: keyboard == nil)
    defer { spool?.remove() }
    var options = try input.libraryOptions(paths: paths)
    guard let keyboard else {
      do {
        return try ReportCommand.report(options, format: .text)
      } catch let failure as Failure where isatty(STDOUT_FILENO) == 0 {
        Output.error("kscope: \(failure.message)\n")
        throw ExitCode(failure.status)
      }
    }
    options.isLive = true
    options.polls = poll
    let shell = try Shell(options, display: try display(), keyboard: keyboard, spool: spool)
    let status = shell.run()
    spool?.remove()
    Glibc.exit(status)
  }

  private func runHeadless(_ size: Size) throws {
    let (paths, spool) = try StandardInput.resolve(input.paths, waits: true)
    defer { spool?.remove() }
    let keys = try self.keys.map { try Key.script($0).get() } ?? []
    let options = try input.libraryOptions(paths: paths)
    Output.text(try Headless.draw(options, size: size, glyphs: glyphLevel, keys: keys))
  }

  private var glyphLevel: GlyphLevel { ascii ? .ascii : Self.level(glyphs) }

  /// How fine to draw: as asked for, where the locale has more than ASCII.
  static func level(_ wanted: GlyphLevel?) -> GlyphLevel {
    NcursesTerminal.isUTF8Locale ? wanted ?? .braille : .ascii
  }

  private func display() throws -> Display {
    let wantsColor: Bool
    switch color {
    case .always: wantsColor = true
    case .never: wantsColor = false
    case .auto: wantsColor = (Environment["NO_COLOR"] ?? "").isEmpty
    }
    return Display(
      theme: try theme.map { try ThemeFiles.load($0) } ?? .standard, hasColor: wantsColor,
      hasMouse: !noMouse, glyphs: glyphLevel)
  }
}

extension GlyphLevel: ExpressibleByArgument {}

/// How the screen is to look.
struct Display {
  let theme: Theme
  let hasColor: Bool
  let hasMouse: Bool
  let glyphs: GlyphLevel
}

/// The environment's variables.
enum Environment {
  static subscript(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

/// Where keys come from.
enum Keyboard {
  /// Standard input if it is a terminal, else the terminal the program runs in; `nil` without one.
  static func open() -> Int32? {
    if isatty(STDIN_FILENO) == 1 { return STDIN_FILENO }
    let terminal = Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC)
    return terminal >= 0 ? terminal : nil
  }
}
