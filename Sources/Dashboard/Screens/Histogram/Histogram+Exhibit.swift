import Charts
import Results
import Statistics
import TerminalUI

extension App {
  var histogramExhibit: Exhibit? {
    view == .histogramGrid ? histogramGridExhibit : histogramPairExhibit
  }

  /// Problems by accuracy, of baseline and candidate.
  private var histogramPairExhibit: Exhibit? {
    let (baseline, candidate) = histogramRuns
    guard let found = accuracyFindings, let shown = baseline ?? candidate else { return nil }
    let runs = [("baseline", found.baseline), ("candidate", found.candidate)]
    return Exhibit(
      "histogram", title: "problems by accuracy c/n" + benchmarkNote(shown),
      sentences: histogramSentences(found), chart: histogramChart(found),
      tables: [AccuracyBins.table(runs)] + (found.flow.map { [$0.table] } ?? []))
  }

  func histogramChart(_ found: AccuracyFindings, isWide: Bool = true) -> PairedBars {
    var chart = PairedBars(
      categories: isWide ? AccuracyHistogram.labels : Self.shortBins,
      baseline: found.baseline.map { .init("baseline", role: .baseline, counts: $0.counts) },
      candidate: found.candidate.map { .init("candidate", role: .candidate, counts: $0.counts) })
    chart.showsShares = histogram.showsShares
    return chart
  }

  func histogramSentences(_ found: AccuracyFindings) -> [String] {
    let (baseline, candidate) = histogramRuns
    if let flow = found.flow { return [flow.sentence] }
    if let baseline, let candidate, baseline.benchmark != candidate.benchmark {
      return ["Baseline and candidate are on different benchmarks, so only their shapes compare."]
    }
    return []
  }

  func benchmarkNote(_ run: Run?) -> String { run?.benchmark.map { " on \($0)" } ?? "" }

  /// The bins without the zeros before their points.
  static let shortBins = AccuracyHistogram.labels.map { label in
    label.count == 1
      ? label
      : label.split(separator: "0.", omittingEmptySubsequences: false).joined(separator: ".")
  }
}
