extension Assembly {
  /// A figure and the file that states it, relative to what was opened.
  typealias Statement = (figure: StatedFigure, path: String)

  /// The figures that files state of samples beside them, by the path of those samples.
  static func figuresBeside(_ files: [SourceFile]) -> [String: [Statement]] {
    var found: [String: [Statement]] = [:]
    for file in files {
      for figure in file.contents.figures {
        guard let name = figure.sampleFile else { continue }
        found[file.place + "/" + name, default: []].append((figure, file.path))
      }
    }
    return found
  }

  /// The figures of writers on the samples of a run, by the verdict that counts, beside kscope's.
  ///
  /// - Parameter group: The parts with that verdict alone.
  func figures(
    of group: RunGroup, in run: Run, files: [SourceFile], beside: [String: [Statement]]
  ) -> [ComparedFigure] {
    guard
      !beside.isEmpty || group.members.contains(where: { !files[$0.file].contents.figures.isEmpty })
    else { return [] }
    var compared: [ComparedFigure] = []
    for index in group.members.map(\.file).uniqued() {
      let file = files[index]
      let own = file.contents.figures.map { ($0, file.path) }
      let others = beside[file.place + "/" + PackedName.unpacked(file.name)] ?? []
      let stated = Self.chosen(own + others, metric: run.metric)
      guard !stated.isEmpty, let samples = samples(in: index, of: group, run, files) else {
        continue
      }
      compared += stated.map { ComparedFigure($0.figure, file: $0.path, samples: samples) }
    }
    return compared
  }

  /// Those of one metric: of the run's, else of the first that is stated.
  private static func chosen(
    _ stated: [Statement], metric: String?
  ) -> [Statement] {
    let wanted = metric ?? stated.lazy.compactMap(\.figure.metric).first
    return stated.filter { $0.figure.metric == nil || $0.figure.metric == wanted }
  }

  /// The samples of one file; `nil` where some of them belong to another run.
  private func samples(
    in index: Int, of group: RunGroup, _ run: Run, _ files: [SourceFile]
  ) -> FigureSamples? {
    let parts = files[index].contents.parts.filter { $0.metric == nil || $0.metric == run.metric }
    let own = group.filtered { $0.file == index }
    guard own.members.count == parts.count else { return nil }
    // A writer's figure is of all that the file holds, copies of samples included.
    let problems =
      own.members.count == group.members.count && run.repeats.dropped == 0
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
