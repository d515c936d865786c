import Results
import Statistics

extension Job.Slot {
  static let lines = Job.Slot("lines")
  static let extrapolation = Job.Slot("extrapolation")
}

/// The curve of one run by some metric, as a job works it out.
struct MeasuredLine: Sendable {
  let points: [MetricPoint]
  /// Why there is none; `nil` where there is one.
  let absence: String?
  /// The mean tokens of a sample; `nil` where the samples do not say.
  let tokens: ProblemMean?
}

extension App {
  /// Whether the curves need more than what every run has at hand.
  var linesNeedWork: Bool {
    curves.metric != .passAtK || curves.counting != .asGraded || curves.countsTokens
  }

  /// Asks for the curves of the marked runs, where they are not at hand.
  mutating func refreshLines() -> [Effect] {
    let (runs, metric, counting) = (markedRuns, curves.metric, curves.counting)
    guard linesNeedWork, !runs.isEmpty else { return [] }
    let needsMeasures =
      metric.needsMeasures || curves.countsTokens
      || (metric.allowsCounting && counting.needsMeasures)
    let subject = runs.map(\.id) + [metric.name, counting.rawValue, "\(needsMeasures)"]
    let marks = metric == .cotPassAtK ? snapshot.marks : MarkBook()
    return board.ask(
      .lines, of: subject.joined(separator: "\n"),
      version: Fingerprint.of(runs) &+ (marks.isEmpty ? 0 : marksNumber)
    ) { world in
      var lines: [String: MeasuredLine] = [:]
      for run in runs where !world.isCancelled {
        let measures = needsMeasures ? world.measures(of: run, marks) : nil
        lines[run.id] = MeasuredLine(run, metric, counting, measures, world)
      }
      return lines
    }
  }

  /// The points to draw of a run; `nil` while they are being worked out.
  func linePoints(of run: Run) -> [MetricPoint]? {
    guard linesNeedWork else { return run.fineCurve.map(MetricPoint.init) }
    return measuredLine(of: run)?.points
  }

  func measuredLine(of run: Run) -> MeasuredLine? {
    board.latest(.lines, as: [String: MeasuredLine].self)?.value[run.id]
  }

  /// Asks how the curves of the marked runs go on beyond n.
  mutating func refreshExtrapolation() -> [Effect] {
    guard curves.extends, !linesNeedWork else { return [] }
    let runs = markedRuns
    return board.ask(
      .extrapolation, of: runs.map(\.id).joined(separator: "\n"),
      version: Fingerprint.of(runs)
    ) { world in
      var found: [String: Result<Extrapolation, ExtrapolationRefusal>] = [:]
      for run in runs where !world.isCancelled { found[run.id] = Self.extrapolation(of: run) }
      return found
    }
  }

  /// From n to eight times as many samples.
  private static func extrapolation(of run: Run) -> Result<Extrapolation, ExtrapolationRefusal> {
    let n = run.tallies.largestN
    let budgets = Budgets.quarterOctaves(upTo: max(1, 8 * n)).filter { $0 >= n }
    do throws(ExtrapolationRefusal) {
      return .success(try Extrapolation.betaBinomial(of: run.tallies, at: budgets, draws: 200))
    } catch { return .failure(error) }
  }

  func extrapolation(of run: Run) -> Result<Extrapolation, ExtrapolationRefusal>? {
    typealias Found = [String: Result<Extrapolation, ExtrapolationRefusal>]
    guard curves.extends, !linesNeedWork else { return nil }
    return board.latest(.extrapolation, as: Found.self)?.value[run.id]
  }
}

extension MeasuredLine {
  fileprivate init(
    _ run: Run, _ metric: CurveMetric, _ counting: SampleCounting, _ measures: RunMeasures?,
    _ world: any JobWorld
  ) {
    let used = metric.allowsCounting ? counting : .asGraded
    points = metric.points(
      of: run, measures, counting: used, isCancelled: { world.isCancelled })
    absence =
      measures.flatMap { metric.absence(in: $0) }
      ?? (points.isEmpty ? "no sample of this run tells \(used.rawValue)" : nil)
    tokens = measures?.tokens
  }
}
