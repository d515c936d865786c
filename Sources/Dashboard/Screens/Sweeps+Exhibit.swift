import Results

extension App {
  var sweepsExhibit: Exhibit? { nil }
}
