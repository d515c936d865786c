import Results
import TerminalUI

extension App {
  /// Opens the line in which rows are filtered or text is sought.
  mutating func openFilter() {
    if view == .search { return openSearch() }
    if screen == .samples {
      prompt = Prompt(.find, before: samples.sought)
      return
    }
    // Charts have no rows: what is on them are runs.
    if ![.runs, .problems, .files].contains(screen) { screen = .runs }
    filterBefore = filter(of: screen)
    prompt = Prompt(.filter(screen), text: filterBefore.text)
  }

  func filter(of screen: ScreenName) -> ListFilter {
    switch screen {
    case .runs: runs.filter
    case .problems: problems.filter
    case .files: files.filter
    case .samples: samples.filter
    default: ListFilter()
    }
  }

  private mutating func setFilter(_ text: String, of screen: ScreenName, isDone: Bool = false) {
    switch screen {
    case .runs: runs.filter.set(text, isDone: isDone, fields: .runs, rows: snapshot.runs)
    case .problems:
      let merged = problems.merged.value
      problems.filter.set(
        text, isDone: isDone, fields: .merged(merged, problemFieldRuns),
        rows: merged.problems.indices)
    case .files: files.filter.set(text, isDone: isDone, fields: .files, rows: snapshot.files)
    case .samples: setSampleFilter(text, isDone: isDone)
    default: break
    }
  }

  private mutating func restoreFilter(of screen: ScreenName) {
    switch screen {
    case .runs: runs.filter = filterBefore
    case .problems: problems.filter = filterBefore
    case .files: files.filter = filterBefore
    case .samples: samples.filter = filterBefore
    default: break
    }
  }

  /// The filter that is being typed.
  var typedFilter: ListFilter? {
    guard case .filter(let screen) = prompt?.purpose else { return nil }
    return filter(of: screen)
  }

  mutating func pressInPrompt(_ key: Key) -> [Effect] {
    guard var open = prompt else { return [] }
    switch key {
    case .enter:
      // What cannot be used stays to be corrected.
      guard typedFilter?.error == nil else { return [] }
      prompt = nil
      return finish(open)
    case .escape:
      prompt = nil
      if case .filter(let screen) = open.purpose {
        restoreFilter(of: screen)
      } else {
        type(open.before.text, open.before, for: open.purpose)
      }
    default:
      open.edit(key)
      prompt = open
      type(open.text, open.sought, for: open.purpose)
    }
    return []
  }

  /// Shows at once what a text does, where it does no more than show.
  private mutating func type(
    _ text: String, _ sought: SoughtText, for purpose: Prompt.Purpose
  ) {
    switch purpose {
    case .filter(let screen): setFilter(text, of: screen)
    case .find: samples.sought = sought
    case .search, .role, .threshold, .fact, .export, .exportSamples, .note, .pipe: break
    }
  }

  private mutating func finish(_ prompt: Prompt) -> [Effect] {
    switch prompt.purpose {
    case .filter(let screen): setFilter(prompt.text, of: screen, isDone: true)
    case .find:
      // Nothing typed is what was sought before, as in pagers.
      if prompt.text.isEmpty { samples.sought = prompt.before }
      findInText(FindStep(start: prompt.text.isEmpty ? .match : .here))
    case .search: return search(for: prompt.sought)
    case .role(let run): return setRole(prompt.text, of: run)
    case .fact(let run): return editFact(prompt.text, of: run)
    case .threshold(let run): return setThreshold(prompt.text, of: run)
    case .export: return export(to: prompt.text)
    case .exportSamples: return exportSamples(to: prompt.text)
    case .note(let reference, let run, let problem, let verdict):
      let note = prompt.text.trimmingSpaces()
      notice = note.isEmpty ? "the mark has no note" : "the note is kept"
      return [
        .mark(
          reference, run: run, problem: problem, verdict: verdict,
          note: note.isEmpty ? nil : note)
      ]
    case .pipe: return pipe(to: prompt.text)
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
