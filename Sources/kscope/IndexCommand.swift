import ArgumentParser
import Glibc
import Ingest
import ResultIndex
import Results

/// `kscope index`: reads everything into the index and leaves, or looks after the index.
struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Read everything into the index, so that later starts need not.",
    discussion: """
      kscope index results/                          in a batch job, before you look
      kscope index results/a --out a.index           a part, into a file of its own
      kscope index --merge a.index --merge b.index   take over what other indexes know
      kscope index --prune                           forget files that are gone or have changed
      """)

  @OptionGroup var input: InputOptions

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp("Write into this index instead of the usual one.", valueName: "file"))
  var out: String?

  @Option(help: ArgumentHelp("Take over what another index knows.", valueName: "file"))
  var merge: [String] = []

  @Flag(help: "Forget files that are gone or have changed, and those beyond --index-limit.")
  var prune = false

  mutating func validate() throws {
    if input.index.isOff { throw ValidationError("--no-index makes no sense for an index.") }
    if out != nil, !input.index.paths.isEmpty {
      throw ValidationError("--out and --index name the same thing; give one of them.")
    }
    if out == "" { throw ValidationError("--out takes the name of a file.") }
  }

  func run() throws {
    var input = input
    if let out { input.index.paths = [out] }
    let opened = try input.index.open(isPortable: out != nil)
    guard let index = opened.index else {
      throw Failure(message: opened.notices.joined(separator: "; "))
    }
    Output.tell(opened.notices)
    let isWhole = try merge.isEmpty || mergeOthers(into: index)
    do throws(IndexProblem) {
      if prune { try pruneFiles(of: index) }
    } catch { throw Failure(message: error.description) }
    var isKept = true
    if !input.paths.isEmpty || (merge.isEmpty && !prune) {
      isKept = try readAll(input, into: index)
    }
    Output.text(try summary(of: index))
    if isKept, index.isTooLarge {
      Output.tell(["the index is larger than --index-limit; make it smaller with --prune"])
    }
    if !isWhole || !isKept { throw ExitCode.failure }
  }

  /// Takes over what can be read; returns whether that was all.
  private func mergeOthers(into index: ResultIndex) throws -> Bool {
    var (count, isWhole) = (0, true)
    for path in merge.map(IndexPlaces.named) {
      let other: ResultIndex
      do throws(IndexProblem) {
        other = try ResultIndex(reading: [path])
      } catch {
        Output.error("kscope: \(error.leftOut)\n")
        isWhole = false
        continue
      }
      do throws(IndexProblem) {
        count += try index.merge(other)
      } catch { throw Failure(message: error.description) }
    }
    Output.text("\(Format.count(count, "file")) taken over\n")
    return isWhole
  }

  private func pruneFiles(of index: ResultIndex) throws(IndexProblem) {
    let count = try index.prune(sparesToday: false) { path, stamp in
      guard let now = OpenFile.stamp(of: path) else { return true }
      return now.inode != stamp.inode || now.size < stamp.size
        || (now.size == stamp.size && now.modified != stamp.modified)
    }
    Output.text("\(Format.count(count, "file")) forgotten\n")
  }

  /// Reads everything and waits until it is written; returns whether all of it was kept.
  private func readAll(_ input: InputOptions, into index: ResultIndex) throws -> Bool {
    let (paths, spool) = try StandardInput.resolve(input.paths, waits: true)
    defer { spool?.remove() }
    var options = try input.libraryOptions(paths: paths, index: .init(index: index))
    options.smallestIndexed = 0
    var isKeeping = true
    let read = { (snapshot: Snapshot, library: Library) in (snapshot, library) }
    try ReportCommand.read(options, read) { snapshot, library in
      let samples = snapshot.runs.reduce(0) { $0 + $1.totals.samples }
      Output.text(
        "\(Format.count(snapshot.files.count, "file")), \(Format.count(samples, "sample")), "
          + "\(Format.count(snapshot.rejects.count, "reject"))\n")
      library.waitUntilKept()
      Output.tell(library.waitUntilRead().notices)
      isKeeping = library.isKeeping
    }
    return isKeeping
  }

  private func summary(of index: ResultIndex) throws -> String {
    do throws(IndexProblem) {
      let summary = try index.summary()
      return "index \(index.path): \(Format.count(summary.files, "file")), "
        + "\(Format.bytes(summary.bytes)) of at most \(Format.bytes(index.limit))\n"
    } catch { throw Failure(message: error.description) }
  }
}
