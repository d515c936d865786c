import Charts
import Glibc
import TerminalUI

extension Examples {
  /// Two curves that cross at 37, with an interval, a strip of states, and a published curve.
  static let boundary: LineChart = {
    var chart = LineChart(
      xAxis: Axis("k", scale: .log2), yAxis: Axis("pass@k", format: .percent),
      series: [
        .init(
          "base", role: .baseline, marker: "A",
          points: curve(from: 0.18, to: 0.93, bend: 0.8, spread: 0.045)),
        .init(
          "rl", role: .candidate, marker: "B",
          points: curve(from: 0.42, to: 0.80, bend: 1.6, spread: 0.04), dashedFrom: 128),
        .init(
          "published base", role: .series2, marker: "P",
          points: curve(from: 0.15, to: 0.88, bend: 0.8, spread: 0.04)),
      ])
    chart.series[1].extrapolatedFrom = 512
    chart.series[2].isReference = true
    chart.marks = [
      .init(x: 122, interval: 71...256, label: "k* 122 (71-256)"),
      .init(x: 8, interval: 3...(.infinity), label: "equal from 8 on", role: .warning),
    ]
    chart.strip = .init(
      states: [
        .init("candidate better", glyph: "B", role: .candidate),
        .init("undecided", glyph: ".", role: .dim),
        .init("baseline better", glyph: "A", role: .baseline),
      ],
      spans: [.init(1...71, state: 0), .init(71...256, state: 1), .init(256...1024, state: 2)])
    return chart
  }()

  /// Algorithms at k = 1 and k = 256, far apart: the y axis is folded.
  static let folded: LineChart = {
    let names = ["base", "PPO", "GRPO", "RLOO"]
    let roles: [Role] = [.baseline, .candidate, .series0, .series1]
    let values = [
      [0.096, 0.172, 0.295, 0.645, 0.691], [0.26, 0.291, 0.32, 0.651, 0.669],
      [0.251, 0.284, 0.318, 0.648, 0.66], [0.282, 0.301, 0.325, 0.642, 0.655],
    ]
    let ks = [1.0, 2, 4, 128, 256]
    var chart = LineChart(
      xAxis: Axis("k", scale: .log2), yAxis: Axis("pass@k", format: .percent),
      series: zip(names.indices, names).map { index, name in
        .init(
          name, role: roles[index], marker: Array("ABCD")[index],
          points: zip(ks, values[index]).map { LineChart.Point(x: $0, y: $1) })
      })
    chart.yAxis.fold = chart.yAxis.proposedFold(for: values.flatMap(\.self))
    return chart
  }()

  /// Candidate less baseline around zero.
  static let difference: LineChart = {
    var chart = LineChart(
      xAxis: Axis("k", scale: .log2),
      yAxis: Axis("difference of pass@k", format: .signedPercent),
      series: [
        .init(
          "rl - base", role: .candidate, marker: "D",
          points: (0...10).map {
            let y = 0.24 - 0.037 * Double($0)
            return .init(x: Double(1 << $0), y: y, low: y - 0.05, high: y + 0.05)
          })
      ], cursor: 64)
    chart.rules = [.init(y: 0, label: "equal")]
    return chart
  }()

  /// A noisy log of training with a smooth line through it.
  static let training: LineChart = {
    let raw: [LineChart.Point] = (0...200).map { step in
      let x = Double(step)
      return .init(x: x, y: 0.2 + 0.5 * (1 - exp(-x / 60)) + 0.06 * sin(x * 12.9) * cos(x * 3.7))
    }
    let smooth = raw.map { LineChart.Point(x: $0.x, y: 0.2 + 0.5 * (1 - exp(-$0.x / 60))) }
    var chart = LineChart(
      xAxis: Axis("training step"), yAxis: Axis("reward"),
      series: [
        .init("each step", role: .dim, marker: ".", points: raw),
        .init("smoothed", role: .candidate, marker: "S", points: smooth),
        .init(
          "checkpoints", role: .series0, marker: "C",
          points: stride(from: 0, through: 200, by: 40).map { .init(x: $0, y: 0.25 + $0 / 500) }),
      ])
    chart.series[0].form = .dots
    chart.series[2].form = .linePoints
    return chart
  }()

  /// Shares over five decades.
  static let decades = LineChart(
    xAxis: Axis("tokens", scale: .log10), yAxis: Axis("failure", scale: .log10, format: .percent),
    series: [
      .init(
        "model", role: .candidate, marker: "M",
        points: (0...8).map { .init(x: 100 * pow(5, Double($0)), y: 0.9 * pow(0.3, Double($0))) })
    ])

  /// The gap between pass@1 and the base model's pass@256, by algorithm.
  static let algorithms = BarList(
    axis: Axis("gap", range: 0...60),
    groups: [.init("in-domain", role: .series0), .init("out-of-domain", role: .series1)],
    rows: [
      .init(
        "RLOO",
        values: [.init(41.0, low: 38.2, high: 43.9, isBest: true), .init(36.1, low: 30, high: 43)]),
      .init(
        "DAPO",
        values: [.init(42.6, low: 40, high: 45.5), .init(35.8, low: 31, high: 41.2, isBest: true)]),
      .init("GRPO", values: [.init(44.0, low: 41, high: 47), .init(42.8, low: 37, high: 48.4)]),
      .init("Reinforce++", values: [.init(43.9), .init(nil)]),
      .init("ReMax", values: [.init(44.2, low: 41, high: 47.1), .init(40.2, low: 35, high: 45)]),
    ], cursor: 1)

