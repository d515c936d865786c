import Charts
import Results
import Statistics
import TerminalUI

/// pass@k by step and k, measured or published.
struct StepMap {
  /// The steps, as texts; `base` first where there is one.
  let columns: [String]
  /// Of each column the step; `nil` is the base model.
  let steps: [Double?]
  let budgets: [Int]
  /// `values[row][column]`.
  let values: [[Double?]]
  let isPublished: Bool
  let name: String
}

extension App {
  /// What the map shows: the first training that is drawn, else the first published one.
  var stepMap: StepMap? {
    if let shown = shownTrainings.first { return map(shown) }
    return shownPublications.first.map(map)
  }

  private func map(_ shown: ShownTraining) -> StepMap {
    let training = shown.steps
    let budgets = training.budgets.filter { k in
      training.steps.contains { $0.value(at: k) != nil }
    }
    let base: [Double?] = training.baseline == nil ? [] : [nil]
    let values = budgets.map { k in
      (base.isEmpty ? [] : [training.baselineValues[k]?.value])
        + training.steps.map { $0.value(at: k)?.own.value }
    }
    return StepMap(
      columns: base.map { _ in "base" } + training.steps.map { TrainingSteps.text($0.step) },
      steps: base + training.steps.map(\.step), budgets: budgets, values: values,
      isPublished: false, name: shown.name)
  }

  private func map(_ shown: ShownPublication) -> StepMap {
    let all = shown.steps.steps
    let base = shown.steps.baseline
    let runs = [base].compactMap(\.self) + all.map(\.run)
    let budgets = Set(runs.flatMap { $0.points.map(\.k) }).sorted()
    return StepMap(
      columns: (base == nil ? [] : ["base"]) + all.map { TrainingSteps.text($0.step) },
      steps: (base == nil ? [] : [nil]) + all.map { Optional($0.step) }, budgets: budgets,
      values: budgets.map { k in runs.map { $0.value(at: k) } }, isPublished: true,
      name: shown.name)
  }

  /// The map as it is drawn, in shares or as differences from the base model.
  func stepHeat(_ map: StepMap) -> HeatMap {
    let row = map.budgets.lastIndex { $0 <= selection.k } ?? 0
    let step = stepPlace.map { stepValues[$0] }
    let column = map.steps.firstIndex { $0 != nil && $0 == step } ?? 0
    var chart = HeatMap(
      rows: map.budgets.map(Format.count), columns: map.columns, values: map.values,
      rowTitle: "k", columnTitle: "training step", cursor: GridPlace(row: row, column: column))
    if showsDifference(map) {
      chart.values = map.values.map { values in
        values.map { value in value.flatMap { own in (values.first ?? nil).map { own - $0 } } }
      }
      chart.meaning = .difference(limit: 0.2)
    }
    return chart
  }

  private func showsDifference(_ map: StepMap) -> Bool {
    training.showsDifference && map.steps.first == .some(nil)
  }

  private func stepHeatTitle(_ map: StepMap) -> String {
    let benchmark = stepBenchmark.map { $0.isEmpty ? "" : " on \($0)" } ?? ""
    return "pass@k by step" + benchmark
      + (showsDifference(map) ? ", less that of the base model" : "")
  }

  var stepHeatExhibit: Exhibit? {
    guard let map = stepMap else { return nil }
    var chart = stepHeat(map)
    chart.cursor = nil
    let (shown, printed) = (shownTrainings, shownPublications)
    return Exhibit(
      "step-heat", title: stepHeatTitle(map),
      sentences: ["The training is \(map.name)."]
        + stepSentences(Array(shown.prefix(1)), shown.isEmpty ? printed : []),
      chart: chart, tables: [stepMapTable(map)])
  }

