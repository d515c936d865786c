extension Chart {
  package func svg(into document: inout SVGDocument, frame: SVGRect) {}
}
