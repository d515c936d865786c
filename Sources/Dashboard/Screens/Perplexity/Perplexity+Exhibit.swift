import Charts
import Results
import Statistics
import TerminalUI

extension App {
  /// What the open view of *Perplexity* shows.
  var perplexityExhibit: Exhibit? {
    switch view {
    case .perplexityMatrix: perplexityMatrixExhibit
    case .perplexitySteps: perplexityStepsExhibit
    default: boxesExhibit
    }
  }

  private var boxesExhibit: Exhibit? {
    guard let review = perplexityFinding?.review, !review.boxes.isEmpty else { return nil }
    var chart = boxPlot(review)
    chart.cursor = nil
    return Exhibit(
      "perplexity", title: perplexityTitle, sentences: perplexitySentences, chart: chart,
      tables: [review.table(of: perplexityProblem)])
  }

  var perplexityTitle: String {
    let count = perplexityFinding?.review.problems.count ?? 0
    let all = count == 1 ? "one problem" : "all \(Format.count(count, "problem"))"
    return "perplexity of responses, " + (perplexityProblem ?? all)
  }

  /// What the boxes say, and what they are of.
  var perplexitySentences: [String] {
    guard let finding = perplexityFinding else { return [] }
    let sentences = finding.review.sentences(of: perplexityProblem)
    let left = finding.review.boxes(of: perplexityProblem).reduce(0) { $0 + $1.leftOut }
    let missing =
      left == 0
      ? []
      : [
        "\(Format.count(left, "response")) without tokens or a finite sum \(left == 1 ? "is" : "are") left out."
      ]
    return sentences + missing + [perplexityOrigin(finding)]
  }

  private func perplexityOrigin(_ finding: PerplexityFinding) -> String {
    finding.isOfSamples
      ? "From the log-probabilities in the samples of the marked runs."
      : "From \(Format.count(finding.tables, "file")) of scores."
  }

  func boxPlot(_ review: PerplexityReview) -> BoxPlot {
    let boxes = review.boxes(of: perplexityProblem).map { box in
      BoxPlot.Box(
        box.source.isEmpty ? "?" : "of \(box.source)", group: "under \(box.scorer)",
        role: Self.role(ofSource: box.source, among: review.sources), values: box.perplexities)
    }
    var chart = BoxPlot(
      yAxis: Axis("perplexity", scale: perplexity.isLogarithmic ? .log10 : .linear), boxes: boxes,
      cursor: perplexity.box)
    chart.showsDots = perplexity.showsDots
    return chart
  }

  private static func role(ofSource source: String, among sources: [String]) -> Role {
    switch source {
    case ModelRole.base.rawValue: return .baseline
    case ModelRole.rl.rawValue: return .candidate
    default:
      let others = sources.filter { ![ModelRole.base, .rl].map(\.rawValue).contains($0) }
      let place = others.firstIndex(of: source) ?? 0
      return Role.series[place % Role.series.count]
    }
  }

  private var perplexityMatrixExhibit: Exhibit? {
    guard let review = perplexityFinding?.review, !review.boxes.isEmpty else { return nil }
    return Exhibit(
      "perplexity-matrix", title: "median " + perplexityTitle, sentences: perplexitySentences,
      tables: [review.matrix(of: perplexityProblem)])
  }

  private var perplexityStepsExhibit: Exhibit? {
    guard let course = perplexityFinding?.course, !course.lines.isEmpty else { return nil }
    var chart = perplexityStepsChart(course)
    chart.showsLegend = true
    return Exhibit(
      "perplexity-steps", title: "perplexity of checkpoints' responses over training",
      sentences: course.sentences, chart: chart, tables: [course.table])
  }

  func perplexityStepsChart(_ course: PerplexityCourse) -> LineChart {
    let letters = Array("DEFGHIJKLMNOPQRSTUVWXYZ")
    var chart = LineChart(
      xAxis: Axis("step"),
      yAxis: Axis("perplexity", scale: perplexity.isLogarithmic ? .log10 : .linear),
      series: course.lines.enumerated().map { place, line in
        let look =
          switch line.scorer {
          case "base": RunMark(letter: "B", role: .baseline)
          case "rl": RunMark(letter: "C", role: .candidate)
          default: RunMark.other(place)
          }
        let isRepeated = course.lines[..<place].contains { $0.scorer == line.scorer }
        var series = LineChart.Series(
          line.name, role: isRepeated ? Role.series[place % Role.series.count] : look.role,
          marker: isRepeated ? letters[place % letters.count] : look.letter,
          points: line.points.map { point in
            LineChart.Point(
              x: Double(point.step), y: point.mean.value, low: point.mean.interval?.lowerBound,
              high: point.mean.interval?.upperBound)
          })
        series.form = .linePoints
        return series
      })
    chart.hasColor = hasColor
    chart.showsBands = perplexity.showsDots
    return chart
  }
}
