/// A writer's figure beside kscope's of the same samples.
package struct ComparedFigure: Equatable, Sendable {
  package let figure: StatedFigure
  /// The file that states it, relative to what was opened.
  package let file: String
  /// kscope's value; `nil` where no problem has samples enough.
  package let own: Double?
  /// Why they differ; `nil` where they agree.
  package let reason: FigureReason?

  package init(_ figure: StatedFigure, file: String, samples: FigureSamples) {
    self.figure = figure
    self.file = file
    own = samples.value(of: figure.quantity)
    reason = Self.reason(figure, own, samples)
  }

  package var agrees: Bool { reason == nil }

  /// Such as `acc 41.7%, kscope 43.0%: it draws samples with replacement`.
  package var sentence: String {
    guard let reason else { return "\(figure.name) \(Format.percent(figure.value)) as kscope" }
    let texts = Self.percents(figure.value, own)
    return "\(figure.name) \(texts.stated), kscope \(texts.own): \(reason.sentence)"
  }

  /// Agreeing figures in one list, the others one by one, for a line of text.
  package static func line(_ figures: [ComparedFigure]) -> String {
    let agreeing = figures.filter(\.agrees).map {
      "\($0.figure.name) \(Format.percent($0.figure.value))"
    }
    let list = agreeing.isEmpty ? [] : [agreeing.joined(separator: ", ") + " as kscope"]
    return (list + figures.filter { !$0.agrees }.map(\.sentence)).joined(separator: "; ")
  }

  private static func reason(
    _ figure: StatedFigure, _ own: Double?, _ samples: FigureSamples
  ) -> FigureReason? {
    if let own, figure.agrees(with: own) { return nil }
    let ways = ([figure.habit].compactMap { $0 } + FigureSamples.ways)
    let way = ways.first { way in
      samples.value(of: figure.quantity, by: way).map(figure.agrees) ?? false
    }
    if let way { return way }
    let here = samples.tallies.count
    if let stated = figure.problems, stated != here {
      return .otherProblems(stated: stated, here: here)
    }
    if own == nil { return .tooFewSamples(k: figure.k ?? 1) }
    return .unknown
  }

  /// With one decimal, or as many as tell the two apart.
  private static func percents(_ stated: Double, _ own: Double?) -> (stated: String, own: String) {
    guard let own else { return (Format.percent(stated), "-") }
    for decimals in 1...5 {
      let texts = [stated, own].map { Format.fixed($0 * 100, decimals) + "%" }
      if texts[0] != texts[1] { return (texts[0], texts[1]) }
    }
    return (Format.percent(stated), Format.percent(own))
  }
}
