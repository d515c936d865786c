import Results

extension App {
  /// The view that is open.
  package var view: ViewName { view(of: screen) }

  /// The view that a screen shows when it is open.
  func view(of screen: ScreenName) -> ViewName {
    views[screen] ?? ViewName.all(of: screen).first ?? .runs
  }

  /// Opens a view with its screen.
  package mutating func open(_ view: ViewName) -> [Effect] {
    // Only the reader wants a problem.
    guard view.screen != .samples || view == .samples else {
      (screen, views[.samples]) = (.samples, view)
      return []
    }
    views[view.screen] = view
    return open(view.screen)
  }

  /// Goes on to the next view of the screen, around.
  mutating func changeView(by step: Int) {
    let all = ViewName.all(of: screen)
    guard all.count > 1, let place = all.firstIndex(of: view) else { return }
    views[screen] = all[(place + step + all.count) % all.count]
  }

  // Where one has been.

  var spot: Spot { Spot(view: view, problem: selection.problem) }

  /// Goes back to where one was, or forward again.
  mutating func travel(back: Bool) -> [Effect] {
    guard let spot = back ? history.back(from: spot) : history.forward(from: spot) else {
      notice = back ? "this is where it began" : "there is nothing to go forward to"
      return []
    }
    selection.problem = spot.problem ?? selection.problem
    views[spot.view.screen] = spot.view
    if spot.view == .samples, let problem = spot.problem {
      screen = .samples
      return openSamples(of: problem)
    }
    return open(spot.view)
  }
}
