import TerminalUI

extension App {
  /// Opens the line in which rows are filtered or text is sought.
  mutating func openFilter() {
    switch screen {
    case .samples: prompt = Prompt(.find, before: samples.find)
    case .runs, .problems, .files: prompt = Prompt(.filter(screen), text: filter(of: screen))
    case .curves, .histogram, .coverage, .sweeps, .training, .perplexity:
      screen = .runs
      prompt = Prompt(.filter(.runs), text: runs.filter)
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

  private mutating func setFilter(_ text: String, of screen: ScreenName) {
    switch screen {
    case .runs: runs.filter = text
    case .problems: problems.filter = text
    case .files: files.filter = text
    default: break
    }
  }

  mutating func pressInPrompt(_ key: Key) -> [Effect] {
    guard var open = prompt else { return [] }
    switch key {
    case .enter:
      prompt = nil
      return finish(open)
    case .escape:
      prompt = nil
      type(open.before, for: open.purpose)
    default:
      open.edit(key)
      prompt = open
      type(open.text, for: open.purpose)
    }
    return []
  }

  /// Shows at once what a text does, where it does no more than show.
  private mutating func type(_ text: String, for purpose: Prompt.Purpose) {
    switch purpose {
    case .filter(let screen): setFilter(text, of: screen)
    case .find: samples.find = text
    case .role, .threshold, .fact, .export: break
    }
  }

  private mutating func finish(_ prompt: Prompt) -> [Effect] {
    switch prompt.purpose {
    case .filter: break
    case .find:
      // Nothing typed is what was sought before, as in pagers.
      if prompt.text.isEmpty { samples.find = prompt.before }
      findInText(forward: true, fromHere: !prompt.text.isEmpty)
    case .role(let run): return setRole(prompt.text, of: run)
    case .fact(let run): return editFact(prompt.text, of: run)
    case .threshold(let run): return setThreshold(prompt.text, of: run)
    case .export: return export(to: prompt.text)
    }
    return []
  }

  mutating func pressInHelp(_ key: Key) -> [Effect] {
    let step: Int
    switch key {
    case .down, .character("j"), .wheelDown: step = 1
    case .up, .character("k"), .wheelUp: step = -1
    case .pageDown, .space: step = helpLayout.room
    case .pageUp: step = -helpLayout.room
    default:
      help = nil
      return []
    }
    let last = helpLayout.lines - helpLayout.room
    help = HelpState(top: max(0, min(last, (help?.top ?? 0) + step)))
    return []
  }
}

/// How far the help is scrolled.
struct HelpState: Equatable, Sendable {
  var top = 0
}
