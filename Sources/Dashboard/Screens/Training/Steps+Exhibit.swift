import Charts
import Results
import Statistics
import TerminalUI

extension App {
  /// pass@1 and pass@k over training steps.
  var stepsExhibit: Exhibit? {
    let (shown, printed) = (shownTrainings, shownPublications)
    guard !shown.isEmpty || !printed.isEmpty else { return nil }
    var chart = stepsChart(shown, printed)
    chart.cursor = nil
    for row in chart.panels.indices {
      for column in chart.panels[row].indices {
        guard case .curves(var line) = chart.panels[row][column].content else { continue }
        line.cursor = nil
        chart.panels[row][column].content = .curves(line)
      }
    }
    var tables: [DataTable] = []
    if !shown.isEmpty { tables.append(TrainingSteps.table(shown.map(\.steps), at: selection.k)) }
    if !printed.isEmpty {
      tables.append(PublishedSteps.table(printed.map(\.steps), at: selection.k))
    }
    return Exhibit(
      "training", title: stepsTitle, sentences: stepSentences(shown, printed), chart: chart,
      tables: tables)
  }

  var stepsTitle: String {
    let benchmark = stepBenchmark.map { $0.isEmpty ? "" : " on \($0)" } ?? ""
    let k = selection.k
    return (k > 1 ? "pass@1 and pass@\(Format.count(k))" : "pass@1") + " by step" + benchmark
  }

  /// Which of several benchmarks it is.
  var stepCount: String {
    let all = stepBenchmarks
    guard all.count > 1, let place = all.firstIndex(of: stepBenchmark ?? "") else { return "" }
    return " (\(place + 1) of \(all.count))"
  }

  /// What moved in each training, and what to know of it.
  func stepSentences(_ shown: [ShownTraining], _ printed: [ShownPublication]) -> [String] {
    let k = selection.k
    var sentences = shown.map { training in
      (shown.count > 1 ? "\(training.look.letter): " : "") + training.steps.sentence(at: k)
    }
    for training in shown {
      if let note = settingsNote(training.steps) { sentences.append(note) }
      let left = training.steps.series.leftOut.count
      if left > 0 {
        sentences.append(
          "\(Format.count(left, "run")) of \(training.name) with fewer samples at the same steps "
            + "\(left == 1 ? "is" : "are") left out.")
      }
    }
    if shown.contains(where: { $0.steps.baseline == nil }) {
      sentences.append("No run of role base is on this benchmark, so nothing is compared with one.")
    }
    if shown.contains(where: isExpected) {
      sentences.append(
        "Gained and lost are expected counts of problems at k = \(Format.count(k)), because some "
          + "have more samples.")
    }
    return sentences + printed.compactMap { $0.steps.sentence(at: k) }
  }

  private func isExpected(_ training: ShownTraining) -> Bool {
    training.steps.steps.contains { $0.value(at: selection.k)?.coverage?.isWhole == false }
  }

  private func settingsNote(_ steps: TrainingSteps) -> String? {
    guard let baseline = steps.baseline, let run = steps.series.runs.first else { return nil }
    let differences = SettingDifference.all(of: run, from: baseline)
    guard !differences.isEmpty else { return nil }
    return "Sampled differently from the base model: "
      + differences.map(\.sentence).joined(separator: "; ") + "."
  }

  /// A panel for pass@1 and one for pass@k: their values are too far apart for one axis.
  func stepsChart(_ shown: [ShownTraining], _ printed: [ShownPublication]) -> PanelGrid {
    let budgets = selection.k > 1 ? [1, selection.k] : [1]
    var grid = PanelGrid(
      panels: [
        budgets.map { k in
          PanelGrid.Panel("pass@\(Format.count(k))", .curves(stepsChart(shown, printed, at: k)))
        }
      ])
    grid.sharesY = .none
    grid.leastPanel = Size(columns: 22, rows: 5)
    return grid
  }

  private func stepsChart(
    _ shown: [ShownTraining], _ printed: [ShownPublication], at k: Int
  ) -> LineChart {
    var chart = LineChart(
      xAxis: Axis("training step"), yAxis: Axis("", format: .percent),
      series: printed.map { Self.series($0, at: k) }
        + shown.reversed().map { Self.series($0, at: k) },
      cursor: stepPlace.map { stepValues[$0] })
    if let base = shown.first?.steps.baselineValues[k]?.value
      ?? printed.first?.steps.baseline?.value(at: k)
    {
      chart.rules = [LineChart.Rule(y: base, label: "base", role: .baseline)]
    }
    chart.showsBands = training.showsIntervals
    chart.showsLegend = false
    chart.hasColor = hasColor
    return chart
  }

  /// The base model is where training began: step 0.
  private static func series(_ shown: ShownTraining, at k: Int) -> LineChart.Series {
    let start = shown.steps.steps.first.map(\.step) ?? 0
    let base = shown.steps.baselineValues[k].map { [(0.0, $0)] } ?? []
    let own = shown.steps.steps.compactMap { step in
      step.value(at: k).map { (step.step, $0.own) }
    }
    var series = LineChart.Series(
      shown.name, role: shown.look.role, marker: shown.look.letter,
      points: ((start > 0 ? base : []) + own).map { step, point in
        LineChart.Point(
          x: step, y: point.value, low: point.interval?.lowerBound,
          high: point.interval?.upperBound)
      })
    series.form = .linePoints
    return series
  }

  private static func series(_ shown: ShownPublication, at k: Int) -> LineChart.Series {
    let base = shown.steps.baseline?.value(at: k).map { [(0.0, $0)] } ?? []
    let own = shown.steps.steps.compactMap { step in
      step.run.value(at: k).map { (step.step, $0) }
    }
    // A single checkpoint is a point, not a line from the base model.
    let all = own.count > 1 ? base + own : own
    var series = LineChart.Series(
      shown.name, role: shown.look.role, marker: shown.look.letter,
      points: all.map { LineChart.Point(x: $0.0, y: $0.1) })
    series.isReference = true
    return series
  }
}
