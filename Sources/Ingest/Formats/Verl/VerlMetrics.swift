import Results

/// The metrics of verl's file logger: `{"step": 40, "data": {"actor/entropy": 0.31, …}}`.
package struct VerlMetrics: ResultsFormat {
  package let name = "verl-metrics"
  package let kind = FileKind.trainingLog
  package let layout = RecordLayout()

  package init() {}

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .lines && head.keys.count == 2 && head.has("step", .number)
      && head.has("data", .object)
  }
}
