import ArgumentParser
import Dashboard
import Results
import TerminalUI

/// `kscope plot`: one chart, without a screen.
struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot", abstract: "Print one chart as text, or write it as SVG.",
    discussion: """
      CHART is what a screen shows: \(ViewName.plotted.map(\.rawValue).joined(separator: ", ")).

      kscope plot curves results/ --size 100x30
      kscope plot difference results/ --baseline base --candidate rl-400 --svg difference.svg
      kscope plot curves results/ --format csv
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, csv, json, markdown, svg

    var export: ExportFormat {
      switch self {
      case .text: .text
      case .csv: .csv
      case .json: .json
      case .markdown: .markdown
      case .svg: .svg
      }
    }
  }

  @Argument(help: ArgumentHelp("What to draw.", valueName: "chart"))
  var chart: String

  @OptionGroup var input: InputOptions

  @Option(help: ArgumentHelp("The size of the text in cells, such as 80x24.", valueName: "WxH"))
  var size = "80x24"

  @Option(help: ArgumentHelp("Write the chart to this file as SVG.", valueName: "file"))
  var svg: String?

  @Option(help: "How to print it, or the numbers behind it.")
  var format = Format.text

  @Option(help: "How fine the text is drawn: ascii, block or braille (default: by the locale).")
  var glyphs: GlyphLevel?

  @OptionGroup var choice: ChoiceOptions

  @Option(
    help: ArgumentHelp(
      "Keys to press on its screen first, such as 'L' for a logarithmic axis.", valueName: "keys"))
  var keys: String?

  mutating func validate() throws {
    _ = try view
    _ = try cells
    if let keys, case .failure(let problem) = Key.script(keys) {
      throw ValidationError("--keys: \(problem).")
    }
  }

  private var view: ViewName {
    get throws {
      if let view = ViewName(rawValue: chart), ViewName.plotted.contains(view) { return view }
      let names = ViewName.plotted.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("no chart is called '\(chart)'; name one of \(names).")
    }
  }

  private var cells: Size {
    get throws {
      guard let size = DashboardCommand.size(size) else {
        throw ValidationError("--size takes a size such as 80x24; '\(size)' is not one.")
      }
      return size
    }
  }

  func run() throws {
    let (paths, spool) = try StandardInput.resolve(input.paths, waits: true)
    defer { spool?.remove() }
    let (view, size) = (try view, try cells)
    let keys = try self.keys.map { try Key.script($0).get() } ?? []
    let level = DashboardCommand.level(glyphs)
    let choice = choice
    let exhibit = try Headless.run(
      try input.libraryOptions(paths: paths), app: App(size: size, glyphs: level, hasColor: false),
      keys: keys,
      prepare: { app in
        try choice.apply(to: &app)
        return app.show(view)
      }, { app in try Self.exhibit(of: app, paths: paths) })
    let wanted = svg == nil ? format.export : .svg
    guard let content = exhibit.content(wanted, size: size, glyphs: level) else {
      throw Failure(
        message: "\(chart) is a table and has no drawing; ask for --format text", status: 2)
    }
    if let svg { return Output.text(try NewFile.write(content, to: svg) + "\n") }
    Output.text(format == .json ? content.escapingHidden() : content)
  }

  private static func exhibit(of app: App, paths: [String]) throws -> Exhibit {
    if let exhibit = app.exhibit { return exhibit }
    let places = paths.joined(separator: ", ")
    throw Failure(
      message: "nothing to draw in \(places): "
        + (app.snapshot.runs.isEmpty ? "there are no runs" : app.emptyReason))
  }
}

/// Which runs a chart is of.
struct ChoiceOptions: ParsableArguments {
  @Option(
    name: .customLong("run"),
    help: ArgumentHelp(
      "A run to show, by id, name, model or glob; may be given again (default: as on the screen).",
      valueName: "name"))
  var runs: [String] = []

  @Option(help: ArgumentHelp("The run to compare with, likewise.", valueName: "name"))
  var baseline: String?

  @Option(help: ArgumentHelp("The run that is compared, likewise.", valueName: "name"))
  var candidate: String?

  @Option(help: ArgumentHelp("Show runs on this benchmark alone.", valueName: "name"))
  var benchmark: String?

  @Option(help: ArgumentHelp("The budget k of tables and cursors.", valueName: "k"))
  var k: Int?

  mutating func validate() throws {
    if let k, k < 1 { throw ValidationError("--k takes a whole number from 1.") }
  }

  func apply(to app: inout App) throws {
    do throws(RunChoice.Problem) {
      try app.choose(
        RunChoice(runs: runs, baseline: baseline, candidate: candidate, benchmark: benchmark))
    } catch { throw Failure(message: error.description, status: 2) }
    if let k { app.choose(k: k) }
  }
}
