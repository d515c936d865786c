import Charts
import Results
import Statistics

extension App {
  /// What the open view of *Curves* shows.
  var curvesExhibit: Exhibit? {
    switch view {
    case .difference: differenceExhibit
    case .panels: panelsExhibit
    case .curveTable: curveTableExhibit
    case .together: togetherExhibit
    default: linesExhibit
    }
  }

  /// The curves of the marked runs.
  private var linesExhibit: Exhibit? {
    let marked = markedRuns
    let references = shownReferences(beside: marked)
    guard marked.contains(where: { !$0.curve.isEmpty }) || !references.isEmpty else { return nil }
    var chart = curvesChart(marked)
    chart.showsLegend = true
    chart.cursor = nil
    return Exhibit(
      "curves", title: curveTitle(marked), sentences: curveSentences(marked), chart: chart,
      tables: [pointsTable(marked, references)])
  }

  func curveTitle(_ marked: [Run]) -> String {
    let benchmarks = marked.map { $0.benchmark ?? "a benchmark unknown" }.uniqued()
    let counting =
      curves.counting == .asGraded || !curves.metric.allowsCounting
      ? "" : ", \(curves.counting.rawValue)"
    return curves.metric.name
      + (benchmarks.count == 1 ? " on \(benchmarks.first ?? "")" : " on several benchmarks")
      + counting
  }

  /// What the curves say, and what of them is not measured or is missing.
  func curveSentences(_ marked: [Run]) -> [String] {
    var sentences: [String] = []
    if isPlainPassAtK { sentences += comparisonSentences } else { sentences += [metricSentence] }
    if let settings = settingsSentence { sentences.append(settings) }
    for run in marked {
      let letter = mark(of: run.id)?.letter ?? RunMark.unmarked.letter
      if let absence = measuredLine(of: run)?.absence { sentences.append("\(letter): \(absence).") }
      switch extrapolation(of: run) {
      case .failure(let refusal)?: sentences.append("\(letter): \(refusal).")
      case .success(let found)?:
        sentences.append(
          "\(letter) beyond k = \(Format.count(found.largestN)) is what a beta-binomial law expects, "
            + "not measured; it rises to \(Format.percent(found.ceiling)).")
      case nil: break
      }
    }
    return sentences
  }

  private var metricSentence: String {
    let counting = curves.metric.allowsCounting ? " " + curves.counting.help : ""
    return "\(curves.metric.name): \(curves.metric.help)\(counting)"
  }

  /// In what the sampling of the two compared runs differs; `nil` where it does not.
  var settingsSentence: String? {
    guard let (baseline, candidate) = comparedRuns else { return nil }
    let differences = SettingDifference.all(of: candidate, from: baseline)
    guard !differences.isEmpty else { return nil }
    return "Sampled differently: " + differences.map(\.sentence).joined(separator: "; ") + "."
  }

  /// Every point that is drawn, one a row.
  private func pointsTable(_ marked: [Run], _ references: [ReferenceCurve]) -> DataTable {
    let x = curves.metric.axis == .tau ? "tau" : "k"
    var table = DataTable(
      curves.metric.name,
      columns: [
        .init("run", isWords: true), .init("kind", isWords: true), .init(x),
        .init("value"), .init("low"), .init("high"), .init("problems"),
      ])
    for run in marked {
      for point in linePoints(of: run) ?? [] {
        table.append(
          [
            .text(run.id), .text("measured"),
            x == "k" ? .count(Int(point.x)) : .number(point.x, decimals: 2),
          ]
            + Self.values(point.value, point.interval) + [.count(point.problems)])
      }
      guard case .success(let extrapolation)? = extrapolation(of: run) else { continue }
      for point in extrapolation.points where point.k > extrapolation.largestN {
        table.append(
          [.text(run.id), .text("extrapolated"), .count(point.k)]
            + Self.values(point.value, point.interval) + [.missing])
      }
    }
    for curve in references {
      for point in curve.points {
        table.append([
          .text(curve.name), .text("published"), .count(point.k),
          .share(point.value), .missing, .missing, .missing,
        ])
      }
    }
    return table
  }

  private static func values(_ value: Double, _ interval: ClosedRange<Double>?) -> [DataValue] {
    [
      .share(value), DataValue(share: interval?.lowerBound),
      DataValue(share: interval?.upperBound),
    ]
  }
}
