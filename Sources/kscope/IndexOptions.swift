import ArgumentParser
import Glibc
import Ingest
import ResultIndex
import Results

/// Where what was read is kept between sessions.
struct IndexOptions: ParsableArguments {
  @Option(
    name: .customLong("index"),
    help: ArgumentHelp(
      "The file or folder of the index; given again, further indexes that are only read.",
      discussion: "Without it, kscope/index.sqlite in $XDG_CACHE_HOME, else in ~/.cache.",
      valueName: "path"))
  var paths: [String] = []

  @Flag(name: .customLong("no-index"), help: "Read all, and keep nothing of it.")
  var isOff = false

  @Option(
    name: .customLong("index-limit"),
    help: ArgumentHelp(
      "The most that the index takes, such as 500M or 8G (default: 2G).", valueName: "size"))
  var limit: String?

  mutating func validate() throws {
    if isOff, !paths.isEmpty || limit != nil {
      throw ValidationError("--no-index does not go with --index and --index-limit.")
    }
    _ = try bytes()
  }

  private func bytes() throws -> Int {
    guard let limit else { return ResultIndex.usualLimit }
    let units: [Character: Int] = ["k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "t": 1 << 40]
    let unit = limit.last.flatMap { units[Character($0.lowercased())] }
    guard let number = Int(unit == nil ? limit : String(limit.dropLast())), number > 0,
      case (let bytes, false) = number.multipliedReportingOverflow(by: unit ?? 1)
    else {
      throw ValidationError("--index-limit takes a size such as 500M or 8G; '\(limit)' is not one.")
    }
    return bytes
  }

  /// Opens the index; none with `--no-index`.
  ///
  /// - Parameter isPortable: Whether it is to be taken elsewhere, or given to others.
  func open(isPortable: Bool = false) throws -> ResultIndex.Opened {
    guard !isOff else { return ResultIndex.Opened() }
    let (limit, day) = (try bytes(), time(nil) / 86_400)
    let named = paths.map(IndexPlaces.named)
    do throws(IndexProblem) {
      guard let first = named.first else {
        let places = IndexPlaces { Environment[$0].flatMap { $0.isEmpty ? nil : $0 } }
        return ResultIndex.open(places, limit: limit, day: day)
      }
      return try ResultIndex.open(
        named: first, others: Array(named.dropFirst()), limit: limit, day: day,
        isPortable: isPortable)
    } catch { throw Failure(message: error.description) }
  }
}
