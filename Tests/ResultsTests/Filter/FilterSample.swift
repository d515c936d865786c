import Results

/// Rows with a value of each kind, and the fields that name them.
struct FilterSample: Sendable {
  var number: Double?
  var level: String?
  var date: String?
  var text: String?
  var files: [String] = []
  var tally: Tally?

  static var fields: FilterFields<FilterSample> {
    var fields = FilterFields<FilterSample> { row, sought in
      sought.isIn(row.text) || row.files.contains { sought.isIn($0) }
    }
    fields.add("level", .level) { FilterValue($0.level) }
    fields.add("subject", .text, alias: "topic") { FilterValue($0.text) }
    fields.add("date", .date) { FilterValue($0.date) }
    fields.add("file", .text) { .texts($0.files) }
    fields.add("temperature", .number, alias: "T") { FilterValue($0.number) }
    fields.addTally { $0.tally }
    fields.addTally(of: "base") { $0.tally }
    fields.addTally(of: "C") { $0.tally }
    return fields
  }

  /// What an expression is read as, written out; or what is wrong with it.
  static func reading(_ text: String) -> String {
    do throws(FilterError) {
      return try Filter.parse(text, fields: fields).description
    } catch { return error.description }
  }

  /// Whether an expression lets the row through.
  func passes(_ text: String) throws -> Bool {
    try Filter.parse(text, fields: Self.fields).test(Self.fields)(self)
  }
}
