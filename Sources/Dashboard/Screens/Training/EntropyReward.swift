import Charts
import Glibc
import Results
import Statistics
import TerminalUI

extension App {
  /// Reward against entropy of the log under the cursor, with the law between them.
  var entropyRewardExhibit: Exhibit? {
    guard let dynamics, let log = dynamics.logs[safe: logPlace(dynamics)] else { return nil }
    return Exhibit(
      "entropy-reward", title: "reward against entropy of \(log.name)",
      sentences: [log.lawSentence], chart: log.points.isEmpty ? nil : lawChart(log),
      tables: [dynamics.lawTable, Self.pointTable(log)])
  }

  private static func pointTable(_ log: TrainingDynamics.Log) -> DataTable {
    var table = DataTable(
      "entropy and reward of \(log.name)", columns: [.init("entropy"), .init("reward")])
    for point in log.points {
      table.append([.number(point.entropy, decimals: 4), .number(point.reward, decimals: 4)])
    }
    return table
  }

  /// The steps by thirds of the training, and the law through them.
  private func lawChart(_ log: TrainingDynamics.Log) -> LineChart {
    let count = log.points.count
    let names = ["early", "middle", "late"]
    let roles: [Role] = [.series0, .series1, .series2]
    var series = names.indices.compactMap { third -> LineChart.Series? in
      let part = log.points[(count * third / 3)..<(count * (third + 1) / 3)]
      guard !part.isEmpty else { return nil }
      var series = LineChart.Series(
        "\(names[third]) steps", role: roles[third],
        marker: Character("\(third + 1)"),
        points: part.sorted { $0.entropy < $1.entropy }.map {
          LineChart.Point(x: $0.entropy, y: $0.reward)
        })
      series.form = .points
      return series
    }
    if case .success(let law) = log.law { series = lawSeries(law, log) + series }
    var chart = LineChart(
      xAxis: Axis("entropy H (nats)"), yAxis: Axis("reward"), series: series)
    chart.hasColor = hasColor
    return chart
  }

  /// The law where it was fitted, and dotted down to H = 0, where nothing was measured.
  private func lawSeries(
    _ law: EntropyRewardLaw, _ log: TrainingDynamics.Log
  ) -> [LineChart.Series] {
    func series(_ name: String, _ letter: Character, _ range: ClosedRange<Double>)
      -> LineChart.Series
    {
      LineChart.Series(
        name, role: .candidate, marker: letter,
        points: (0...40).map { place in
          let entropy =
            range.lowerBound + (range.upperBound - range.lowerBound) * Double(place) / 40
          return LineChart.Point(x: entropy, y: law.b - law.a * exp(entropy))
        })
    }
    var beyond = series("beyond it", "f", 0...max(0, log.leastEntropy))
    beyond.isReference = true
    return [beyond, series("fitted law", "F", log.leastEntropy...log.largestEntropy)]
  }

  func drawEntropyReward(into buffer: inout Buffer, frame: Rect) {
    var rest = frame
    guard let dynamics, let log = dynamics.logs[safe: logPlace(dynamics)] else {
      drawHead("reward against entropy", into: &buffer, row: rest.takeTop(1))
      return drawEmpty(noLogsText, into: &buffer, frame: rest)
    }
    drawHead("reward against entropy of \(log.name)", into: &buffer, row: rest.takeTop(1))
    guard !log.points.isEmpty else {
      return drawEmpty(log.lawSentence, into: &buffer, frame: rest)
    }
    let lines = sentenceLines([log.lawSentence], width: frame.width)
    drawSentences(
      lines, into: &buffer, frame: rest.takeBottom(min(lines.count, max(1, frame.height / 4))))
    let table = rest.takeBottom(min(dynamics.logs.count + 2, max(0, rest.height / 3)))
    lawChart(log).draw(into: &buffer, frame: rest, level: glyphs)
    drawLawTable(dynamics, into: &buffer, frame: table)
  }

  private func drawLawTable(
    _ dynamics: TrainingDynamics, into buffer: inout Buffer, frame: Rect
  ) {
    guard frame.height >= 3 else { return }
    var rest = frame
    drawRule("R = -a e^H + b, all logs", into: &buffer, row: rest.takeTop(1))
    let columns: [Table.Column] = [
      .init(title: "", width: 2), .init(title: "log", width: 12, isFlexible: true, most: 48),
      .init(title: "steps", width: 6, alignment: .right, priority: 2),
      .init(title: "a", width: 8, alignment: .right, priority: 3),
      .init(title: "b", width: 8, alignment: .right, priority: 3),
      .init(title: "at H = 0", width: 15, alignment: .right),
      .init(title: glyphs.unicode ? "R²" : "R2", width: 6, alignment: .right, priority: 1),
    ]
    let chosen = logPlace(dynamics)
    let window = Self.window(of: dynamics.logs.count, around: chosen, room: rest.height - 1)
    Table(columns: columns, symbols: symbols).draw(
      into: &buffer, frame: rest, rows: window, selected: chosen
    ) { row, column in
      lawCell(dynamics.logs[row], column, at: row)
    }
  }

  private func lawCell(
    _ log: TrainingDynamics.Log, _ column: Int, at row: Int
  ) -> Table.CellText {
    let look = look(of: log, at: row)
    switch column {
    case 0: return Table.CellText(String(look.letter), look.role, bold: true)
    case 1: return Table.CellText(log.name, look.role)
    case 2: return Table.CellText(Format.count(log.points.count), .dim)
    default: break
    }
    guard case .success(let law) = log.law else { return Table.CellText(symbols.dash, .dim) }
    switch column {
    case 3: return Table.CellText(Format.fixed(law.a, 3))
    case 4: return Table.CellText(Format.fixed(law.b, 3))
    case 5:
      let half = NormalQuantile.twoSided95 * law.standardErrorOfCeiling
      let sign = glyphs.unicode ? "±" : "+-"
      return Table.CellText("\(Format.fixed(law.ceiling, 3)) \(sign)\(Format.fixed(half, 3))")
    default: return Table.CellText(law.rSquared.map { Format.fixed($0, 2) } ?? symbols.dash)
    }
  }
}
