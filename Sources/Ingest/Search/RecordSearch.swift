import Results
import Watching

/// Looks through the records of pieces; one for each thread.
final class RecordSearch {
  /// The samples of one record.
  private struct Record {
    let sites: Range<Int>
    let offset: Int
    let length: Int
  }

  /// A file while its records are looked through.
  private struct Opened {
    let file: SearchPlan.File
    let texts: RecordTexts
    var table: TableColumns?
  }

  private let board: SearchBoard
  private let fields: [SampleQuery.Field]
  private let required: Needle?
  private let places: PlaceMatcher
  private let chunk = Room()
  private var findings: SearchFindings
  /// What comes behind it need not be told of.
  private var bound: SampleHit?
  /// The texts of a record that is one sample.
  private var single: [RecordTexts.Place?]

  /// Bytes that are read at once, and those between two records that are read along.
  private static let chunkLength = 512 << 10
  private static let gap = 16 << 10

  init(_ board: SearchBoard, _ query: SampleQuery, _ sought: SoughtPattern) {
    self.board = board
    fields = query.searchesPrompts ? [.response, .prompt] : [.response]
    required = sought.required
    places = PlaceMatcher(sought)
    single = Array(repeating: nil, count: fields.count)
    findings = SearchFindings(runs: board.plan.runs.count)
  }

  /// Takes pieces until there are none.
  func work() {
    while let piece = board.nextPiece() {
      do throws(SearchFailure) {
        try search(piece)
      } catch { board.fail(error) }
      bound = board.take(&findings)
    }
  }

  private func search(_ piece: SearchPlan.Piece) throws(SearchFailure) {
    let file = board.plan.files[piece.file]
    let records = Self.records(piece.sites, of: file)
    let source: RecordSource
    do throws(TextFailure) {
      source = try RecordSource(file.path, file.holding, stamp: file.stamp)
    } catch {
      return leave(records[...], error)
    }
    let wanted = fields.map { $0 == .response ? RecordTexts.Field.response : .prompt }
    var opened = Opened(file: file, texts: RecordTexts(file.holding.format.layout, wanted))
    switch source.bytes {
    case .stream(let stream, let table):
      opened.table = table
      try search(records, of: opened, in: stream)
    case .archive(let archive):
      for record in records where !board.isOver { try search(record, of: opened, in: archive) }
    }
  }

  private static func records(_ sites: Range<Int>, of file: SearchPlan.File) -> [Record] {
    var records: [Record] = []
    var start = sites.lowerBound
    while start < sites.upperBound {
      let first = file.sites[start].sample
      var end = start + 1
      while end < sites.upperBound, file.sites[end].sample.offset == first.offset { end += 1 }
      records.append(
        Record(sites: start..<end, offset: Int(clamping: first.offset), length: Int(first.length)))
      start = end
    }
    return records
  }

  /// Counts records that cannot be read.
  private func leave(_ records: ArraySlice<Record>, _ failure: TextFailure) {
    findings.bytes += records.reduce(0) { $0 + $1.length }
    findings.countUnread(records.reduce(0) { $0 + $1.sites.count }, failure.description)
  }

  private func search(
    _ record: Record, of opened: Opened, in archive: any ArchiveRecords
  ) throws(SearchFailure) {
    var bytes: [UInt8]?
    var failure = TextFailure.changed
    do throws(ZipFailure) {
      bytes = try archive.record(at: record.offset)
    } catch { failure = .refused(error.description) }
    guard let bytes else { return leave([record], failure) }
    try search(record, of: opened, bytes)
    findings.bytes += record.length
    bound = board.take(&findings)
  }

  /// Looks through records that stand one after the other, some at once.
  private func search(
    _ records: [Record], of opened: Opened, in source: any ByteSource
  ) throws(SearchFailure) {
    var start = 0
    while start < records.count, !board.isOver {
      let begin = records[start].offset
      var (end, next) = (begin, start)
      while next < records.count, records[next].offset <= end + Self.gap,
        next == start || records[next].offset + records[next].length - begin <= Self.chunkLength
      {
        end = max(end, records[next].offset + records[next].length)
        next += 1
      }
      let some = records[start..<next]
      start = next
      let bytes: RecordBytes
      do throws(SystemFailure) {
        bytes = try chunk.load(source, at: begin, count: end - begin)
      } catch {
        leave(some, .refused(error.description))
        continue
      }
      try search(some, of: opened, bytes, from: begin)
      bound = board.take(&findings)
    }
  }