  /// pass@k by training step: pass@1 rises and pass@256 falls.
  static let heat: HeatMap = {
    let ks = (0...8).map { 1 << $0 }
    let steps = stride(from: 0, through: 450, by: 50).map(\.self)
    let values = ks.indices.map { row in
      steps.map { step -> Double? in
        let part = Double(row) / 8
        if step == 350, row > 6 { return nil }
        return min(1, max(0, 0.1 + 0.55 * part + (0.5 - 0.75 * part) * Double(step) / 450))
      }
    }
    return HeatMap(
      rows: ks.map(String.init), columns: steps.map(String.init), values: values,
      rowTitle: "k", columnTitle: "training step", cursor: .init(row: 3, column: 4))
  }()

  /// The same less its first column.
  static let differences: HeatMap = {
    var map = heat
    map.values = heat.values.map { row in
      row.map { value in value.flatMap { value in row[0].flatMap { $0 }.map { value - $0 } } }
    }
    map.meaning = .difference(limit: 0.15)
    return map
  }()

  /// Perplexities of two texts under two models.
  static let boxes: BoxPlot = {
    func values(_ center: Double, _ spread: Double, _ count: Int) -> [Double] {
      (0..<count).map { center + spread * (sin(Double($0) * 12.9898) + cos(Double($0) * 4.1414)) }
    }
    return BoxPlot(
      yAxis: Axis("perplexity"),
      boxes: [
        .init("base", group: "by base", role: .baseline, values: values(1.32, 0.09, 32) + [1.9]),
        .init("rl", group: "by base", role: .candidate, values: values(1.18, 0.04, 32)),
        .init("truth", group: "by base", role: .series0, values: [1.74, 1.71, 1.78]),
        .init("rl", group: "by rl", role: .candidate, values: values(1.15, 0.03, 24)),
        .init("none", group: "by rl", role: .series1, values: [.nan]),
      ], cursor: 1)
  }()

  static let dumbbells: Dumbbells = {
    let names = [
      "algebra/12", "number theory/7", "geometry/3", "counting/31", "algebra/2", "easy/1",
    ]
    let pairs = [(0.12, 0.53), (0.51, 0.39), (0.04, 0.0), (0.3, 0.3), (0.88, 0.97), (1.0, 1.0)]
    var chart = Dumbbells(
      axis: Axis("accuracy", format: .percent),
      rows: zip(names, pairs).map { name, pair in
        .init(
          name, baseline: .init(pair.0, low: max(0, pair.0 - 0.06), high: min(1, pair.0 + 0.06)),
          candidate: .init(pair.1, low: max(0, pair.1 - 0.05), high: min(1, pair.1 + 0.05)))
      }, baselineName: "base", candidateName: "rl-step100", cursor: 1)
    chart.rows.append(.init("only one", baseline: .init(0.4), candidate: nil))
    return chart
  }()

  /// The paper's 2×2 of MATH500 at k = 128.
  static let coverage: CountMatrix = {
    var matrix = CountMatrix(
      rows: ["solved", "not solved"], columns: ["solved", "not solved"],
      counts: [[462, 18], [5, 15]], rowTitle: "base", columnTitle: "rl",
      cursor: .init(row: 0, column: 1))
    matrix.emphasis = [
      .init(row: 0, column: 1): .incorrect, .init(row: 1, column: 0): .correct,
    ]
    return matrix
  }()

  /// How problems moved between bins of accuracy.
  static let flow: CountMatrix = {
    let names = histogram.categories
    let counts = names.indices.map { row in
      names.indices.map { column in max(0, 40 - 9 * abs(row - column) + (column == 11 ? 20 : 0)) }
    }
    var matrix = CountMatrix(
      rows: names, columns: names, counts: counts, rowTitle: "base", columnTitle: "rl",
      cursor: .init(row: 2, column: 5))
    for index in names.indices { matrix.emphasis[.init(row: index, column: index)] = .dim }
    return matrix
  }()

  static let sets = SetBars(
    sets: [
      .init("base", role: .baseline, marker: "A", size: 412),
      .init("rl-step100", role: .candidate, marker: "B", size: 398),
      .init("distill", role: .series0, marker: "C", size: 431),
    ],
    intersections: [
      .init(members: [0, 1, 2], count: 361), .init(members: [0, 1], count: 12),
      .init(members: [0, 2], count: 34), .init(members: [1, 2], count: 21),
      .init(members: [0], count: 5), .init(members: [1], count: 4),
      .init(members: [2], count: 15), .init(members: [], count: 48),
    ], cursor: 2)

  /// Two benchmarks by three models, one panel without data.
  static let grid: PanelGrid = {
    let models = ["Qwen2.5-7B", "Qwen2.5-14B", "Qwen2.5-32B"]
    let benchmarks = ["AIME24", "MATH500", "Minerva"]
    let panels = benchmarks.enumerated().map { row, benchmark in
      models.enumerated().map { column, model -> PanelGrid.Panel in
        if (row, column) == (1, 2) { return .init("\(benchmark), \(model)", .note("no run")) }
        var chart = boundary
        let lift = 0.06 * Double(column) - 0.04 * Double(row)
        for index in chart.series.indices {
          chart.series[index].points = chart.series[index].points.map { point in
            func moved(_ y: Double) -> Double { min(1, max(0, y + lift)) }
            return .init(
              x: point.x, y: moved(point.y), low: point.low.map(moved), high: point.high.map(moved))
          }
        }
        chart.marks = []
        chart.strip = nil
        return .init("\(benchmark), \(model)", .curves(chart))
      }
    }
    return PanelGrid(panels: panels, cursor: .init(row: 0, column: 1))
  }()

  static let barGrid: PanelGrid = {
    var bars = histogram
    bars.cursor = 4
    let panel = PanelGrid.Panel("Minerva", .bars(bars))
    return PanelGrid(panels: [[panel, panel, panel], [panel, panel, panel]])
  }()
}
