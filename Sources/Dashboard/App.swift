import Results
import TerminalUI

/// The whole state of the dashboard.
///
/// It changes only in `reduce`, one action at a time, and is drawn from nothing
/// but itself: no clock, no file, no thread.
package struct App: Sendable {
  package internal(set) var snapshot = Snapshot()
  package internal(set) var size: Size
  package internal(set) var glyphs: GlyphLevel
  package internal(set) var screen = ScreenName.runs
  package internal(set) var selection = Selection()
  var labels = RunLabels()
  var runs = RunsState()
  var curves = CurvesState()
  var problems = ProblemsState()
  var samples = SamplesState()
  var files = FilesState()
  var prompt: Prompt?
  var help: HelpState?
  /// A sentence about what just happened; gone with the next key.
  var notice: String?
  let keymap = Keymap.standard
  /// Whether colors can be seen; without them charts tell more by glyphs.
  let hasColor: Bool

  package init(size: Size, glyphs: GlyphLevel = .braille, hasColor: Bool = true) {
    self.size = size
    self.glyphs = glyphs
    self.hasColor = hasColor
  }

  /// Takes in what happened; answers with what is to be done.
  package mutating func reduce(_ action: Action) -> [Effect] {
    switch action {
    case .key(let key): return press(key)
    case .resized(let size): self.size = size
    case .snapshot(let snapshot): return take(snapshot)
    case .samples(let run, let problem, let list): return take(list, of: problem, in: run)
    case .text(let reference, let result): samples.take(result, of: reference)
    case .failed(let message): notice = message
    }
    return []
  }

  /// A new snapshot changes what is shown and leaves the cursors on their rows.
  private mutating func take(_ new: Snapshot) -> [Effect] {
    let before = samples.run.flatMap { snapshot.run($0) }
    snapshot = new
    labels = RunLabels(new.runs)
    selection.settle(in: new.runs)
    runs.list.settle(in: runIDs)
    files.list.settle(in: fileIDs)
    problems.list.settle(in: problemIDs)
    guard let id = samples.run, let run = new.run(id), let problem = samples.problem else {
      return []
    }
    let isGrown = run.totals != before?.totals || run.sources != before?.sources
    return isGrown ? [.loadSamples(run: run, problem: problem)] : []
  }

  private mutating func take(_ list: [Sample], of problem: String, in run: String) -> [Effect] {
    guard samples.run == run, samples.problem == problem else { return [] }
    samples.take(list)
    return samples.textWanted.map { [.loadText($0)] } ?? []
  }

  private mutating func press(_ key: Key) -> [Effect] {
    notice = nil
    if prompt != nil { return pressInPrompt(key) }
    if help != nil { return pressInHelp(key) }
    switch key {
    case .wheelUp: return perform(.up)
    case .wheelDown: return perform(.down)
    case .click(let x, let y): return click(x: x, y: y)
    default: break
    }
    guard let command = keymap.command(for: key, on: screen) else { return [] }
    return perform(command)
  }

  /// Does what a command asks on the screen that is open.
  mutating func perform(_ command: Command) -> [Effect] {
    switch command {
    case .quit: return [.quit]
    case .redraw: return [.redraw]
    case .help: help = HelpState()
    case .open(let name): return open(name)
    case .nextScreen: return open(neighbour(1))
    case .previousScreen: return open(neighbour(-1))
    case .glyphs: glyphs = glyphs.next
    case .filter: openFilter()
    default:
      switch screen {
      case .runs: return performInRuns(command)
      case .curves: performInCurves(command)
      case .histogram: performInHistogram(command)
      case .problems: return performInProblems(command)
      case .samples: return performInSamples(command)
      case .files: performInFiles(command)
      }
    }
    return []
  }

  private func neighbour(_ step: Int) -> ScreenName {
    let all = ScreenName.allCases
    let index = all.firstIndex(of: screen) ?? 0
    return all[(index + step + all.count) % all.count]
  }

  /// Opens a screen; *Samples* wants a problem to show.
  mutating func open(_ name: ScreenName) -> [Effect] {
    screen = name
    guard name == .samples, samples.problem == nil else { return [] }
    return openSamples(of: problems.list.selected ?? problemIDs.first)
  }

  private mutating func openFilter() {
    switch screen {
    case .samples: prompt = Prompt(.find, text: samples.find)
    case .curves, .histogram:
      screen = .runs
      prompt = Prompt(.filter(.runs), text: runs.filter)
    default: prompt = Prompt(.filter(screen), text: filter(of: screen))
    }
  }

  func filter(of screen: ScreenName) -> String {
    switch screen {
    case .runs: runs.filter
    case .problems: problems.filter
    case .files: files.filter
    default: ""
    }
  }

  mutating func setFilter(_ text: String, of screen: ScreenName) {
    switch screen {
    case .runs:
      runs.filter = text
      runs.list.settle(in: runIDs)
    case .problems:
      problems.filter = text
      problems.list.settle(in: problemIDs)
    case .files:
      files.filter = text
      files.list.settle(in: fileIDs)
    default: break
    }
  }

  private mutating func pressInPrompt(_ key: Key) -> [Effect] {
    guard var open = prompt else { return [] }
    switch key {
    case .enter:
      prompt = nil
      return finish(open)
    case .escape:
      prompt = nil
      if case .filter(let screen) = open.purpose { setFilter("", of: screen) }
      if case .find = open.purpose { samples.find = "" }
    default:
      open.edit(key)
      prompt = open
      if case .filter(let screen) = open.purpose { setFilter(open.text, of: screen) }
      if case .find = open.purpose { samples.find = open.text }
    }
    return []
  }

  private mutating func finish(_ prompt: Prompt) -> [Effect] {
    switch prompt.purpose {
    case .filter(let screen): setFilter(prompt.text, of: screen)
    case .find:
      samples.find = prompt.text
      findInText(forward: true, fromHere: true)
    case .role(let run): return setRole(prompt.text, of: run)
    }
    return []
  }

  private mutating func setRole(_ text: String, of run: String) -> [Effect] {
    let name = text.trimmingSpaces().lowercased()
    guard name.isEmpty || ModelRole(rawValue: name) != nil else {
      notice = "no role is called '\(name)'; use base, rl, instruct, distill or teacher"
      return []
    }
    runs.undo.append(RunsState.RoleChange(run: run, before: snapshot.run(run)?.role))
    notice =
      name.isEmpty ? "took the role of \(run) back" : "\(run) is now \(name); u takes it back"
    return [.setRole(ModelRole(rawValue: name), run: run)]
  }

  private mutating func pressInHelp(_ key: Key) -> [Effect] {
    let step: Int
    switch key {
    case .down, .character("j"), .wheelDown: step = 1
    case .up, .character("k"), .wheelUp: step = -1
    case .pageDown: step = 10
    case .pageUp: step = -10
    default:
      help = nil
      return []
    }
    let top = help?.top ?? 0
    help?.top = max(0, min(keymap.bindings.count, top + step))
    return []
  }

  private mutating func click(x: Int, y: Int) -> [Effect] {
    if y == 0, let tab = tabs.first(where: { ($0.x..<$0.x + $0.width).contains(x) }) {
      return open(tab.screen)
    }
    return []
  }
}

/// How far the help is scrolled.
struct HelpState: Equatable, Sendable {
  var top = 0
}

extension String {
  /// Whether the text holds another, whatever the case; an empty one is in every text.
  func holds(_ part: String) -> Bool {
    part.isEmpty || lowercased().contains(part.lowercased())
  }
}
