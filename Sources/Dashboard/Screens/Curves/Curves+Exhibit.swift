extension App {
  var curvesExhibit: Exhibit? { nil }
}
