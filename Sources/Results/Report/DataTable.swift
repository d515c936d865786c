/// A value of a table: what it is, apart from how it is written.
package enum DataValue: Equatable, Sendable {
  case text(String)
  case count(Int)
  /// A share in 0...1: per cent where people read it, the share itself where programs do.
  case share(Double)
  /// A difference of shares, in −1...1: points where people read it.
  case difference(Double)
  /// Any other number, with the decimals that people are shown.
  case number(Double, decimals: Int)
  case missing

  /// A share, or nothing where there is none.
  package init(share: Double?) { self = share.map(DataValue.share) ?? .missing }
  package init(difference: Double?) { self = difference.map(DataValue.difference) ?? .missing }
  package init(count: Int?) { self = count.map(DataValue.count) ?? .missing }
  package init(text: String?) { self = text.map(DataValue.text) ?? .missing }
  package init(number: Double?, decimals: Int) {
    self = number.map { .number($0, decimals: decimals) } ?? .missing
  }

  /// The value for people; what is missing is a dash.
  package var label: String {
    switch self {
    case .text(let text): text
    case .count(let count): Format.count(count)
    case .share(let share): Format.percent(share)
    case .difference(let difference): Format.points(difference)
    case .number(let number, let decimals): Format.fixed(number, decimals)
    case .missing: "-"
    }
  }

  /// The value for programs: all digits, `.` before decimals, nothing where it is missing.
  var plain: String {
    switch self {
    case .text(let text): text
    case .count(let count): String(count)
    case .share(let value), .difference(let value), .number(let value, _):
      value.isFinite ? value.description : ""
    case .missing: ""
    }
  }
}

/// Numbers in rows and columns, to be shown, printed or written to a file.
package struct DataTable: Equatable, Sendable {
  package struct Column: Equatable, Sendable {
    /// The name in files: lower case, words joined by `_`.
    package let key: String
    /// The heading that people see.
    package let heading: String
    /// Whether it holds words, which stand at the left.
    package let isWords: Bool

    package init(_ key: String, _ heading: String? = nil, isWords: Bool = false) {
      self.key = key
      self.heading = heading ?? key
      self.isWords = isWords
    }
  }

  package let title: String
  package let columns: [Column]
  /// Each as long as `columns`.
  package private(set) var rows: [[DataValue]] = []

  package init(_ title: String, columns: [Column]) {
    self.title = title
    self.columns = columns
  }

  /// - Precondition: `row` has a value for each column.
  package mutating func append(_ row: [DataValue]) {
    precondition(row.count == columns.count, "\(row.count) values for \(columns.count) columns")
    rows.append(row)
  }

  /// The rows as comma-separated values with a line of names (RFC 4180, lines ending in `\n`).
  package var csv: String {
    let names = columns.map { DataValue.text($0.key) }
    return ([names] + rows).map(Self.csvLine).joined()
  }

  /// One line of comma-separated values, with its end.
  package static func csvLine(_ row: [DataValue]) -> String {
    row.map { quoted($0.plain) }.joined(separator: ",") + "\n"
  }

  private static func quoted(_ field: String) -> String {
    let isPlain = field.utf8.allSatisfy { ![0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    guard !isPlain else { return field }
    return "\""
      + field.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  /// The rows as text in aligned columns.
  package var aligned: [String] { printed.aligned }

  /// The rows as a table of Markdown.
  package var markdown: [String] { printed.markdown }

  private var printed: ReportTable {
    let words = columns.prefix { $0.isWords }.count
    return ReportTable(
      headings: columns.map(\.heading), words: words,
      endsInWords: columns.count > words && columns.last?.isWords == true,
      rows: rows.map { $0.map(\.label) })
  }
}

extension DataTable: Encodable {
  private enum CodingKeys: String, CodingKey { case title, columns, rows }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  /// An object a row, with `null` for what is missing.
  package func encode(to encoder: any Encoder) throws {
    var table = encoder.container(keyedBy: CodingKeys.self)
    try table.encode(title, forKey: .title)
    try table.encode(columns.map(\.key), forKey: .columns)
    var list = table.nestedUnkeyedContainer(forKey: .rows)
    for row in rows {
      var object = list.nestedContainer(keyedBy: Name.self)
      for (column, value) in zip(columns, row) {
        try object.encode(value, forKey: Name(column.key))
      }
    }
  }
}

extension DataValue: Encodable {
  /// A number or a text, `null` where it is missing.
  package func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .text(let text): try value.encode(text)
    case .count(let count): try value.encode(count)
    case .share(let number), .difference(let number), .number(let number, _):
      if number.isFinite { try value.encode(number) } else { try value.encodeNil() }
    case .missing: try value.encodeNil()
    }
  }
}
