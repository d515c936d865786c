import Results

/// What verl prints, often the only log there is: `step:5 - actor/entropy:0.351 - …`.
package struct VerlConsole: ConsoleFormat {
  package let name = "verl-console"
  package let kind = FileKind.trainingLog
  package let layout = RecordLayout()

  package init() {}

  package func recognizes(_ head: FileHead) -> Bool { false }

  /// Whether a log begins as one of verl, or already has a row.
  package func recognizesLog(_ start: [UInt8]) -> Bool {
    Self.signs.contains { start.firstRange(of: Array($0.utf8)) != nil }
      || start.split(separator: 0x0A).contains {
        row(of: String(decoding: $0, as: UTF8.self)) != nil
      }
  }

  /// Words that stand in the first lines of what verl prints, long before its first step.
  private static let signs = ["actor_rollout_ref", "(TaskRunner pid=", "(main_task pid="]

  /// The row of a line; `nil` for all other lines.
  ///
  /// A prefix of Ray may stand before it, and values may be spelled `np.float64(0.5)`.
  package func row(of line: String) -> TrainingRow? {
    guard let mark = line.firstRange(of: "step:") else { return nil }
    let before = line[..<mark.lowerBound].last
    guard before == nil || before == " " else { return nil }
    let fields = line[mark.lowerBound...].split(separator: " - ")
    guard fields.count > 1, let step = Int(fields[0].dropFirst(5)) else { return nil }
    var values: [String: Double] = [:]
    for field in fields.dropFirst() {
      guard let colon = field.lastIndex(of: ":") else { continue }
      let number = Self.number(field[field.index(after: colon)...])
      values[String(field[..<colon])] = number
    }
    return values.isEmpty ? nil : TrainingRow(step: step, values: values)
  }

  private static func number(_ text: Substring) -> Double? {
    var text = text.trimmingSpaces()
    if let open = text.firstIndex(of: "("), text.hasPrefix("np."), text.hasSuffix(")") {
      text = String(text[text.index(after: open)...].dropLast())
    }
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }
}
