import Results

extension App {
  var trainingExhibit: Exhibit? { nil }
}
