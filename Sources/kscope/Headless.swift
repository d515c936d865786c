import Dashboard
import Ingest
import Reader
import Results
import TerminalUI

/// The dashboard without a terminal: some keys in, the screen as text out.
enum Headless {
  static func draw(
    _ options: LibraryOptions, size: Size, glyphs: GlyphLevel, keys: [Key]
  ) throws -> String {
    try run(options, app: App(size: size, glyphs: glyphs, hasColor: false), keys: keys) {
      $0.render().text + "\n"
    }
  }

  /// Reads everything, lets `prepare` change the state and keys be pressed; answers with what
  /// `body` takes from the state then.
  static func run<Value>(
    _ options: LibraryOptions, app start: App, keys: [Key],
    prepare: (inout App) throws -> [Effect] = { _ in [] }, _ body: (App) throws -> Value
  ) throws -> Value {
    let library = try opened(options)
    library.start()
    defer { library.stop() }
    var app = start
    play([.snapshot(library.waitUntilRead())], in: &app, library)
    let effects = try prepare(&app)
    play(answers(to: effects, library), in: &app, library)
    for key in keys {
      guard play([.key(key)], in: &app, library) else { break }
    }
    if library.losses > 0 { play([.snapshot(library.waitUntilRead())], in: &app, library) }
    return try body(app)
  }

  private static func answers(to effects: [Effect], _ library: Library) -> [Action] {
    effects.flatMap { library.perform($0) }
  }

  static func opened(_ options: LibraryOptions) throws -> Library {
    do throws(PathProblem) {
      return try Library(options)
    } catch { throw Failure(message: error.description) }
  }

  /// Lets actions happen and all that follows from them; `false` once the program is to quit.
  @discardableResult
  private static func play(_ actions: [Action], in app: inout App, _ library: Library) -> Bool {
    var pending = actions[...]
    while let action = pending.popFirst() {
      for effect in app.reduce(action) {
        if effect == .quit { return false }
        pending += library.perform(effect)
        switch effect {
        case .setFact, .editConfiguration, .mark: pending.append(.snapshot(library.waitUntilRead()))
        default: break
        }
      }
    }
    return true
  }
}

extension Library {
  /// Does what an effect describes; answers with what came of it.
  func perform(_ effect: Effect) -> [Action] {
    switch effect {
    case .quit, .redraw, .copy, .pipe, .edit: return []
    case .work(let job):
      return [.answered(JobAnswer(of: job, value: job.work(PatientWorld(library: self))))]
    case .export(let path, let content):
      do throws(Failure) {
        let written = try NewFile.write(content, to: path)
        return [.told("\(written) is written, \(Format.bytes(content.utf8.count))")]
      } catch { return [.failed(error.message)] }
    case .readFirst(let paths):
      readFirst(paths)
      return []
    case .loadSamples(let run, let problem):
      return [.samples(run: run.id, problem: problem, samples(of: problem, in: run))]
    case .loadText(let reference), .loadPairText(let reference):
      return [
        .text(
          reference, text(of: reference).map(ReaderText.init).mapError { .init($0.description) })
      ]
    case .exportSamples(let path, let run, let problem, let samples):
      do throws(Failure) {
        let written = try SampleExport.write(
          samples, of: problem, in: run, to: path, texts: self)
        return [.told(written)]
      } catch { return [.failed(error.message)] }
    case .search(let query):
      var actions: [Action] = []
      let failure = search(query) { actions.append(.searched(query, .success($0))) }
      return failure.map { [.searched(query, .failure(.init($0.description)))] } ?? actions
    case .stopSearch: return []
    case .mark(let reference, let run, let problem, let verdict, let note):
      return mark(reference, run: run, problem: problem, verdict: verdict, note: note)
        .map { [.failed($0)] } ?? []
    case .editConfiguration(let name, let value, let run):
      switch editConfiguration(name, to: value, of: run) {
      case .success(let path): return [.told("\(path) is changed")]
      case .failure(let failure): return [.failed(failure.description)]
      }
    case .setFact(let name, let value, let run):
      return setFact(name, to: value, ofRun: run).map { [.failed($0)] } ?? []
    }
  }
}
