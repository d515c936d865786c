extension Assembly {
  /// The files beside samples that state figures of them, by the folder they lie in.
  static func figureFiles(in files: [SourceFile]) -> [String: [SourceFile]] {
    let stating = files.filter { file in
      file.contents.kind == .summary || file.contents.kind == .sidecar
    }
    return Dictionary(grouping: stating.filter { !$0.contents.figures.isEmpty }, by: \.place)
  }

  /// The figures of writers on the samples of a run, by the verdict that counts, beside kscope's.
  ///
  /// - Parameter group: The parts with that verdict alone.
  func figures(
    of group: RunGroup, in run: Run, files: [SourceFile], beside: [String: [SourceFile]]
  ) -> [ComparedFigure] {
    var compared: [ComparedFigure] = []
    for index in group.members.map(\.file).uniqued() {
      let file = files[index]
      let own = file.contents.figures.map { ($0, file.path) }
      let others = (beside[file.place] ?? []).flatMap { other in
        other.contents.figures.filter { $0.sampleFile == file.name }.map { ($0, other.path) }
      }
      let stated = Self.chosen(own + others, metric: run.metric)
      guard !stated.isEmpty, let samples = samples(in: index, of: group, run, files) else {
        continue
      }
      compared += stated.map { ComparedFigure($0.0, file: $0.1, samples: samples) }
    }
    return compared
  }

  /// Those of one metric: of the run's, else of the first that is stated.
  private static func chosen(
    _ stated: [(StatedFigure, String)], metric: String?
  ) -> [(StatedFigure, String)] {
    let wanted = metric ?? stated.lazy.compactMap { $0.0.metric }.first
    return stated.filter { $0.0.metric == nil || $0.0.metric == wanted }
  }

  /// The samples of one file; `nil` where some of them belong to another run.
  private func samples(
    in index: Int, of group: RunGroup, _ run: Run, _ files: [SourceFile]
  ) -> FigureSamples? {
    let parts = files[index].contents.parts.filter { $0.metric == nil || $0.metric == run.metric }
    let own = group.filtered { $0.file == index }
    guard own.members.count == parts.count else { return nil }
    let problems =
      own.members.count == group.members.count
      ? run.problems : ProblemMerge.problems(of: own, files: files, rule: run.rule)
    return FigureSamples(tallies: problems.map(\.tally), parts: parts, rule: run.rule)
  }
}

extension SourceFile {
  /// What follows the last slash of its path.
  fileprivate var name: String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }
}
