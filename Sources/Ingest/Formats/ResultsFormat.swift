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
  func conventions(of place: FilePlace) -> Facts
  /// The figures that a document of the format, or the header of an archive, states of samples.
  func figures(in document: DocumentValue, name: String) -> [StatedFigure]
  /// Whether its figures are those of records, rather than of what stands beside them.
  var takesFiguresFromRecords: Bool { get }
  /// What a document, or the header of an archive, says of an evaluation that is not whole.
  func unfinished(in document: DocumentValue) -> Unfinished?
  /// The names that a file beside may have that holds the same samples with more known of them.
  func betterTwins(of name: String) -> [String]
}

/// A format of what a program prints, some lines of which are rows of a training log.
package protocol ConsoleFormat: ResultsFormat {
  /// Whether a log with this start is of the format.
  func recognizesLog(_ start: [UInt8]) -> Bool
  /// The row of a line; `nil` for all other lines.
  func row(of line: String) -> TrainingRow?
}

/// A format of ZIP archives.
protocol ArchiveFormat: ResultsFormat {
  /// Decodes what the archive says of its samples.
  func read(
    _ file: OpenFile, _ buffer: ReadBuffer, _ records: RecordDecoder,
    into contents: inout FileContents)
  /// Opens an archive to read records of its samples.
  func records(in file: OpenFile) throws(ZipFailure) -> any ArchiveRecords
}

/// The records of samples that are members of an archive.
protocol ArchiveRecords {
  /// The record of a sample, from its member; `nil` where there is none.
  ///
  /// - Parameter offset: What the sample's record gave as its place.
  func record(at offset: Int) throws(ZipFailure) -> [UInt8]?
}

/// A format of tables whose rows are no samples; rows that begin with `#` are comments.
protocol TableFormat: ResultsFormat {
  /// Decodes the whole table.
  ///
  /// - Parameter separator: What its name says; `nil` where that says nothing.
  func read(_ table: RecordBytes, separator: UInt8?, into contents: inout FileContents)
}

extension ResultsFormat {
  package var kind: FileKind { .samples }
  package var records: [DocumentPath] { [] }
  package var header: [FactName: [String]] { [:] }
  package var hasSamplingSeeds: Bool { false }
  package func conventions(of place: FilePlace) -> Facts { Facts() }
  package func figures(in document: DocumentValue, name: String) -> [StatedFigure] { [] }
  package var takesFiguresFromRecords: Bool { false }
  package func unfinished(in document: DocumentValue) -> Unfinished? { nil }
  package func betterTwins(of name: String) -> [String] { [] }
}

/// The formats kscope reads, in the order in which they are asked.
package enum Formats {
  /// Changes whenever a file gives other contents than before: what an index holds is then read anew.
  package static let version = 3

  package static let all: [any ResultsFormat] = [
    References(), Sidecar(), QwenMathMetrics(), QwenMath(), Verl(), HumanEval(), Counts(),
    ScoreLines(), LMEval(),
    LMEvalResults(), Evalchemy(), InspectHeader(), InspectSummaries(), InspectPiece(), Inspect(),
    InspectArchive(), Verifiers(), VerifiersMetadata(), KscopeSamples(), AReaL(), LiveCodeBench(),
    LiveCodeBenchGenerations(), EvalPlus(), EvalPlusLegacy(), CruxEval(), ReasoningGym(),
    TauBench(), CodeSamples(), VerlMetrics(), VerlConsole(), TrainingLog(), Generic(),
    ProblemList(),
  ]

  /// - Parameter mapping: What a person says of the file's fields.
  package static func recognize(
    _ head: FileHead, _ mapping: FieldMapping = FieldMapping()
  ) -> (any ResultsFormat)? {
    let known = all.first { $0.recognizes(head) }
    // What an archive holds is no record of its own.
    guard !mapping.isEmpty, !(known is any ArchiveFormat) else { return known }
    let readable = known.flatMap { $0.kind == .samples || $0.kind == .counts ? $0 : nil }
    let mapped = MappedFormat(base: readable ?? Generic(), mapping: mapping)
    return mapped.recognizes(head) ? mapped : known
  }
}

extension FileKind {
  /// Whether the records of such files are read.
  var isRead: Bool {
    [.samples, .counts, .trainingLog, .scores, .references].contains(self)
  }
}
