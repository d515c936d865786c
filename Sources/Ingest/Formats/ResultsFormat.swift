import Results

/// A kind of file that evaluation programs write.
///
/// A format is one folder with one such type, named in `Formats.all`. It says how
/// to recognise its files and which keys mean what; reading is the same for all.
package protocol ResultsFormat: Sendable {
  /// What reports and screens call it.
  var name: String { get }
  var kind: FileKind { get }
  /// Which keys of a record stand for what.
  var layout: RecordLayout { get }
  /// Where a JSON document of the format has its records; empty for formats of lines.
  var records: [DocumentPath] { get }
  /// Which keys of a document's outermost object state facts of the run, as paths.
  var header: [FactName: [String]] { get }
  /// Whether seeds in paths are sampling seeds, whose samples belong to one run.
  var hasSamplingSeeds: Bool { get }
  /// Whether a file with this start is of the format; the first of `Formats.all` that says so has it.
  func recognizes(_ head: FileHead) -> Bool
  /// What the format's layout of folders says of a file.
  ///
  /// - Parameters:
  ///   - path: The folders and the name, below what was opened.
  ///   - above: The folders that lead to what was opened, itself included.
  func conventions(path: [String], above: [String]) -> Facts
  /// The figures that a document of the format, or the header of an archive, states of samples.
  func figures(in document: DocumentValue, name: String) -> [StatedFigure]
  /// The name of the file beside that holds the same samples with more known of them.
  func betterTwin(of name: String) -> String?
}

extension ResultsFormat {
  package var kind: FileKind { .samples }
  package var records: [DocumentPath] { [] }
  package var header: [FactName: [String]] { [:] }
  package var hasSamplingSeeds: Bool { false }
  package func conventions(path: [String], above: [String]) -> Facts { Facts() }
  package func figures(in document: DocumentValue, name: String) -> [StatedFigure] { [] }
  package func betterTwin(of name: String) -> String? { nil }
}

/// The formats kscope reads, in the order in which they are asked.
package enum Formats {
  package static let all: [any ResultsFormat] = [
    Sidecar(), QwenMathMetrics(), QwenMath(), Verl(), HumanEval(), Counts(), ScoreTable(),
    LMEval(), LMEvalResults(), Inspect(), InspectArchive(),
    Verifiers(), VerifiersMetadata(), KscopeSamples(),
    AReaL(), LiveCodeBench(), EvalPlus(),
    CruxEval(), ReasoningGym(), TauBench(),
    CodeSamples(), VerlMetrics(), VerlConsole(), TrainingLog(), Generic(), ProblemList(),
  ]

  package static func recognize(_ head: FileHead) -> (any ResultsFormat)? {
    all.first { $0.recognizes(head) }
  }
}
