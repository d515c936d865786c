import Results

/// What `--filter` does, the same for every command.
enum ProblemFilter {
  static func parse(_ text: String?) throws -> Filter? {
    guard let text else { return nil }
    do throws(FilterError) {
      return try Filter.parse(text, fields: .results())
    } catch { throw Failure(message: "--filter: \(error)", status: 2) }
  }

  /// Leaves the problems that a filter lets through; `nil` where there is no run or no filter.
  static func restrict(_ snapshot: inout Snapshot, by filter: Filter?) throws -> FilterReport? {
    guard let filter, !snapshot.runs.isEmpty else { return nil }
    do throws(FilteredRuns.Problem) {
      let filtered = try FilteredRuns(snapshot.runs, by: filter)
      snapshot.runs = filtered.runs
      return FilterReport(filtered)
    } catch { throw Failure(message: "--filter: \(error)") }
  }
}
