import Results

extension App {
  var coverageExhibit: Exhibit? { nil }
}
