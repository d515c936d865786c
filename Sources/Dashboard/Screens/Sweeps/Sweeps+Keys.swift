import Charts
import Results
import TerminalUI

extension App {
  mutating func performInSweeps(_ command: Command) -> [Effect] {
    switch command {
    case .bands: sweeps.showsIntervals.toggle()
    case .logarithmic: sweeps.isLogarithmic.toggle()
    case .references: sweeps.showsReferences.toggle()
    case .baseline, .candidate: compareAtTemperature(command)
    case .deeper: compareInSweeps()
    case .back: goBackFromSweeps()
    default: moveInSweeps(command)
    }
    return []
  }

  private mutating func moveInSweeps(_ command: Command) {
    switch view {
    case .temperaturePanels: movePanel(command)
    case .temperatureTable:
      _ = sweeps.list.move(command, page: max(1, body.height - 8), in: sweepRows.map(\.id))
    default:
      switch command {
      case .left, .right, .first, .last: moveTemperature(command)
      case .up, .down: moveFocus(command == .up ? -1 : 1)
      default: break
      }
    }
  }

  private mutating func moveTemperature(_ command: Command) {
    let all = sweepTemperatures
    guard let now = sweepTemperature, let place = all.firstIndex(of: now) else { return }
    let steps = [Command.left: -1, .right: 1, .first: -all.count, .last: all.count]
    sweeps.temperature = all[max(0, min(all.count - 1, place + (steps[command] ?? 0)))]
  }

  /// From all series together to each of them alone.
  private mutating func moveFocus(_ step: Int) {
    let ids = sweepSeries.map(\.id)
    let place = sweeps.focus.flatMap { ids.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    let next = max(0, min(ids.count, place + step))
    sweeps.focus = next == 0 ? nil : ids[safe: next - 1]
  }

  private mutating func movePanel(_ command: Command) {
    let rows = temperaturePanels
    let place = sweeps.panel
    switch command {
    case .up: sweeps.panel.row = max(0, place.row - 1)
    case .down: sweeps.panel.row = min(rows.count - 1, place.row + 1)
    case .left: sweeps.panel.column = max(0, place.column - 1)
    case .right: sweeps.panel.column += 1
    case .first: sweeps.panel = GridPlace(row: 0, column: 0)
    case .last: sweeps.panel = GridPlace(row: rows.count - 1, column: 99)
    default: break
    }
    sweeps.panel.row = max(0, min(rows.count - 1, sweeps.panel.row))
    let last = (rows[safe: sweeps.panel.row]?.count ?? 1) - 1
    sweeps.panel.column = max(0, min(last, sweeps.panel.column))
  }

  /// Makes the baseline's, or the candidate's, model at the temperature of the cursor the one
  /// that is compared.
  private mutating func compareAtTemperature(_ command: Command) {
    let id = command == .baseline ? selection.baseline : selection.candidate
    let role: ModelRole = command == .baseline ? .base : .rl
    guard let series = sweepSeries.first(where: { id.map($0.contains) ?? ($0.role == role) }),
      let temperature = view == .temperatureTable ? sweepRow?.temperature : sweepTemperature,
      let run = series.member(at: temperature)?.run
    else {
      notice =
        "there is no run of the \(command == .baseline ? "baseline" : "candidate")'s model "
        + "at this temperature"
      return
    }
    if command == .baseline {
      selection.setBaseline(run.id)
    } else {
      selection.setCandidate(run.id)
    }
    notice = "\(run.id) is the \(command == .baseline ? "baseline" : "candidate") now"
  }

  /// Opens the curves of the runs at the temperature that is looked at.
  private mutating func compareInSweeps() {
    let runs: [Run]
    switch view {
    case .temperaturePanels:
      runs = temperaturePanels[safe: sweeps.panel.row]?[safe: sweeps.panel.column]?.runs ?? []
    case .temperatureTable:
      runs =
        sweepRow.map { row in sweepSeries.compactMap { $0.member(at: row.temperature)?.run } }
        ?? []
    case .entropyMatch:
      runs = match.map { [$0.baseline.run, $0.nearest.run, $0.candidate.run] } ?? []
    default:
      runs = sweepTemperature.map { at in sweepSeries.compactMap { $0.member(at: at)?.run } } ?? []
    }
    guard let first = runs.first else {
      notice = "there is no run at this temperature to compare"
      return
    }
    let base = runs.first { $0.id == selection.baseline } ?? runs.first { $0.role == .base }
    let baseline = base ?? first
    let others = runs.filter { $0.id != baseline.id }
    selection.choose(
      runs.map(\.id).uniqued(), baseline: baseline.id,
      candidate: (others.first { $0.role == .rl } ?? others.first)?.id)
    selection.settle(in: snapshot.runs)
    views[.curves] = .curves
    screen = .curves
  }

  private mutating func goBackFromSweeps() {
    if sweeps.focus != nil {
      sweeps.focus = nil
    } else if view == .sweeps {
      screen = .runs
    } else {
      views[.sweeps] = .sweeps
    }
  }
}
