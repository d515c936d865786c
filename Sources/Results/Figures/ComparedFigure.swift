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
  ///
  /// Of the same figure of many files the range, or the first that differs, is enough.
  package static func line(_ figures: [ComparedFigure]) -> String {
    let agreeing = figures.filter(\.agrees).map(\.figure)
    let ranges = agreeing.map(\.name).uniqued().map { name in
      let values = agreeing.filter { $0.name == name }.map(\.value)
      let ends = [values.min(), values.max()].compactMap { $0.map(Format.percent) }.uniqued()
      return name + " " + ends.joined(separator: " to ")
    }
    var told: [String] = ranges.isEmpty ? [] : [ranges.joined(separator: ", ") + " as kscope"]
    let differing = figures.filter { !$0.agrees }
    for (index, figure) in differing.enumerated()
    where !differing[..<index].contains(where: figure.isLike) {
      let alike = differing.count(where: figure.isLike)
      told.append(figure.sentence + (alike > 1 ? " (\(Format.count(alike)) files)" : ""))
    }
    return told.joined(separator: "; ")
  }

  private func isLike(_ other: ComparedFigure) -> Bool {
    figure.name == other.figure.name && reason == other.reason
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
    if let stated = figure.problems, stated != samples.problems {
      return .otherProblems(stated: stated, here: samples.problems)
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