  /// Every cell with its interval and its paired difference from the base model.
  private func stepMapTable(_ map: StepMap) -> DataTable {
    var table = DataTable(
      "pass@k by step",
      columns: [
        .init("step", isWords: true), .init("kind", isWords: true), .init("k"),
        .init("pass_k", "pass@k"), .init("low"), .init("high"), .init("problems"),
        .init("difference", "vs base"), .init("difference_error", "± SE"),
      ])
    let training = map.isPublished ? nil : shownTrainings.first?.steps
    for (column, step) in map.steps.enumerated() {
      for (row, k) in map.budgets.enumerated() {
        let value = training?.steps.first { $0.step == step }?.value(at: k)
        let point = step == nil ? training?.baselineValues[k] : value?.own
        table.append([
          .text(map.columns[column]), .text(map.isPublished ? "published" : "measured"),
          .count(k), DataValue(share: map.values[row][column]),
          DataValue(share: point?.interval?.lowerBound),
          DataValue(share: point?.interval?.upperBound), DataValue(count: point?.problems),
          DataValue(difference: value?.difference?.value),
          DataValue(share: value?.difference?.standardError),
        ])
      }
    }
    return table
  }

  func drawStepHeat(into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    guard let map = stepMap else {
      drawHead("pass@k by step", into: &buffer, row: rest.takeTop(1))
      return drawEmpty(noStepsText, into: &buffer, frame: rest)
    }
    drawHead(stepHeatTitle(map) + stepCount, into: &buffer, row: rest.takeTop(1))
    let (shown, printed) = (shownTrainings, shownPublications)
    let sentences =
      [stepCellSentence(map), "The training is \(map.name)."]
      + stepSentences(Array(shown.prefix(1)), shown.isEmpty ? Array(printed.prefix(1)) : [])
    let lines = sentenceLines(sentences, width: frame.width)
    drawSentences(
      lines, into: &buffer, frame: rest.takeBottom(min(lines.count, max(2, frame.height / 4))))
    let height = map.budgets.count + 3
    if rest.height - height >= 9 {
      stepCurves(map).draw(
        into: &buffer, frame: rest.takeBottom(min(rest.height - height, 20)), level: glyphs)
    }
    stepHeat(map).draw(into: &buffer, frame: rest, level: glyphs)
  }

  /// The curves of the base model and of the step under the cursor, where there is room.
  private func stepCurves(_ map: StepMap) -> LineChart {
    let column = stepHeat(map).cursor?.column ?? 0
    let training = map.isPublished ? nil : shownTrainings.first?.steps
    func series(_ place: Int, _ look: RunMark) -> LineChart.Series {
      let step = map.steps[place]
      let own = training?.steps.first { $0.step == step }
      return LineChart.Series(
        step == nil ? "base" : "step \(map.columns[place])", role: look.role, marker: look.letter,
        points: map.budgets.indices.compactMap { row in
          let k = map.budgets[row]
          let point = step == nil ? training?.baselineValues[k] : own?.value(at: k)?.own
          return map.values[row][place].map {
            LineChart.Point(
              x: Double(k), y: $0, low: point?.interval?.lowerBound,
              high: point?.interval?.upperBound)
          }
        })
    }
    let base =
      map.steps.first == .some(nil)
      ? [series(0, RunMark(letter: "B", role: .baseline))] : []
    var chart = LineChart(
      xAxis: Axis("k", scale: .log2), yAxis: Axis("pass@k", format: .percent),
      series: base + [series(column, RunMark(letter: "C", role: .candidate))],
      cursor: Double(selection.k))
    chart.showsBands = self.training.showsIntervals
    chart.hasColor = hasColor
    return chart
  }

  /// What stands under the cursor, with its interval.
  private func stepCellSentence(_ map: StepMap) -> String {
    let chart = stepHeat(map)
    guard let place = chart.cursor, let k = map.budgets[safe: place.row],
      let step = map.steps[safe: place.column], let number = step
    else { return "There is no checkpoint under the cursor." }
    let head = "Step \(TrainingSteps.text(number)), k = \(Format.count(k)): "
    let own = map.isPublished ? nil : shownTrainings.first?.steps.steps[safe: stepPlace ?? 0]
    let value = own?.value(at: k)
    guard let value else {
      guard let share = map.values[place.row][place.column] else {
        return head
          + (map.isPublished ? "no value was published." : "no problem has as many samples.")
      }
      return head + Format.percent(share) + ", as published, without an interval."
    }
    let base = value.difference.map { difference in
      "; against the base model \(differenceText(difference.value, difference.standardError)) "
        + "points, paired"
    }
    return head + pointText(value.own) + " (\(Format.count(value.own.problems, "problem")))"
      + (base ?? "") + "."
  }
}
