/// Numbers as the screens write them: the same everywhere, whatever the locale.
package enum Format {
  /// A number with a fixed count of decimals.
  package static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return "-" }
    let scale = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 9e15 else { return String(value) }
    let whole = Int(scaled) / Int(scale)
    let fraction = String(Int(scaled) % Int(scale))
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(whole) }
    return sign + "\(whole)." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  /// A share in 0...1 as per cent with one decimal.
  package static func percent(_ share: Double) -> String { fixed(share * 100, 1) + "%" }

  /// A temperature as papers write them: all its digits, and at least one behind the point.
  package static func temperature(_ value: Double) -> String {
    Int(exactly: value).map { "\($0).0" } ?? String(value)
  }

  /// A difference of shares in points, with its sign.
  package static func points(_ difference: Double) -> String {
    let text = fixed(difference * 100, 1)
    return text.hasPrefix("-") || text == "0.0" ? text : "+" + text
  }

  /// A count with its thousands set apart.
  package static func count(_ number: Int) -> String {
    let digits = Array(String(abs(number)))
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// A count of things with regular plurals.
  package static func count(_ number: Int, _ thing: String) -> String {
    count(number) + " " + thing + (number == 1 ? "" : "s")
  }

  /// A size in bytes with a unit.
  package static func bytes(_ number: Int) -> String {
    var value = Double(number)
    for unit in ["B", "kB", "MB", "GB"] {
      if value < 1000 { return (unit == "B" ? String(number) : fixed(value, 1)) + " " + unit }
      value /= 1000
    }
    return fixed(value, 1) + " TB"
  }

  /// A span of time in its largest fitting unit.
  package static func seconds(_ seconds: Int) -> String {
    switch seconds {
    case ..<90: "\(seconds) s"
    case ..<5400: "\((seconds + 30) / 60) min"
    default: "\((seconds + 1800) / 3600) h"
    }
  }

  /// A moment: the time if it is of today, else the day.
  package static func moment(_ moment: ClockMinute, today: ClockMinute?) -> String {
    if let today, (today.year, today.month, today.day) == (moment.year, moment.month, moment.day) {
      return "\(two(moment.hour)):\(two(moment.minute))"
    }
    return "\(moment.year)-\(two(moment.month))-\(two(moment.day))"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
