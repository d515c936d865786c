import Dashboard
import Glibc
import Ingest
import NcursesBackend
import Results
import TerminalUI
import Watching

/// The loop: what happens goes in, the state changes, effects start, the screen is drawn.
///
/// The main thread waits in `poll` for keys, signals and the inbox, and is the
/// only one that touches the state and the terminal.
final class Shell {
  private var app: App
  private let terminal: NcursesTerminal
  private let screen: Screen
  private let inbox: Inbox
  private let library: Library
  private let effects: EffectThread
  private let jobs: JobThread
  private let searches: SearchThread
  /// When the screen was last drawn for news rather than for a key.
  private var lastNews = 0.0
  private var isNewsWaiting = false
  private var status: Int32?

  /// Opens the terminal and starts the reading; the first screen comes before any result.
  init(
    _ options: LibraryOptions, display: Display, keyboard: Int32, spool: StandardInput?
  ) throws {
    do {
      let inbox = try Inbox()
      let library = try Library(options)
      self.inbox = inbox
      self.library = library
      effects = try EffectThread { inbox.post(library.perform($0)) }
      jobs = try JobThread(library) { inbox.post([.answered($0)]) }
      searches = try SearchThread(library) { inbox.post([$0]) }
      terminal = try NcursesTerminal.open(
        theme: display.theme, mouse: display.hasMouse, color: display.hasColor,
        inputDescriptor: keyboard
      ).get()
      screen = Screen(backend: terminal)
      app = App(size: terminal.size, glyphs: display.glyphs, hasColor: display.hasColor)
      library.onChange { [weak library] in
        if let library { inbox.post(library.snapshot) }
      }
    } catch {
      throw Failure(message: String(describing: error))
    }
  }

  /// Runs until the person leaves; returns the exit status.
  func run() -> Int32 {
    draw()
    library.start()
    while status == nil { step() }
    terminal.close()
    library.stop()
    return status ?? 0
  }

  private func step() {
    var descriptors = [terminal.inputDescriptor, terminal.signalDescriptor, inbox.descriptor]
      .map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    guard poll(&descriptors, 3, timeout) >= 0 || errno == EINTR else {
      status = 1
      return
    }
    let events =
      (descriptors[1].revents != 0 ? terminal.readSignals() : [])
      + (descriptors[0].revents != 0 ? terminal.readEvents() : [])
    for event in events { take(event) }
    if descriptors[2].revents != 0 {
      for action in inbox.take() { apply(action) }
      isNewsWaiting = true
    }
    if !events.isEmpty {
      draw()
    } else if isNewsWaiting, timeout == 0 {
      lastNews = Self.now
      draw()
    }
  }

  /// Milliseconds to wait: for ever, or until news may be drawn again, 20 times a second.
  private var timeout: Int32 {
    guard isNewsWaiting else { return -1 }
    let left = lastNews + 0.05 - Self.now
    return left <= 0 ? 0 : Int32(left * 1000) + 1
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private func take(_ event: TerminalEvent) {
    switch event {
    case .key(let key): apply(.key(key))
    case .resized:
      terminal.resize()
      apply(.resized(terminal.size))
    case .interrupted(let signal): status = 128 + signal
    case .hangup: status = 128 + SIGHUP
    case .stop:
      terminal.suspend()
      apply(.resized(terminal.size))
      screen.forget()
    case .continued: screen.forget()
    }
  }

  private func apply(_ action: Action) {
    for effect in app.reduce(action) {
      switch effect {
      case .quit: status = 0
      case .redraw:
        screen.forget()
        terminal.repaint()
      case .work(let job): jobs.add(job)
      case .copy(let text): apply(.told(copy(text)))
      case .pipe(let text, let command):
        lend { Guest.pipe(text.text, to: command, keyboard: terminal.inputDescriptor) }
      case .edit(let text): lend { Guest.edit(text.text, keyboard: terminal.inputDescriptor) }
      case .search(let query): searches.begin(query)
      case .stopSearch: searches.stop()
      default: effects.add(effect)
      }
    }
  }

  /// Sends a text to the clipboard; answers with what came of it.
  private func copy(_ text: OutgoingText) -> String {
    let isInTmux = Environment["TMUX"].map { !$0.isEmpty } ?? false
    let clip = Clipboard(text, isInTmux: isInTmux)
    // As tmux is set up at first it heeds neither sequence, but always its own command.
    if isInTmux, Guest.take(clip.text, "exec tmux load-buffer -w - >/dev/null 2>&1") {
      return clip.sentence
    }
    guard terminal.send(clip.sequence) else { return "the terminal did not take the text" }
    return clip.sentence
  }

  /// Lends the terminal to another program until that ends.
  private func lend(_ body: () -> String?) {
    terminal.leave()
    let message = body()
    terminal.enter()
    apply(.resized(terminal.size))
    screen.forget()
    if let message { apply(.failed(message)) }
  }

  private func draw() {
    isNewsWaiting = false
    screen.draw(app.render())
  }
}
