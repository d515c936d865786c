import Results

extension FilterFields where Row == FileStatus {
  /// The fields of files.
  static var files: FilterFields {
    var fields = FilterFields { file, sought in
      sought.isIn(file.path) || sought.isIn(file.format) || sought.isIn(file.stateText)
    }
    fields.add("path", .text) { .text($0.path) }
    fields.add("state", .text) { .text($0.stateText) }
    fields.add("format", .text) { FilterValue($0.format) }
    fields.add("bytes", .number) { FilterValue($0.bytes) }
    fields.add("records", .number) { FilterValue($0.records) }
    fields.add("rejects", .number) { FilterValue($0.rejects) }
    return fields
  }
}
