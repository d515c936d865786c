import Results
import Statistics

extension App {
  /// pass@k of the marked runs at the powers of two, a run a row.
  var curveTableExhibit: Exhibit? {
    let marked = markedRuns
    let budgets = curveTableBudgets
    guard !budgets.isEmpty else { return nil }
    var columns: [DataTable.Column] = [.init("run", isWords: true), .init("n")]
    for k in budgets {
      columns.append(.init("pass_\(k)", "pass@\(k)"))
      columns.append(.init("error_\(k)", "± SE"))
    }
    var table = DataTable("pass@k", columns: columns)
    for run in marked {
      var row: [DataValue] = [.text(run.id), DataValue(count: run.totals.nMax)]
      for k in budgets {
        let point = tablePoint(run, at: k)
        row += [DataValue(share: point?.value), DataValue(share: point?.standardError)]
      }
      table.append(row)
    }
    return Exhibit(
      "curve-table", title: curveTitle(marked), sentences: comparisonSentences, tables: [table])
  }

  /// The powers of two up to the largest n of the marked runs.
  var curveTableBudgets: [Int] {
    let largest = markedRuns.compactMap(\.totals.nMax).max() ?? 0
    return Budgets.powersOfTwo(upTo: largest)
  }

  /// A point of a run's curve; `nil` where no problem has as many samples.
  func tablePoint(_ run: Run, at k: Int) -> CurvePoint? {
    run.curve.first { $0.k == k } ?? run.fineCurve.first { $0.k == k }
      ?? Curve.points(of: run.tallies, at: [k]).first
  }

  /// The largest value of a column, which stands out; `nil` where one run alone has a value.
  func bestValue(at k: Int) -> Double? {
    let values = markedRuns.compactMap { tablePoint($0, at: k)?.value }
    return values.count > 1 ? values.max() : nil
  }
}
