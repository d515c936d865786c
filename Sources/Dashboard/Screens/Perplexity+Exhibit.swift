import Results

extension App {
  var perplexityExhibit: Exhibit? { nil }
}
