extension FilterLiteral {
  /// What a word stands for where it is compared with a field; it is not empty.
  static func read(
    _ text: String, isQuoted: Bool, for field: FilterField, at column: Int
  ) throws(FilterError) -> FilterLiteral {
    switch field.kind {
    case .text: return .text(text)
    case .level: return isQuoted ? .text(text) : number(text).map { .number($0) } ?? .text(text)
    case .number:
      if let number = number(text) { return .number(number) }
      throw FilterError(column: column, problem: .noNumber(field: field.name, text))
    case .date:
      if FilterDate.isDate(text) { return .date(FilterDate.canonical(text)) }
      throw FilterError(column: column, problem: .noDate(field: field.name, text))
    }
  }

  /// A finite number, or per cent of one: `5%` is the double that `0.05` is.
  static func number(_ text: String) -> Double? {
    let isShare = text.last == "%"
    let digits = isShare ? text.dropLast() : text[...]
    guard digits.allSatisfy({ $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }),
      let number = Double(digits), number.isFinite
    else { return nil }
    guard isShare else { return number }
    return Double(digits + "e-2") ?? number / 100
  }

  /// Whether a number or date is wholly before another of its kind.
  func precedes(_ other: FilterLiteral) -> Bool {
    switch (self, other) {
    case (.number(let first), .number(let second)): first < second
    case (.date(let first), .date(let second)): first < second && !second.hasPrefix(first)
    default: false
    }
  }
}

/// Dates as texts whose order is that of time: `2024-08-31T12:00:00`, or the start of it.
enum FilterDate {
  /// Whether a text is a year, a month, a day or a moment, the parts of which are in their range.
  static func isDate(_ text: String) -> Bool {
    let limits: [(digits: Int, range: ClosedRange<Int>)] = [
      (4, 0...9999), (2, 1...12), (2, 1...31),
    ]
    var (part, value, digits) = (0, 0, 0)
    var isTime = false
    func isWhole() -> Bool { digits == limits[part].digits && limits[part].range.contains(value) }
    for byte in text.utf8 {
      if isTime {
        guard (0x30...0x39).contains(byte) || ":.+-Z".utf8.contains(byte) else { return false }
      } else if (0x30...0x39).contains(byte), digits < 4 {
        (value, digits) = (value * 10 + Int(byte - 0x30), digits + 1)
      } else if byte == UInt8(ascii: "T") || byte == UInt8(ascii: " ") {
        isTime = true
      } else {
        let isSeparator = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/")
        guard isSeparator, part < 2, isWhole() else { return false }
        (part, value, digits) = (part + 1, 0, 0)
      }
    }
    return isWhole()
  }

  /// With hyphens and a `T`, as ISO 8601 has them.
  static func canonical(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x2F || $0 == 0x20 }) else { return text }
    return text.replacing("/", with: "-").replacing(" ", with: "T")
  }
}

extension FilterField.Kind {
  /// A value such a field may be compared with.
  var example: String {
    switch self {
    case .number, .level: "4"
    case .text: "algebra"
    case .date: "2024-08"
    }
  }
}
