import ResultIndex
import Results

/// Which records a search looks at, in pieces that threads take one by one.
struct SearchPlan {
  /// A sample, and the place of its run among the query's.
  struct Site {
    let sample: SampleSite
    let run: UInt32
  }

  /// A file whose records are looked at.
  struct File {
    let path: String
    let shownPath: String
    let holding: Holding
    let stamp: FileStamp?
    /// In the order of their places.
    var sites: [Site] = []
  }

  /// Records of one file that one thread looks at.
  struct Piece {
    let file: Int
    let sites: Range<Int>
  }

  let runs: [Run]
  private(set) var files: [File] = []
  private(set) var pieces: [Piece] = []
  /// Bytes of the records.
  private(set) var bytes = 0

  /// Bytes of a plain file that one thread takes at once.
  private static let pieceLength = 8 << 20

  /// - Parameter runs: Those of the query, in its order.
  init(_ query: SampleQuery, _ runs: [Run], _ library: Library, isCancelled: () -> Bool) {
    self.runs = runs
    var places: [String: Int] = [:]
    for (number, run) in runs.enumerated() {
      let sources = library.textSources(of: run)
      let wanted = run.problems.map { query.problems?.contains($0.problem.id) ?? true }
      for (index, source) in sources.enumerated() {
        guard let source, !isCancelled() else { continue }
        let place = places[source.file.path] ?? files.count
        if place == files.count {
          places[source.file.path] = place
          files.append(source.file)
        }
        _ = run.forEachSample(in: source.part, source: index, isCancelled: isCancelled) { site in
          guard wanted[Int(site.problem)], query.verdicts.contains(site.verdict) else { return }
          files[place].sites.append(Site(sample: site, run: UInt32(number)))
        }
      }
    }
    for file in files.indices { cut(file) }
  }

  private mutating func cut(_ file: Int) {
    if !files[file].isSorted {
      files[file].sites.sort {
        ($0.sample.offset, $0.sample.element) < ($1.sample.offset, $1.sample.element)
      }
    }
    let sites = files[file].sites
    // What is compressed is unpacked from front to back, and an archive is opened once.
    let isWhole = files[file].isPacked
    var (start, length) = (0, 0)
    for index in sites.indices where index == 0 || sites[index].starts(after: sites[index - 1]) {
      if length >= Self.pieceLength, !isWhole {
        pieces.append(Piece(file: file, sites: start..<index))
        (start, length) = (index, 0)
      }
      length += Int(sites[index].sample.length)
      bytes += Int(sites[index].sample.length)
    }
    if start < sites.count { pieces.append(Piece(file: file, sites: start..<sites.count)) }
  }

  func problem(of site: Site) -> String {
    runs[Int(site.run)].problems[Int(site.sample.problem)].problem.id
  }
}

extension SearchPlan.Site {
  /// Whether its record is another than that of the site before.
  func starts(after other: SearchPlan.Site) -> Bool { sample.offset != other.sample.offset }
}

extension SearchPlan.File {
  fileprivate var isSorted: Bool {
    zip(sites, sites.dropFirst()).allSatisfy {
      ($0.sample.offset, $0.sample.element) <= ($1.sample.offset, $1.sample.element)
    }
  }

  /// Whether only one thread can read it.
  fileprivate var isPacked: Bool {
    holding.format is any ArchiveFormat
      || PackedName.unpacked(path) != path
  }
}

extension Library {
  /// A source of a run whose records have texts.
  struct TextSource {
    let part: FilePart
    let file: SearchPlan.File
  }

  /// A run's sources; `nil` at the places of those that are gone or have no samples.
  func textSources(of run: Run) -> [TextSource?] {
    monitor.look { state in
      run.sources.map { source -> TextSource? in
        guard let entry = state.entries[source.path], let holding = entry.holding,
          holding.contents.kind == .samples, let part = holding.contents.parts[safe: source.part]
        else { return nil }
        let shown = roots[Int(entry.root)].relative(source.path) ?? source.path
        return TextSource(
          part: part,
          file: SearchPlan.File(
            path: source.path, shownPath: shown, holding: holding, stamp: entry.stamp))
      }
    }
  }
}