  /// Looks through records whose bytes are at hand: only those that hold what every match holds are
  /// taken apart.
  private func search(
    _ records: ArraySlice<Record>, of opened: Opened, _ bytes: RecordBytes, from begin: Int
  ) throws(SearchFailure) {
    // Before all records, so that it is looked for in the first as well.
    var place: Int? = -1
    for record in records {
      let start = record.offset - begin
      guard start + record.length <= bytes.count else {
        leave([record], .changed)
        continue
      }
      let own = RecordBytes(rebasing: bytes[start..<start + record.length])
      findings.bytes += record.length
      if let required {
        if let known = place, known < start { place = required.first(in: bytes, from: start) }
        let isNear = place.map { $0 + required.count <= start + record.length } ?? false
        if !isNear, !PlaceMatcher.hasNumbered(own) {
          count(record, of: opened)
          continue
        }
      }
      if let table = opened.table {
        try search(record, of: opened, table.record(of: own))
      } else {
        try searchValid(record, of: opened, own)
      }
    }
  }

  /// Counts samples that cannot match.
  private func count(_ record: Record, of opened: Opened) {
    for site in record.sites { findings.count(opened.file.sites[site], isMatch: false) }
  }

  private func search(
    _ record: Record, of opened: Opened, _ bytes: [UInt8]
  ) throws(SearchFailure) {
    let padded = bytes + repeatElement(0x20, count: JSONScanner.padding)
    let found = padded.withUnsafeBytes { buffer in
      Result { () throws(SearchFailure) in
        try searchValid(record, of: opened, RecordBytes(rebasing: buffer[..<bytes.count]))
      }
    }
    try found.get()
  }

  private func searchValid(
    _ record: Record, of opened: Opened, _ bytes: RecordBytes
  ) throws(SearchFailure) {
    // A file of verdicts alone has no texts.
    if bytes.isEmpty { return count(record, of: opened) }
    let sites = opened.file.sites[record.sites]
    let first = sites[sites.startIndex]
    var found: [[RecordTexts.Place?]] = []
    var isSingle = sites.count == 1 && first.sample.element == 0
    do throws(ScanFailure) {
      if isSingle { isSingle = try opened.texts.find(in: bytes, &single) }
      if !isSingle {
        found = try opened.texts.places(of: sites.map { Int($0.sample.element) }, in: bytes)
      }
    } catch .notUTF8 {
      return try search(record, of: opened, UTF8Repair.readable(bytes))
    } catch {
      return findings.countUnread(
        sites.count, TextFailure.unreadable(error.sentence).description)
    }
    if isSingle { return try search(first, of: opened, single) }
    for (site, texts) in zip(sites, found) { try search(site, of: opened, texts) }
  }

  private func search(
    _ site: SearchPlan.Site, of opened: Opened, _ texts: [RecordTexts.Place?]
  ) throws(SearchFailure) {
    for (field, text) in zip(fields, texts) {
      guard let text else { continue }
      let found: PlaceMatcher.Found?
      do throws(PatternMatcher.Limit) {
        found = try places.first(in: text, isTold: mayTell(of: site, in: opened.file))
      } catch {
        throw .tooHard(problem: board.plan.problem(of: site))
      }
      guard let found else { continue }
      findings.count(site, isMatch: true)
      if let told = found.told { tell(site, of: opened.file, field, told.range, told.snippet) }
      return
    }
    findings.count(site, isMatch: false)
  }

  private func tell(
    _ site: SearchPlan.Site, of file: SearchPlan.File, _ field: SampleQuery.Field,
    _ range: Range<Int>, _ snippet: SampleHit.Snippet
  ) {
    let reference = SampleReference(
      path: file.path, shownPath: file.shownPath, offset: site.sample.offset,
      length: UInt64(site.sample.length), element: Int(site.sample.element))
    findings.hits.append(
      SampleHit(
        reference: reference, verdict: site.sample.verdict,
        run: board.plan.runs[Int(site.run)].id, problem: board.plan.problem(of: site),
        rank: rank(of: site), match: TextMatch(field: field, range: range), snippet: snippet))
  }

  private func rank(of site: SearchPlan.Site) -> SampleHit.Rank {
    SampleHit.Rank(run: Int(site.run), problem: Int(site.sample.problem))
  }

  /// Whether a sample is among the first that match, if it does.
  private func mayTell(of site: SearchPlan.Site, in file: SearchPlan.File) -> Bool {
    guard let bound else { return true }
    return !bound.precedes(
      rank(of: site), file.path, site.sample.offset, Int(site.sample.element))
  }
}
